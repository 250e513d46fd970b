import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { FrontDoorFunction, type FunctionProps } from './front-door-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface QueueConsumerProps extends FunctionProps {
  source: WorkQueue;
  batchSize: number;
  /** How many at once, at most. SQS takes nothing under 2. */
  maxConcurrency: number;
}

/** A function that takes messages from a queue, and gives back by name those it could not deal with. */
export class QueueConsumer extends FrontDoorFunction {
  constructor(scope: Construct, id: string, props: QueueConsumerProps) {
    super(scope, id, props);
    const { queueArn } = props.source.queue;
    this.allow(
      new PolicyStatement({ actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], resources: [queueArn] }),
    );
    new EventSourceMapping(this, 'Source', {
      target: this.lambda,
      eventSourceArn: queueArn,
      batchSize: props.batchSize,
      maxConcurrency: props.maxConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
