import type { LogId } from '../domain/commit.ts';
import { indexes, logOf, PAYMENT_PREFIX, paymentShard, paymentWatchKey } from './keys.ts';
import type { Table } from './table.ts';

export type PaymentWatchStore = ReturnType<typeof createPaymentWatchStore>;
/** The commit of a case after which somebody must look whether it was paid: the one that opened it, or that began a payment. */
export type PaymentWatch = { log: LogId; sequence: number };

/** Keeps when to look what came of payments, in case nobody says. Nothing of a payment is in it. */
export function createPaymentWatchStore(table: Table) {
  return {
    /** Notes when to look; once for a commit, until it is done with. One put. */
    async set({ log, sequence }: PaymentWatch, lookAt: string): Promise<'added' | 'exists'> {
      const item = { ...paymentWatchKey(log, sequence), due: paymentShard, dueAt: lookAt };
      return (await table.put(item, { expression: 'attribute_not_exists(#pk)' })) === 'done' ? 'added' : 'exists';
    },
    /** Those whose time has come, oldest first. The index may lag by a moment. */
    async *due(until: string, limit: number): AsyncGenerator<PaymentWatch> {
      const found = table.query({
        index: indexes.due,
        expression: '#due = :shard AND #dueAt <= :until',
        values: { shard: paymentShard, until },
        limit,
      });
      for await (const { pk, sk } of found) {
        const log = logOf(String(pk));
        if (log) yield { log, sequence: Number(String(sk).slice(PAYMENT_PREFIX.length)) };
      }
    },
    /** Nobody has said yet. One update. */
    async lookAgain({ log, sequence }: PaymentWatch, at: string): Promise<void> {
      const [expression, condition] = ['SET #dueAt = :at', 'attribute_exists(#pk)'];
      await table.update(paymentWatchKey(log, sequence), { expression, condition, values: { at } });
    },
    /** It is known. One delete. */
    async remove({ log, sequence }: PaymentWatch): Promise<void> {
      await table.delete(paymentWatchKey(log, sequence));
    },
  };
}
