import * as z from 'zod';
import { channelSchema } from '../domain/case.ts';
import { CHASE_PREFIX, chaseKey } from './keys.ts';
import type { Item, Table } from './table.ts';

const chaseSchema = z.object({
  sk: z.string(),
  at: z.string(),
  channel: channelSchema,
  stage: z.string().optional(),
  named: z.boolean().default(true),
  gone: z.boolean().default(false),
});
/**
 * One time somebody asked what is happening with a case: the contact's id, and nothing personal.
 * - `stage`: that the case was in, where they need not have asked
 * - `named`: its person gave the reference; otherwise it was found by the number that they left, which others may share
 * - `gone`: the contact was withdrawn, or turned out to be about something else
 */
export type Chase = Omit<z.infer<typeof chaseSchema>, 'sk'> & { contact: string };

export type ChaseStore = ReturnType<typeof createChaseStore>;

/** Keeps, beside each case, the contacts that were about it: the case's page reads them with its one Query. */
export function createChaseStore(table: Table) {
  return {
    /** Keeps one contact beside the case, unless a later word on it is there. Doing it again changes nothing. One put. */
    async put(reference: string, { contact, ...chase }: Chase, sequence: number): Promise<void> {
      await table.put(
        { ...chaseKey(reference, contact), ...chase, sequence },
        { expression: 'attribute_not_exists(#pk) OR #sequence < :sequence', values: { sequence } },
      );
    },
  };
}

export function parseChase(item: Item): Chase {
  const { sk, ...chase } = chaseSchema.parse(item);
  return { contact: sk.slice(CHASE_PREFIX.length), ...chase };
}
