import { instantOf } from '../domain/calendar.ts';
import type { Channel, Score } from '../domain/case.ts';
import type { Actor } from '../domain/commit.ts';
import type { ContactEvent, LeftVia } from '../domain/contact.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { LogStore } from '../store/log-store.ts';
import { createBeginContact } from './begin-contact.ts';

export type LeaveRatings = ReturnType<typeof createLeaveRatings>;
export type NewRatings = {
  /** What the log's id follows from, so that the same ratings are kept once. */
  nonce: string;
  service: string;
  channel: Channel;
  via: LeftVia;
  /** How many gave each score; at least one of at least one. */
  scores: readonly { score: Score; quantity: number }[];
  /** What one of them wrote. */
  comment?: string;
  /** An ISO instant in UTC, where they were not left now. */
  happenedAt?: string;
  by: Actor;
};
export type LeftOutcome = { kind: 'kept'; id: string } | { kind: 'already-kept'; id: string; changed: boolean };

/** Keeps ratings of people whose contacts nobody logged, in a log of their own. One conditional put. */
export function createLeaveRatings({ logs, keyring, now }: { logs: LogStore; keyring: Keyring; now: () => number }) {
  const begin = createBeginContact({ logs, keyring });
  return async ({ nonce, scores, comment, happenedAt, by, service, channel, via }: NewRatings): Promise<LeftOutcome> => {
    const events = scores.map(
      ({ score, quantity }): ContactEvent => ({
        type: 'ratingLeft',
        channel,
        service,
        via,
        score,
        quantity,
        ...(happenedAt ? { happenedAt } : {}),
      }),
    );
    const begun = await begin({ nonce, kind: 'rating' }, { at: instantOf(now()), by, events, personal: comment ? { comment } : {} });
    if (begun.kind === 'begun') return { kind: 'kept', id: begun.id };
    return { kind: 'already-kept', id: begun.id, changed: !isSame(begun.first.events, events) };
  };
}

function isSame(before: readonly ContactEvent[], now: readonly ContactEvent[]): boolean {
  const told = (events: readonly ContactEvent[]) =>
    events.map((event) => JSON.stringify(Object.entries(event).toSorted(([a], [b]) => a.localeCompare(b)))).toSorted();
  return told(before).join() === told(now).join();
}
