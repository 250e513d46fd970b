import { instantOf } from '../domain/calendar.ts';
import { unprojectedBucket } from '../store/keys.ts';
import type { LogStore } from '../store/log-store.ts';
import type { CommitName, SweepStore } from '../store/sweep-store.ts';
import type { ProjectCommit } from './project-commit.ts';

export type Sweep = ReturnType<typeof createSweep>;
type Swept = { projected: number; failed: number };

/** A commit this old should have been projected by the stream. */
const LATE_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** An hour's bucket is passed for good only when it is empty this long after its end: the index lags by moments, clocks by seconds. */
const SETTLED_MS = HOUR_MS;
/** The first sweep of a table looks this far back. */
const FIRST_LOOK_MS = 7 * 24 * HOUR_MS;

/**
 * Projects again whatever stayed unprojected for five minutes, hour by hour, from a cursor: a projector that failed for a
 * day or a month is caught up with, and a quiet sweep costs a handful of queries. A commit that cannot be projected is set
 * aside and tried again each time, so that it holds up no other and the cursor goes on.
 * @param stopAt epoch ms after which no further commit or hour is begun; the next sweep goes on from there
 */
export function createSweep({
  logs,
  sweeps,
  projectCommit,
  now,
}: {
  logs: LogStore;
  sweeps: SweepStore;
  projectCommit: ProjectCommit;
  now: () => number;
}) {
  return async (stopAt: number): Promise<Swept> => {
    const nowMs = now();
    const swept: Swept = { projected: 0, failed: 0 };
    const { bucket, aside } = await sweeps.load();
    const isAside = new Set(aside.map(nameOf));
    const inTime = () => now() < stopAt;
    for (const commit of aside) if (inTime() && (await project(commit, swept))) await sweeps.takeBack(commit);

    const from = bucket ?? unprojectedBucket(instantOf(nowMs - FIRST_LOOK_MS));
    let passed = from;
    let passing = true;
    for (let hour = Date.parse(`${from}:00:00.000Z`); hour <= nowMs && inTime(); hour += HOUR_MS) {
      const left = await sweepHour(unprojectedBucket(instantOf(hour)), instantOf(nowMs - LATE_MS));
      passing &&= !left && hour + HOUR_MS + SETTLED_MS < nowMs;
      if (passing) passed = unprojectedBucket(instantOf(hour + HOUR_MS));
    }
    if (passed !== from) await sweeps.moveTo(passed);
    return swept;

    /** Whether anything of the hour is still to be looked at by the next sweep. */
    async function sweepHour(hour: string, before: string): Promise<boolean> {
      let found = false;
      for await (const commit of logs.unprojected(hour, before)) {
        if (isAside.has(nameOf(commit))) continue;
        found = true;
        if (!inTime()) break;
        if (!(await project(commit, swept))) await sweeps.setAside(commit);
      }
      return found;
    }
  };

  async function project({ log, sequence }: CommitName, swept: Swept): Promise<boolean> {
    try {
      await projectCommit(log, sequence);
      swept.projected++;
      return true;
    } catch {
      // It stays marked and is counted, and the alarm on that count tells people.
      swept.failed++;
      return false;
    }
  }
}

const nameOf = ({ log, sequence }: CommitName) => `${log.kind}/${log.id}/${sequence}`;
