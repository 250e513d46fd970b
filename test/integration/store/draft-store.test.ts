import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDraftStore, type DraftStore } from '../../../shared/store/draft-store.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let testTable: TestTable;
let drafts: DraftStore;
let place: { sessionHash: string; service: string };
const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const DAY = 86_400_000;

beforeAll(async () => {
  testTable = await createTestTable();
  drafts = createDraftStore(testTable.table);
});
afterAll(() => testTable.stop());
beforeEach(() => {
  place = { sessionHash: crypto.randomUUID(), service: 'missed-bin' };
  testTable.calls.length = 0;
});

it('keeps an answer with one update, which gives back the whole draft', async () => {
  await drafts.save(place, 'draft-1', 'which-bin', 'rubbish', NOW);
  const draft = await drafts.save(place, 'another', 'full-name', 'Mair', NOW);
  expect(draft).toEqual({ id: 'draft-1', answers: { 'which-bin': 'rubbish', 'full-name': 'Mair' }, expiresAt: NOW / 1000 + 28 * 86_400 });
  expect(testTable.calls).toEqual(['UpdateItem', 'UpdateItem']);
});

it('takes an answer away', async () => {
  await drafts.save(place, 'draft-1', 'which-bin', 'rubbish', NOW);
  expect(await drafts.save(place, 'draft-1', 'which-bin', undefined, NOW)).toMatchObject({ answers: {} });
});

it('keeps both of two answers given at once', async () => {
  await Promise.all([drafts.save(place, 'a', 'which-bin', 'food', NOW), drafts.save(place, 'b', 'town', 'Northwick', NOW)]);
  expect((await drafts.load(place, NOW))?.answers).toEqual({ 'which-bin': 'food', town: 'Northwick' });
});

it('forgets a draft at its time, even before DynamoDB has taken it away, and starts another in its place', async () => {
  await drafts.save(place, 'draft-1', 'which-bin', 'rubbish', NOW);
  expect(await drafts.load(place, NOW + 29 * DAY)).toBeUndefined();
  expect(await drafts.save(place, 'draft-2', 'which-bin', 'food', NOW + 29 * DAY)).toBe('sent');
});

it('takes no more answers once it was sent, and shows what as', async () => {
  await drafts.save(place, 'draft-1', 'which-bin', 'rubbish', NOW);
  await drafts.markSent(place, 'draft-1', 'P8VZ82M', NOW);
  expect(await drafts.save(place, 'draft-1', 'which-bin', 'food', NOW)).toBe('sent');
  expect(await drafts.load(place, NOW)).toMatchObject({ sentAs: 'P8VZ82M', answers: { 'which-bin': 'rubbish' } });
});

it('never marks a newer draft as sent', async () => {
  await drafts.begin(place, { id: 'draft-2', answers: {} }, NOW);
  await drafts.markSent(place, 'draft-1', 'P8VZ82M', NOW);
  expect(await drafts.load(place, NOW)).not.toHaveProperty('sentAs');
});

it('refuses a draft over 200 KB and keeps what was there before', async () => {
  await drafts.save(place, 'draft-1', 'one', 'x'.repeat(150_000), NOW);
  expect(await drafts.save(place, 'draft-1', 'two', 'x'.repeat(100_000), NOW)).toBe('too-large');
  expect(Object.keys((await drafts.load(place, NOW))?.answers ?? {})).toEqual(['one']);
});
