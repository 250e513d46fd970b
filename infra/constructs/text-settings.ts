import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

export interface TextSettingsProps {
  key: IKey;
  /** US dollars a month at which AWS stops sending. */
  spendLimitUsd: number;
}

/**
 * How the account sends texts: at once, each delivery logged. CloudFormation cannot set this, so a custom resource calls
 * `SetSMSAttributes`; the settings belong to the whole account and region, so a stage needs an account of its own.
 *
 * SNS writes to log groups of fixed names. They hold telephone numbers, so they are declared here, encrypted, and kept a week
 * rather than for ever.
 */
export class TextSettings extends Construct {
  /** What became of the texts that were delivered, and of those that were not. */
  readonly logs: { delivered: LogGroup; undelivered: LogGroup };

  constructor(scope: Construct, id: string, { key, spendLimitUsd }: TextSettingsProps) {
    super(scope, id);
    const delivered = `sns/${Stack.of(this).region}/${Aws.ACCOUNT_ID}/DirectPublishToPhoneNumber`;
    const kept = { retention: RetentionDays.ONE_WEEK, encryptionKey: key, removalPolicy: RemovalPolicy.DESTROY };
    this.logs = {
      delivered: new LogGroup(this, 'Delivered', { ...kept, logGroupName: delivered }),
      undelivered: new LogGroup(this, 'Undelivered', { ...kept, logGroupName: `${delivered}/Failure` }),
    };
    const groups = Object.values(this.logs);
    const role = new Role(this, 'DeliveryRole', {
      description: 'SNS writes with it what became of each text',
      assumedBy: new ServicePrincipal('sns.amazonaws.com'),
      inlinePolicies: {
        access: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: groups.map((group) => group.logGroupArn),
            }),
          ],
        }),
      },
    });
    this.setAttributes(
      key,
      {
        DefaultSMSType: 'Transactional',
        DeliveryStatusSuccessSamplingRate: '100',
        DeliveryStatusIAMRole: role.roleArn,
        MonthlySpendLimit: String(spendLimitUsd),
      },
      role,
    ).node.addDependency(...groups);
  }

  private setAttributes(key: IKey, attributes: Record<string, string>, deliveryRole: Role): AwsCustomResource {
    const call = {
      service: 'SNS',
      action: 'setSMSAttributes',
      parameters: { attributes },
      physicalResourceId: PhysicalResourceId.of('sms-attributes'),
    };
    const log = new LogGroup(this, 'AttributesLog', {
      retention: RetentionDays.ONE_WEEK,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'AttributesRole', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        access: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['sns:SetSMSAttributes'], resources: ['*'] }),
            new PolicyStatement({
              actions: ['iam:PassRole'],
              resources: [deliveryRole.roleArn],
              conditions: { StringEquals: { 'iam:PassedToService': 'sns.amazonaws.com' } },
            }),
            new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [log.logGroupArn] }),
          ],
        }),
      },
    });
    acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'SetSMSAttributes is of the whole account: IAM knows no resource for it.');
    return new AwsCustomResource(this, 'Attributes', { onCreate: call, onUpdate: call, installLatestAwsSdk: false, logGroup: log, role });
  }
}
