import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { FrontDoorFunction, type FunctionProps } from './front-door-function.ts';
import { FailureQueue } from './work-queue.ts';

export interface EventConsumerProps extends FunctionProps {
  /** What it costs people that events were given up. */
  givenUp: string;
}

/** A function that is handed events, one at a time. One that it fails on comes twice more; then it is put aside, with an alarm. */
export class EventConsumer extends FrontDoorFunction {
  constructor(scope: Construct, id: string, { givenUp, ...props }: EventConsumerProps) {
    super(scope, id, props);
    const failures = new FailureQueue(this, 'Failures', { alarmTopic: props.foundation.alarmTopic, impact: givenUp });
    acknowledge(
      failures,
      'AwsSolutions-SQS3',
      'It is where failed events end: it has nowhere further to send them, and an alarm when it holds one.',
    );
    this.allow(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queue.queueArn] }));
    this.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
    });
  }
}
