import type { Baseline } from '../domain/baseline.ts';
import type { Measures } from '../domain/measure.ts';
import { type Quarter, quartersUpTo } from '../domain/quarter.ts';
import { type QuarterReport, reportOf } from '../domain/quarter-report.ts';
import type { QuarterStore } from '../store/quarter-store.ts';

/** How many quarters a report looks at: its own, and those before it for the trends. */
export const REPORT_QUARTERS = 8;

export type ReadReport = ReturnType<typeof createReadReport>;

/**
 * Reads the report of a quarter and of the seven before it, oldest first, with one Query however many contacts there were.
 * A quarter has one source: the baseline where it has figures for it, else facts.
 */
export function createReadReport({
  quarterStore,
  baseline,
  measures,
}: {
  quarterStore: QuarterStore;
  baseline: Baseline;
  measures: Measures;
}) {
  return async (quarter: Quarter): Promise<QuarterReport[]> => {
    const quarters = quartersUpTo(quarter, REPORT_QUARTERS);
    const kept = await quarterStore.between(quarters[0] ?? quarter, quarter);
    return quarters.map((each) => reportOf(each, { measures, published: baseline.quarters.get(each), kept: kept.get(each) }));
  };
}
