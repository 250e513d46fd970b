import { instantOf } from '../domain/calendar.ts';
import type { Actor } from '../domain/commit.ts';
import { type EnterOutcome, refuseEntry } from '../domain/entered-figure.ts';
import type { Measures } from '../domain/measure.ts';
import type { Quarter } from '../domain/quarter.ts';
import type { QuarterStore } from '../store/quarter-store.ts';

export type EnterFigure = ReturnType<typeof createEnterFigure>;
/** `entries`: how many there were on the page that it was entered from. */
type Asked = { quarter: Quarter; measure: string; value: number; source: string; entries: number; by: Actor };

/** Enters a figure that Front Door cannot see, over those entered before, which are kept. One Query, one put. */
export function createEnterFigure({ quarterStore, measures, now }: { quarterStore: QuarterStore; measures: Measures; now: () => number }) {
  return async ({ quarter, measure, value, source, entries, by }: Asked): Promise<EnterOutcome> => {
    const refusal = refuseEntry(measures.get(measure), { value, source });
    if (refusal) return refusal;
    const kept = (await quarterStore.between(quarter, quarter)).get(quarter);
    const before = kept?.entered.find((each) => each.measure === measure) ?? { measure, entries: [] as [] };
    if (before.entries.length !== entries) return 'stale';
    return quarterStore.enter(quarter, before, { value, source: source.trim(), at: instantOf(now()), by });
  };
}
