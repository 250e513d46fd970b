import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { FrontDoorFunction, type FunctionProps } from './front-door-function.ts';
import type { FrontDoorTable } from './front-door-table.ts';
import { alarmPeriod, ImpactAlarm } from './impact-alarm.ts';
import { FailureQueue } from './work-queue.ts';

export interface StreamConsumerProps extends FunctionProps {
  /** Which records reach the function: a Lambda filter pattern. */
  filter: Record<string, unknown>;
  batchSize: number;
  streamImpact: {
    /** What it costs people that records were given up. */
    givenUp: string;
    /** What it costs people that records have waited five minutes. */
    late: string;
  };
}

/**
 * A function that takes the table's stream. It runs every record of a batch and names those that failed; the batch is tried again
 * from the first of them, five times at most, and what is left of it is then put aside on a failure queue (which gets pointers
 * only; the table has the records). A batch that ends the function is cut in two, so that what ends it comes to stand alone.
 */
export class StreamConsumer extends FrontDoorFunction {
  constructor(scope: Construct, id: string, props: StreamConsumerProps) {
    super(scope, id, props);
    const { table, alarmTopic } = props.foundation;
    const failures = new FailureQueue(this, 'Failures', { alarmTopic, impact: props.streamImpact.givenUp });
    acknowledge(
      failures,
      'AwsSolutions-SQS3',
      'It is where failed records end: it has nowhere further to send them, and an alarm when it holds one.',
    );
    const anyStream = `${table.table.tableArn}/stream/*`;
    this.allow(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [table.streamArn],
      }),
      new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: [anyStream] }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queue.queueArn] }),
    );
    acknowledge(
      this,
      `AwsSolutions-IAM5[Resource::${exportName(table)}/stream/*]`,
      'Lambda asks for a list of this one table’s streams, whose names are moments in time.',
    );
    new EventSourceMapping(this, 'Source', {
      target: this.lambda,
      eventSourceArn: table.streamArn,
      // From the oldest: a commit written while the mapping is being made is not missed.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [FilterCriteria.filter(props.filter)],
      batchSize: props.batchSize,
      bisectBatchOnError: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
    });
    new ImpactAlarm(this, 'Late', {
      impact: props.streamImpact.late,
      metric: this.lambda.metric('IteratorAge', { period: alarmPeriod, statistic: 'max' }),
      threshold: Duration.minutes(5).toMilliseconds(),
      topic: alarmTopic,
    });
  }
}

/** The name under which other stacks import the table's ARN, and so the name by which cdk-nag prints it. */
function exportName({ table }: FrontDoorTable): string {
  const home = Stack.of(table);
  return home.resolve(home.exportValue(table.tableArn))['Fn::ImportValue'];
}
