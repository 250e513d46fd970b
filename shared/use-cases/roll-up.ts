import { instantOf } from '../domain/calendar.ts';
import { quarterOf } from '../domain/quarter.ts';
import { foldFacts, mergeRollups } from '../domain/rollup.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { Slice } from '../store/keys.ts';
import type { Mark, MarkStore, QuarterOfService } from '../store/mark-store.ts';
import type { RollupStore } from '../store/rollup-store.ts';
import { all } from '../store/table.ts';

/** How often a fold is tried again when another roll-up wrote first; then its mark stays for the next run. */
const TRIES = 5;

/** How many slices and quarters were folded, and how many were left to the next run because others kept writing them. */
type RolledUp = { slices: number; quarters: number; left: number };
export type RollUp = (stopAt?: number) => Promise<RolledUp>;

/** Of the time there is, what quarters are sure of: a backlog of slices must not keep them from being folded. */
const FOR_QUARTERS_MS = 15_000;

/**
 * Folds every marked slice into its day rollup, then every marked quarter into its quarter rollup. Two that run at once
 * come to the same numbers. One fold that fails keeps its mark and holds up no other; the failures are thrown together
 * at the end.
 * @param stopAt epoch ms after which nothing further is begun; what is left keeps its mark for the next run
 */
export function createRollUp({
  factStore,
  rollupStore,
  markStore,
  now = Date.now,
}: {
  factStore: FactStore;
  rollupStore: RollupStore;
  markStore: MarkStore;
  now?: () => number;
}): RollUp {
  return async (stopAt = Number.POSITIVE_INFINITY) => {
    const failures: unknown[] = [];
    const slices = await foldEach(markStore.slices(), foldSlice, { failures, inTime: () => now() < stopAt - FOR_QUARTERS_MS });
    const quarters = await foldEach(markStore.quarters(), foldQuarter, { failures, inTime: () => now() < stopAt });
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} slices or quarters could not be folded`);
    return { slices: slices.folded, quarters: quarters.folded, left: slices.left + quarters.left };
  };

  /** The quarter is marked before the slice's mark comes off: whoever stops between leaves one mark too many, never one too few. */
  async function foldSlice(mark: Mark<Slice>): Promise<boolean> {
    const { of: slice } = mark;
    const quarter = quarterOf(slice.day);
    const written = await overwriting(async () => {
      const over = await rollupStore.dayVersion(quarter, slice);
      return rollupStore.writeDay(quarter, slice, { rollup: foldFacts(await all(factStore.in(slice))), over });
    });
    if (!written) return false;
    await markStore.markQuarter({ quarter, service: slice.service });
    await markStore.unmark(mark);
    return true;
  }

  async function foldQuarter(mark: Mark<QuarterOfService>): Promise<boolean> {
    const written = await overwriting(async () => {
      const over = await rollupStore.quarterVersion(mark.of);
      const rollup = mergeRollups(await all(rollupStore.days(mark.of)));
      return rollupStore.writeQuarter({ ...mark.of, rollup, foldedAt: instantOf(now()) }, over);
    });
    if (written) await markStore.unmark(mark);
    return written;
  }
}

async function foldEach<T>(
  marks: AsyncIterable<Mark<T>>,
  fold: (mark: Mark<T>) => Promise<boolean>,
  { failures, inTime }: { failures: unknown[]; inTime: () => boolean },
) {
  let folded = 0;
  let left = 0;
  for await (const mark of marks) {
    if (!inTime()) break;
    try {
      if (await fold(mark)) folded++;
      else left++;
    } catch (error) {
      failures.push(error);
    }
  }
  return { folded, left };
}

/** Whether it was written, after trying again each time another was first. */
async function overwriting(attempt: () => Promise<'written' | 'stale'>): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) if ((await attempt()) === 'written') return true;
  return false;
}
