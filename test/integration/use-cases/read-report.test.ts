import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { byService } from '../../../shared/domain/quarter-report.ts';
import { emptyRollup } from '../../../shared/domain/rollup.ts';
import { baseline, baselineNamed } from '../../../shared/measures/baseline.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { createQuarterStore, type QuarterStore } from '../../../shared/store/quarter-store.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { createReadReport } from '../../../shared/use-cases/read-report.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let test: TestTable;
let quarterStore: QuarterStore;
beforeAll(async () => {
  test = await createTestTable();
  quarterStore = createQuarterStore(test.table);
  const rollupStore = createRollupStore(test.table);
  const contacts = (quantity: number) => ({ ...emptyRollup(), sums: { 'contact|web|request|': quantity } });
  for (const [date, service, quantity] of [
    ['2020-07-01', 'missed-bin', 9999],
    ['2020-10-01', 'missed-bin', 7],
    ['2020-10-01', 'zoo', 5],
    ['2021-01-01', 'missed-bin', 11],
  ] as const) {
    await rollupStore.writeQuarter(
      { quarter: quarterOf(date), service, rollup: contacts(quantity), foldedAt: '2021-01-02T03:00:00.000Z' },
      0,
    );
  }
});
afterAll(() => test.stop());
beforeEach(() => test.calls.splice(0));

describe('reading a report', () => {
  it('takes each quarter from one source: the baseline where it has it, else facts, else nothing', async () => {
    const figures = await createReadReport({ quarterStore, baseline, measures })(quarterOf('2020-10-01'));
    expect(figures.map(({ quarter, source, figures: each }) => [quarter, source, each.get('contacts-total')?.value ?? null])).toEqual([
      ['2018-19Q4', 'none', null],
      ['2019-20Q1', 'baseline', 30937],
      ['2019-20Q2', 'baseline', 25671],
      ['2019-20Q3', 'baseline', 23249],
      ['2019-20Q4', 'baseline', 31614],
      ['2020-21Q1', 'baseline', 40290],
      ['2020-21Q2', 'baseline', 23823],
      ['2020-21Q3', 'facts', 12],
    ]);
    const last = figures.at(-1);
    expect(last && byService(last, measures, 'contacts-total')).toEqual([
      { service: 'missed-bin', figure: { value: 7 } },
      { service: 'zoo', figure: { value: 5 } },
    ]);
  });

  it('tells nothing from what was published, in a deployment without the baseline', async () => {
    const figures = await createReadReport({ quarterStore, baseline: baselineNamed('none'), measures })(quarterOf('2020-10-01'));
    expect(figures.map(({ quarter, source }) => [quarter, source]).slice(1, 8)).toEqual([
      ['2019-20Q1', 'none'],
      ['2019-20Q2', 'none'],
      ['2019-20Q3', 'none'],
      ['2019-20Q4', 'none'],
      ['2020-21Q1', 'none'],
      ['2020-21Q2', 'facts'],
      ['2020-21Q3', 'facts'],
    ]);
  });

  it('costs one Query', async () => {
    await createReadReport({ quarterStore, baseline, measures })(quarterOf('2026-11-21'));
    expect(test.calls).toEqual(['Query']);
  });
});
