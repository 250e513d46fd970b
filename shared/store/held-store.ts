import type { CaseFileItem } from '../domain/file.ts';
import type { HandsetCommit } from '../domain/handset.ts';
import type { Reference } from '../domain/reference.ts';
import type { Text } from '../domain/text.ts';
import { type CaseItems, caseItemsIn } from './case-file-store.ts';
import { parseFile } from './file-store.ts';
import { contactNamed, FILE_PREFIX, handsetContactKey, LOOK_PREFIX, logPartition, lookupsKey, TEXT_PREFIX } from './keys.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Table } from './table.ts';
import { parseText } from './text-store.ts';

export type HeldStore = ReturnType<typeof createHeldStore>;
/** Everything in a case's partition. */
export type HeldItems = Omit<CaseItems, 'chases'> & {
  /** Ids of the contacts about it. */
  chases: string[];
  files: CaseFileItem[];
  looks: { day: string; helper: string }[];
  /** When codes for it were asked for, of the last day. */
  lookUpsAt: string[];
};

/** Reads what is held about somebody, and keeps which contacts left a number, beside its handset, so that they are found without a search. */
export function createHeldStore(table: Table) {
  return {
    /** Notes that a contact left this number. One put; doing it again changes nothing. */
    async addContact(handsetId: string, contactId: string): Promise<void> {
      await table.put({ ...handsetContactKey(handsetId, contactId) });
    },
    async dropContact(handsetId: string, contactId: string): Promise<void> {
      await table.delete(handsetContactKey(handsetId, contactId));
    },
    /** The contacts that left a number. One consistent Query. */
    async contactsOf(handsetId: string): Promise<string[]> {
      const { pk, sk } = handsetContactKey(handsetId, '');
      const items = await all(table.query({ expression: '#pk = :pk AND begins_with(#sk, :prefix)', values: { pk, prefix: sk } }));
      return items.flatMap((item) => contactNamed({ pk: String(item['pk']), sk: String(item['sk']) }) ?? []);
    },
    /** What was texted from a number, and the answers that went back. One consistent Query. */
    async ofHandset(id: string): Promise<{ commits: HandsetCommit[]; texts: Text[] }> {
      const log = { kind: 'handset', id } as const;
      const items = await all(table.query({ expression: '#pk = :pk', values: { pk: logPartition(log) } }));
      return {
        commits: items
          .filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) }))
          .map((item) => parseCommit(log, item)),
        texts: items.filter((item) => String(item['sk']).startsWith(TEXT_PREFIX)).map(parseText),
      };
    },
    /** All that is kept of a case. One consistent Query. */
    async ofCase(reference: Reference): Promise<HeldItems> {
      const items = await all(table.query({ expression: '#pk = :pk', values: { pk: logPartition({ kind: 'case', id: reference }) } }));
      const { chases, ...rest } = caseItemsIn(reference, items);
      const of = (prefix: string) => items.filter((item) => String(item['sk']).startsWith(prefix));
      const asked = items.find((item) => item['sk'] === lookupsKey(reference).sk);
      return {
        ...rest,
        // One that was found by a number alone may be of somebody else who shares the telephone.
        chases: chases.filter(({ named }) => named).map(({ contact }) => contact),
        files: of(FILE_PREFIX).map(parseFile),
        looks: of(LOOK_PREFIX).map((item) => ({ day: String(item['day']), helper: String(item['helper']) })),
        lookUpsAt: ((asked?.['live'] as { at: string }[] | undefined) ?? []).map(({ at }) => at),
      };
    },
  };
}
