import * as z from 'zod';
import type { Answer } from './answers.ts';
import { channelSchema } from './case.ts';

/** A draft is kept this long after its last answer. */
export const DRAFT_DAYS = 28;

/**
 * A resident's answers to one service so far, under the HMAC of their cookie. Answers are personal, so a draft is
 * never logged, and goes when it expires or soon after it was sent.
 */
export const draftSchema = z.object({
  id: z.string(),
  answers: z.record(z.string(), z.unknown()).transform((answers) => answers as Record<string, Answer>),
  /** Set by staff who fill the form for a resident: their channel, and who they are. */
  assisted: z.object({ channel: channelSchema, by: z.string() }).optional(),
  /** The reference it was sent as. */
  sentAs: z.string().optional(),
  expiresAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;
