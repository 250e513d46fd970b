import { indexes, type Key } from '../../shared/store/keys.ts';
import type { Item, QueryOptions, Table } from '../../shared/store/table.ts';
import { meets, updated } from './expressions.ts';

const indexKeys: Readonly<Record<string, readonly [partition: string, sort: string]>> = {
  [indexes.unprojected]: ['unprojected', 'at'],
  [indexes.due]: ['due', 'dueAt'],
  [indexes.list]: ['list', 'rank'],
};

export type MemoryTable = Table & {
  /** Everything in it, in no order. */
  items(): Item[];
  /** Whether an item is in it that passes; it is only to be looked at. */
  has(passes: (item: Item) => boolean): boolean;
};

/**
 * A table in memory that answers the stores as DynamoDB does, thousands of times a second: `memory-table.test.ts` holds it
 * against the embedded engine. Calls happen one after another, each at once, as conditional writes of one item do.
 * @param onInsert is told of each item that was not there before: the stream
 */
export function createMemoryTable(onInsert: (item: Item & Key) => void = () => {}): MemoryTable {
  const partitions = new Map<string, Map<string, Item & Key>>();
  const find = ({ pk, sk }: Key) => partitions.get(pk)?.get(sk);
  const write = (item: Item & Key): void => {
    const partition = partitions.get(item.pk) ?? new Map<string, Item & Key>();
    partitions.set(item.pk, partition);
    const isNew = !partition.has(item.sk);
    partition.set(item.sk, item);
    if (isNew) onInsert(item);
  };
  const items = (): (Item & Key)[] => [...partitions.values()].flatMap((partition) => [...partition.values()]);

  const ordered = ({ expression, values, index, descending }: QueryOptions): Item[] => {
    const [, sort] = indexKeys[index ?? ''] ?? ['pk', 'sk'];
    const from = index ? items() : [...(partitions.get(String(values?.['pk'])) ?? new Map<string, Item & Key>()).values()];
    const found = from.filter((item) => (index === undefined || item[sort] !== undefined) && meets(expression, item, values));
    const sign = descending ? -1 : 1;
    return found.sort((a, b) => sign * compare(`${a[sort]}`, `${b[sort]}`));
  };

  return {
    items: () => items().map(copy),
    has: (passes) => {
      for (const partition of partitions.values()) for (const item of partition.values()) if (passes(item)) return true;
      return false;
    },
    get: async (key) => {
      const item = find(key);
      return item && copy(item);
    },
    batchGet: async (keys) => keys.flatMap((key) => find(key) ?? []).map(copy),
    put: async (item, condition) => {
      if (!meets(condition?.expression, find(item), condition?.values)) return 'refused';
      write(copy(item));
      return 'done';
    },
    update: async (key, { expression, condition, values }) => {
      const before = find(key);
      if (!meets(condition, before, values)) return 'refused';
      const after = copy({ ...updated(expression, before ?? {}, values), ...key });
      write(after);
      return copy(after);
    },
    delete: async (key, condition) => {
      if (!meets(condition?.expression, find(key), condition?.values)) return 'refused';
      partitions.get(key.pk)?.delete(key.sk);
      return 'done';
    },
    async *query(query) {
      for (const item of ordered(query).slice(0, query.limit)) yield copy(item);
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** A copy that shares nothing, without the fields that are undefined, as it would come back from DynamoDB. */
function copy<T>(value: T): T {
  if (value instanceof Set) return new Set(value) as T;
  if (Array.isArray(value)) return value.map(copy) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (each === undefined ? [] : [[name, copy(each)]]))) as T;
}
