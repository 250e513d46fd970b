import * as z from 'zod';
import type { Instant } from './calendar.ts';
import type { LogId } from './commit.ts';
import { subjectSchema } from './handset.ts';
import { CODE_MINUTES } from './lookup.ts';

/**
 * - `due`: waits to be sent, or to be tried again
 * - `sending`: one worker claimed it, and may have published it
 * - `sent`: the carrier took it; `refused`: the carrier would not, for good
 * - `unknown`: no answer came: it may or may not have gone, and is never sent again
 * - `dropped`: not sent, on purpose; `because` says why
 */
const textStates = ['due', 'sending', 'sent', 'refused', 'unknown', 'dropped'] as const;

/** The purpose of the text that carries a look-up's code. Its body holds {@link CODE_MARK} until it leaves. */
export const CODE_PURPOSE = 'code';
export const CODE_MARK = '{code}';

/** A text as a commit caused it: log, sequence and purpose name it, so that the same commit never makes two. */
export type TextDue = {
  log: LogId;
  sequence: number;
  purpose: string;
  at: Instant;
  dueAt: Instant;
  /** What it asks to rate, if it asks. */
  subject?: z.infer<typeof subjectSchema>;
  parts: number;
  /** Epoch seconds; for texts that nobody needs later. */
  expiresAt?: number;
  personal: { to: string; body: string };
};

/** A text as it is kept. `because` is a carrier's error code or our own word for why it was not sent. */
export const textSchema = z.object({
  state: z.enum(textStates),
  at: z.string(),
  dueAt: z.string().optional(),
  subject: subjectSchema.optional(),
  parts: z.number().int().positive(),
  attempts: z.number().int().nonnegative(),
  messageId: z.string().optional(),
  because: z.string().optional(),
  settledAt: z.string().optional(),
  personal: z.object({ to: z.string().optional(), body: z.string().optional() }),
});
export type Text = z.infer<typeof textSchema> & Pick<TextDue, 'log' | 'sequence' | 'purpose'>;

/** What came of handing a text to the carrier. Only `refused` is certain not to have gone. */
export type SendOutcome =
  | { kind: 'accepted'; messageId: string }
  /** @property again whether a later try may succeed: throttled, not allowed yet, unreachable */
  | { kind: 'refused'; again: boolean; because: string }
  | { kind: 'unknown'; because: string };

/** What becomes of a claimed text. */
export type Settlement =
  | { state: 'sent'; messageId: string }
  | { state: 'due'; dueAt: Instant; because: string }
  | { state: 'refused' | 'unknown' | 'dropped'; because: string };

const MAX_ATTEMPTS = 8;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

/**
 * Settles a text after an attempt: a refusal is tried again later, up to {@link MAX_ATTEMPTS}; an unknown outcome never.
 * @param attempt 1 for the first
 * @param luck from 0 up to 1: spreads the tries of texts refused together
 */
export function settlementOf(outcome: SendOutcome, { attempt, now, luck }: { attempt: number; now: number; luck: number }): Settlement {
  if (outcome.kind === 'accepted') return { state: 'sent', messageId: outcome.messageId };
  const { because } = outcome;
  if (outcome.kind === 'unknown') return { state: 'unknown', because };
  if (!outcome.again || attempt >= MAX_ATTEMPTS) return { state: 'refused', because };
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  return { state: 'due', dueAt: new Date(now + wait * (0.5 + luck / 2)).toISOString(), because };
}

/** A code that would arrive after it stopped working is not worth sending. */
export function isTooLate(text: Pick<Text, 'purpose' | 'at'>, now: number): boolean {
  return text.purpose === CODE_PURPOSE && now - Date.parse(text.at) >= CODE_MINUTES * 60_000;
}
