import type { Rollup } from './rollup.ts';

/** With fewer decisions than this nothing is said of how long they take: a few say little of the next, and may point at somebody. */
const FEWEST_DECISIONS = 10;

/** How long decisions took, in calendar days: half took `median` or fewer, and eight in ten took from `low` to `high`. */
export type UsualDays = { median: number; low: number; high: number; decisions: number };

/**
 * The median, and the tenth and ninetieth percentiles, of decisions counted by the days they took. Each is a number of days that
 * some decision did take (the nearest rank), so that nothing is said that never happened.
 * @returns undefined under ten decisions
 */
export function usualDays({ days }: Pick<Rollup, 'days'>): UsualDays | undefined {
  const counted = Object.entries(days)
    .map(([took, quantity]) => ({ took: Number(took), quantity }))
    .filter(({ quantity }) => quantity > 0)
    .sort((a, b) => a.took - b.took);
  const decisions = counted.reduce((sum, { quantity }) => sum + quantity, 0);
  if (decisions < FEWEST_DECISIONS) return undefined;
  const at = (percent: number): number => {
    const rank = Math.ceil((decisions * percent) / 100);
    let passed = 0;
    for (const { took, quantity } of counted) {
      passed += quantity;
      if (passed >= rank) return took;
    }
    return counted.at(-1)?.took ?? 0;
  };
  return { median: at(50), low: at(10), high: at(90), decisions };
}
