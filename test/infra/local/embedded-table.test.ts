import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type EmbeddedTable, openEmbeddedTable, type Write } from '../../../infra/local/embedded-table.ts';
import { createTables } from '../../../infra/local/tables.ts';

const definition = {
  table: 'kept',
  keyNames: ['pk'],
  streamArn: 'arn:stream',
  create: {
    TableName: 'kept',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: ['pk', 'due', 'dueAt'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byDue',
        KeySchema: [
          { AttributeName: 'due', KeyType: 'HASH' },
          { AttributeName: 'dueAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
};

/** Two keys whose hashes begin alike, b936f0, and all that dynalite has of an item's own key in the key of an index. */
const [ONE, OTHER] = ['a1326', 'a2660'] as const;

const folders: string[] = [];
const open: EmbeddedTable[] = [];
afterEach(async () => {
  for (const table of open.splice(0)) await table.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function setup({ beside = () => [] }: { beside?: (write: Write) => [string, unknown][] } = {}) {
  const path = mkdtempSync(join(tmpdir(), 'embedded-'));
  folders.push(path);
  const table = openEmbeddedTable({ path, onWrite: (write) => ({ entries: beside(write), written: () => undefined }) });
  open.push(table);
  await createTables(table, [definition]);
  const put = (pk: string, dueAt = '08:00') =>
    table.run('PutItem', { TableName: 'kept', Item: { pk: { S: pk }, due: { S: 'bulk' }, dueAt: { S: dueAt } } });
  const query = async (more: object = {}) => {
    const values = { ':due': { S: 'bulk' } };
    const input = { TableName: 'kept', IndexName: 'byDue', KeyConditionExpression: 'due = :due', ExpressionAttributeValues: values };
    const { body } = await table.run('Query', { ...input, ...more });
    return body as { Items: { pk: { S: string } }[]; LastEvaluatedKey?: object };
  };
  const due = async () => (await query()).Items.map(({ pk }) => pk.S).sort();
  return { table, put, query, due };
}

it('keeps a place in an index for each of two items whose hashes begin alike', async () => {
  const { put, due } = await setup();
  await put(ONE);
  await put(OTHER);
  expect(await due()).toEqual([ONE, OTHER]);
});

it('leaves the place of the one when the other moves or is deleted', async () => {
  const { put, due, table } = await setup();
  await put(ONE);
  await put(OTHER);
  await put(ONE, '09:00');
  expect(await due()).toEqual([ONE, OTHER]);
  await table.run('DeleteItem', { TableName: 'kept', Key: { pk: { S: ONE } } });
  expect(await due()).toEqual([OTHER]);
});

it.each([true, false])('reads each of them once, a page at a time, forward %s', async (ScanIndexForward) => {
  const { put, query } = await setup();
  await put(ONE);
  await put(OTHER);
  const seen: string[] = [];
  for (let ExclusiveStartKey: object | undefined, pages = 0; pages < 3; pages += 1) {
    const page = await query({ Limit: 1, ScanIndexForward, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
    seen.push(...page.Items.map(({ pk }) => pk.S));
    ExclusiveStartKey = page.LastEvaluatedKey;
    if (!ExclusiveStartKey) break;
  }
  expect(seen.sort()).toEqual([ONE, OTHER]);
});

it.each(['09:00', '08:00'])('takes off what an earlier version wrote for an item, when it is written again at %s', async (dueAt) => {
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const short = `index-global~kept~byDue~427cf4/${hex('bulk')}/${hex('08:00')}/b936f0`;
  const planted = { pk: { S: ONE }, due: { S: 'bulk' }, dueAt: { S: '08:00' } };
  const { put, query } = await setup({ beside: ({ oldItem }) => (oldItem ? [] : [[short, planted]]) });
  await put(ONE);
  await put(ONE, dueAt);
  expect((await query()).Items).toMatchObject([{ pk: { S: ONE }, dueAt: { S: dueAt } }]);
});
