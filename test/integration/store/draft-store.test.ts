import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Answer } from '../../../shared/domain/answers.ts';
import { createDraftStore, type DraftExpected, type DraftStore } from '../../../shared/store/draft-store.ts';
import { draftKey } from '../../../shared/store/keys.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let testTable: TestTable;
let drafts: DraftStore;
let place: { sessionHash: string; service: string };
const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const HOUR = 3_600_000;

beforeAll(async () => {
  testTable = await createTestTable();
  drafts = createDraftStore(testTable.table);
});
afterAll(() => testTable.stop());
beforeEach(() => {
  place = { sessionHash: crypto.randomUUID(), service: 'missed-bin' };
  testTable.calls.length = 0;
});

/** One answer of whichever draft is there, or of the one expected; a draft that it begins is called `draft-1`. */
const answer = (questionId: string, value: Answer | undefined, { expected = 'any' as DraftExpected, id = 'draft-1', nowMs = NOW } = {}) =>
  drafts.save(place, { questionId, answer: value, expected, begins: { id } }, nowMs);

it('keeps an answer with one update, which gives back the whole draft', async () => {
  await answer('which-bin', 'rubbish');
  const draft = await answer('full-name', 'Mair', { id: 'another' });
  expect(draft).toEqual({
    id: 'draft-1',
    begunOn: '2026-11-20',
    answers: { 'which-bin': 'rubbish', 'full-name': 'Mair' },
    openUntil: NOW / 1000 + 4 * 3600,
  });
  expect(testTable.calls).toEqual(['UpdateItem', 'UpdateItem']);
});

it('keeps each entry of a repeated question in a place of its own, with one update, and the others stay in theirs', async () => {
  const entry = (place_: number, name: string | undefined) =>
    drafts.save(
      place,
      { questionId: 'who-else', answer: name ? [{ name }] : undefined, entry: place_, expected: 'any', begins: { id: 'draft-1' } },
      NOW,
    );
  await entry(2, 'Noah');
  await entry(10, 'Ida');
  await entry(1, 'Mia');
  expect(await entry(2, undefined)).toMatchObject({
    answers: { 'who-else': [{ name: 'Mia' }, { name: 'Ida' }] },
    places: { 'who-else': [1, 10] },
  });
  expect(await answer('which-bin', 'food')).toMatchObject({
    answers: { 'which-bin': 'food', 'who-else': [{ name: 'Mia' }, { name: 'Ida' }] },
  });
  expect(testTable.calls).toEqual(Array.from({ length: 5 }, () => 'UpdateItem'));
});

it('begins with entries where they were given before, and tells none from not asked', async () => {
  const begun = await drafts.begin(place, { id: 'draft-1', answers: { 'who-else': [{ name: 'Mia' }, { name: 'Ida' }], pets: [] } }, NOW);
  expect(begun).toMatchObject({ answers: { 'who-else': [{ name: 'Mia' }, { name: 'Ida' }], pets: [] }, places: { 'who-else': [1, 2] } });
  expect(await drafts.load(place, NOW)).toEqual(begun);
});

it('takes an answer away', async () => {
  await answer('which-bin', 'rubbish');
  expect(await answer('which-bin', undefined)).toMatchObject({ answers: {} });
  expect((await drafts.load(place, NOW))?.answers).toEqual({});
});

it('keeps both of two answers given at once', async () => {
  await Promise.all([answer('which-bin', 'food', { id: 'a' }), answer('town', 'Northwick', { id: 'b' })]);
  expect((await drafts.load(place, NOW))?.answers).toEqual({ 'which-bin': 'food', town: 'Northwick' });
});

it('keeps a draft for four hours after its last answer, and each answer begins them again', async () => {
  await answer('which-bin', 'rubbish');
  await answer('full-name', 'Mair', { nowMs: NOW + 3 * HOUR });
  expect((await drafts.load(place, NOW + 7 * HOUR - 1000))?.answers).toEqual({ 'which-bin': 'rubbish', 'full-name': 'Mair' });
  expect(await drafts.load(place, NOW + 7 * HOUR)).toBeUndefined();
});

it('forgets a draft at its time, even before DynamoDB has taken it away: no answer brings it back, and another begins in its place', async () => {
  await answer('which-bin', 'rubbish');
  const later = { nowMs: NOW + 5 * HOUR };
  expect(await answer('which-bin', 'food', later)).toBe('refused');
  expect(await answer('which-bin', 'food', { ...later, expected: { id: 'draft-1' } })).toBe('refused');
  await drafts.begin(place, { id: 'draft-2', answers: { 'full-name': 'Mair' } }, later.nowMs);
  expect(await drafts.load(place, later.nowMs)).toMatchObject({ id: 'draft-2', answers: { 'full-name': 'Mair' } });
});

