import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import { type EventSource, failedPlaces } from './event-sources.ts';
import type { Consumer, JournalEntry } from './stream-journal.ts';
import type { FunctionRunner } from './workers.ts';

/** Lambda waits longer and longer between attempts; the runner does too, but not as long: milliseconds, doubled each time. */
const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 400;

interface Settings {
  source: EventSource;
  runner: Pick<FunctionRunner, 'invoke'>;
  clock: Clock;
  /** Takes records off the disk. */
  forget: (keys: string[]) => Promise<void>;
  /** Sends a message to the on-failure destination. */
  sendTo: (queueArn: string, body: string) => Promise<void>;
}

export interface StreamConsumer extends Consumer {
  /** Records handed on and not yet done. */
  waiting(): number;
  stop(): void;
}

/** What came of a batch: `from` is the place of the first record that the function says it could not take. */
type Attempt = { kind: 'done' } | { kind: 'failed from'; from: number } | { kind: 'failed' };

/**
 * Feeds a function from a stream as Lambda does: batches in order, those that fail tried again, and given up to the on-failure
 * destination after their retries or their age. Where the function names what failed, Lambda goes on from the lowest of them with
 * all that follow, whatever of it was done, and gives them up together; a batch that failed as a whole is halved where the mapping
 * says so. (docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html. It does not say whether retries are
 * counted anew when a later record becomes the lowest; here they are not.) Records of one partition key are never overtaken. The
 * batching window is not waited for.
 */
export function createStreamConsumer({ source, runner, clock, forget, sendTo }: Settings): StreamConsumer {
  const lanes = Array.from({ length: Math.max(1, source.parallel) }, (): { entries: JournalEntry[]; running: boolean } => ({
    entries: [],
    running: false,
  }));
  let unfinished = 0;
  let stopped = false;

  const done = async (entries: JournalEntry[]): Promise<void> => {
    if (stopped) return;
    await forget(entries.map(({ key }) => key));
    unfinished -= entries.length;
  };

  const attempt = async (entries: JournalEntry[]): Promise<Attempt> => {
    const records = entries.map(({ record }) => record);
    const outcome = await runner.invoke(source.lambda, { Records: records }, `stream ${source.lambda.name}`);
    if (outcome.kind === 'error') return { kind: 'failed' };
    if (!source.partialFailures) return { kind: 'done' };
    const places = failedPlaces(
      outcome.json,
      records.map(({ dynamodb }) => dynamodb.SequenceNumber),
    );
    if (places === 'whole batch') return { kind: 'failed' };
    const [from] = places;
    return from === undefined ? { kind: 'done' } : { kind: 'failed from', from };
  };

  const tooOld = ({ record }: JournalEntry): boolean =>
    source.maximumAgeSeconds >= 0 && clock.now() / 1000 - record.dynamodb.ApproximateCreationDateTime > source.maximumAgeSeconds;

  const giveUp = async (entries: JournalEntry[], attempts: number, condition: string): Promise<void> => {
    if (source.onFailureArn)
      await sendTo(source.onFailureArn, JSON.stringify(pointer(source, entries, { attempts, condition, at: clock.now() })));
    await done(entries);
  };

  const work = async (entries: JournalEntry[], attempts = 0): Promise<void> => {
    if (stopped || entries.length === 0) return;
    const outcome = await attempt(entries);
    if (outcome.kind === 'done') return done(entries);
    if (outcome.kind === 'failed' && source.bisect && entries.length > 1) {
      const middle = Math.ceil(entries.length / 2);
      await work(entries.slice(0, middle), attempts);
      return work(entries.slice(middle), attempts);
    }
    const from = outcome.kind === 'failed from' ? outcome.from : 0;
    if (from > 0) await done(entries.slice(0, from));
    const rest = entries.slice(from);
    if (source.maximumRetries >= 0 && attempts >= source.maximumRetries) return giveUp(rest, attempts + 1, 'RetryAttemptsExhausted');
    if (rest.every(tooOld)) return giveUp(rest, attempts + 1, 'RecordAgeExceeded');
    await sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts), undefined, { ref: false });
    return work(rest, attempts + 1);
  };

  const drain = async (lane: (typeof lanes)[number]): Promise<void> => {
    if (lane.running) return;
    lane.running = true;
    while (lane.entries.length > 0 && !stopped) {
      const batch = lane.entries.splice(0, source.batchSize);
      const old = batch.filter(tooOld);
      if (old.length > 0) await giveUp(old, 0, 'RecordAgeExceeded');
      await work(batch.filter((entry) => !old.includes(entry)));
    }
    lane.running = false;
  };

  return {
    id: source.id,
    streamArn: source.sourceArn,
    wants: source.wants,
    waiting: () => unfinished,
    stop: () => {
      stopped = true;
    },
    take: (entry) => {
      unfinished += 1;
      const lane = lanes[laneOf(entry, lanes.length)] as (typeof lanes)[number];
      lane.entries.push(entry);
      // Several writes of one moment go together.
      setImmediate(() => void drain(lane));
    },
  };
}

/** The same partition key, the same lane. */
function laneOf({ record }: JournalEntry, lanes: number): number {
  if (lanes === 1) return 0;
  const partition = JSON.stringify(Object.values(record.dynamodb.Keys)[0]);
  let hash = 0;
  for (const symbol of partition) hash = (hash * 31 + (symbol.codePointAt(0) ?? 0)) >>> 0;
  return hash % lanes;
}

/** What AWS puts on an on-failure queue: where the records are in the stream, never the records. */
function pointer(
  { lambda, sourceArn }: EventSource,
  entries: JournalEntry[],
  { attempts, condition, at }: { attempts: number; condition: string; at: number },
) {
  const streams = entries.map(({ record }) => record.dynamodb);
  const arrival = (seconds: number | undefined) => new Date((seconds ?? 0) * 1000).toISOString().replace('.000Z', 'Z');
  return {
    requestContext: { requestId: randomUUID(), functionArn: lambda.arn, condition, approximateInvokeCount: attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(at).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-00000000',
      startSequenceNumber: streams[0]?.SequenceNumber,
      endSequenceNumber: streams.at(-1)?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(streams[0]?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: arrival(streams.at(-1)?.ApproximateCreationDateTime),
      batchSize: streams.length,
      streamArn: sourceArn,
    },
  };
}
