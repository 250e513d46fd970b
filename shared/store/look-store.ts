import type { CaseCommit } from '../domain/case.ts';
import { COMMIT_PREFIX, LOOK_PREFIX, logPartition, lookKey } from './keys.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Table } from './table.ts';

/** That a helper looked at a case on one local day. */
export type Look = { day: string; helper: string };
export type LookStore = ReturnType<typeof createLookStore>;

/** Keeps that helpers looked at a case, beside it: once a day each. */
export function createLookStore(table: Table) {
  return {
    /** Notes a look. One put; the same look again changes nothing. */
    async keep(reference: string, look: Look): Promise<void> {
      await table.put({ ...lookKey(reference, look), ...look });
    },
    /** A case's commits with the looks beside it, newest day first: one consistent Query, since both lie between the same keys. */
    async load(reference: string): Promise<{ commits: CaseCommit[]; looks: Look[] }> {
      const log = { kind: 'case', id: reference } as const;
      const items = await all(
        table.query({
          expression: '#pk = :pk AND #sk BETWEEN :from AND :to',
          values: { pk: logPartition(log), from: COMMIT_PREFIX, to: `${LOOK_PREFIX}~` },
        }),
      );
      return {
        commits: items
          .filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) }))
          .map((item) => parseCommit(log, item)),
        looks: items
          .filter((item) => String(item['sk']).startsWith(LOOK_PREFIX))
          .map((item) => ({ day: String(item['day']), helper: String(item['helper']) }))
          .reverse(),
      };
    },
  };
}
