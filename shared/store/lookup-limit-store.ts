import * as z from 'zod';
import { CODE_MINUTES } from '../domain/lookup.ts';
import { type Key, lookupsKey, numberLookupsKey, othersLookupsKey } from './keys.ts';
import type { Table } from './table.ts';

export type LookupLimitStore = ReturnType<typeof createLookupLimitStore>;

/**
 * Whose look-ups are limited: of one case, of one number by its HMAC, or of all numbers from which nothing was asked: `savers` put by a
 * form that they have begun, `strangers` look for what there is.
 */
export type LimitedBy = { reference: string } | { handset: string } | 'strangers' | 'savers';

/**
 * Look-ups that may be open at a time, and in a day. Each takes five tries, and each may cost a text.
 * - of a case: 75 tries a day. Whoever keeps at it for a year finds its word with a chance of 1 in 300, a code with 1 in 37
 * - of a number: twice as many a day, since a household or an adviser looks up several cases; a chance of 1 in 19
 * - of strangers: anybody can type any number, and each is a text to somebody who may not want it. 200 texts a day cost a few pounds
 * - of savers: a number of their own, so that nobody who types in numbers keeps people from saving. Only a form with an answer in it is saved
 */
const limits = {
  case: { live: 5, aDay: 15 },
  number: { live: 5, aDay: 30 },
  strangers: { live: 20, aDay: 200 },
  savers: { live: 40, aDay: 400 },
} as const;
const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
const MAX_RACES = 5;

const limitSchema = z.object({
  revision: z.number().default(0),
  live: z.array(z.object({ id: z.string(), at: z.string() })).default([]),
});

/** Counts the look-ups asked of something in the last ten minutes and day, so that neither codes nor a word can be guessed at length. */
export function createLookupLimitStore(table: Table) {
  return {
    /** Whether this look-up is one of those let through; asking again about the same one gives the same answer. */
    async admit(by: LimitedBy, lookupId: string, at: string): Promise<boolean> {
      const { key, most } = limitOf(by);
      for (let race = 0; race < MAX_RACES; race++) {
        const { revision, live } = limitSchema.parse((await table.get(key)) ?? {});
        if (live.some((each) => each.id === lookupId)) return true;
        const within = (ms: number) => live.filter((each) => Date.parse(at) - Date.parse(each.at) < ms);
        const today = within(DAY_MS);
        if (today.length >= most.aDay || within(CODE_MINUTES * 60_000).length >= most.live) return false;
        const done = await table.put(
          { ...key, revision: revision + 1, live: [...today, { id: lookupId, at }], ...expiry(by, at) },
          { expression: 'attribute_not_exists(#pk) OR #revision = :revision', values: { revision } },
        );
        if (done === 'done') return true;
      }
      throw new Error('too many look-ups of one case or number at once');
    },
  };
}

function limitOf(by: LimitedBy): { key: Key; most: { live: number; aDay: number } } {
  if (by === 'strangers' || by === 'savers') return { key: othersLookupsKey(by), most: limits[by] };
  return 'handset' in by
    ? { key: numberLookupsKey(by.handset), most: limits.number }
    : { key: lookupsKey(by.reference), most: limits.case };
}

/** A case's counter goes with it; a number's has said all it can once its last day is over. */
const expiry = (by: LimitedBy, at: string) =>
  typeof by === 'object' && 'handset' in by ? { expiresAt: Math.floor(Date.parse(at) / 1000) + 2 * DAY_SECONDS } : {};
