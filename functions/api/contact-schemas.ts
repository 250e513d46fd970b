import * as z from 'zod';
import { channelSchema, scoreSchema } from '../../shared/domain/case.ts';
import { contactOutcomeSchema, leftViaSchema, MAX_LEFT } from '../../shared/domain/contact.ts';
import { MAX_RATINGS, MAX_ROWS } from './batch.ts';

/** What the API takes and gives of contacts and of ratings that came on paper or by a device. */

const at = z.iso
  .datetime({ offset: true })
  .describe('When it happened, if not now: an instant like 2019-04-01T09:30:00Z or with an offset. It counts on that day in London');
const key = z.string().min(1).max(64).describe('Your own id of it. The same key again does nothing more, and answers as before');

export const newContactSchema = z.strictObject({
  channel: channelSchema,
  service: z.string(),
  outcome: contactOutcomeSchema,
  reason: z.string().optional().describe('What it was really about: one of the contactReasons of /api/v1/services/{service}'),
  about: z.string().optional().describe('The reference of the case they asked about, one of that service'),
  mobile: z
    .string()
    .optional()
    .describe('A UK mobile: its owner may be asked by text to rate the contact. An open case of the service asked from it is found by it'),
  at: at.optional(),
});
export type NewContactBody = z.infer<typeof newContactSchema>;

export const loggedContactSchema = z.object({ id: z.string() });

export const contactRowSchema = newContactSchema.extend({ key });
export const contactBatchSchema = z.strictObject({
  contacts: z
    .array(contactRowSchema)
    .min(1)
    .max(MAX_ROWS)
    .describe(
      'Each is taken or refused by itself. The key of one stands for the Idempotency-Key of the same contact sent to /api/v1/contacts',
    ),
});

export const ratingRowSchema = z.strictObject({
  key,
  service: z.string(),
  channel: channelSchema.describe('How the person reached the council'),
  via: leftViaSchema.extract(['kiosk', 'post']).describe('`kiosk`: a device at a desk; `post`: a paper card'),
  score: scoreSchema.describe('5 excellent, 4 good, 3 fair, 2 poor, 1 very poor'),
  quantity: z.number().int().min(1).max(MAX_LEFT).default(1).describe('How many gave that score: for a device that only counts'),
  comment: z.string().max(1000).optional().describe('What the person wrote'),
  at: at.optional(),
});
export const ratingBatchSchema = z.strictObject({
  ratings: z
    .array(ratingRowSchema)
    .min(1)
    .max(MAX_RATINGS)
    .describe(`Each is taken or refused by itself. At most ${MAX_RATINGS}, so that their comments fit a body`),
});

/** Only the list: its rows are parsed one by one, so that a wrong one refuses no other. */
export const looseContactBatchSchema = z.strictObject({ contacts: z.array(z.unknown()).min(1).max(MAX_ROWS) });
export const looseRatingBatchSchema = z.strictObject({ ratings: z.array(z.unknown()).min(1).max(MAX_RATINGS) });

export const batchOutcomeSchema = z.object({
  taken: z.number().int(),
  takenBefore: z.number().int(),
  refused: z.number().int(),
  results: z.array(
    z.discriminatedUnion('outcome', [
      z.object({ index: z.number().int(), outcome: z.literal('taken'), id: z.string() }),
      z.object({ index: z.number().int(), outcome: z.literal('taken-before'), id: z.string() }),
      z.object({
        index: z.number().int(),
        outcome: z.literal('refused'),
        errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
      }),
    ]),
  ),
});
