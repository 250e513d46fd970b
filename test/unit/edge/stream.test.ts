import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { streamEdge } from '../../../shared/edge/stream.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';

const record = (sequence: string) => ({ eventName: 'INSERT', dynamodb: { SequenceNumber: sequence } }) as DynamoDBRecord;
const batch = (...sequences: string[]) => ({ Records: sequences.map(record) }) as DynamoDBStreamEvent;
const run = async (failing: string[]) => {
  const seen: string[] = [];
  const said: string[] = [];
  const handler = streamEdge(
    async ({ dynamodb }) => {
      const sequence = dynamodb?.SequenceNumber ?? '';
      seen.push(sequence);
      if (failing.includes(sequence)) throw new Error(`the number 07700 900123 is in ${sequence}`);
    },
    createLogger('project', (line) => said.push(line)),
  );
  return { answer: await handler(batch('1', '2', '3', '4')), seen, said };
};

it('projects the records behind one that fails, and names every failure', async () => {
  const { answer, seen } = await run(['2', '4']);
  expect(seen).toEqual(['1', '2', '3', '4']);
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '4' }] });
});

it('names none when all is done', async () => {
  expect((await run([])).answer).toEqual({ batchItemFailures: [] });
});

it('logs a failure without its message, which may quote a person', async () => {
  const { said } = await run(['2']);
  expect(said.join()).toContain('"errorName":"Error"');
  expect(said.join()).not.toContain('900123');
});
