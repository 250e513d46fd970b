import { type Code, codeSchema, daysKept, type LookupCommit } from '../domain/lookup.ts';
import { codeKey, logPartition } from './keys.ts';
import { commitNamed, type LogStore, parseCommit } from './log-store.ts';
import { all, type Table } from './table.ts';

export type LookupStore = ReturnType<typeof createLookupStore>;

/** Keeps look-ups: their log, with the code that opens them beside it, for as long as {@link daysKept} says. */
export function createLookupStore(table: Table, logs: LogStore) {
  return {
    /** The commits of a look-up and its code, undefined while it is still being made. One consistent Query. */
    async load(id: string): Promise<{ commits: LookupCommit[]; code: Code | undefined }> {
      const log = { kind: 'lookup', id } as const;
      const items = await all(table.query({ expression: '#pk = :pk', values: { pk: logPartition(log) } }));
      const code = items.find((item) => item['sk'] === codeKey(id).sk);
      return {
        commits: items
          .filter((item) => commitNamed({ pk: String(item['pk']), sk: String(item['sk']) }))
          .map((item) => parseCommit(log, item)),
        code: code && codeSchema.parse(code),
      };
    },
    /** Adds the next commit to those before it. One put. */
    append: (commit: LookupCommit, before: readonly LookupCommit[] = []) =>
      logs.append(commit, expiryOf(commit.at, daysKept(before.length > 0 ? before : [commit]))),
  };
}

/** Epoch seconds at which what was asked at an instant may go. */
export const expiryOf = (at: string, days: number): number => Math.floor(Date.parse(at) / 1000) + days * 86_400;
