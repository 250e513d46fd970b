import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { createTable, type Table } from '../../shared/store/table.ts';

export const TABLE_NAME = 'front-door-test';
const index = (IndexName: string, partition: string, sort: string, projection: 'KEYS_ONLY' | 'ALL' | string[]) => ({
  IndexName,
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ],
  Projection: Array.isArray(projection)
    ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: projection }
    : { ProjectionType: projection },
});

/** The table as the data stack has it. */
export const definitionOf = (TableName: string) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: ['pk', 'sk', 'unprojected', 'at', 'due', 'dueAt', 'list', 'rank', 'asker', 'place', 'openedAt'].map(
    (AttributeName) => ({
      AttributeName,
      AttributeType: 'S' as const,
    }),
  ),
  GlobalSecondaryIndexes: [
    index('byUnprojected', 'unprojected', 'at', 'KEYS_ONLY'),
    index('byDue', 'due', 'dueAt', 'KEYS_ONLY'),
    index('byList', 'list', 'rank', 'ALL'),
    index('byAsker', 'asker', 'openedAt', ['reference', 'service', 'stage', 'actBy']),
    index('byPlace', 'place', 'openedAt', ['reference', 'lat', 'lon', 'by', 'counted']),
  ],
});

export type TestTable = { table: Table; client: DynamoDBClient; tableName: string; calls: string[]; stop: () => Promise<void> };

/**
 * The table with its indexes, on the embedded engine, or on the one named by DYNAMODB_ENDPOINT.
 * `calls` names each operation sent, in order, so that a test can count round trips.
 */
export async function createTestTable(): Promise<TestTable> {
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  const server = endpoint ? undefined : dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  if (server)
    await new Promise<void>((resolve, reject) => server.listen(0, '127.0.0.1', (error?: Error) => (error ? reject(error) : resolve())));
  const client = new DynamoDBClient({
    endpoint: endpoint ?? `http://127.0.0.1:${(server?.address() as AddressInfo | undefined)?.port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tableName = endpoint ? `${TABLE_NAME}-${crypto.randomUUID()}` : TABLE_NAME;
  await client.send(new CreateTableCommand(definitionOf(tableName)));
  // The engine answers before the table is there for other calls; on a busy machine the first of them may be sooner.
  for (let status = ''; status !== 'ACTIVE'; )
    status = (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table?.TableStatus ?? '';
  const calls: string[] = [];
  client.middlewareStack.add(
    (next, context) => (args) => {
      calls.push(String(context['commandName']).replace(/Command$/, ''));
      return next(args);
    },
    { step: 'initialize' },
  );
  return {
    table: createTable(client, tableName),
    client,
    tableName,
    calls,
    stop: async () => {
      client.destroy();
      if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
