import { within } from './figure.ts';
import { daysOf, type Rollup } from './rollup.ts';

/** With fewer decisions than this nothing is said of how long they take: a few say little of the next, and may point at somebody. */
const FEWEST_DECISIONS = 10;

/** How long decisions took, in calendar days: half took `median` or fewer, and eight in ten took from `low` to `high`. */
export type UsualDays = { median: number; low: number; high: number; decisions: number };

/**
 * The median, and the tenth and ninetieth percentiles, of decisions counted by the days they took. Each is a number of days that
 * some decision did take (the nearest rank), so that nothing is said that never happened.
 * @returns undefined under ten decisions
 */
export function usualDays(rollup: Pick<Rollup, 'days'>): UsualDays | undefined {
  const counted = daysOf(rollup, 'decided');
  const decisions = counted.reduce((sum, { quantity }) => sum + quantity, 0);
  if (decisions < FEWEST_DECISIONS) return undefined;
  const at = (share: number) => within(counted, decisions, share);
  return { median: at(0.5), low: at(0.1), high: at(0.9), decisions };
}
