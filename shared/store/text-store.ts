import * as z from 'zod';
import { type Settlement, type Text, type TextDue, textSchema } from '../domain/text.ts';
import { dueShard, indexes, type Key, logOf, TEXT_PREFIX, textKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** What a queue message says of a text: its key, and nothing of the person. */
export const textIdSchema = z.object({ pk: z.string().min(1), sk: z.string().startsWith(TEXT_PREFIX) });

export type TextStore = ReturnType<typeof createTextStore>;

/**
 * Keeps texts from the commit that caused them to their last state. While a text is `due` or `sending` it is in the
 * index of what is due: `dueAt` is then when to send it, or when the worker's claim on it ends.
 */
export function createTextStore(table: Table) {
  return {
    /** Keeps a text to be sent; a text of the same commit and purpose is kept once. One put. */
    async add(due: TextDue): Promise<'added' | 'exists'> {
      const { log, sequence, purpose, ...rest } = due;
      const key = textKey(log, sequence, purpose);
      const item = { ...key, ...rest, state: 'due', attempts: 0, due: dueShard(key) };
      return (await table.put(item, { expression: 'attribute_not_exists(#pk)' })) === 'done' ? 'added' : 'exists';
    },
    /** Takes a due text to send it: of several workers one gets it, and only once. `refused` for any other state. */
    async claim(key: Key, leaseUntil: string): Promise<Text | 'refused'> {
      const item = await table.update(key, {
        expression: 'SET #state = :sending, #dueAt = :leaseUntil ADD #attempts :one',
        condition: '#state = :due',
        values: { sending: 'sending', due: 'due', leaseUntil, one: 1 },
      });
      return item === 'refused' ? item : parseText(item);
    },
    /**
     * Writes what came of the attempt that claimed it. `refused` when the claim has ended meanwhile: the text is
     * `unknown` by then, and only the carrier's acceptance still changes that.
     */
    async settle(key: Key, settlement: Settlement, { attempt, at }: { attempt: number; at: string }): Promise<'settled' | 'refused'> {
      const { state, ...rest } = settlement;
      const back = 'dueAt' in rest;
      const sets = ['#state = :state', '#settledAt = :settledAt', ...Object.keys(rest).map((name) => `#${name} = :${name}`)];
      const item = await table.update(key, {
        expression: `SET ${sets.join(', ')}${back ? '' : ' REMOVE #due, #dueAt'}`,
        condition: `#attempts = :attempt AND (#state = :sending${state === 'sent' ? ' OR #state = :unknown' : ''})`,
        values: { state, settledAt: at, attempt, sending: 'sending', ...(state === 'sent' ? { unknown: 'unknown' } : {}), ...rest },
      });
      return item === 'refused' ? item : 'settled';
    },
    /** Keys of texts due, or whose claim has ended, oldest first. The index may lag by a moment. */
    async *due(shard: string, until: string, limit: number): AsyncGenerator<Key> {
      const found = table.query({ index: indexes.due, expression: '#due = :shard AND #dueAt <= :until', values: { shard, until }, limit });
      for await (const { pk, sk } of found) yield { pk: String(pk), sk: String(sk) };
    },
    /** Puts a due text's next release off, so that it is queued now and not every minute. */
    async putOff(key: Key, { now, until }: { now: string; until: string }): Promise<'done' | 'refused'> {
      const item = await table.update(key, {
        expression: 'SET #dueAt = :until',
        condition: '#state = :due AND #dueAt <= :now',
        values: { due: 'due', until, now },
      });
      return item === 'refused' ? item : 'done';
    },
    /** Makes a text `unknown` whose worker vanished: it may have gone, so it is not sent again. */
    async giveUp(key: Key, now: string): Promise<'done' | 'refused'> {
      const item = await table.update(key, {
        expression: 'SET #state = :unknown, #because = :because, #settledAt = :now REMOVE #due, #dueAt',
        condition: '#state = :sending AND #dueAt <= :now',
        values: { unknown: 'unknown', because: 'claim-ended', sending: 'sending', now },
      });
      return item === 'refused' ? item : 'done';
    },
  };
}

/** A text as it was read. */
export function parseText(item: Item): Text {
  const log = logOf(String(item['pk']));
  const [, sequence = '', purpose = ''] = /^TEXT#(\d+)#(.+)$/.exec(String(item['sk'])) ?? [];
  if (!log || !purpose) throw new Error('not a text');
  return { log, sequence: Number(sequence), purpose, ...textSchema.parse(item) };
}
