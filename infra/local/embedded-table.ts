import { createRequire } from 'node:module';
import { promisify } from 'node:util';

/** An item, or an image of one, in DynamoDB's own JSON. */
export type Item = Record<string, Record<string, unknown>>;

export interface Write {
  table: string;
  oldItem: Item | undefined;
  newItem: Item | undefined;
}

export interface TableAnswer {
  status: number;
  body: Record<string, unknown>;
}

interface Options {
  path?: string;
  createTableMs: number;
  /** Says what to keep about a write, in the same batch as the write itself: keys and values beside the items. Must not throw. */
  onWrite?: (write: Write) => { entries: [key: string, value: unknown][]; written: () => void };
}

interface Operation {
  type: 'put' | 'del';
  key: string;
  value?: unknown;
}

interface Level {
  status: string;
  batch(operations: Operation[], done?: (error: Error | null) => void): Promise<void>;
  iterator(range: { gte: string; lt: string }): { all(): Promise<[string, unknown][]> };
  values(range: object): Cursor;
  close(): Promise<void>;
}

interface Cursor {
  close(): Promise<void>;
  /** What dynalite calls when it has read enough. */
  return?: () => Promise<void>;
}

interface ItemStore {
  put(key: string, value: unknown, done: (error: Error | null) => void): void;
  del(key: string, done: (error: Error | null) => void): void;
}

interface Store {
  options: Options;
  db: Level;
  getItemDb(table: string): ItemStore;
  getTable(name: string, done: GotTable): void;
  getTable(name: string, checkStatus: boolean, done: GotTable): void;
}

type GotTable = (error: unknown, table?: TableDescription) => void;

interface TableDescription {
  TableName: string;
  LocalSecondaryIndexes?: unknown[];
  GlobalSecondaryIndexes?: unknown[];
}

interface IndexActions {
  puts: { index: string; key: string; item: unknown }[];
  deletes: { index: string; key: string }[];
}

type UpdateIndexes = (
  store: Store,
  table: TableDescription,
  oldItem: Item | null,
  newItem: Item | null,
  done: (error?: Error) => void,
) => void;

type CreateIndexKey = (item: Item, table: TableDescription, keySchema: unknown) => string;

interface Dynalite {
  create(options: Options): Store;
  updateIndexes: UpdateIndexes;
  createKey(item: Item, table: TableDescription): string;
  createIndexKey: CreateIndexKey;
  getIndexActions(indexes: unknown[], oldItem: Item | null, newItem: Item | null, table: TableDescription): IndexActions;
}

interface Validations {
  checkTypes(input: unknown, types: unknown): unknown;
  checkValidations(input: unknown, types: unknown, custom: unknown, store: Store): void;
}

const require = createRequire(import.meta.url);
const engine = require('dynalite/db') as Dynalite;
const validations = require('dynalite/validations') as Validations;
const operations = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
]);

/**
 * dynalite tells the items of one place in an index apart by 24 bits of a hash of their own keys. Of 100,000 texts due at one moment,
 * 77 lost their place to another's, and were never found due. Here an item's own key stands behind the hash, whole.
 */
const shortIndexKey = engine.createIndexKey;
const wholeIndexKey = (short: string, item: Item, table: TableDescription): string => `${short}/${engine.createKey(item, table)}`;
/** Where a query goes on from: the actions look it up by this name. */
engine.createIndexKey = (item, table, keySchema) => wholeIndexKey(shortIndexKey(item, table, keySchema), item, table);

/** Operations that the next `put` or `del` of an item takes into its own batch; set and taken without yielding. */
let pending: { operations: Operation[]; written: () => void } | undefined;
const prepared = new WeakSet<ItemStore>();

/**
 * dynalite writes a table's indexes, then the item, one key after the other: a process killed between leaves an index that
 * names no item. Here they go in one batch with whatever `onWrite` keeps, so that all of it is there or none of it.
 */
engine.updateIndexes = (store, table, oldItem, newItem, done) => {
  const items = store.getItemDb(table.TableName);
  if (!prepared.has(items)) writeInOneBatch(store, table.TableName, items);
  const image = newItem ?? oldItem;
  const indexOperations = (image ? (['Local', 'Global'] as const) : []).flatMap((kind) => {
    const { puts, deletes } = engine.getIndexActions(table[`${kind}SecondaryIndexes`] ?? [], oldItem, newItem, table);
    const name = (index: string, key: string) => `index-${kind.toLowerCase()}~${table.TableName}~${index}~${key}`;
    const whole = (key: string) => wholeIndexKey(key, image as Item, table);
    return [
      // A folder kept from before whole keys were written has its entries under the short ones.
      ...(oldItem ? [...deletes, ...puts] : []).map(({ index, key }): Operation => ({ type: 'del', key: name(index, key) })),
      ...deletes.map(({ index, key }): Operation => ({ type: 'del', key: name(index, whole(key)) })),
      ...puts.map(({ index, key, item }): Operation => ({ type: 'put', key: name(index, whole(key)), value: item })),
    ];
  });
  const write = { table: table.TableName, oldItem: oldItem ?? undefined, newItem: newItem ?? undefined };
  const kept = store.options.onWrite?.(write) ?? { entries: [], written: () => undefined };
  pending = {
    operations: [...indexOperations, ...kept.entries.map(([key, value]): Operation => ({ type: 'put', key, value }))],
    written: kept.written,
  };
  done();
  pending = undefined;
};

