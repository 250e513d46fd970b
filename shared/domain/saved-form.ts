import * as z from 'zod';
import type { Answer } from './answers.ts';
import { otherLanguageSchema } from './language.ts';

/** How long a form that somebody saved waits for them, in days. */
export const SAVED_DAYS = 28;

/** Forms of one number that are listed. A household that shares a telephone sees all of them. */
export const MOST_SAVED = 50;

/**
 * A form that somebody put by, under the HMAC of the mobile that a code was texted to. Its answers are personal, so it is never
 * logged, and goes when its time is over or its request is sent.
 * - `draft`: what its reference follows from, so that a form taken up twice is still one request
 * - `savedAt`: instant; `expiresAt`: epoch seconds
 */
export const savedFormSchema = z.object({
  service: z.string(),
  draft: z.string(),
  answers: z.record(z.string(), z.unknown()).transform((answers) => answers as Record<string, Answer>),
  /** The local day of its first answer. */
  begunOn: z.string().optional(),
  /** In which it was filled in, where that is not English. */
  language: otherLanguageSchema.optional(),
  savedAt: z.string(),
  expiresAt: z.number(),
});
export type SavedForm = z.infer<typeof savedFormSchema>;
