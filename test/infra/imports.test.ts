import { describe, expect, it } from 'vitest';
import { named, ofType, synthesise } from './synthesised.ts';

const made = synthesise('production');
const [take] = ofType(made, 'AWS::Lambda::Function').filter(({ Properties }) =>
  Properties.Description?.startsWith('Goes through extracts'),
);

describe('files of claims', () => {
  it('are taken from their queue one at a time, by a function that passes on what it cannot finish', () => {
    const [source] = ofType(made, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => named(made, Properties.EventSourceArn) === 'ImportsQueue.Arn',
    );
    expect(source?.Properties).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    expect(take?.Properties).toMatchObject({ Timeout: 180, MemorySize: 1024 });
    expect(Object.keys(take?.Properties.Environment.Variables)).toEqual(expect.arrayContaining(['IMPORTS_BUCKET', 'IMPORTS_QUEUE_URL']));
  });

  it('are gone on with eighteen minutes after a worker was killed, and given up with an alarm after five', () => {
    const [queue] = ofType(made, 'AWS::SQS::Queue').filter(({ Properties }) => Properties.VisibilityTimeout === 1080);
    expect(queue?.Properties).toMatchObject({ RedrivePolicy: { maxReceiveCount: 5 }, SqsManagedSseEnabled: true });
  });
});
