import type { Baseline } from '../domain/baseline.ts';
import { figuresFromBaseline, figuresFromFacts, noFigures, type QuarterFigures } from '../domain/measure.ts';
import { type Quarter, quartersUpTo } from '../domain/quarter.ts';
import type { RollupStore } from '../store/rollup-store.ts';
import { all } from '../store/table.ts';

/** How many quarters a report looks at: its own, and those before it for the trends. */
const REPORT_QUARTERS = 8;

export type ReadReport = ReturnType<typeof createReadReport>;

/**
 * Reads the figures of a quarter and of the seven before it, oldest first, with one Query however many contacts there were.
 * A quarter has one source: the baseline where it has figures for it, else facts.
 */
export function createReadReport({ rollupStore, baseline }: { rollupStore: RollupStore; baseline: Baseline }) {
  return async (quarter: Quarter): Promise<QuarterFigures[]> => {
    const quarters = quartersUpTo(quarter, REPORT_QUARTERS);
    const rollups = await all(rollupStore.quarters(quarters[0] ?? quarter, quarter));
    return quarters.map((each) => {
      const published = baseline.quarters.get(each);
      if (published) return figuresFromBaseline(each, published);
      const ofQuarter = rollups.filter((rollup) => rollup.quarter === each);
      return ofQuarter.length > 0 ? figuresFromFacts(each, ofQuarter) : noFigures(each);
    });
  };
}
