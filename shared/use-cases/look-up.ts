import { instantOf } from '../domain/calendar.ts';
import type { Keyring } from '../domain/keyring.ts';
import { type TryOutcome, tryCode } from '../domain/lookup.ts';
import type { Reference } from '../domain/reference.ts';
import { nextCommit } from '../store/log-store.ts';
import type { LookupStore } from '../store/lookup-store.ts';

export type AskForCode = ReturnType<typeof createAskForCode>;
export type OpenLookUp = ReturnType<typeof createOpenLookUp>;

/**
 * Asks for a code: one put, the same whatever exists, and nothing is read. Returns the look-up's id.
 * An id is never drawn twice, so one already there is our own put, repeated after its answer was lost.
 */
export function createAskForCode({ lookups, newId, now }: { lookups: LookupStore; newId: () => string; now: () => number }) {
  return async (reference: Reference): Promise<string> => {
    const id = newId();
    const asked = {
      at: instantOf(now()),
      by: { kind: 'resident' as const },
      events: [{ type: 'asked' as const, reference }],
      personal: {},
    };
    await lookups.append(nextCommit({ kind: 'lookup', id }, 0, asked));
    return id;
  };
}

/** Two tries at once: the one that came second is decided again, with the first counted. */
const MAX_RACES = 3;

/**
 * Tries a texted code or a look-up word: one Query of the look-up, one put of what came of it.
 * A try before the code was made costs none of the five.
 */
export function createOpenLookUp({ lookups, keyring, now }: { lookups: LookupStore; keyring: Keyring; now: () => number }) {
  return async (lookupId: string, typed: string): Promise<TryOutcome> => {
    for (let race = 0; race < MAX_RACES; race++) {
      const { commits, code } = await lookups.load(lookupId);
      const first = commits[0]?.events[0];
      const at = instantOf(now());
      const reference = first?.type === 'asked' ? first.reference : '';
      // A code is bound to this look-up, the word to the case: what was typed may be either.
      const isCode = /^\d[\d\s]*$/.test(typed.trim());
      const outcome = tryCode(commits, code, keyring.secretHash(isCode ? lookupId : reference, typed), at);
      if (outcome.kind !== 'opened' && outcome.kind !== 'wrong') return outcome;
      const event = outcome.kind === 'opened' ? { type: 'opened' as const, service: outcome.service } : { type: 'failed' as const };
      const tried = { at, by: { kind: 'resident' as const }, events: [event], personal: {} };
      if ((await lookups.append(nextCommit({ kind: 'lookup', id: lookupId }, commits.length, tried))) === 'appended') return outcome;
    }
    return { kind: 'not-ready' };
  };
}
