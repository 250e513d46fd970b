import type { LocalDate } from '../domain/calendar.ts';
import { FACT_SHARDS, type Fact } from '../domain/fact.ts';
import type { FactStore } from '../store/fact-store.ts';
import { all } from '../store/table.ts';

/** One contact as it is counted: what was logged, without who. */
export type CountedContact = Pick<Fact, 'channel' | 'outcome' | 'detail'> & { id: string };
export type ListContacts = ReturnType<typeof createListContacts>;

const LOGGED = 'contact:contact:';

/**
 * The contacts of one service and local day that count there, as advisers and other systems logged them. A Query for each shard of the
 * day's facts, however many other days there are. In order of their ids, which tells nothing of when they came.
 */
export function createListContacts({ factStore }: { factStore: FactStore }) {
  return async (service: string, day: LocalDate): Promise<CountedContact[]> => {
    const shards = await Promise.all(Array.from({ length: FACT_SHARDS }, (_, shard) => all(factStore.in({ day, service, shard }))));
    return shards
      .flat()
      .filter(({ id, quantity }) => id.startsWith(LOGGED) && quantity > 0)
      .map(({ id, channel, outcome, detail }) => ({
        id: id.slice(LOGGED.length).split(':')[0] ?? '',
        ...(channel ? { channel } : {}),
        ...(outcome ? { outcome } : {}),
        ...(detail ? { detail } : {}),
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  };
}
