import { instantOf, localDate } from '../domain/calendar.ts';
import { type UsualDays, usualDays } from '../domain/durations.ts';
import { previousQuarter, quarterOf } from '../domain/quarter.ts';
import { mergeRollups } from '../domain/rollup.ts';
import type { QuarterRollup, RollupStore } from '../store/rollup-store.ts';
import { all } from '../store/table.ts';

export type ReadUsualDays = ReturnType<typeof createReadUsualDays>;

/** How long what was read is used: decisions of the last minutes change a median little, and a page must not wait for it. */
const KEPT_MS = 10 * 60_000;

/**
 * How long decisions of a service take now: those of the last full quarter and of this one, from their rollups. One Query for all
 * services, kept in memory for ten minutes: a page costs none, but for the first of a function or of those ten minutes.
 */
export function createReadUsualDays({ rollupStore, now }: { rollupStore: RollupStore; now: () => number }) {
  let kept: { rollups: QuarterRollup[]; untilMs: number } | undefined;
  return async (service: string): Promise<UsualDays | undefined> => {
    if (!kept || kept.untilMs <= now()) {
      const quarter = quarterOf(localDate(instantOf(now())));
      kept = { rollups: await all(rollupStore.quarters(previousQuarter(quarter), quarter)), untilMs: now() + KEPT_MS };
    }
    return usualDays(mergeRollups(kept.rollups.filter((each) => each.service === service).map(({ rollup }) => rollup)));
  };
}
