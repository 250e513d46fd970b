import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { baseline } from '../../../shared/measures/index.ts';
import { createRollupStore, type RollupStore } from '../../../shared/store/rollup-store.ts';
import { createReadReport } from '../../../shared/use-cases/read-report.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let test: TestTable;
let rollupStore: RollupStore;
beforeAll(async () => {
  test = await createTestTable();
  rollupStore = createRollupStore(test.table);
  const contacts = (quantity: number) => ({ sums: { 'contact|web|request|': quantity }, days: {}, scores: {} });
  for (const [date, service, quantity] of [
    ['2020-07-01', 'missed-bin', 9999],
    ['2020-10-01', 'missed-bin', 7],
    ['2020-10-01', 'zoo', 5],
    ['2021-01-01', 'missed-bin', 11],
  ] as const) {
    await rollupStore.writeQuarter({ quarter: quarterOf(date), service, rollup: contacts(quantity) }, 0);
  }
});
afterAll(() => test.stop());
beforeEach(() => test.calls.splice(0));

describe('reading a report', () => {
  it('takes each quarter from one source: the baseline where it has it, else facts, else nothing', async () => {
    const figures = await createReadReport({ rollupStore, baseline })(quarterOf('2020-10-01'));
    expect(figures.map(({ quarter, source, contacts }) => [quarter, source, contacts.total])).toEqual([
      ['2018-19Q4', 'none', null],
      ['2019-20Q1', 'baseline', 30937],
      ['2019-20Q2', 'baseline', 25671],
      ['2019-20Q3', 'baseline', 23249],
      ['2019-20Q4', 'baseline', 31614],
      ['2020-21Q1', 'baseline', 40290],
      ['2020-21Q2', 'baseline', 23823],
      ['2020-21Q3', 'facts', 12],
    ]);
    expect(figures.at(-1)?.contacts.byService).toEqual([
      { service: 'missed-bin', contacts: 7 },
      { service: 'zoo', contacts: 5 },
    ]);
  });

  it('costs one Query', async () => {
    await createReadReport({ rollupStore, baseline })(quarterOf('2026-11-21'));
    expect(test.calls).toEqual(['Query']);
  });
});
