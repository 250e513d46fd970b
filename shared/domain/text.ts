import * as z from 'zod';
import type { Instant } from './calendar.ts';
import type { LogId } from './commit.ts';
import { subjectSchema } from './handset.ts';
import { CODE_MINUTES } from './lookup.ts';

/**
 * - `due`: waits to be sent, or to be tried again
 * - `sending`: one worker claimed it, and may have published it
 * - `sent`: the carrier took it, and has not said more yet
 * - `unknown`: no answer came: it may or may not have gone
 * - `delivered`, `failed`: what the carrier's delivery log says of it; `unconfirmed`: it said nothing in 72 hours
 * - `refused`: the carrier would not take it, for good; `dropped`: not sent, on purpose. `because` says why
 */
export const textStates = ['due', 'sending', 'sent', 'unknown', 'delivered', 'failed', 'unconfirmed', 'refused', 'dropped'] as const;
export type TextState = (typeof textStates)[number];

const FINAL: readonly TextState[] = ['delivered', 'failed', 'unconfirmed', 'refused', 'dropped'];
/** Whether nothing changes this state any more. */
export const isFinal = (state: TextState): boolean => FINAL.includes(state);

/** Why a text that was dropped leaves somebody untold; others were dropped because nobody needs them any more, or a letter goes. */
const UNTOLD: readonly (string | undefined)[] = ['stopped', 'muted', 'unreachable', 'number-changed'];
/** Whether its resident may not know what a text would have told: it failed, was not sent, or nobody knows. */
export function isFailing({ state, because }: { state: TextState; because?: string | undefined }): boolean {
  return state === 'failed' || state === 'refused' || state === 'unknown' || (state === 'dropped' && UNTOLD.includes(because));
}

/** The purpose of the text that carries a look-up's code. Its body holds {@link CODE_MARK} until it leaves. */
export const CODE_PURPOSE = 'code';
export const CODE_MARK = '{code}';
/** The purpose of the text to somebody whom a resident let in: it is not to its resident. */
export const LET_IN_PURPOSE = 'let-in';
/** How the purposes of texts to its followers begin, each with one's id. */
export const FOLLOWED_PREFIX = 'followed-';
export const isToFollower = ({ purpose }: Pick<TextDue, 'purpose'>): boolean => purpose.startsWith(FOLLOWED_PREFIX);
/** Whether a text of a case goes to somebody other than its resident. What they text back says nothing of the case. */
export const isToOther = (text: Pick<TextDue, 'purpose'>): boolean => text.purpose === LET_IN_PURPOSE || isToFollower(text);

/**
 * How much of a hurry a text is in.
 * - `code`: a resident is waiting for it, at any hour
 * - `urgent`: it tells of what a person did just now: a receipt, an officer's act, an answer
 * - `bulk`: nobody waits for it: a reminder, an import, a request to rate a contact
 */
export const urgencies = ['code', 'urgent', 'bulk'] as const;
export type Urgency = (typeof urgencies)[number];

/** A text as a commit caused it: log, sequence and purpose name it, so that the same commit never makes two. */
export type TextDue = {
  log: LogId;
  sequence: number;
  purpose: string;
  at: Instant;
  /** When it may leave: within the hours of sending, unless it is a code. */
  dueAt: Instant;
  urgency: Urgency;
  /** The service it is about; absent for codes, and answers about no case. */
  service?: string;
  /** What it asks to rate, if it asks. */
  subject?: z.infer<typeof subjectSchema>;
  parts: number;
  /** Epoch seconds; for texts that nobody needs later. */
  expiresAt?: number;
  /** `plain` is the same news without the request to rate, where `body` has one: what a second copy says. */
  personal: { to: string; body: string; plain?: string };
};

/**
 * A text as it is kept.
 * - `attempts`: claims so far, the number of the latest; `refusals` and `unknowns`: how many of them ended so
 * - `since`, `handset`, `claimant`: when the latest attempt began, for which handset (its HMAC), by which worker
 * - `again`: it is `unknown`, and a copy of it goes when its hour is over
 * - `because`: a carrier's word, or our own, for how it stands
 */
export const textSchema = z.object({
  state: z.enum(textStates),
  at: z.string(),
  dueAt: z.string().optional(),
  urgency: z.enum(urgencies).default('urgent'),
  service: z.string().optional(),
  subject: subjectSchema.optional(),
  parts: z.number().int().positive(),
  attempts: z.number().int().nonnegative(),
  refusals: z.number().int().default(0),
  unknowns: z.number().int().default(0),
  since: z.string().optional(),
  handset: z.string().optional(),
  claimant: z.string().optional(),
  again: z.boolean().optional(),
  messageId: z.string().optional(),
  because: z.string().optional(),
  settledAt: z.string().optional(),
  personal: z.object({ to: z.string().optional(), body: z.string().optional(), plain: z.string().optional() }),
});
export type Text = z.infer<typeof textSchema> & Pick<TextDue, 'log' | 'sequence' | 'purpose'>;

/** What came of handing a text to the carrier. Only `refused` is certain not to have gone. */
export type SendOutcome =
  | { kind: 'accepted'; messageId: string }
  /** @property again whether a later try may succeed: throttled, not allowed yet, unreachable */
  | { kind: 'refused'; again: boolean; because: string }
  | { kind: 'unknown'; because: string };

/** A code that would arrive after it stopped working is not worth sending. */
export function isTooLate(text: Pick<Text, 'purpose' | 'at'>, now: number): boolean {
  return text.purpose === CODE_PURPOSE && now - Date.parse(text.at) >= CODE_MINUTES * 60_000;
}

/**
 * What a second copy of a text would say, an hour after nobody knew whether the first had gone: the same state of things.
 * @returns undefined for what is never sent twice: a code, the one text to a follower, a mere request to rate, and what was sent twice already
 */
export function copyOf({
  purpose,
  subject,
  unknowns,
  personal,
}: Pick<Text, 'purpose' | 'subject' | 'unknowns' | 'personal'>): string | undefined {
  if (purpose === CODE_PURPOSE || isToFollower({ purpose }) || unknowns > 1) return undefined;
  return subject ? personal.plain : personal.body;
}
