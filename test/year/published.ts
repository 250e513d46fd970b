import { parseQuarter, type Quarter } from '../../shared/domain/quarter.ts';
import { baseline } from '../../shared/measures/baseline.ts';
import figures from '../../shared/measures/council-figures.json' with { type: 'json' };

/** The quarters of the financial year 2019-20. */
export const QUARTERS_OF_YEAR = ['2019-20 Q1', '2019-20 Q2', '2019-20 Q3', '2019-20 Q4'].map((each) => parseQuarter(each) as Quarter);

/** What the council published of a quarter, by measure; nothing where it published none. */
export function publishedOf(quarter: Quarter): Map<string, number> {
  const found = baseline.quarters.get(quarter) ?? [];
  return new Map(found.flatMap(({ id, value }) => (value === null ? [] : [[id, value]])));
}

/** One figure that must have been published. */
export function published(quarter: Quarter, measure: string): number {
  const value = publishedOf(quarter).get(measure);
  if (value === undefined) throw new Error(`${measure} was not published for ${quarter}`);
  return value;
}

/** Calls answered from April to September 2019, by the queues of the telephone system; those without calls are left out. */
export const callsOfHalfYear = new Map(
  Object.entries(figures['calls-answered-by-service'].values).flatMap(([queue, [first = 0]]) => (first > 0 ? [[queue, first]] : [])),
);
