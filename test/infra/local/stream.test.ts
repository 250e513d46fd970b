import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../../infra/local/clock.ts';
import { type EventSource, failedPlaces } from '../../../infra/local/event-sources.ts';
import { createStreamConsumer } from '../../../infra/local/stream.ts';
import type { JournalEntry, StreamRecord } from '../../../infra/local/stream-journal.ts';
import type { Outcome } from '../../../infra/local/worker-entry.ts';

const entry = (number: number, pk = 'a'): JournalEntry => ({
  key: `k${number}`,
  record: {
    dynamodb: { SequenceNumber: String(number), Keys: { pk: { S: pk } }, ApproximateCreationDateTime: Date.now() / 1000 },
  } as unknown as StreamRecord,
});
const numbersOf = (event: unknown) => (event as { Records: StreamRecord[] }).Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
const done: Outcome = { kind: 'value', json: undefined };
const thrown: Outcome = { kind: 'error', errorType: 'Error', errorMessage: 'no', stack: undefined };

function setup(answer: (numbers: number[]) => Outcome, options: Partial<EventSource> = {}) {
  const batches: number[][] = [];
  const forgotten: string[] = [];
  const givenUp: {
    DDBStreamBatchInfo: { startSequenceNumber: string; batchSize: number };
    requestContext: { condition: string; approximateInvokeCount: number };
  }[] = [];
  const lambda = { name: 'project', arn: 'arn:function' } as EventSource['lambda'];
  const source: EventSource = {
    id: 'm',
    kind: 'stream',
    lambda,
    sourceArn: 'arn:stream',
    batchSize: 10,
    wants: () => true,
    bisect: true,
    maximumRetries: 1,
    maximumAgeSeconds: -1,
    onFailureArn: 'arn:failures',
    partialFailures: false,
    parallel: 1,
    ...options,
  };
  const consumer = createStreamConsumer({
    source,
    clock: createClock(),
    runner: {
      invoke: (_lambda, event) => {
        const numbers = numbersOf(event);
        batches.push(numbers);
        return Promise.resolve(answer(numbers));
      },
    },
    forget: (keys) => {
      forgotten.push(...keys);
      return Promise.resolve();
    },
    sendTo: (_arn, body) => {
      givenUp.push(JSON.parse(body));
      return Promise.resolve();
    },
  });
  const finish = async () => {
    while (consumer.waiting() > 0) await sleep(5);
  };
  return { consumer, batches, forgotten, givenUp, finish };
}

it('takes records in batches, in order', async () => {
  const { consumer, batches, forgotten, finish } = setup(() => done, { batchSize: 2 });
  for (const number of [1, 2, 3]) consumer.take(entry(number));
  await finish();
  expect(batches).toEqual([[1, 2], [3]]);
  expect(forgotten).toEqual(['k1', 'k2', 'k3']);
});

it('halves a failed batch until the poison record stands alone, then gives that one up', async () => {
  const { consumer, batches, givenUp, forgotten, finish } = setup((numbers) => (numbers.includes(3) ? thrown : done));
  for (const number of [1, 2, 3, 4]) consumer.take(entry(number));
  await finish();
  expect(batches).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]]);
  expect(givenUp).toEqual([
    expect.objectContaining({
      requestContext: expect.objectContaining({ condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 }),
    }),
  ]);
  expect(givenUp[0]?.DDBStreamBatchInfo).toMatchObject({ startSequenceNumber: '3', batchSize: 1 });
  expect(forgotten.sort()).toEqual(['k1', 'k2', 'k3', 'k4']);
});

const named = (...numbers: number[]): Outcome => ({
  kind: 'value',
  json: JSON.stringify({ batchItemFailures: numbers.map((number) => ({ itemIdentifier: String(number) })) }),
});

describe('a function that names what failed', () => {
  it('is given again the lowest it named and all that follow, halved or not', async () => {
    let tries = 0;
    const { consumer, batches, forgotten, givenUp, finish } = setup(() => (tries++ === 0 ? named(4, 2) : done), { partialFailures: true });
    for (const number of [1, 2, 3, 4]) consumer.take(entry(number));
    await finish();
    expect(batches).toEqual([
      [1, 2, 3, 4],
      [2, 3, 4],
    ]);
    expect(forgotten).toEqual(['k1', 'k2', 'k3', 'k4']);
    expect(givenUp).toEqual([]);
  });

  it('loses with a record it can never take those that came after it, whatever it did with them', async () => {
    const { consumer, batches, givenUp, finish } = setup(() => named(2), { partialFailures: true, maximumRetries: 2 });
    for (const number of [1, 2, 3]) consumer.take(entry(number));
    await finish();
    expect(batches).toEqual([
      [1, 2, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(givenUp).toEqual([
      expect.objectContaining({
        requestContext: expect.objectContaining({ condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 }),
        DDBStreamBatchInfo: expect.objectContaining({ startSequenceNumber: '2', endSequenceNumber: '3', batchSize: 2 }),
      }),
    ]);
  });

  it('has its batch halved when it throws, or names what was not in it', async () => {
    for (const failure of [thrown, named(9)]) {
      const { consumer, batches, finish } = setup((numbers) => (numbers.length > 1 ? failure : done), { partialFailures: true });
      for (const number of [1, 2]) consumer.take(entry(number));
      await finish();
      expect(batches).toEqual([[1, 2], [1], [2]]);
    }
  });
});

it('gives up records that have become too old', async () => {
  const { consumer, batches, givenUp, finish } = setup(() => done, { maximumAgeSeconds: 60 });
  const old = entry(1);
  old.record.dynamodb.ApproximateCreationDateTime -= 120;
  consumer.take(old);
  await finish();
  expect(batches).toEqual([]);
  expect(givenUp[0]?.requestContext.condition).toBe('RecordAgeExceeded');
});

it('reads a partial failure as Lambda does', () => {
  expect(failedPlaces(undefined, ['a', 'b'])).toEqual([]);
  expect(failedPlaces('{"batchItemFailures":[]}', ['a', 'b'])).toEqual([]);
  expect(failedPlaces('{"batchItemFailures":[{"itemIdentifier":"b"}]}', ['a', 'b'])).toEqual([1]);
  expect(failedPlaces('{"batchItemFailures":[{"itemIdentifier":"c"},{"itemIdentifier":"a"}]}', ['a', 'b', 'c'])).toEqual([0, 2]);
  expect(failedPlaces('{"batchItemFailures":[{"itemIdentifier":""}]}', ['a', 'b'])).toBe('whole batch');
});
