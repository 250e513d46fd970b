import * as z from 'zod';
import { CODE_MINUTES } from '../domain/lookup.ts';
import { lookupsKey } from './keys.ts';
import type { Table } from './table.ts';

export type LookupLimitStore = ReturnType<typeof createLookupLimitStore>;

/** Look-ups of one case that may be open at a time: each takes five tries, and each may cost a text. */
export const MAX_LIVE_LOOKUPS = 5;
const MAX_RACES = 5;

const limitSchema = z.object({
  revision: z.number().default(0),
  live: z.array(z.object({ id: z.string(), at: z.string() })).default([]),
});

/** Counts the look-ups asked of a case in the last ten minutes, so that neither its codes nor its word can be guessed at length. */
export function createLookupLimitStore(table: Table) {
  return {
    /** Whether this look-up is one of those let through; asking again about the same one gives the same answer. */
    async admit(reference: string, lookupId: string, at: string): Promise<boolean> {
      for (let race = 0; race < MAX_RACES; race++) {
        const { revision, live } = limitSchema.parse((await table.get(lookupsKey(reference))) ?? {});
        if (live.some((each) => each.id === lookupId)) return true;
        const recent = live.filter((each) => Date.parse(at) - Date.parse(each.at) < CODE_MINUTES * 60_000);
        if (recent.length >= MAX_LIVE_LOOKUPS) return false;
        const done = await table.put(
          { ...lookupsKey(reference), revision: revision + 1, live: [...recent, { id: lookupId, at }] },
          { expression: 'attribute_not_exists(#pk) OR #revision = :revision', values: { revision } },
        );
        if (done === 'done') return true;
      }
      throw new Error('too many look-ups of one case at once');
    },
  };
}
