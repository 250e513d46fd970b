import type { CaseCommit } from '../domain/case.ts';
import type { Reference } from '../domain/reference.ts';
import type { Task } from '../domain/task.ts';
import type { Text } from '../domain/text.ts';
import { logPartition, TASK_PREFIX, TEXT_PREFIX } from './keys.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Table } from './table.ts';
import { parseTask } from './task-store.ts';
import { parseText } from './text-store.ts';

export type CaseItems = { commits: CaseCommit[]; texts: Text[]; tasks: Task[] };
export type CaseFileStore = ReturnType<typeof createCaseFileStore>;

/** Reads what an officer sees of one case: its commits, its texts and its tasks, with one consistent Query of the partition. */
export function createCaseFileStore(table: Table) {
  return async (reference: Reference): Promise<CaseItems> => {
    const log = { kind: 'case', id: reference } as const;
    const items = await all(table.query({ expression: '#pk = :pk', values: { pk: logPartition(log) } }));
    return {
      commits: items
        .filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) }))
        .map((item) => parseCommit(log, item)),
      texts: items.filter((item) => String(item['sk']).startsWith(TEXT_PREFIX)).map(parseText),
      tasks: items.filter((item) => String(item['sk']).startsWith(TASK_PREFIX)).map(parseTask),
    };
  };
}
