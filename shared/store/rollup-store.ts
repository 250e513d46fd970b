import * as z from 'zod';
import type { Quarter } from '../domain/quarter.ts';
import { mergeRollups, type Rollup, rollupSchema } from '../domain/rollup.ts';
import { dayRollupKey, dayRollupPartition, type Key, quarterRollupKey, type Slice } from './keys.ts';
import type { QuarterOfService } from './mark-store.ts';
import { all, type Item, type Table } from './table.ts';

const versionedSchema = z.object({ version: z.number().int().positive() });
/** The rollup of one service's quarter, and when it was folded. */
export type QuarterRollup = QuarterOfService & { rollup: Rollup; foldedAt: string };

export type RollupStore = ReturnType<typeof createRollupStore>;

/**
 * Keeps rollups. Each carries a version, and is written only over the version that was read before its parts were folded:
 * so a later version has always seen all that an earlier one did.
 */
export function createRollupStore(table: Table) {
  return {
    /** 0 when there is none yet. */
    async dayVersion(quarter: Quarter, slice: Slice): Promise<number> {
      return version(dayRollupKey(quarter, slice));
    },
    async writeDay(quarter: Quarter, slice: Slice, { rollup, over }: { rollup: Rollup; over: number }): Promise<'written' | 'stale'> {
      return write({ ...dayRollupKey(quarter, slice), ...rollup }, over);
    },
    /** The day rollups of one service's quarter: at most 92 days of four shards. One consistent Query. */
    async *days(of: QuarterOfService): AsyncGenerator<Rollup> {
      for await (const { rollup } of daysOf(of)) yield rollup;
    },
    /** The same, each with its day: one of a day for each shard that has facts, in order of days. */
    daysOf,
    /** What one service's day came to, as last folded: at most four items, one Query at half the price. */
    async ofDay({ quarter, service, day }: QuarterOfService & { day: string }): Promise<Rollup> {
      const found = table.query({
        expression: '#pk = :pk AND begins_with(#sk, :day)',
        values: { pk: dayRollupPartition(quarter, service), day: `${day}#` },
        consistent: false,
      });
      return mergeRollups((await all(found)).map((item) => rollupSchema.parse(item)));
    },
    /** 0 when there is none yet. */
    async quarterVersion({ quarter, service }: QuarterOfService): Promise<number> {
      return version(quarterRollupKey(quarter, service));
    },
    async writeQuarter({ quarter, service, rollup, foldedAt }: QuarterRollup, over: number): Promise<'written' | 'stale'> {
      return write({ ...quarterRollupKey(quarter, service), service, foldedAt, ...rollup }, over);
    },
  };

  async function* daysOf({ quarter, service }: QuarterOfService): AsyncGenerator<{ day: string; rollup: Rollup }> {
    const found = table.query({ expression: '#pk = :pk', values: { pk: dayRollupPartition(quarter, service) } });
    for await (const item of found) yield { day: String(item['sk']).split('#')[0] ?? '', rollup: rollupSchema.parse(item) };
  }

  async function version(key: Key): Promise<number> {
    const item = await table.get(key);
    return item ? versionedSchema.parse(item).version : 0;
  }

  async function write(item: Item & Key, over: number): Promise<'written' | 'stale'> {
    const condition = over === 0 ? { expression: 'attribute_not_exists(#pk)' } : { expression: '#version = :over', values: { over } };
    return (await table.put({ ...item, version: over + 1 }, condition)) === 'done' ? 'written' : 'stale';
  }
}
