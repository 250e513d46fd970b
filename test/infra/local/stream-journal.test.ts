import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { createClock } from '../../../infra/local/clock.ts';
import { type EmbeddedTable, openEmbeddedTable } from '../../../infra/local/embedded-table.ts';
import { createStreamJournal, type JournalEntry, type StreamRecord } from '../../../infra/local/stream-journal.ts';
import { createTables } from '../../../infra/local/tables.ts';

const definition = {
  table: 'kept',
  keyNames: ['pk'],
  streamArn: 'arn:stream',
  create: {
    TableName: 'kept',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: ['pk', 'list'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      { IndexName: 'byList', KeySchema: [{ AttributeName: 'list', KeyType: 'HASH' }], Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  },
};

const folders: string[] = [];
const open: EmbeddedTable[] = [];
afterEach(async () => {
  for (const table of open.splice(0)) await table.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function setup(path = mkdtempSync(join(tmpdir(), 'journal-'))) {
  folders.push(path);
  const journal = createStreamJournal(createClock(), [definition]);
  const taken: JournalEntry[] = [];
  const consumer = {
    id: 'project',
    streamArn: 'arn:stream',
    wants: ({ eventName }: StreamRecord) => eventName !== 'REMOVE',
    take: (entry: JournalEntry) => void taken.push(entry),
  };
  journal.subscribe(consumer);
  const table = openEmbeddedTable({ path, onWrite: journal.onWrite });
  open.push(table);
  await createTables(table, [definition]);
  const put = (pk: string, list = 'a') => table.run('PutItem', { TableName: 'kept', Item: { pk: { S: pk }, list: { S: list } } });
  return { path, table, journal, taken, put };
}

it('hands each write on in order, with the old and the new item', async () => {
  const { put, taken, table } = await setup();
  await put('1');
  await put('1', 'b');
  await put('1', 'b');
  await table.run('DeleteItem', { TableName: 'kept', Key: { pk: { S: '1' } } });
  await sleep(5);
  expect(taken.map(({ record }) => [record.eventName, record.dynamodb.OldImage?.list?.S, record.dynamodb.NewImage?.list?.S])).toEqual([
    ['INSERT', undefined, 'a'],
    ['MODIFY', 'a', 'b'],
  ]);
  expect(taken[0]?.record).toMatchObject({
    eventSource: 'aws:dynamodb',
    dynamodb: { Keys: { pk: { S: '1' } }, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

it('hands nothing on for a write whose condition fails', async () => {
  const { put, taken, table } = await setup();
  await put('1');
  const again = await table.run('PutItem', {
    TableName: 'kept',
    Item: { pk: { S: '1' } },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await sleep(5);
  expect(again.status).toBe(400);
  expect(taken).toHaveLength(1);
});

it('hands on again after a restart what was not done, and only that', async () => {
  const first = await setup();
  await first.put('1');
  await first.put('2');
  await sleep(5);
  await first.table.forget([first.taken[0]?.key as string]);
  await first.table.close();
  open.pop();
  const second = await setup(first.path);
  expect(await second.journal.resume(second.table)).toBe(1);
  expect(second.taken.map(({ record }) => record.dynamodb.Keys.pk?.S)).toEqual(['2']);
});

it('keeps an index true over puts, changes and deletions', async () => {
  const { put, table } = await setup();
  const listed = async (list: string) =>
    (
      await table.run('Query', {
        TableName: 'kept',
        IndexName: 'byList',
        KeyConditionExpression: '#l = :l',
        ExpressionAttributeNames: { '#l': 'list' },
        ExpressionAttributeValues: { ':l': { S: list } },
      })
    ).body.Count;
  await put('1');
  await put('2');
  await put('2', 'b');
  expect([await listed('a'), await listed('b')]).toEqual([1, 1]);
  await table.run('DeleteItem', { TableName: 'kept', Key: { pk: { S: '2' } } });
  expect([await listed('a'), await listed('b')]).toEqual([1, 0]);
});

it('lets one of a hundred conditional writes win', async () => {
  const { table } = await setup();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      table.run('PutItem', {
        TableName: 'kept',
        Item: { pk: { S: 'one' }, by: { N: String(n) } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

it('refuses a kept table whose indexes are not those of the templates', async () => {
  const { table } = await setup();
  await expect(
    createTables(table, [
      {
        ...definition,
        create: {
          ...definition.create,
          GlobalSecondaryIndexes: [{ ...definition.create.GlobalSecondaryIndexes[0], IndexName: 'byOther' }],
        },
      },
    ]),
  ).rejects.toThrow(/--fresh/);
});
