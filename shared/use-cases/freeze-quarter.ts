import { instantOf, localDate } from '../domain/calendar.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Actor } from '../domain/commit.ts';
import { type FreezeOutcome, freeze } from '../domain/frozen-quarter.ts';
import type { Measures } from '../domain/measure.ts';
import { type Quarter, quarterOf } from '../domain/quarter.ts';
import type { QuarterStore } from '../store/quarter-store.ts';
import type { ReadReport } from './read-report.ts';

export type FreezeQuarter = ReturnType<typeof createFreezeQuarter>;

/**
 * Keeps a quarter's figures and definitions as they are reported, for ever. One Query, one put.
 * Refuses a quarter that is not over yet, and one of which nothing is known or that was published before launch.
 */
export function createFreezeQuarter({
  readReport,
  quarterStore,
  measures,
  catalogue,
  now,
}: {
  readReport: ReadReport;
  quarterStore: QuarterStore;
  measures: Measures;
  catalogue: Catalogue;
  now: () => number;
}) {
  return async (quarter: Quarter, by: Actor): Promise<FreezeOutcome> => {
    const at = instantOf(now());
    if (quarter >= quarterOf(localDate(at))) return 'not-over';
    const report = (await readReport(quarter)).at(-1);
    if (report?.frozen) return 'exists';
    const frozen = report && freeze(report, { measures, teamOf: (service) => catalogue.get(service)?.team }, { at, by });
    return frozen ? quarterStore.freeze(quarter, frozen) : 'no-figures';
  };
}
