import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What calls to a table cost: how many of each kind, and the units of capacity that they took. */
export type Cost = { calls: Record<string, number>; units: number };

/** Counts what some work asks of a table, and what DynamoDB charges for it. */
export function createCostCounter(client: DynamoDBClient) {
  let cost: Cost = { calls: {}, units: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = String(context['commandName']).replace(/Command$/, '');
      cost.calls[name] = (cost.calls[name] ?? 0) + 1;
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const result = await next(args);
      const consumed = (result.output as { ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[] }).ConsumedCapacity;
      for (const { CapacityUnits = 0 } of consumed === undefined ? [] : [consumed].flat()) cost.units += CapacityUnits;
      return result;
    },
    { step: 'initialize' },
  );
  return async (work: () => Promise<unknown>): Promise<Cost> => {
    cost = { calls: {}, units: 0 };
    const counted = cost;
    await work();
    cost = { calls: {}, units: 0 };
    return counted;
  };
}
