import type { Catalogue } from '../domain/catalogue.ts';
import type { LogId } from '../domain/commit.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Fact } from '../domain/fact.ts';
import type { FactStore } from '../store/fact-store.ts';
import { factPartition, type Slice, sliceNamed } from '../store/keys.ts';
import { commitNamed, type LogStore } from '../store/log-store.ts';
import type { MarkStore } from '../store/mark-store.ts';
import type { ScanTable } from '../store/scan-table.ts';
import { factsOf, type LogCommits } from './record-facts.ts';
import type { RollUp } from './roll-up.ts';

/** How far a rebuild is: of items gone through, then of slices folded again. Of items, only about how many there are is known. */
export type RebuildProgress = { doing: 'counting' | 'folding'; done: number; of: number };
/** `unknown`: cases of services that the catalogue no longer has, whose facts stay as they are. */
export type Rebuilt = { items: number; logs: number; unknown: number; facts: number; slices: number };

/** Logs that are counted at once, and slices that are marked at once. */
const AT_ONCE = 25;
/** Slices folded before their quarters are. They go by day, so that few quarters are folded more than once. */
const SLICES_AT_ONCE = 1000;
/** A roll-up that was overtaken leaves the rest to the next one: so many in a row that fold nothing is a fault. */
const MAX_IDLE = 5;
const COUNTING: readonly string[] = ['case', 'contact', 'lookup', 'calls'] satisfies LogCommits['kind'][];

/**
 * Reckons all numbers again: the facts of every log that is still held, over those that are there; then every day's rollup and
 * every quarter's, from all facts. Facts whose log is gone, and what carriers told of (texts, and who was asked and reached), stay
 * as they are. Front Door may go on meanwhile, and a rebuild that was cut short is begun again: both come to the same numbers.
 */
export function createRebuild({
  scan,
  logs,
  factStore,
  markStore,
  rollUp,
  catalogue,
}: {
  scan: ScanTable;
  logs: LogStore;
  factStore: FactStore;
  markStore: MarkStore;
  rollUp: RollUp;
  catalogue: Catalogue;
}) {
  return async (progress: (at: RebuildProgress) => void): Promise<Rebuilt> => {
    const rebuilt: Rebuilt = { items: 0, logs: 0, unknown: 0, facts: 0, slices: 0 };
    const slices = new Map<string, Slice>();
    const keep = (slice: Slice) => slices.set(factPartition(slice), slice);
    const size = await scan.size();
    for await (const keys of scan.pages()) {
      for (const slice of keys.map(sliceNamed)) if (slice) keep(slice);
      const begun = keys.map(commitNamed).flatMap((commit) => (commit?.sequence === 1 ? [commit.log] : []));
      await eachOf(begun, async (log) => {
        const facts = await countAgain(log);
        if (facts === 'unknown') rebuilt.unknown++;
        else if (facts) {
          rebuilt.logs++;
          rebuilt.facts += facts.length;
          facts.forEach(keep);
        }
      });
      rebuilt.items += keys.length;
      progress({ doing: 'counting', done: rebuilt.items, of: Math.max(size, rebuilt.items) });
    }
    const all = [...slices.values()].sort((a, b) => a.day.localeCompare(b.day));
    while (rebuilt.slices < all.length) {
      const next = all.slice(rebuilt.slices, rebuilt.slices + SLICES_AT_ONCE);
      await eachOf(next, (slice) => markStore.markSlice(slice));
      await foldMarked();
      rebuilt.slices += next.length;
      progress({ doing: 'folding', done: rebuilt.slices, of: all.length });
    }
    return rebuilt;
  };

  /** The facts of a log, put again; undefined for one that counts for nothing by itself. */
  async function countAgain(log: LogId): Promise<Fact[] | 'unknown' | undefined> {
    if (!COUNTING.includes(log.kind)) return undefined;
    const read = { kind: log.kind, commits: await logs.load(log) } as LogCommits;
    if (read.kind === 'case' && !caseOf(catalogue, read.commits)) return 'unknown';
    const facts = read.commits.flatMap(({ sequence }) => factsOf(catalogue, read, sequence));
    await factStore.put(facts, { anew: true });
    return facts;
  }

  /** Folds until no mark is left. */
  async function foldMarked(): Promise<void> {
    for (let idle = 0; ; ) {
      const { slices, quarters, left } = await rollUp();
      if (slices + quarters + left === 0) return;
      idle = slices + quarters > 0 ? 0 : idle + 1;
      if (idle === MAX_IDLE) throw new Error(`${left} slices or quarters could not be folded`);
    }
  }
}

async function eachOf<T>(items: readonly T[], each: (item: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await each(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
}
