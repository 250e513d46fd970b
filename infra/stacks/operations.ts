import { Stack, type StackProps } from 'aws-cdk-lib';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { FrontDoorTable } from '../constructs/front-door-table.ts';
import { alarmPeriod, ImpactAlarm } from '../constructs/impact-alarm.ts';

export interface OperationsProps extends StackProps {
  key: IKey;
  table: FrontDoorTable;
  alarmEmails: string[];
}

const used = [Operation.GET_ITEM, Operation.PUT_ITEM, Operation.UPDATE_ITEM, Operation.DELETE_ITEM, Operation.QUERY];

/** Whom alarms tell, and the alarms of what all functions share. A function's own alarms stand beside it, and tell the same topic. */
export class OperationsStack extends Stack {
  readonly alarmTopic: Topic;

  constructor(scope: Construct, id: string, { key, table, alarmEmails, ...props }: OperationsProps) {
    super(scope, id, props);
    this.alarmTopic = new Topic(this, 'Alarms', { displayName: 'Front door alarms', masterKey: key, enforceSSL: true });
    this.alarmTopic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.alarmTopic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    for (const email of alarmEmails) this.alarmTopic.addSubscription(new EmailSubscription(email));
    new ImpactAlarm(this, 'TableThrottled', {
      impact: 'The table is turning requests away. Residents see an error page and have to try again; officers cannot open cases.',
      metric: table.table.metricThrottledRequestsForOperations({ operations: used, period: alarmPeriod }),
      threshold: 10,
      topic: this.alarmTopic,
    });
    new ImpactAlarm(this, 'TableFailing', {
      impact:
        'DynamoDB itself is failing. Residents cannot ask for a service or look up a case, and officers cannot work one, until AWS recovers.',
      metric: table.table.metricSystemErrorsForOperations({ operations: used, period: alarmPeriod }),
      threshold: 5,
      periods: 2,
      topic: this.alarmTopic,
    });
  }
}
