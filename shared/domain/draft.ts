import * as z from 'zod';
import type { Answer } from './answers.ts';
import { channelSchema } from './case.ts';
import { otherLanguageSchema } from './language.ts';

/**
 * A draft is kept this long after its last answer, and no longer after it was sent: the next person at a shared computer
 * must not find it, and nobody takes four hours over one question.
 */
export const DRAFT_IDLE_SECONDS = 4 * 3600;
/** One that was left is taken away by the sweeper, which counts it first; without the sweeper it goes by itself, so long after its time. */
export const DRAFT_UNSWEPT_SECONDS = 2 * 86_400;

/** Set by staff who fill a form for a resident: their channel, who they are, and in which language the resident is told. */
export const assistedSchema = z.object({ channel: channelSchema, by: z.string(), language: otherLanguageSchema.optional() });
export type Assisted = z.infer<typeof assistedSchema>;

/**
 * A resident's answers to one service so far, under the HMAC of their cookie. Answers are personal, so a draft is
 * never logged, and goes when it expires or soon after it was sent.
 */
export const draftSchema = z.object({
  id: z.string(),
  /** The local day of its first answer. */
  begunOn: z.string().optional(),
  /** The store makes it, answer by answer. */
  answers: z.custom<Record<string, Answer>>((answers) => typeof answers === 'object' && answers !== null),
  assisted: assistedSchema.optional(),
  /** The HMAC of the number it was put by under, and taken up from: it goes from there when it is sent. */
  savedBy: z.string().optional(),
  /** Of each repeated question: the place that each entry has in the draft, in the order of its answer. Another takes a free one. */
  places: z.record(z.string(), z.array(z.number())).optional(),
  /** The reference it was sent as. */
  sentAs: z.string().optional(),
  /** Epoch seconds until which it is open. */
  openUntil: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;
