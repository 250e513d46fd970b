import type { CaseCommit } from '../domain/case.ts';
import type { Reference } from '../domain/reference.ts';
import type { Text } from '../domain/text.ts';
import { logPartition, TEXT_PREFIX } from './keys.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Table } from './table.ts';
import { parseText } from './text-store.ts';

export type CaseFileStore = ReturnType<typeof createCaseFileStore>;

/** Reads what an officer sees of one case: its commits and its texts, with one consistent Query of the partition. */
export function createCaseFileStore(table: Table) {
  return async (reference: Reference): Promise<{ commits: CaseCommit[]; texts: Text[] }> => {
    const log = { kind: 'case', id: reference } as const;
    const items = await all(table.query({ expression: '#pk = :pk', values: { pk: logPartition(log) } }));
    return {
      commits: items
        .filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) }))
        .map((item) => parseCommit(log, item)),
      texts: items.filter((item) => String(item['sk']).startsWith(TEXT_PREFIX)).map(parseText),
    };
  };
}
