import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { FrontDoorFunction, type FunctionProps } from './front-door-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface QueueConsumerProps extends FunctionProps {
  source: WorkQueue;
  /** Messages that one run is handed, at most. */
  batchSize: number;
  /** How many at once from one queue, at most. SQS takes nothing under 2. */
  maxConcurrency: number;
}

/** A function that takes messages from a queue, or several, and gives back by name those it could not deal with. */
export class QueueConsumer extends FrontDoorFunction {
  private readonly pull: Pick<QueueConsumerProps, 'batchSize' | 'maxConcurrency'>;

  constructor(scope: Construct, id: string, props: QueueConsumerProps) {
    super(scope, id, props);
    const { source, batchSize, maxConcurrency } = props;
    this.pull = { batchSize, maxConcurrency };
    this.takeFrom('Source', source);
  }

  /** Takes from a queue. Each has pollers of its own, so that a long queue keeps nobody in a short one waiting. */
  takeFrom(id: string, { queue: { queueArn } }: WorkQueue): void {
    this.allow(
      new PolicyStatement({ actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], resources: [queueArn] }),
    );
    new EventSourceMapping(this, id, { target: this.lambda, eventSourceArn: queueArn, reportBatchItemFailures: true, ...this.pull });
  }
}
