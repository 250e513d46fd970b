import * as z from 'zod';
import { instantOf } from '../domain/calendar.ts';
import { sweepCursorKey, unprojectedBucket } from '../store/keys.ts';
import type { LogStore } from '../store/log-store.ts';
import type { Table } from '../store/table.ts';
import type { ProjectCommit } from './project-commit.ts';

export type Sweep = ReturnType<typeof createSweep>;
export type Swept = { projected: number; failed: number };

/** A commit this old should have been projected by the stream. */
const LATE_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** An hour's bucket is passed for good only when it is empty this long after its end: the index lags by moments, clocks by seconds. */
const SETTLED_MS = HOUR_MS;
/** The first sweep of a table looks this far back. */
const FIRST_LOOK_MS = 7 * 24 * HOUR_MS;

const cursorSchema = z.object({ bucket: z.string() });

/**
 * Projects again whatever stayed unprojected for five minutes, hour by hour, from a cursor: a projector that failed for a
 * day or a month is caught up with, and a quiet sweep costs two or three queries.
 * @param stopAt epoch ms after which no further commit is begun; the next sweep goes on from the same hour
 */
export function createSweep({
  table,
  logs,
  projectCommit,
  now,
}: {
  table: Table;
  logs: LogStore;
  projectCommit: ProjectCommit;
  now: () => number;
}) {
  return async (stopAt: number): Promise<Swept> => {
    const nowMs = now();
    const kept = await table.get(sweepCursorKey);
    const from = kept ? cursorSchema.parse(kept).bucket : unprojectedBucket(instantOf(nowMs - FIRST_LOOK_MS));
    const swept: Swept = { projected: 0, failed: 0 };
    let passed: string | undefined;
    let clean = true;
    for (let hour = Date.parse(`${from}:00:00.000Z`); hour <= nowMs; hour += HOUR_MS) {
      const found = await sweepHour(unprojectedBucket(instantOf(hour)), instantOf(nowMs - LATE_MS), stopAt, swept);
      clean &&= found === 'empty' && hour + HOUR_MS + SETTLED_MS < nowMs;
      if (clean) passed = unprojectedBucket(instantOf(hour + HOUR_MS));
      if (found === 'out-of-time') break;
    }
    if (passed && passed !== from) await table.put({ ...sweepCursorKey, bucket: passed });
    return swept;
  };

  async function sweepHour(bucket: string, before: string, stopAt: number, swept: Swept): Promise<'empty' | 'some' | 'out-of-time'> {
    let found: 'empty' | 'some' = 'empty';
    for await (const { log, sequence } of logs.unprojected(bucket, before)) {
      if (Date.now() > stopAt) return 'out-of-time';
      found = 'some';
      try {
        await projectCommit(log, sequence);
        swept.projected++;
      } catch {
        // One that cannot be projected delays nobody: it stays marked, is counted, and the alarm on that count tells people.
        swept.failed++;
      }
    }
    return found;
  }
}
