import * as z from 'zod';
import type { Instant } from './calendar.ts';

/** How long a worker has for what it claimed: longer than the function may run, which `infra` holds to half a minute. */
export const LEASE_MS = 120_000;
/** How long an attempt of which nobody knows what came keeps the slot. */
export const SLOT_MS = 60 * 60_000;
/** How far the carrier's clock and ours may differ. */
const SKEW_MS = 5_000;
/** How long an attempt without an id is remembered: nothing is heard of it after 72 hours. */
const REMEMBERED_MS = 72 * 60 * 60_000;

/**
 * One attempt to send one text, from its claim until the carrier's id of it is recorded. The carrier may have taken it
 * at any moment from `since` to `leaseUntil`, and at no other.
 */
export const attemptSchema = z.object({
  text: z.object({ pk: z.string(), sk: z.string() }),
  attempt: z.number().int().positive(),
  since: z.string(),
  leaseUntil: z.string(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/**
 * What is on its way to a handset.
 * - `slot`: the one text on its way; an hour after it began it holds nobody up any more
 * - `strays`: attempts beside it whose id is not recorded: codes, which never wait, and those that lost the slot after their hour
 */
export type OnTheWay = { slot?: Attempt | undefined; strays: Attempt[] };

const isOf = (text: Attempt['text']) => (attempt: Attempt) => attempt.text.pk === text.pk && attempt.text.sk === text.sk;
const isThis = (one: Pick<Attempt, 'text' | 'attempt'>) => (other: Attempt) => other.attempt === one.attempt && isOf(one.text)(other);

/**
 * Takes the slot for an attempt; a code goes beside it.
 * @returns until when it is taken, if it is: a claim that may still be running is waited for by the minute, an unknown one by the hour
 */
export function takeSlot(
  before: OnTheWay,
  attempt: Attempt,
  { code, now }: { code: boolean; now: number },
): OnTheWay | { busyUntil: Instant } {
  const strays = before.strays.filter((each) => now - Date.parse(each.since) < REMEMBERED_MS);
  const { slot } = before;
  if (code) return { slot, strays: [...strays.filter((each) => !isThis(attempt)(each)), attempt] };
  if (!slot) return { slot: attempt, strays };
  const over = Date.parse(slot.since) + SLOT_MS;
  if (now >= over) return { slot: attempt, strays: [...strays, slot] };
  // An attempt of the same text that has not had its hour is this one, or one that came to nothing: else the text were not claimed.
  if (isOf(attempt.text)(slot)) return { slot: attempt, strays };
  const running = now < Date.parse(slot.leaseUntil);
  return { busyUntil: new Date(running ? Math.min(now + 30_000, over) : over).toISOString() };
}

/** One attempt, or all of a text of which nothing can be on the way. */
export type Of = { text: Attempt['text']; attempt: number | 'any' };

/** What is on the way once an attempt is recorded, refused or settled. */
export function freeSlot({ slot, strays }: OnTheWay, { text, attempt }: Of): OnTheWay {
  const gone = attempt === 'any' ? isOf(text) : isThis({ text, attempt });
  return { slot: slot && gone(slot) ? undefined : slot, strays: strays.filter((each) => !gone(each)) };
}

/** The attempts without an id that the carrier may have taken at that instant. Of several, none is settled by it. */
export function attemptsAt({ slot, strays }: OnTheWay, at: Instant): Attempt[] {
  const time = Date.parse(at);
  return [...(slot ? [slot] : []), ...strays].filter(
    ({ since, leaseUntil }) => time >= Date.parse(since) - SKEW_MS && time <= Date.parse(leaseUntil) + SKEW_MS,
  );
}
