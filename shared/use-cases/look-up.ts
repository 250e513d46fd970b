import { instantOf } from '../domain/calendar.ts';
import type { Keyring } from '../domain/keyring.ts';
import { codeSchema, type LookupCommit, type TryOutcome, tryCode } from '../domain/lookup.ts';
import type { Reference } from '../domain/reference.ts';
import { codeKey, logPartition } from '../store/keys.ts';
import { commitNamed, type LogStore, nextCommit, parseCommit } from '../store/log-store.ts';
import { all, type Table } from '../store/table.ts';

export type AskForCode = ReturnType<typeof createAskForCode>;
export type OpenLookUp = ReturnType<typeof createOpenLookUp>;

/** Asks for a code: one put, the same whatever exists, and nothing is read. Returns the look-up's id. */
export function createAskForCode({ logs, newId, now }: { logs: LogStore; newId: () => string; now: () => number }) {
  return async (reference: Reference): Promise<string> => {
    const id = newId();
    const done = await logs.append(
      nextCommit({ kind: 'lookup', id }, 0, {
        at: instantOf(now()),
        by: { kind: 'resident' },
        events: [{ type: 'asked', reference }],
        personal: {},
      }),
    );
    if (done !== 'appended') throw new Error('the id of a look-up was already taken');
    return id;
  };
}

/**
 * Tries a texted code or a look-up word: one Query of the look-up, one put of what came of it.
 * A try before the code was made costs none of the five.
 */
export function createOpenLookUp({ table, logs, keyring, now }: { table: Table; logs: LogStore; keyring: Keyring; now: () => number }) {
  return async (lookupId: string, typed: string): Promise<TryOutcome> => {
    const log = { kind: 'lookup', id: lookupId } as const;
    const items = await all(table.query({ expression: '#pk = :pk', values: { pk: logPartition(log) } }));
    const commits: LookupCommit[] = items
      .filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) }))
      .map((item) => parseCommit(log, item));
    const kept = items.find((item) => item['sk'] === codeKey(lookupId).sk);
    const first = commits[0]?.events[0];
    const at = instantOf(now());
    const reference = first?.type === 'asked' ? first.reference : '';
    // A code is bound to this look-up, the word to the case: what was typed may be either.
    const isCode = /^\d[\d\s]*$/.test(typed.trim());
    const hash = keyring.secretHash(isCode ? lookupId : reference, typed);
    const outcome = tryCode(commits, kept && codeSchema.parse(kept), hash, at);
    if (outcome.kind !== 'opened' && outcome.kind !== 'wrong') return outcome;
    const event = outcome.kind === 'opened' ? ({ type: 'opened', service: outcome.service } as const) : ({ type: 'failed' } as const);
    const done = await logs.append(nextCommit(log, commits.length, { at, by: { kind: 'resident' }, events: [event], personal: {} }));
    // Of two tries at once one is kept; the other must be typed again.
    return done === 'appended' ? outcome : { kind: 'not-ready' };
  };
}
