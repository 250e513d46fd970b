import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AnyCommit } from '../../../shared/domain/commit.ts';
import { createLogStore, type LogStore } from '../../../shared/store/log-store.ts';
import { all } from '../../../shared/store/table.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let testTable: TestTable;
let logs: LogStore;
beforeAll(async () => {
  testTable = await createTestTable();
  logs = createLogStore(testTable.table);
});
afterAll(() => testTable.stop());

const aCommit = (id: string, sequence: number, change: Partial<AnyCommit> = {}): AnyCommit => ({
  log: { kind: 'case', id },
  sequence,
  at: '2026-11-20T10:00:00.000Z',
  by: { kind: 'staff', id: 'amal' },
  events: [{ type: 'noted' }],
  personal: { note: 'a note' },
  ...change,
});

it('lets exactly one of a hundred writers add the next commit, ten times over', async () => {
  for (let sequence = 1; sequence <= 10; sequence++) {
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, index) => logs.append(aCommit('RACE', sequence, { personal: { note: String(index) } }))),
    );
    expect(outcomes.filter((each) => each === 'appended')).toHaveLength(1);
    expect(outcomes.filter((each) => each === 'stale')).toHaveLength(99);
  }
  expect((await logs.load({ kind: 'case', id: 'RACE' })).map((each) => each.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it('reads a log of two hundred commits in order with one query', async () => {
  for (let sequence = 1; sequence <= 200; sequence++) await logs.append(aCommit('LONG', sequence));
  testTable.calls.length = 0;
  const commits = await logs.load({ kind: 'case', id: 'LONG' });
  expect(commits.map((each) => each.sequence)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(testTable.calls).toEqual(['Query']);
});

it('reads on past the megabyte that DynamoDB gives at a time', async () => {
  for (let sequence = 1; sequence <= 8; sequence++)
    await logs.append(aCommit('WIDE', sequence, { personal: { note: 'x'.repeat(180_000) } }));
  expect(await logs.load({ kind: 'case', id: 'WIDE' })).toHaveLength(8);
});

it('refuses a commit over 200 KB', async () => {
  expect(await logs.append(aCommit('HUGE', 1, { personal: { note: 'x'.repeat(200_001) } }))).toBe('too-large');
  expect(await logs.load({ kind: 'case', id: 'HUGE' })).toEqual([]);
});

it('lists a commit as unprojected until the mark comes off', async () => {
  const bucket = '2026-11-21T03';
  await logs.append(aCommit('MARK', 1, { at: '2026-11-21T03:10:00.000Z' }));
  expect(await all(logs.unprojected(bucket, '2026-11-21T03:10:00.000Z'))).toEqual([]);
  expect(await all(logs.unprojected(bucket, '2026-11-21T03:15:00.000Z'))).toEqual([{ log: { kind: 'case', id: 'MARK' }, sequence: 1 }]);
  await logs.markProjected({ kind: 'case', id: 'MARK' }, 1);
  expect(await all(logs.unprojected(bucket, '2026-11-21T04:00:00.000Z'))).toEqual([]);
});

it('refuses to write a commit that could not be read back', async () => {
  await expect(logs.append(aCommit('ODD', 1, { events: [{ type: 'rated', score: {}, via: 'reply' }] }))).rejects.toThrow();
  expect(await logs.load({ kind: 'case', id: 'ODD' })).toEqual([]);
});

it('refuses to read a commit that is not one', async () => {
  await testTable.table.put({
    pk: 'CASE#BAD',
    sk: 'COMMIT#000001',
    sequence: 1,
    at: 'x',
    by: { kind: 'staff' },
    events: [{ type: 'exploded' }],
    personal: {},
  });
  await expect(logs.load({ kind: 'case', id: 'BAD' })).rejects.toThrow();
});