it('keeps an answer only in the draft that it was meant for, with no read', async () => {
  expect(await answer('which-bin', 'food', { expected: 'none' })).toMatchObject({ id: 'draft-1', answers: { 'which-bin': 'food' } });
  expect(await answer('town', 'Northwick', { expected: { id: 'draft-1' } })).toMatchObject({ id: 'draft-1' });
  expect(await answer('which-bin', 'rubbish', { expected: { id: 'draft-2' } })).toBe('refused');
  expect(await answer('which-bin', 'rubbish', { expected: 'none' })).toBe('refused');
  expect(testTable.calls).toEqual(['UpdateItem', 'UpdateItem', 'UpdateItem', 'UpdateItem']);
  expect((await drafts.load(place, NOW))?.answers).toEqual({ 'which-bin': 'food', town: 'Northwick' });
});

it('makes no draft for an answer to one that is gone', async () => {
  expect(await answer('which-bin', 'food', { expected: { id: 'draft-1' } })).toBe('refused');
  expect(await drafts.load(place, NOW)).toBeUndefined();
});

it('remembers who fills a draft for a resident', async () => {
  const assisted = { channel: 'telephone', by: 'amal' } as const;
  await drafts.save(place, { questionId: 'which-bin', answer: 'food', expected: 'none', begins: { id: 'draft-1', assisted } }, NOW);
  expect(await answer('town', 'Northwick', { expected: { id: 'draft-1' } })).toMatchObject({ assisted });
  expect(await drafts.load(place, NOW)).toMatchObject({ assisted });
});

it('goes on with a draft of an earlier release, which has one time for all', async () => {
  const item = { ...draftKey(place.sessionHash, place.service), id: 'draft-0', answer_which_bin: 'food' };
  await testTable.table.put({ ...item, expiresAt: NOW / 1000 + 60 });
  expect(await answer('town', 'Northwick', { expected: { id: 'draft-0' } })).toMatchObject({
    answers: { 'which-bin': 'food', town: 'Northwick' },
  });
  await testTable.table.put({ ...item, expiresAt: NOW / 1000 });
  expect(await answer('town', 'Northwick', { expected: { id: 'draft-0' } })).toBe('refused');
  expect(await drafts.begin(place, { id: 'draft-1', answers: {} }, NOW)).toMatchObject({ id: 'draft-1' });
});

it('takes no more answers once it was sent, and shows what as', async () => {
  await answer('which-bin', 'rubbish');
  await drafts.markSent(place, 'draft-1', 'P8VZ82M', NOW);
  expect(await answer('which-bin', 'food')).toBe('refused');
  expect(await drafts.load(place, NOW)).toMatchObject({ sentAs: 'P8VZ82M', answers: { 'which-bin': 'rubbish' } });
});

it('begins no draft over one that is still open', async () => {
  await answer('which-bin', 'rubbish');
  expect(await drafts.begin(place, { id: 'draft-2', answers: {} }, NOW)).toBe('refused');
  await drafts.markSent(place, 'draft-1', 'P8VZ82M', NOW);
  expect(await drafts.begin(place, { id: 'draft-2', answers: {} }, NOW)).toMatchObject({ id: 'draft-2' });
});

it('never marks a newer draft as sent', async () => {
  await drafts.begin(place, { id: 'draft-2', answers: {} }, NOW);
  await drafts.markSent(place, 'draft-1', 'P8VZ82M', NOW);
  expect(await drafts.load(place, NOW)).not.toHaveProperty('sentAs');
});

it('refuses a draft over 200 KB and keeps what was there before', async () => {
  await answer('one', 'x'.repeat(150_000));
  expect(await answer('two', 'x'.repeat(100_000))).toBe('too-large');
  expect(Object.keys((await drafts.load(place, NOW))?.answers ?? {})).toEqual(['one']);
});

it('keeps the good answer that one too large would have replaced', async () => {
  await answer('one', 'x'.repeat(150_000));
  await answer('two', 'short');
  expect(await answer('two', 'x'.repeat(100_000))).toBe('too-large');
  expect((await drafts.load(place, NOW))?.answers['two']).toBe('short');
});
