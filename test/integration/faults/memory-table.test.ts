import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Item, Table } from '../../../shared/store/table.ts';
import { all } from '../../../shared/store/table.ts';
import { createMemoryTable } from '../../faults/memory-table.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let test: TestTable;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

type Step = (table: Table, pk: string) => Promise<unknown>;

const sk = fc.constantFrom('A#1', 'A#2', 'B#1');
const state = fc.constantFrom('due', 'sending', 'sent');
const number = fc.integer({ min: 0, max: 3 });
const conditions = [
  undefined,
  'attribute_not_exists(#pk)',
  'attribute_exists(#pk) AND #n >= :n',
  '#state = :state OR (#n < :n AND NOT contains(#set, :one))',
  '#state IN (:state, :one) AND (attribute_not_exists(#n) OR #n <> :n)',
  'contains(#many, :one) OR attribute_not_exists(#slot)',
];
const updates = [
  'SET #state = :state, #n = if_not_exists(#n, :n)',
  'SET #n = :n, #slot = :slot REMOVE #state',
  'SET #state = :state ADD #set :set',
  'ADD #n :n DELETE #set :set',
  'SET #many = :many, #due = :due, #dueAt = :dueAt',
  'REMOVE #due, #dueAt, #slot',
];

/** Only the values that an expression names: DynamoDB refuses others. */
const named = (expressions: (string | undefined)[], values: Item): Item =>
  Object.fromEntries(Object.entries(values).filter(([name]) => expressions.some((each) => each && new RegExp(`:${name}\\b`).test(each))));

const values = fc
  .record({ state, n: number, one: fc.constantFrom('x', 'y'), dueAt: fc.constantFrom('2026-01', '2026-02', '2026-03') })
  .map((drawn) => ({
    ...drawn,
    set: new Set([drawn.one]),
    many: [drawn.one],
    slot: { text: drawn.one, attempt: drawn.n },
    due: 'watch#0',
  }));

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ sk, values, condition: fc.constantFrom(...conditions) }).map(
    ({ sk, values, condition }): Step =>
      (table, pk) =>
        table.put(
          { pk, sk, state: values.state, n: values.n, many: values.many },
          condition ? { expression: condition, values: named([condition], values) } : undefined,
        ),
  ),
  fc.record({ sk, values, condition: fc.constantFrom(...conditions), update: fc.constantFrom(...updates) }).map(
    ({ sk, values, condition, update }): Step =>
      (table, pk) =>
        table.update({ pk, sk }, { expression: update, ...(condition ? { condition } : {}), values: named([update, condition], values) }),
  ),
  fc.record({ sk }).map(
    ({ sk }): Step =>
      (table, pk) =>
        table.get({ pk, sk }),
  ),
  fc.record({ descending: fc.boolean(), limit: fc.integer({ min: 1, max: 3 }) }).map(
    ({ descending, limit }): Step =>
      (table, pk) =>
        all(table.query({ expression: '#pk = :pk AND begins_with(#sk, :a)', values: { pk, a: 'A#' }, descending, limit })),
  ),
  fc.record({ sk, values }).map(
    ({ sk, values }): Step =>
      (table, pk) =>
        table.delete({ pk, sk }, { expression: '#state = :state', values: { state: values.state } }),
  ),
);

it('answers as the embedded engine does, whatever is asked of it', async () => {
  let partition = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const memory = createMemoryTable();
      const pk = `P#${++partition}`;
      for (const each of steps) expect(await each(memory, pk)).toEqual(await each(test.table, pk));
    }),
    { numRuns: 60 },
  );
});

it('finds by index as the embedded engine does', async () => {
  const memory = createMemoryTable();
  for (const table of [memory, test.table]) {
    for (const [index, dueAt] of ['2026-03', '2026-01', '2026-02'].entries())
      await table.put({ pk: 'INDEXED', sk: `T#${index}`, due: 'watch#1', dueAt });
    await table.put({ pk: 'INDEXED', sk: 'T#9', state: 'sent' });
  }
  const query = { index: 'byDue', expression: '#due = :due AND #dueAt <= :until', values: { due: 'watch#1', until: '2026-02' } };
  const keys = async (table: Table) => (await all(table.query(query))).map((item) => item['sk']);
  expect(await keys(memory)).toEqual(['T#1', 'T#2']);
  expect(await keys(test.table)).toEqual(['T#1', 'T#2']);
});
