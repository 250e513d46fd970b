import type { LogId } from '../domain/commit.ts';
import { DEADLINE_PREFIX, deadlineKey, deadlineShard, indexes, logOf } from './keys.ts';
import type { Table } from './table.ts';

export type DeadlineStore = ReturnType<typeof createDeadlineStore>;
/** The date that one commit of a case named to its resident. */
export type Deadline = { log: LogId; sequence: number };

/** Keeps when to look whether what was asked for has come. Nothing of it says what was asked, or of whom. */
export function createDeadlineStore(table: Table) {
  return {
    /** Notes when to look; once for a commit, until it was looked at. One put. */
    async set({ log, sequence }: Deadline, lookAt: string): Promise<'added' | 'exists'> {
      const item = { ...deadlineKey(log, sequence), due: deadlineShard, dueAt: lookAt };
      return (await table.put(item, { expression: 'attribute_not_exists(#pk)' })) === 'done' ? 'added' : 'exists';
    },
    /** Those whose time has come, oldest first. The index may lag by a moment. */
    async *due(until: string, limit: number): AsyncGenerator<Deadline> {
      const found = table.query({
        index: indexes.due,
        expression: '#due = :shard AND #dueAt <= :until',
        values: { shard: deadlineShard, until },
        limit,
      });
      for await (const { pk, sk } of found) {
        const log = logOf(String(pk));
        if (log) yield { log, sequence: Number(String(sk).slice(DEADLINE_PREFIX.length)) };
      }
    },
    /** It was looked at. One delete. */
    async remove({ log, sequence }: Deadline): Promise<void> {
      await table.delete(deadlineKey(log, sequence));
    },
  };
}
