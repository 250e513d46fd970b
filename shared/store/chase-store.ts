import * as z from 'zod';
import { channelSchema } from '../domain/case.ts';
import { CHASE_PREFIX, chaseKey } from './keys.ts';
import type { Item, Table } from './table.ts';

const chaseSchema = z.object({ sk: z.string(), at: z.string(), channel: channelSchema });
/** One time somebody asked what is happening with a case: the contact's id, and nothing personal. */
export type Chase = { contact: string; at: string; channel: z.infer<typeof channelSchema> };

export type ChaseStore = ReturnType<typeof createChaseStore>;

/** Keeps, beside each case, the contacts that were about it: the case's page reads them with its one Query. */
export function createChaseStore(table: Table) {
  return {
    /** Keeps one contact beside the case. Keyed by the contact: doing it again changes nothing. One put. */
    async add(reference: string, { contact, at, channel }: Chase): Promise<void> {
      await table.put({ ...chaseKey(reference, contact), at, channel });
    },
  };
}

export function parseChase(item: Item): Chase {
  const { sk, at, channel } = chaseSchema.parse(item);
  return { contact: sk.slice(CHASE_PREFIX.length), at, channel };
}
