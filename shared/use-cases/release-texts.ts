import { instantOf } from '../domain/calendar.ts';
import { type PaceRules, spentPercent } from '../domain/pace.ts';
import { secondsOpen } from '../domain/sending-hours.ts';
import type { Urgency } from '../domain/text.ts';
import { dueShards, type Key } from '../store/keys.ts';
import type { PaceStore } from '../store/pace-store.ts';
import type { TextStore } from '../store/text-store.ts';

/** A released text that nobody sends (a lost message, a full queue) is released again after this. */
const PUT_OFF_MS = 4 * 60_000;
/** One run releases what the number carries until the next. */
const RUN_SECONDS = 60;
/** Texts due in one go that leave at once; more are spread over the minute, so that the number's rate is kept. */
const BATCH_SECONDS = 5;
/** Between a text's time to leave and its leaving: near the end of the hours none is released that would come after it. */
const SLACK_SECONDS = 5;
const AT_ONCE = 10;

/** A text's key, as the queue takes it. */
export type Leaving = Key & { delaySeconds?: number };
export type ReleaseTexts = ReturnType<typeof createReleaseTexts>;
/** @property spentPercent of the month's money, as the run began */
type Released = { released: number; spentPercent: number };
/** One run: how much it has released, and whether that is so much that it is spread over the minute. */
type Run = { startMs: number; at: string; parts: number; spread: boolean; released: number };

type Deps = {
  texts: TextStore;
  pace: PaceStore;
  rules: PaceRules;
  /** Puts ids of texts on the queue of their urgency. */
  enqueue: { urgent: (texts: Leaving[]) => Promise<void>; bulk: (texts: Leaving[]) => Promise<void> };
  now: () => number;
};

/**
 * Puts texts that are due on their queue: codes at any hour, then urgent texts and bulk within the hours of sending, as many
 * parts as the pace allows until the next run. Each text is put off before it is queued, so that it is queued once in a
 * while, not every minute; one lost in between is found again later. At the month's ceiling all stay due. A run holds a few
 * hundred keys at most, however many texts wait.
 */
export function createReleaseTexts({ texts, pace, rules, enqueue, now }: Deps) {
  const batchParts = rules.partsPerSecond * BATCH_SECONDS;

  return async (): Promise<Released> => {
    const nowMs = now();
    const spent = spentPercent(await pace.read(), rules, nowMs);
    const run: Run = { startMs: nowMs, at: instantOf(nowMs), parts: 0, spread: false, released: 0 };
    if (spent < 100) {
      const open = Math.min(RUN_SECONDS, secondsOpen(nowMs) - SLACK_SECONDS);
      await releaseAll('code', RUN_SECONDS, run);
      await releaseAll('urgent', open, run);
      await releaseAll('bulk', open, run);
    }
    return { released: run.released, spentPercent: spent };
  };

  async function releaseAll(urgency: Urgency, seconds: number, run: Run): Promise<void> {
    const most = Math.floor(seconds * rules.partsPerSecond);
    for await (const keys of dueInBatches(urgency, run.at, most - run.parts)) {
      const room = most - run.parts;
      const granted = room < 1 ? 0 : await pace.take({ parts: Math.min(room, keys.length), urgency });
      run.spread ||= keys.length === batchParts;
      if (granted > 0) await releaseBatch(keys.slice(0, granted), urgency, run);
      if (granted < keys.length) return;
    }
  }

  /** Releases texts for which a part each was taken, and puts that right where they have more, or were released before. */
  async function releaseBatch(keys: readonly Key[], urgency: Urgency, run: Run): Promise<void> {
    const until = instantOf(Date.parse(run.at) + PUT_OFF_MS);
    const leaving: Leaving[] = [];
    const used = { tokens: 0, parts: 0 };
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const some = keys.slice(start, start + AT_ONCE);
      const outcomes = await Promise.all(some.map((key) => texts.putOff(key, { now: run.at, until })));
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome === 'refused') continue;
        const delaySeconds = run.spread && urgency !== 'code' ? delayOf(run, used.tokens) : 0;
        leaving.push({ ...(some[index] as Key), ...(delaySeconds > 0 ? { delaySeconds } : {}) });
        used.tokens += outcome.parts;
        // The month is charged once for a text, and once for its copy: one that lies in a broken queue is released again and again.
        if (outcome.releases <= outcome.unknowns + 1) used.parts += outcome.parts;
      }
    }
    await pace.correct({ tokens: used.tokens - keys.length, parts: used.parts - keys.length });
    if (leaving.length > 0) await enqueue[urgency === 'bulk' ? 'bulk' : 'urgent'](leaving);
    run.released += leaving.length;
    run.parts += used.tokens;
  }

  /** So that each leaves at its place in the minute, whatever time the run itself has taken. */
  function delayOf({ startMs, parts }: Run, more: number): number {
    return Math.max(0, Math.floor((parts + more) / rules.partsPerSecond - (now() - startMs) / 1000));
  }

  /** Keys of what is due, oldest first in a shard and the shards in turn, `most` of each. */
  async function* dueInBatches(urgency: Urgency, until: string, most: number): AsyncGenerator<Key[]> {
    if (most < 1) return;
    let batch: Key[] = [];
    for await (const key of inTurn(dueShards[urgency].map((shard) => texts.due(shard, until, most)))) {
      batch.push(key);
      if (batch.length < batchParts) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}

/** One of each source, then again one of each, until all have ended. */
async function* inTurn<T>(sources: AsyncGenerator<T>[]): AsyncGenerator<T> {
  let going = sources;
  while (going.length > 0) {
    const found = await Promise.all(going.map(async (source) => ({ source, next: await source.next() })));
    going = found.filter(({ next }) => !next.done).map(({ source }) => source);
    for (const { next } of found) if (!next.done) yield next.value;
  }
}
