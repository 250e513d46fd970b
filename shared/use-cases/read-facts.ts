import { countsIn, type DayOfFacts, type FactsPage, quantitiesOf } from '../domain/counted-facts.ts';
import { FACT_SHARDS } from '../domain/fact.ts';
import type { Measure } from '../domain/measure.ts';
import type { Quarter } from '../domain/quarter.ts';
import { loggedOnly } from '../domain/quarter-report.ts';
import { mergeRollups, type Rollup } from '../domain/rollup.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { RollupStore } from '../store/rollup-store.ts';
import { all } from '../store/table.ts';

/** How many facts a page shows. */
export const FACTS_A_PAGE = 50;

export type ReadFacts = ReturnType<typeof createReadFacts>;

/** From a number to what it counts: the days of a service's quarter, and the facts of one of those days. */
export function createReadFacts({ rollupStore, factStore }: { rollupStore: RollupStore; factStore: FactStore }) {
  return {
    /** The days on which a measure counted something of a service, first to last. One Query. */
    async days(measure: Measure, quarter: Quarter, service: string): Promise<DayOfFacts[]> {
      const byDay = new Map<string, Rollup[]>();
      for await (const { day, rollup } of rollupStore.daysOf({ quarter, service })) byDay.set(day, [...(byDay.get(day) ?? []), rollup]);
      return [...byDay]
        .map(([day, rollups]) => ({ day, ...quantitiesOf(measure, [loggedOnly({ service, rollup: mergeRollups(rollups) })]) }))
        .filter((each) => each.of > 0 || each.all > 0);
    },
    /** A page, from 1, of the facts that a measure counts of a service's day. One Query a shard: four, whatever the page. */
    async of(measure: Measure, { service, day }: { service: string; day: string }, asked: number): Promise<FactsPage> {
      const shards = Array.from({ length: FACT_SHARDS }, (_, shard) => all(factStore.in({ day, service, shard })));
      const counted = (await Promise.all(shards)).flat().flatMap((fact) => {
        const parts = countsIn(measure, fact);
        return parts.length > 0 ? [{ fact, in: parts }] : [];
      });
      const pages = Math.max(1, Math.ceil(counted.length / FACTS_A_PAGE));
      const page = Math.min(Math.max(1, asked), pages);
      return { facts: counted.slice((page - 1) * FACTS_A_PAGE, page * FACTS_A_PAGE), page, pages, found: counted.length };
    },
  };
}
