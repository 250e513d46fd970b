import * as z from 'zod';
import { channelSchema } from '../../shared/domain/case.ts';
import { awardPeriods, MAX_AWARD_PENCE } from '../../shared/domain/deciding.ts';
import { itemStates, MAX_ITEMS } from '../../shared/domain/evidence.ts';
import { languageSchema } from '../../shared/domain/language.ts';
import { measureRowSchema } from '../../shared/domain/measure-row.ts';

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
      fields: z
        .array(
          z.object({
            id: z.string(),
            type: z.string(),
            ask: z.string(),
            required: z.boolean(),
            options: z.array(z.object({ value: z.string(), text: z.string() })).optional(),
          }),
        )
        .optional()
        .describe('Of a question of type `repeat`: what each entry of its list holds'),
      least: z.number().int().optional().describe('The fewest entries such a list may have'),
      most: z.number().int().optional().describe('The most entries such a list may have'),
      conditional: z.boolean().describe('Asked only for some earlier answers'),
    }),
  ),
  stages: z.array(z.object({ id: z.string(), name: z.string(), entered: z.string(), next: z.array(z.string()) })),
  reasons: z.array(z.object({ id: z.string(), says: z.string() })).describe('Why it may be refused, in the words that residents read'),
  contactReasons: z.array(z.object({ id: z.string(), says: z.string() })).describe('What a contact about it may really be about'),
});

export const openCaseSchema = z.strictObject({
  service: z.string(),
  channel: channelSchema
    .default('web')
    .describe('How the resident reached the council; a form filled for them counts on the channel of whoever filled it'),
  language: languageSchema
    .default('en')
    .describe('In which the resident is told: texts, letters and pages, where the service has words for it'),
  answers: z
    .record(z.string(), z.unknown())
    .describe(
      'By question id: text; the value of an option; a list of them; a date `YYYY-MM-DD`; `yes` or `no`; a number, or pounds like `12.50`, in digits; `{line1, line2, town, postcode, uprn}`, where `uprn` is of what stands there, if you know it; `{wanted: true, number}` or `{wanted: false}` for a mobile; `{name, sortCode, account, roll}` for bank details; `{describe, postcode, lat, lon, uprn, usrn}` for a location, at least one of its words, postcode and point (WGS84); `{for: "self"}`, or `{for: "other", name, as, agreed, mayUpload, mobile, textsTo}` with `as` one of `family`, `neighbour`, `adviser`, `other` and `textsTo` one of `them`, `helper`, for who asks (without it they ask for themselves); a list of records, by field id, for a `repeat`; `agreed` for a declaration',
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
  z
    .strictObject({
      type: z.literal('askEvidence'),
      items: z
        .array(z.string())
        .min(1)
        .max(MAX_ITEMS)
        .optional()
        .describe('What the resident must send, a thing each, as “your last 2 payslips”'),
      instruction: z.string().optional().describe('The same as one item'),
      by: z.iso.date(),
      basedOn,
    })
    .refine(({ items, instruction }) => (items === undefined) !== (instruction === undefined), 'give either items or instruction'),
  z.strictObject({
    type: z.literal('reviewEvidence'),
    accepted: z.array(z.string()).default([]).describe('Ids of items that will do'),
    rejected: z
      .array(z.strictObject({ item: z.string(), reason: z.string() }))
      .default([])
      .describe('Items that the resident must send again, each with the reason they are told'),
    by: z.iso.date().optional().describe('By when to send them again; without one the date that stands'),
    basedOn,
  }),
  z.strictObject({
    type: z.literal('bringIn'),
    items: z.array(z.string()).min(1).describe('Ids of items that were brought to you'),
    basedOn,
  }),
  z.strictObject({ type: z.literal('changeEvidenceDate'), by: z.iso.date(), basedOn }),
  z.strictObject({
    type: z.literal('decide'),
    outcome: z.enum(['awarded', 'refused']),
    reason: z.string().max(1000).default('').describe('In plain words: the resident reads it. A refusal needs this, or `reasons`'),
    reasons: z.array(z.string()).max(20).optional().describe('Ids of the service’s own reasons to refuse: see /api/v1/services/{service}'),
    award: z
      .strictObject({
        amountPence: z.number().int().min(1).max(MAX_AWARD_PENCE),
        per: z.enum(awardPeriods).describe('One that the service pays by: a one-off grant is `once`'),
        from: z.iso.date().optional().describe('The date from which it counts, for a service that says it'),
        firstPaymentOn: z.iso.date().describe('When the first of it comes, or all of it where it is paid once'),
      })
      .optional()
      .describe('What is paid: the resident reads it on a page, after a code, and never in a text'),
    basedOn,
  }),
  z
    .strictObject({ type: z.literal('reconsider'), reason: z.string().max(1000), basedOn })
    .describe('A decision is looked at again, by whoever’s wish; after that it can be awarded or refused once more'),
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
  language: languageSchema.describe('In which the resident is told'),
  assisted: z.boolean(),
  fastTrack: z.boolean(),
  openedAt: z.iso.datetime(),
  targetDate: z.iso.date(),
  actBy: z.iso.date().optional(),
  endedAt: z.iso.datetime().optional(),
  evidence: z
    .object({
      by: z.iso.date(),
      open: z.boolean().describe('Whether it is still asked for'),
      allIn: z.boolean(),
      items: z.array(z.object({ id: z.string(), state: z.enum(itemStates), files: z.number().int() })),
    })
    .optional()
    .describe('What was asked of the resident; what each item is, is personal and not here'),
  decision: z
    .object({ outcome: z.enum(['awarded', 'refused']), at: z.iso.datetime(), reconsiderBy: z.iso.date().optional() })
    .optional()
    .describe('The latest: `reconsiderBy` is the last day on which the resident may ask to have it looked at again'),
  timeline: z.array(z.object({ sequence: z.number().int(), at: z.iso.datetime(), event: z.string(), stage: z.string() })),
  nextStages: z.array(z.object({ command: z.string(), stage: z.string() })),
});

export const measuresSchema = z.object({
  quarter: z.string(),
  source: z.enum(['baseline', 'facts', 'none']),
  measures: z
    .array(measureRowSchema)
    .describe('Each measure for the whole council, then by service, channel, queue, stage, reason and team'),
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
