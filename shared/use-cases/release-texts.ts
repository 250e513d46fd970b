import { instantOf } from '../domain/calendar.ts';
import { DUE_SHARDS, type Key } from '../store/keys.ts';
import type { TextStore } from '../store/text-store.ts';

/** A released text that nobody sends (a lost message, a full queue) is released again after this. */
const PUT_OFF_MS = 4 * 60_000;
/** The most texts of one shard in one run: with four shards about 2,000 a minute, well above what a long code carries. */
const MAX_PER_SHARD = 500;
const AT_ONCE = 10;

export type ReleaseTexts = ReturnType<typeof createReleaseTexts>;
/** @property released put on the queue; @property unknown their worker vanished: they may have gone, and stay as they are */
type Released = { released: number; unknown: number };

/**
 * Puts texts that are due on the queue, and gives up those whose claim has ended. Each text is put off before it is
 * queued, so that it is queued once in a while, not every minute; one lost in between is found again later.
 */
export function createReleaseTexts({
  texts,
  enqueue,
  now,
}: {
  texts: TextStore;
  enqueue: (keys: Key[]) => Promise<void>;
  now: () => number;
}) {
  return async (): Promise<Released> => {
    const until = instantOf(now());
    const total: Released = { released: 0, unknown: 0 };
    for (const shard of DUE_SHARDS) {
      let batch: Key[] = [];
      for await (const key of texts.due(shard, until, MAX_PER_SHARD)) {
        batch.push(key);
        if (batch.length < AT_ONCE) continue;
        await releaseBatch(batch, until, total);
        batch = [];
      }
      await releaseBatch(batch, until, total);
    }
    return total;
  };

  async function releaseBatch(keys: readonly Key[], now: string, total: Released): Promise<void> {
    const outcomes = await Promise.all(keys.map((key) => release(key, now)));
    const ready = keys.filter((_, index) => outcomes[index] === 'released');
    if (ready.length > 0) await enqueue(ready);
    total.released += ready.length;
    total.unknown += outcomes.filter((outcome) => outcome === 'unknown').length;
  }

  async function release(key: Key, now: string): Promise<'released' | 'unknown' | 'settled'> {
    const until = instantOf(Date.parse(now) + PUT_OFF_MS);
    if ((await texts.putOff(key, { now, until })) === 'done') return 'released';
    return (await texts.giveUp(key, now)) === 'done' ? 'unknown' : 'settled';
  }
}
