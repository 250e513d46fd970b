import * as z from 'zod';
import { channelSchema } from '../../shared/domain/case.ts';
import { contactOutcomeSchema } from '../../shared/domain/contact.ts';

/** What the API takes and gives. The OpenAPI document is made from these and from nothing else. */

export const serviceSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  summary: z.string(),
  group: z.string(),
  lgsl: z.number().int().describe('Local Government Service List number'),
  team: z.string(),
  targetWorkingDays: z.number().int(),
});

export const serviceDetailSchema = serviceSummarySchema.extend({
  questions: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      ask: z.string(),
      required: z.boolean(),
      options: z.array(z.object({ value: z.string(), text: z.string() })).optional(),
      conditional: z.boolean().describe('Asked only for some earlier answers'),
    }),
  ),
  stages: z.array(z.object({ id: z.string(), name: z.string(), entered: z.string(), next: z.array(z.string()) })),
});

export const openCaseSchema = z.strictObject({
  service: z.string(),
  channel: channelSchema
    .default('web')
    .describe('How the resident reached the council; a form filled for them counts on the channel of whoever filled it'),
  answers: z
    .record(z.string(), z.unknown())
    .describe(
      'By question id: text; the value of an option; a list of them; a date `YYYY-MM-DD`; `yes` or `no`; `{line1, line2, town, postcode}`; `{wanted: true, number}` or `{wanted: false}` for a mobile; `agreed` for a declaration',
    ),
});

export const openedCaseSchema = z.object({
  reference: z.string(),
  displayReference: z.string(),
  lookUpWord: z.string().optional().describe('Only for a case without a mobile: what its resident looks it up with'),
});

const basedOn = z
  .number()
  .int()
  .positive()
  .describe('The `sequence` of the case as you read it: if it has moved on since, the answer is 409');
export const caseCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('moveStage'), stage: z.string(), basedOn }),
  z.strictObject({ type: z.literal('askEvidence'), instruction: z.string(), by: z.iso.date(), basedOn }),
  z.strictObject({ type: z.literal('decide'), outcome: z.enum(['awarded', 'refused']), reason: z.string().default(''), basedOn }),
  z.strictObject({ type: z.literal('complete'), basedOn }),
  z.strictObject({ type: z.literal('close'), reason: z.string(), basedOn }),
  z.strictObject({ type: z.literal('note'), note: z.string().min(1).max(4000) }),
]);

export const caseSchema = z.object({
  reference: z.string(),
  displayReference: z.string(),
  service: z.string(),
  sequence: z.number().int(),
  stage: z.object({ id: z.string(), name: z.string(), actor: z.enum(['council', 'resident', 'nobody']) }),
  channel: channelSchema,
  assisted: z.boolean(),
  fastTrack: z.boolean(),
  openedAt: z.iso.datetime(),
  targetDate: z.iso.date(),
  actBy: z.iso.date().optional(),
  endedAt: z.iso.datetime().optional(),
  decision: z.object({ outcome: z.enum(['awarded', 'refused']), at: z.iso.datetime() }).optional(),
  timeline: z.array(z.object({ sequence: z.number().int(), at: z.iso.datetime(), event: z.string(), stage: z.string() })),
  nextStages: z.array(z.object({ command: z.string(), stage: z.string() })),
});

export const newContactSchema = z.strictObject({
  channel: channelSchema,
  service: z.string(),
  outcome: contactOutcomeSchema,
  mobile: z.string().optional().describe('A UK mobile: its owner may be asked by text to rate the contact'),
});

export const loggedContactSchema = z.object({ id: z.string() });

const share = z.object({
  percent: z.number().nullable(),
  of: z.number().int().nullable().describe('How many were counted for it'),
  all: z.number().int().nullable().describe('Out of how many'),
});
export const measuresSchema = z.object({
  quarter: z.string(),
  source: z.enum(['baseline', 'facts', 'none']),
  contacts: z.object({
    total: z.number().nullable(),
    byChannel: z.array(z.object({ channel: channelSchema, contacts: z.number() })).nullable(),
    byService: z.array(z.object({ service: z.string(), contacts: z.number() })).nullable(),
    assisted: z.number().nullable(),
  }),
  selfServe: share.extend({ targetPercent: z.number() }),
  satisfied: share.extend({ targetPercent: z.number() }),
  ratingsAsked: z.number().nullable(),
  ratingsReached: z.number().nullable().describe('Of those asked, how many the request is known to have reached'),
  responsePercent: z.number().nullable(),
  scores: z.record(z.string(), z.number()).nullable().describe('How many gave each score, 5 excellent to 1 very poor'),
  decided: z.array(z.object({ service: z.string(), averageDays: z.number().nullable(), decisions: z.number().nullable() })),
});

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  errors: z
    .array(z.object({ pointer: z.string(), detail: z.string() }))
    .optional()
    .describe('Each value that is wrong, as a JSON pointer into the request'),
});