function writeInOneBatch(store: Store, table: string, items: ItemStore): void {
  prepared.add(items);
  const batch = (operation: Operation, done: (error: Error | null) => void): void => {
    const { operations: others, written } = pending ?? { operations: [], written: () => undefined };
    void store.db.batch([...others, operation], (error) => {
      if (!error) written();
      done(error);
    });
  };
  items.put = (key, value, done) => batch({ type: 'put', key: `item-${table}~${key}`, value }, done);
  items.del = (key, done) => batch({ type: 'del', key: `item-${table}~${key}` }, done);
}

export interface EmbeddedTable {
  /** Runs one DynamoDB operation. Refusals come back as AWS words them; it never rejects for them. */
  run(operation: string, input: unknown): Promise<TableAnswer>;
  /** Entries that `onWrite` kept, in order of their keys. */
  keptEntries(prefix: string): Promise<[key: string, value: unknown][]>;
  forget(keys: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens dynalite on a folder, or in memory when there is none. */
export function openEmbeddedTable({ path, onWrite }: { path?: string; onWrite?: Options['onWrite'] }): EmbeddedTable {
  const store = engine.create({ createTableMs: 0, ...(path && { path }), ...(onWrite && { onWrite }) });
  rememberTables(store);
  closeCursors(store.db);
  return {
    run: (operation, input) => runOperation(store, operation, input),
    keptEntries: (prefix) => store.db.iterator({ gte: prefix, lt: `${prefix}\xff` }).all(),
    forget: (keys) => store.db.batch(keys.map((key) => ({ type: 'del', key }))),
    close: () => store.db.close(),
  };
}

/**
 * dynalite reads a table's description from disk for every item it reads or writes: a quarter of all its work. Here it is read
 * once. A table is neither changed nor deleted by any operation that is let through, and is remembered only when it is active.
 */
function rememberTables(store: Store): void {
  const known = new Map<string, TableDescription>();
  const read = store.getTable as (name: string, ...rest: unknown[]) => void;
  store.getTable = (name: string, ...rest: [boolean, GotTable] | [GotTable]) => {
    const [done] = rest;
    if (typeof done !== 'function') return read(name, ...rest);
    const table = known.get(name);
    // Who asks as the table closes gets no answer, as from a machine that was switched off.
    if (table) return queueMicrotask(() => store.db.status === 'open' && done(null, table));
    read(name, (error: unknown, found?: TableDescription) => {
      if (!error && found) known.set(name, found);
      done(error, found);
    });
  };
}

/**
 * dynalite never closes what it reads a Query with, so that LevelDB keeps every table file and buffer that any Query has ever seen:
 * in a long run, gigabytes. It would call `return`, which a cursor of this LevelDB does not have.
 */
function closeCursors(level: Level): void {
  const values = level.values.bind(level);
  level.values = (range) => {
    const cursor = values(range);
    cursor.return = () => cursor.close();
    return cursor;
  };
}

async function runOperation(store: Store, operation: string, input: unknown): Promise<TableAnswer> {
  if (!operations.has(operation)) {
    return {
      status: 400,
      body: { __type: 'com.amazon.coral.service#UnknownOperationException', message: `The embedded table has no ${operation}` },
    };
  }
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  const rules = require(`dynalite/validations/${name}`) as { types: unknown; custom: unknown };
  const action = require(`dynalite/actions/${name}`) as (
    store: Store,
    input: unknown,
    done: (error: unknown, body?: Record<string, unknown>) => void,
  ) => void;
  try {
    const checked = validations.checkTypes(input, rules.types);
    validations.checkValidations(checked, rules.types, rules.custom, store);
    const body = await promisify<Store, unknown, Record<string, unknown> | undefined>(action)(store, checked);
    return { status: 200, body: body ?? {} };
  } catch (error) {
    const { statusCode, body } = error as { statusCode?: number; body?: Record<string, unknown> };
    if (statusCode && body) return { status: statusCode, body };
    throw error;
  }
}
