import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmPeriod, ImpactAlarm } from './impact-alarm.ts';

export interface FailureQueueProps {
  alarmTopic: ITopic;
  /** What it costs people that a message lies here. */
  impact: string;
}

/** Where a message ends that could not be dealt with. It rings when there is one, and keeps it for 14 days, the longest SQS can. */
export class FailureQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { alarmTopic, impact }: FailureQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    new ImpactAlarm(this, 'NotEmpty', {
      impact,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: 'max' }),
      threshold: 1,
      topic: alarmTopic,
    });
  }
}

export interface WorkQueueProps {
  alarmTopic: ITopic;
  /** Timeout of the function that takes from the queue. */
  consumerTimeout: Duration;
  impact: {
    /** What it costs people that a message was given up. */
    givenUp: string;
    /** What it costs people that messages have waited a quarter of an hour. */
    late: string;
  };
}

/** A queue of work that is ready to do, with the queue where given-up messages go, and an alarm on each. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly failures: FailureQueue;

  constructor(scope: Construct, id: string, { alarmTopic, consumerTimeout, impact }: WorkQueueProps) {
    super(scope, id);
    this.failures = new FailureQueue(this, 'Failures', { alarmTopic, impact: impact.givenUp });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      // Six times the function's timeout, as AWS advises: a message is not handed out again while it may still be worked on.
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.failures.queue, maxReceiveCount: 5 },
    });
    new ImpactAlarm(this, 'Late', {
      impact: impact.late,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: alarmPeriod, statistic: 'max' }),
      threshold: Duration.minutes(15).toSeconds(),
      topic: alarmTopic,
    });
  }

  /** Lets a role put messages on the queue. */
  allowSend(): PolicyStatement {
    return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] });
  }
}
