import * as z from 'zod';
import { type Receipt, receiptSchema } from '../domain/receipt.ts';
import { type Attempt, attemptSchema } from '../domain/slot.ts';
import { receiptKey, receiptsPartition } from './keys.ts';
import { all, type Item, type Table } from './table.ts';

/** The delivery logs themselves are kept a week. */
const KEPT_SECONDS = 7 * 86_400;

export type AttemptId = Pick<Attempt, 'text' | 'attempt'>;
/** One id of the carrier: the attempt that got it, what the carrier said became of it, or both. */
export type KeptReceipt = { messageId: string; of?: AttemptId; receipt?: Receipt };

const keptSchema = z.object({
  sk: z.string(),
  of: attemptSchema.pick({ text: true, attempt: true }).optional(),
  receipt: receiptSchema.optional(),
});

export type ReceiptStore = ReturnType<typeof createReceiptStore>;

/**
 * Where a text and the carrier's word on it meet, under the carrier's id: whichever comes second finds the other. Each
 * is one update, and doing it again changes nothing. Nothing of a person is kept here.
 */
export function createReceiptStore(table: Table) {
  const change = async (
    handsetId: string,
    messageId: string,
    { name, value, at }: { name: 'of' | 'receipt'; value: object; at: number },
  ) => {
    const item = await table.update(receiptKey(handsetId, messageId), {
      expression: `SET #${name} = if_not_exists(#${name}, :value), #expiresAt = if_not_exists(#expiresAt, :expiresAt)`,
      values: { value, expiresAt: Math.floor(at / 1000) + KEPT_SECONDS },
    });
    return parse(item as Item);
  };
  return {
    /** Records which attempt got an id. */
    sent: (handsetId: string, messageId: string, { text, attempt }: AttemptId, at: number): Promise<KeptReceipt> =>
      change(handsetId, messageId, { name: 'of', value: { text, attempt }, at }),
    /** Keeps what the carrier said; of two lines on one text the first counts. */
    arrived: (handsetId: string, messageId: string, receipt: Receipt, at: number): Promise<KeptReceipt> =>
      change(handsetId, messageId, { name: 'receipt', value: receipt, at }),
    /** All that is known of a handset's latest texts. One consistent Query. */
    async ofHandset(handsetId: string): Promise<KeptReceipt[]> {
      const items = await all(table.query({ expression: '#pk = :pk', values: { pk: receiptsPartition(handsetId) } }));
      return items.map(parse);
    },
  };
}

function parse(item: Item): KeptReceipt {
  const { sk, of, receipt } = keptSchema.parse(item);
  return { messageId: sk, ...(of ? { of } : {}), ...(receipt ? { receipt } : {}) };
}
