import * as z from 'zod';
import { channelSchema, scoreSchema } from './case.ts';

/** How many shards the facts of one day and service spread over. A slice is one day, service and shard. */
export const FACT_SHARDS = 4;

export const factTypes = [
  'contact',
  'opened',
  'decided',
  'ended',
  'ended-by-kind',
  'rating-asked',
  'rating-reached',
  'rated',
  'text',
  'calls',
  'journey',
  'chased',
  'reversed',
  'letter',
  'referred',
  'evidence-asked',
  'evidence-complete',
  'reminder-sent',
  'reminder-saved',
] as const;

/**
 * Something countable on one local day, with a quantity and nothing personal.
 * - `id`: follows from what caused it, so that writing it again changes nothing.
 * - `version`: the sequence of the commit behind it; only a higher one replaces it.
 * - `outcome`: of a contact, how it ended, or `request`, `look-up` or `status` where a resident served themselves,
 *   `imported` where a back office's file told of it; of a
 *   decision or an end, what it was; of a rating, the way it came; of a request to rate that reached, `answered` once it was; of a text, what became of it; of a letter, `made`, then `posted`.
 * - `detail`: what further tells it apart: of an end, `in-time` or `late` against the date named to the resident on the first day;
 *   of what was opened and of `ended-by-kind`, the kind that its service counts by; of an online form left, the last question answered; of a
 *   contact, what it was really about; of calls, the queue; of a chase, the stage its case was in; of a complaint, its stage.
 * - `days`: calendar days from receipt to decision.
 */
export const factSchema = z.object({
  id: z.string(),
  day: z.string(),
  service: z.string(),
  shard: z.number().int().min(0),
  type: z.enum(factTypes),
  quantity: z.number().int().min(0),
  channel: channelSchema.optional(),
  assisted: z.boolean().optional(),
  outcome: z.string().optional(),
  detail: z.string().optional(),
  days: z.number().int().optional(),
  score: scoreSchema.optional(),
  version: z.number().int().positive(),
});
export type Fact = z.infer<typeof factSchema>;

/** The shard of everything about one case, contact or look-up. */
export function shardOf(subjectId: string): number {
  let sum = 0;
  for (const character of subjectId) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return sum % FACT_SHARDS;
}
