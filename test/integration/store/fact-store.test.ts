import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { createMarkStore } from '../../../shared/store/mark-store.ts';
import { all } from '../../../shared/store/table.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let test: TestTable;
let service = '';
let run = 0;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());
beforeEach(() => {
  service = `service-${++run}`;
});

function setup() {
  let tokens = 0;
  const newToken = () => `${service}-token-${++tokens}`;
  const marks = createMarkStore(test.table, newToken);
  return {
    store: createFactStore(test.table, { newToken }),
    marks,
    marked: async () => (await all(marks.slices())).filter(({ of }) => of.service === service),
  };
}
const aFact = (fact: Partial<Fact> = {}): Fact => ({
  id: 'contact:case:K7MQ2XW:1',
  day: '2026-11-21',
  service,
  shard: 1,
  type: 'contact',
  quantity: 1,
  channel: 'web',
  version: 1,
  ...fact,
});

describe('the store of facts', () => {
  it('keeps a fact once, however often it is put', async () => {
    const { store } = setup();
    await store.put([aFact()]);
    await store.put([aFact()]);
    expect(await all(store.in(aFact()))).toEqual([aFact()]);
  });

  it('keeps the newest version of a rating, whichever is put first', async () => {
    const { store } = setup();
    const rated = (version: number, score: 1 | 5) => aFact({ id: 'rated:case:K7MQ2XW', type: 'rated', score, version });
    await store.put([rated(7, 5)]);
    await store.put([rated(4, 1)]);
    expect((await all(store.in(aFact()))).map(({ score }) => score)).toEqual([5]);
  });

  it('marks each slice once a batch, with a new token each time, even when nothing was new', async () => {
    const { store, marked } = setup();
    const batch = [aFact(), aFact({ id: 'opened:case:K7MQ2XW:1', type: 'opened' }), aFact({ id: 'other', shard: 2 })];
    await store.put(batch);
    const first = await marked();
    await store.put(batch);
    const second = await marked();
    expect(first.map(({ of }) => of)).toEqual([
      { day: '2026-11-21', service, shard: 1 },
      { day: '2026-11-21', service, shard: 2 },
    ]);
    expect(new Set([...first, ...second].map(({ token }) => token)).size).toBe(4);
  });

  it('moves a re-coded fact, and marks the slice it left and the one it came to', async () => {
    const { store, marked } = setup();
    await store.put([aFact()]);
    await store.put([aFact({ quantity: 0, version: 2 }), aFact({ day: '2026-11-20', version: 2 })]);
    expect((await marked()).map(({ of }) => of.day)).toEqual(['2026-11-20', '2026-11-21']);
    expect((await all(store.in(aFact()))).map(({ quantity }) => quantity)).toEqual([0]);
  });

  it('writes nothing for no facts', async () => {
    const { store } = setup();
    const before = test.calls.length;
    await store.put([]);
    expect(test.calls.length).toBe(before);
  });
});

it('a mark comes off only with the token that was read', async () => {
  const { store, marks, marked } = setup();
  await store.put([aFact()]);
  const [old] = await marked();
  await store.put([aFact()]);
  if (old) await marks.unmark(old);
  expect(await marked()).toHaveLength(1);
  for (const mark of await marked()) await marks.unmark(mark);
  expect(await marked()).toEqual([]);
});
