import {
  CreateTableCommand,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandOutput,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { openEmbeddedTable } from '../../infra/local/embedded-table.ts';
import { createTable, type Table } from '../../shared/store/table.ts';
import { definitionOf, TABLE_NAME } from '../support/table.ts';
import { clientOf } from './seed.ts';

export type LoadTable = { table: Table; client: DynamoDBClient; calls: Map<string, number>; close: () => Promise<void> };

/** A table in a folder, in this process, made where it is not there yet. `calls` counts each kind. */
export async function openLoadTable(path: string): Promise<LoadTable> {
  const engine = openEmbeddedTable({ path });
  const client = clientOf(engine);
  await client.send(new CreateTableCommand(definitionOf(TABLE_NAME))).catch((error: Error) => {
    if (error.name !== 'ResourceInUseException') throw error;
  });
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 30 }, { TableName: TABLE_NAME });
  const calls = new Map<string, number>();
  client.middlewareStack.add(
    (next, context) => (args) => {
      const name = String(context['commandName']).replace(/Command$/, '');
      calls.set(name, (calls.get(name) ?? 0) + 1);
      return next(args);
    },
    { step: 'initialize' },
  );
  return { table: createTable(client, TABLE_NAME), client, calls, close: () => engine.close() };
}

/** Every item of the table, a page at a time, in no order. */
export async function* scan(client: DynamoDBClient): AsyncGenerator<Record<string, unknown>> {
  let start: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const found: ScanCommandOutput = await client.send(new ScanCommand({ TableName: TABLE_NAME, ExclusiveStartKey: start }));
    yield* found.Items ?? [];
    start = found.LastEvaluatedKey;
  } while (start);
}
