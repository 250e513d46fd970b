import type { Progress } from '../progress.ts';
import { createFrontDoorClient } from './front-door-client.ts';
import { schedule } from './stories.ts';

const DAY_MS = 86_400_000;
/** The hour at which sample residents get up, UTC. */
const HOUR_MS = 9 * 3_600_000;

export interface SampleOptions {
  /** The running front door, no trailing slash. */
  baseUrl: string;
  progress: Progress;
}

/**
 * Fills an empty Front Door with eight weeks of made-up residents, through its public ways only: the clock goes back,
 * and each day's people ask, are told, look, reply and are served, as anybody would be.
 */
export async function loadSample({ baseUrl, progress }: SampleOptions): Promise<void> {
  const door = createFrontDoorClient(baseUrl);
  const happenings = schedule();
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  let day: number | undefined;
  for (const [index, { daysAgo, run }] of happenings.entries()) {
    if (daysAgo !== day) {
      await door.settle();
      // Today's happen now: never in the morning to come.
      await door.moveClockTo(daysAgo === 0 ? Date.now() : today - daysAgo * DAY_MS + HOUR_MS);
      day = daysAgo;
    }
    await run(door);
    progress.step('Loading sample residents', index / happenings.length);
  }
  await door.moveClockTo(Date.now());
  await door.settle();
}
