import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscriptionFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { FrontDoorFunction, type FunctionProps } from './front-door-function.ts';
import { FailureQueue } from './work-queue.ts';

export interface LogConsumerProps extends FunctionProps {
  /** The groups it reads, each by the name that the subscription is to have. */
  groups: Record<string, ILogGroup>;
  /** What it costs people that lines were given up. */
  givenUp: string;
}

/**
 * A function that is handed every line of some log groups. Lines that it fails on come twice more; then they are put aside,
 * with an alarm. Only the logs service of this account may call it, and only for these groups.
 */
export class LogConsumer extends FrontDoorFunction {
  constructor(scope: Construct, id: string, { groups, givenUp, ...props }: LogConsumerProps) {
    super(scope, id, props);
    const failures = new FailureQueue(this, 'Failures', { alarmTopic: props.foundation.alarmTopic, impact: givenUp });
    acknowledge(
      failures,
      'AwsSolutions-SQS3',
      'It is where failed lines end: it has nowhere further to send them, and an alarm when it holds one.',
    );
    this.allow(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queue.queueArn] }));
    this.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: failures.queue.queueArn }) },
    });
    for (const [name, group] of Object.entries(groups)) {
      const permission = new CfnPermission(this, `${name}Permission`, {
        action: 'lambda:InvokeFunction',
        functionName: this.lambda.functionArn,
        principal: 'logs.amazonaws.com',
        sourceAccount: Aws.ACCOUNT_ID,
        sourceArn: group.logGroupArn,
      });
      const subscription = new CfnSubscriptionFilter(this, `${name}Subscription`, {
        filterName: name,
        logGroupName: group.logGroupName,
        destinationArn: this.lambda.functionArn,
        // Every line.
        filterPattern: '',
      });
      // AWS tries the function when the subscription is made.
      subscription.addResourceDependency(permission);
    }
  }
}
