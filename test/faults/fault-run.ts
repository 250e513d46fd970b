import { check, type Findings } from './check.ts';
import { createFaultyFrontDoor, type Sabotage } from './front-door.ts';
import { createRandom } from './random.ts';
import { createSimulation } from './simulation.ts';
import { tell } from './story.ts';

const HOUR = 3_600_000;
/** Monday 23 November 2026. */
const DAY = Date.parse('2026-11-23T00:00:00.000Z');
const STORY_HOURS = 5;
const STORM_HOURS = 9;
/** Long enough for the last text to have had its night, its hour and its 72 hours without a word, twice over. */
const RUN_HOURS = 8 * 24;

export type Run = Findings & { seed: number; faults: Record<string, number> };

/** One run: the same seed does the same again. It begins at some hour of the day, and some runs are worse than others. */
export async function runOnce(seed: number, sabotage: Sabotage = {}): Promise<Run> {
  const random = createRandom(seed);
  const start = DAY + random.between(6, 19) * HOUR;
  const harm = random.pick([0.3, 0.6, 1]);
  const simulation = createSimulation(start);
  const door = createFaultyFrontDoor({ simulation, random, harm, calmAtMs: start + STORM_HOURS * HOUR, sabotage });
  const { stoppedAt } = tell(door, { simulation, random, hours: STORY_HOURS });
  await simulation.run(start + RUN_HOURS * HOUR);
  return { seed, ...check(door, stoppedAt), faults: { ...door.cloud.counted, ...prefixed('carrier: ', door.carrier.faults) } };
}

const prefixed = (prefix: string, counts: object) =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [prefix + name, count]));

export type Total = { runs: number; texts: number; duplicates: number; losses: string[]; wrongs: string[]; faults: Record<string, number> };

/** Many runs, each by a seed of its own, one after another. Findings name their seed. */
export async function runMany({ runs, seed, sabotage }: { runs: number; seed: number; sabotage?: Sabotage }): Promise<Total> {
  const total: Total = { runs, texts: 0, duplicates: 0, losses: [], wrongs: [], faults: {} };
  for (let each = seed; each < seed + runs; each++) {
    const run = await runOnce(each, sabotage);
    total.texts += run.texts;
    total.duplicates += run.duplicates;
    total.losses.push(...run.losses.map((loss) => `seed ${each}: ${loss}`));
    total.wrongs.push(...run.wrongs.map((wrong) => `seed ${each}: ${wrong}`));
    for (const [fault, count] of Object.entries(run.faults)) total.faults[fault] = (total.faults[fault] ?? 0) + count;
  }
  return total;
}
