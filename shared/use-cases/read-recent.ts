import { instantOf, localDate } from '../domain/calendar.ts';
import { previousQuarter, quarterOf } from '../domain/quarter.ts';
import type { QuarterKept } from '../domain/quarter-report.ts';
import { mergeRollups, type Rollup } from '../domain/rollup.ts';
import type { QuarterStore } from '../store/quarter-store.ts';

export type ReadRecent = ReturnType<typeof createReadRecent>;

/** How long what was read is used: what came in the last minutes changes little of two quarters, and a page must not wait for it. */
const KEPT_MS = 10 * 60_000;

/**
 * What a service did of late: its rollups of the last full quarter and of this one, folded. One Query for all services, kept in
 * memory for ten minutes and asked for once by pages that come together: a page costs none, but for the first of a function or
 * of those ten minutes.
 */
export function createReadRecent({ quarterStore, now }: { quarterStore: QuarterStore; now: () => number }) {
  let kept: { services: Promise<QuarterKept['services']>; untilMs: number } | undefined;
  const read = async () => {
    const quarter = quarterOf(localDate(instantOf(now())));
    const found = await quarterStore.between(previousQuarter(quarter), quarter);
    return [...found.values()].flatMap(({ services }) => services);
  };
  return async (service: string): Promise<Rollup> => {
    if (!kept || kept.untilMs <= now()) kept = { services: read(), untilMs: now() + KEPT_MS };
    const { services } = kept;
    try {
      return mergeRollups((await services).filter((each) => each.service === service).map(({ rollup }) => rollup));
    } catch (error) {
      // A read that failed is not kept: the next page asks again.
      if (kept?.services === services) kept = undefined;
      throw error;
    }
  };
}
