import type { CaseCommit } from '../domain/case.ts';
import type { Letter } from '../domain/letter.ts';
import type { Reference } from '../domain/reference.ts';
import type { Task } from '../domain/task.ts';
import type { Text } from '../domain/text.ts';
import { type Chase, parseChase } from './chase-store.ts';
import { CHASE_PREFIX, LETTER_PREFIX, logPartition, TASK_PREFIX, TEXT_PREFIX } from './keys.ts';
import { parseLetter } from './letter-store.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Item, type Table } from './table.ts';
import { parseTask } from './task-store.ts';
import { parseText } from './text-store.ts';

export type CaseItems = { commits: CaseCommit[]; texts: Text[]; tasks: Task[]; chases: Chase[]; letters: Letter[] };
export type CaseFileStore = ReturnType<typeof createCaseFileStore>;

/** Reads what an officer sees of one case: its commits, its texts, its letters, its tasks and who asked about it, with one consistent Query of the partition. */
export function createCaseFileStore(table: Table) {
  return async (reference: Reference): Promise<CaseItems> => {
    const pk = logPartition({ kind: 'case', id: reference });
    return caseItemsIn(reference, await all(table.query({ expression: '#pk = :pk', values: { pk } })));
  };
}

/** What of a case's partition an officer sees. */
export function caseItemsIn(reference: Reference, items: readonly Item[]): CaseItems {
  const log = { kind: 'case', id: reference } as const;
  return {
    commits: items.filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) })).map((item) => parseCommit(log, item)),
    texts: items.filter((item) => String(item['sk']).startsWith(TEXT_PREFIX)).map(parseText),
    tasks: items.filter((item) => String(item['sk']).startsWith(TASK_PREFIX)).map(parseTask),
    letters: items.filter((item) => String(item['sk']).startsWith(LETTER_PREFIX)).map(parseLetter),
    chases: items.filter((item) => String(item['sk']).startsWith(CHASE_PREFIX)).map(parseChase),
  };
}
