import * as z from 'zod';
import { parseQuarter, type Quarter } from '../domain/quarter.ts';
import { type Rollup, rollupSchema } from '../domain/rollup.ts';
import { dayRollupKey, dayRollupPartition, type Key, QUARTERS, quarterRollupKey, type Slice } from './keys.ts';
import type { QuarterOfService } from './mark-store.ts';
import type { Item, Table } from './table.ts';

const versionedSchema = z.object({ version: z.number().int().positive() });
const quarterSchema = rollupSchema.extend({ quarter: z.string().transform((text) => parseQuarter(text) as Quarter), service: z.string() });

/** The rollup of one service's quarter. */
export type QuarterRollup = QuarterOfService & { rollup: Rollup };

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
    async *days({ quarter, service }: QuarterOfService): AsyncGenerator<Rollup> {
      const found = table.query({ expression: '#pk = :pk', values: { pk: dayRollupPartition(quarter, service) } });
      for await (const item of found) yield rollupSchema.parse(item);
    },
    /** 0 when there is none yet. */
    async quarterVersion({ quarter, service }: QuarterOfService): Promise<number> {
      return version(quarterRollupKey(quarter, service));
    },
    async writeQuarter({ quarter, service, rollup }: QuarterRollup, over: number): Promise<'written' | 'stale'> {
      return write({ ...quarterRollupKey(quarter, service), quarter, service, ...rollup }, over);
    },
    /** Every service's rollup of every quarter from the one to the other, both with. One Query, however many contacts there were. */
    async *quarters(from: Quarter, to: Quarter): AsyncGenerator<QuarterRollup> {
      const found = table.query({
        expression: '#pk = :pk AND #sk BETWEEN :first AND :last',
        // '~' sorts after every letter a service's id may have
        values: { pk: QUARTERS, first: quarterRollupKey(from, '').sk, last: quarterRollupKey(to, '~').sk },
        consistent: false,
      });
      for await (const item of found) {
        const { quarter, service, ...rollup } = quarterSchema.parse(item);
        yield { quarter, service, rollup };
      }
    },
  };

  async function version(key: Key): Promise<number> {
    const item = await table.get(key);
    return item ? versionedSchema.parse(item).version : 0;
  }

  async function write(item: Item & Key, over: number): Promise<'written' | 'stale'> {
    const condition = over === 0 ? { expression: 'attribute_not_exists(#pk)' } : { expression: '#version = :over', values: { over } };
    return (await table.put({ ...item, version: over + 1 }, condition)) === 'done' ? 'written' : 'stale';
  }
}
