import * as z from 'zod';
import type { LogId } from '../domain/commit.ts';
import { commitKey, SWEEP, sweepAsideKey, sweepCursorKey } from './keys.ts';
import { commitNamed } from './log-store.ts';
import { all, type Table } from './table.ts';

export type SweepStore = ReturnType<typeof createSweepStore>;
export type CommitName = { log: LogId; sequence: number };

const cursorSchema = z.object({ bucket: z.string() });
const asideSchema = z.object({ of: z.object({ pk: z.string(), sk: z.string() }) });

/** Keeps how far the sweeper has come, and the commits it could not project and went past. */
export function createSweepStore(table: Table) {
  return {
    /** The hour bucket to begin at, undefined before the first sweep, and the commits set aside. One Query. */
    async load(): Promise<{ bucket: string | undefined; aside: CommitName[] }> {
      const items = await all(table.query({ expression: '#pk = :pk', values: { pk: SWEEP } }));
      const cursor = items.find((item) => item['sk'] === sweepCursorKey.sk);
      const aside = items.filter((item) => item !== cursor).flatMap((item) => commitNamed(asideSchema.parse(item).of) ?? []);
      return { bucket: cursor && cursorSchema.parse(cursor).bucket, aside };
    },
    async moveTo(bucket: string): Promise<void> {
      await table.put({ ...sweepCursorKey, bucket });
    },
    /** Sets a commit aside, so that the hours after it can be passed; every sweep tries it again. */
    async setAside({ log, sequence }: CommitName): Promise<void> {
      const of = commitKey(log, sequence);
      await table.put({ ...sweepAsideKey(of), of });
    },
    async takeBack({ log, sequence }: CommitName): Promise<void> {
      await table.delete(sweepAsideKey(commitKey(log, sequence)));
    },
  };
}
