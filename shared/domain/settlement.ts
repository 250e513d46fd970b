import type { Instant } from './calendar.ts';
import { sendingTime } from './sending-hours.ts';
import { SLOT_MS } from './slot.ts';
import { copyOf, type SendOutcome, type Text } from './text.ts';

/** How long a carrier may take to say what became of a text: docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
export const CONFIRMED_WITHIN_MS = 72 * 60 * 60_000;

/**
 * What becomes of a claimed text, with its counts as they then are.
 * - `due`: at `dueAt` it may be released again
 * - `sent`, `unknown`: at `lookAt` it is looked at again: for a copy where `again` says so, else for the end of the 72 hours
 */
export type Settlement =
  | { state: 'sent'; messageId: string; lookAt: Instant }
  | { state: 'due'; dueAt: Instant; because: string; refusals: number; unknowns: number }
  | { state: 'unknown'; lookAt: Instant; because: string; again: boolean; unknowns: number }
  | { state: 'refused' | 'dropped'; because: string };

export type Attempted = Pick<Text, 'purpose' | 'subject' | 'personal' | 'urgency' | 'refusals' | 'unknowns'> & { since: Instant };

const MAX_REFUSALS = 8;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 30 * 60_000;

const instant = (ms: number): Instant => new Date(ms).toISOString();

/**
 * Settles a text after an attempt. A refusal is tried again later, with jitter, eight times in all. An unknown outcome
 * keeps the slot, and is looked at again when that ends.
 * @param luck from 0 up to 1: spreads the tries of texts refused together
 */
export function settlementOf(outcome: SendOutcome, text: Attempted, { now, luck }: { now: number; luck: number }): Settlement {
  if (outcome.kind === 'accepted') return { state: 'sent', messageId: outcome.messageId, lookAt: instant(now + CONFIRMED_WITHIN_MS) };
  const { because } = outcome;
  if (outcome.kind === 'unknown') return nobodyKnows(text, because);
  if (!outcome.again || text.refusals + 1 >= MAX_REFUSALS) return notSent(text, 'refused', because);
  const wait = Math.min(FIRST_WAIT_MS * 2 ** text.refusals, LONGEST_WAIT_MS);
  const later = putBack(text, instant(now + wait * (0.5 + luck / 2)), because);
  return { ...later, refusals: text.refusals + 1 };
}

/** A text that was claimed and not published: it may be released again from `at` on, within the hours of sending. */
export function putBack({ urgency, refusals, unknowns }: Attempted, at: Instant, because: string): Settlement & { state: 'due' } {
  return { state: 'due', dueAt: sendingTime(at, urgency), because, refusals, unknowns };
}

/** An attempt that may or may not have gone: when its hour is over a copy goes, where one may; else the 72 hours are waited for. */
export function nobodyKnows(text: Attempted, because: string): Settlement {
  const since = Date.parse(text.since);
  const unknowns = text.unknowns + 1;
  const again = copyOf({ ...text, unknowns }) !== undefined;
  return { state: 'unknown', because, again, unknowns, lookAt: instant(since + (again ? SLOT_MS : CONFIRMED_WITHIN_MS)) };
}

/** A text that does not go after all. Of one that may have gone already, an hour ago, nothing better is known than before. */
export function notSent(text: Attempted, state: 'refused' | 'dropped', because: string): Settlement {
  const { unknowns } = text;
  if (unknowns === 0) return { state, because };
  return { state: 'unknown', because, again: false, unknowns, lookAt: instant(Date.parse(text.since) + CONFIRMED_WITHIN_MS) };
}

/** Whether an attempt was a second copy: what it said had no request to rate. */
export function isCopy({ state, attempts, unknowns }: Pick<Text, 'state' | 'attempts' | 'unknowns'>, attempt: number): boolean {
  if (attempt !== attempts || state === 'due') return false;
  return unknowns > (state === 'unknown' ? 1 : 0);
}
