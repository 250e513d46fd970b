import * as z from 'zod';
import { CODE_MINUTES } from '../domain/lookup.ts';
import { lookupsKey } from './keys.ts';
import type { Table } from './table.ts';

export type LookupLimitStore = ReturnType<typeof createLookupLimitStore>;

/** Look-ups of one case that may be open at a time: each takes five tries, and each may cost a text. */
const MAX_LIVE = 5;
/** And in a day: 75 tries. Whoever keeps at one case for a year finds its word with a chance of 1 in 300, a code of six digits with 1 in 37. */
const MAX_A_DAY = 15;
const DAY_MS = 86_400_000;
const MAX_RACES = 5;

const limitSchema = z.object({
  revision: z.number().default(0),
  live: z.array(z.object({ id: z.string(), at: z.string() })).default([]),
});

/** Counts the look-ups asked of a case in the last ten minutes and day, so that neither its codes nor its word can be guessed at length. */
export function createLookupLimitStore(table: Table) {
  return {
    /** Whether this look-up is one of those let through; asking again about the same one gives the same answer. */
    async admit(reference: string, lookupId: string, at: string): Promise<boolean> {
      for (let race = 0; race < MAX_RACES; race++) {
        const { revision, live } = limitSchema.parse((await table.get(lookupsKey(reference))) ?? {});
        if (live.some((each) => each.id === lookupId)) return true;
        const within = (ms: number) => live.filter((each) => Date.parse(at) - Date.parse(each.at) < ms);
        const today = within(DAY_MS);
        if (today.length >= MAX_A_DAY || within(CODE_MINUTES * 60_000).length >= MAX_LIVE) return false;
        const done = await table.put(
          { ...lookupsKey(reference), revision: revision + 1, live: [...today, { id: lookupId, at }] },
          { expression: 'attribute_not_exists(#pk) OR #revision = :revision', values: { revision } },
        );
        if (done === 'done') return true;
      }
      throw new Error('too many look-ups of one case at once');
    },
  };
}
