import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';

export type Item = Record<string, unknown>;

/** The most items that DynamoDB reads in one BatchGetItem. */
const BATCH_GET = 100;

/** An expression with the values it names: `#name` stands for attribute `name`, `:value` for `values.value`. */
export type Expression = { expression: string; values?: Item };

/** The few calls that the stores make, in plain values. What DynamoDB says comes out as a named outcome, never as an SDK type. */
export type Table = ReturnType<typeof createTable>;

export function createTable(client: DynamoDBClient, tableName: string) {
  // It writes each call and all that comes back out anew for a logger, though there is none: an item of many attributes costs it most.
  client.middlewareStack.remove('loggerMiddleware');
  return {
    /** @param consistent false reads at half the price, and may miss the last moment's writes */
    async get(key: Key, { consistent = true } = {}): Promise<Item | undefined> {
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: consistent }));
      return Item && unmarshall(Item);
    },
    /**
     * Reads items, {@link BATCH_GET} with one call, and asks again for what DynamoDB had no time for. In no order; absent
     * items are left out. Reads at half the price, and may miss the last moment's writes. No key may come twice.
     */
    async batchGet(keys: readonly Key[]): Promise<Item[]> {
      const items: Item[] = [];
      let left = keys.map((key) => marshall(key));
      for (let refused = 0; left.length > 0; ) {
        if (refused > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(50 * 2 ** refused, 2000)));
        const asked = left.slice(0, BATCH_GET);
        const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: asked } } }));
        items.push(...(answer.Responses?.[tableName] ?? []).map((item) => unmarshall(item)));
        const again = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
        refused = again.length > 0 ? refused + 1 : 0;
        left = [...again, ...left.slice(BATCH_GET)];
      }
      return items;
    },
    async put(item: Item & Key, condition?: Expression): Promise<'done' | 'refused'> {
      return outcome(async () => {
        await client.send(new PutItemCommand({ TableName: tableName, Item: toItem(item), ...conditionOf(condition) }));
        return 'done' as const;
      });
    },
    /**
     * Changes an item, or makes it. Returns the whole item after the change, or `refused`.
     * @param change.returns `old` gives the item before the change instead; empty when there was none
     */
    async update(key: Key, change: Expression & { condition?: string; returns?: 'old' | 'new' }): Promise<Item | 'refused'> {
      return outcome(async () => {
        const { Attributes } = await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: marshall(key),
            UpdateExpression: change.expression,
            ...(change.condition ? { ConditionExpression: change.condition } : {}),
            ...namesAndValues(`${change.expression} ${change.condition ?? ''}`, change.values),
            ReturnValues: change.returns === 'old' ? 'ALL_OLD' : 'ALL_NEW',
          }),
        );
        return unmarshall(Attributes ?? {}) as Item;
      });
    },
    async delete(key: Key, condition?: Expression): Promise<'done' | 'refused'> {
      return outcome(async () => {
        await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall(key), ...conditionOf(condition) }));
        return 'done' as const;
      });
    },
    /**
     * Every item that a key condition meets, page after page, in order of the sort key.
     * @param query.limit stops after that many items
     */
    async *query(query: QueryOptions): AsyncGenerator<Item> {
      let start: Record<string, AttributeValue> | undefined;
      let left = query.limit ?? Number.POSITIVE_INFINITY;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: query.expression,
            ...namesAndValues(query.expression, query.values),
            ...indexOf(query),
            ...(query.descending ? { ScanIndexForward: false } : {}),
            ...(Number.isFinite(left) ? { Limit: left } : {}),
            ExclusiveStartKey: start,
          }),
        );
        for (const item of page.Items ?? []) {
          yield unmarshall(item);
          if (--left <= 0) return;
        }
        start = page.LastEvaluatedKey;
      } while (start);
    },
  };
}

export type QueryOptions = Expression & { index?: string; consistent?: boolean; descending?: boolean; limit?: number };

/** A Query of an index cannot be consistent; one of the table is, unless told otherwise. */
function indexOf(query: QueryOptions): Partial<QueryCommandInput> {
  return query.index ? { IndexName: query.index } : { ConsistentRead: query.consistent ?? true };
}

const toItem = (item: Item) => marshall(item, { removeUndefinedValues: true });

async function outcome<T>(send: () => Promise<T>): Promise<T | 'refused'> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'refused';
    throw error;
  }
}

function conditionOf(condition: Expression | undefined) {
  return condition ? { ConditionExpression: condition.expression, ...namesAndValues(condition.expression, condition.values) } : {};
}

/** Every attribute goes by a placeholder, so that no name can be a reserved word (`ttl`, `by`, `at` …). */
function namesAndValues(expression: string, values: Item = {}) {
  const names = Object.fromEntries(
    [...expression.matchAll(/#([A-Za-z0-9_]+)/g)].map(([placeholder, name]) => [placeholder, name as string]),
  );
  const used = Object.entries(values).map(([name, value]) => [`:${name}`, value]);
  return {
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(used.length > 0 ? { ExpressionAttributeValues: marshall(Object.fromEntries(used), { removeUndefinedValues: true }) } : {}),
  };
}

/** Gathers what a query yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
