import { describe, expect, it } from 'vitest';
import { paceRulesSchema } from '../../shared/domain/pace.ts';
import { createMetrics, NAMESPACE } from '../../shared/telemetry/metrics.ts';
import { type Json, named, ofType, only, type Resource, synthesise } from './synthesised.ts';

const made = synthesise('production');
const resources = made.stacks.Messaging ?? {};

/** The one resource of the messaging stack whose logical id begins so. */
function called(prefix: string, type: string): Resource {
  const [first, ...more] = Object.entries(resources).filter(([id, { Type }]) => id.startsWith(prefix) && Type === type);
  if (!first || more.length > 0) throw new Error(`${prefix} names ${more.length + (first ? 1 : 0)} of ${type}`);
  return first[1];
}

describe('the number texts come from', () => {
  const { Properties } = only(made, 'AWS::SMSVOICE::PhoneNumber');

  it('hands every text that residents send to the topic', () => {
    expect(Properties.TwoWay.Enabled).toBe(true);
    expect(named(made, Properties.TwoWay.ChannelArn)).toBe('TextNumberReplies');
  });

  it('leaves STOP and HELP to us', () => {
    expect(Properties.SelfManagedOptOutsEnabled).toBe(true);
  });

  it('may be sent from by SNS, for this account only', () => {
    const policy = only(made, 'AWS::SMSVOICE::ResourcePolicy').Properties;
    expect(named(made, policy.ResourceArn)).toBe('TextNumber.Arn');
    expect(policy.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sms-voice:SendTextMessage',
        Resource: policy.ResourceArn,
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('cannot be given back by mistake', () => {
    expect(Properties).toMatchObject({ DeletionProtectionEnabled: true, IsoCountryCode: 'GB', NumberCapabilities: ['SMS'] });
  });

  it('is the number that send-text sends from', () => {
    expect(named(made, called('SendTextFunction', 'AWS::Lambda::Function').Properties.Environment.Variables.ORIGINATION_NUMBER)).toBe(
      'TextNumber.PhoneNumber',
    );
  });

  it('lets AWS’s texting service, for this account only, publish to the encrypted topic', () => {
    expect(called('TextNumberReplies', 'AWS::SNS::Topic').Properties.KmsMasterKeyId).toBeDefined();
    const { Statement } = called('TextNumberReplies', 'AWS::SNS::TopicPolicy').Properties.PolicyDocument;
    expect(Statement).toContainEqual(
      expect.objectContaining({
        Action: 'sns:Publish',
        Principal: { Service: 'sms-voice.amazonaws.com' },
        Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
      }),
    );
  });
});

describe('queues', () => {
  it('bring a resident’s text from the topic to receive-text, in its envelope', () => {
    const { Properties } = only(made, 'AWS::SNS::Subscription', ({ Protocol }) => Protocol === 'sqs');
    expect(named(made, Properties.TopicArn)).toBe('TextNumberReplies');
    expect(named(made, Properties.Endpoint)).toBe('InboundTextsQueue.Arn');
    expect(named(made, Properties.RedrivePolicy.deadLetterTargetArn)).toBe('InboundTextsFailuresQueue.Arn');
    expect(Properties.RawMessageDelivery).toBeUndefined();
    expect(named(made, called('ReceiveTextSource', 'AWS::Lambda::EventSourceMapping').Properties.EventSourceArn)).toBe(
      'InboundTextsQueue.Arn',
    );
  });

  it.each([
    ['Texts', 'SendText'],
    ['BulkTexts', 'SendText'],
    ['InboundTexts', 'ReceiveText'],
  ])('%s gives up after five tries, and hides a message six times as long as %s may take', (queue, consumer) => {
    const { Properties } = called(`${queue}Queue`, 'AWS::SQS::Queue');
    expect(Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    expect(named(made, Properties.RedrivePolicy.deadLetterTargetArn)).toBe(`${queue}FailuresQueue.Arn`);
    expect(Properties.VisibilityTimeout).toBe(6 * called(`${consumer}Function`, 'AWS::Lambda::Function').Properties.Timeout);
    const source = only(
      made,
      'AWS::Lambda::EventSourceMapping',
      ({ EventSourceArn }) => named(made, EventSourceArn) === `${queue}Queue.Arn`,
    );
    expect(named(made, source.Properties.FunctionName)).toBe(`${consumer}Function`);
    expect(source.Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('are all encrypted, refuse plain connections, and keep what failed for 14 days', () => {
    expect(ofType(made, 'AWS::SQS::Queue').map(({ Properties }) => Properties.SqsManagedSseEnabled)).toEqual(Array(11).fill(true));
    for (const { Properties } of ofType(made, 'AWS::SQS::QueuePolicy')) {
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
    expect(called('ProjectFailures', 'AWS::SQS::Queue').Properties.MessageRetentionPeriod).toBe(14 * 24 * 60 * 60);
  });
});

describe('the stream', () => {
  const { Properties } = called('ProjectSource', 'AWS::Lambda::EventSourceMapping');

  it('brings the projector new commits that nobody has projected, and nothing else', () => {
    expect(named(made, Properties.EventSourceArn)).toBe('Table.StreamArn');
    expect(Properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT'], dynamodb: { NewImage: { unprojected: { S: [{ exists: true }] } } } },
    ]);
  });

  it('is tried again five times from what failed, and halved where nobody knows what did', () => {
    expect(Properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'TRIM_HORIZON',
    });
    expect(named(made, Properties.DestinationConfig.OnFailure.Destination)).toBe('ProjectFailuresQueue.Arn');
  });
});

describe('schedules', () => {
  it('run the sweeps every five minutes, the release of texts and the rollup each minute, and the forgetting each hour, once at a time', () => {
    const scheduled = ofType(made, 'AWS::Events::Rule').filter(({ Properties }) => Properties.ScheduleExpression);
    const rates = scheduled.map(({ Properties }) => [
      named(made, Properties.Targets[0].Arn).replace('Function.Arn', ''),
      Properties.ScheduleExpression,
    ]);
    expect(Object.fromEntries(rates)).toEqual({
      Sweep: 'rate(5 minutes)',
      SweepFiles: 'rate(5 minutes)',
      SweepPayments: 'rate(5 minutes)',
      ReleaseTexts: 'rate(1 minute)',
      RollUp: 'rate(1 minute)',
      Forget: 'rate(1 hour)',
    });
    const single = ofType(made, 'AWS::Lambda::Function').filter(({ Properties }) => Properties.ReservedConcurrentExecutions === 1);
    expect(single).toHaveLength(6);
  });

  it('are not tried again, since the next run does the same work', () => {
    const settings = ofType(made, 'AWS::Lambda::EventInvokeConfig').filter(({ Properties }) => !Properties.DestinationConfig);
    expect(settings).toHaveLength(6);
    for (const { Properties } of settings) expect(Properties.MaximumRetryAttempts).toBe(0);
  });
});

describe('the pace of texts', () => {
  const environment = (name: string) => called(`${name}Function`, 'AWS::Lambda::Function').Properties.Environment.Variables;

  it('is the same for all that release them, in rules that the domain takes', () => {
    for (const name of ['Project', 'Sweep', 'ReleaseTexts']) {
      expect(paceRulesSchema.parse(JSON.parse(environment(name).TEXT_PACE))).toEqual({
        partsPerSecond: 10,
        pencePerPart: 4,
        ceilingPounds: 2500,
      });
    }
  });

  it('keeps what nobody waits for on a queue apart', () => {
    expect(named(made, environment('ReleaseTexts').TEXTS_QUEUE_URL)).toBe('TextsQueue');
    expect(named(made, environment('ReleaseTexts').BULK_TEXTS_QUEUE_URL)).toBe('BulkTextsQueue');
    expect(named(made, environment('Project').TEXTS_QUEUE_URL)).toBe('TextsQueue');
    expect(environment('Project').BULK_TEXTS_QUEUE_URL).toBeUndefined();
  });

  it('rings at four fifths of the month’s money and when all is spent, on the metric that is measured', () => {
    const lines: string[] = [];
    createMetrics((line) => lines.push(line))('TextSpendPercent', 81);
    const measured = JSON.parse(lines[0] ?? '');
    const { Namespace, Metrics } = measured._aws.CloudWatchMetrics[0];
    expect([Namespace, Metrics, measured.TextSpendPercent]).toEqual([NAMESPACE, [{ Name: 'TextSpendPercent', Unit: 'Percent' }], 81]);
    const alarms = ofType(made, 'AWS::CloudWatch::Alarm', 'Messaging').filter(
      ({ Properties }) => Properties.Namespace === Namespace && Properties.MetricName === 'TextSpendPercent',
    );
    expect(alarms.map(({ Properties }) => [Properties.MetricName, Properties.Statistic, Properties.Threshold])).toEqual([
      ['TextSpendPercent', 'Maximum', 80],
      ['TextSpendPercent', 'Maximum', 100],
    ]);
  });
});

describe('the record of what became of each text', () => {
  const { Properties } = only(made, 'Custom::AWS');
  const literal = (value: Json) => JSON.parse(named(made, value));

  it('is kept for every text, by a role that can write these two logs and no other', () => {
    for (const call of [literal(Properties.Create), literal(Properties.Update)]) {
      expect(call).toMatchObject({ service: 'SNS', action: 'setSMSAttributes' });
      expect(call.parameters.attributes).toEqual({
        DefaultSMSType: 'Transactional',
        DeliveryStatusSuccessSamplingRate: '100',
        DeliveryStatusIAMRole: 'TextSettingsDeliveryRole.Arn',
        MonthlySpendLimit: '4000',
      });
    }
    const role = called('TextSettingsDeliveryRole', 'AWS::IAM::Role').Properties;
    expect(role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({ Service: 'sns.amazonaws.com' });
    expect(role.Policies[0].PolicyDocument.Statement[0].Resource.map((arn: Json) => named(made, arn))).toEqual([
      'TextSettingsDelivered.Arn',
      'TextSettingsUndelivered.Arn',
    ]);
  });

  it('is encrypted and goes after a week', () => {
    const groups = ofType(made, 'AWS::Logs::LogGroup').filter(({ Properties: { LogGroupName } }) => LogGroupName);
    expect(groups.map((group) => named(made, group.Properties.LogGroupName))).toEqual([
      'sns/eu-west-2/AWS::AccountId/DirectPublishToPhoneNumber',
      'sns/eu-west-2/AWS::AccountId/DirectPublishToPhoneNumber/Failure',
    ]);
    for (const group of groups) expect(group.Properties).toMatchObject({ RetentionInDays: 7, KmsKeyId: expect.anything() });
  });

  it('is set up by a role that can do only that', () => {
    const { Statement } = called('TextSettingsAttributesRole', 'AWS::IAM::Role').Properties.Policies[0].PolicyDocument;
    expect(Statement.map(({ Action }: { Action: string }) => Action)).toEqual([
      'sns:SetSMSAttributes',
      'iam:PassRole',
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
    ]);
  });

  it('is handed to settle-text line by line, of both groups, by the logs service alone', () => {
    const lambda = 'SettleTextFunction.Arn';
    const subscriptions = ofType(made, 'AWS::Logs::SubscriptionFilter').map(({ Properties }) => [
      named(made, Properties.LogGroupName),
      named(made, Properties.DestinationArn),
      Properties.FilterPattern,
    ]);
    expect(subscriptions).toEqual([
      ['TextSettingsDelivered', lambda, ''],
      ['TextSettingsUndelivered', lambda, ''],
    ]);
    const allowed = ofType(made, 'AWS::Lambda::Permission').filter(({ Properties }) => Properties.Principal === 'logs.amazonaws.com');
    expect(allowed.map(({ Properties }) => [named(made, Properties.FunctionName), named(made, Properties.SourceArn)])).toEqual([
      [lambda, 'TextSettingsDelivered.Arn'],
      [lambda, 'TextSettingsUndelivered.Arn'],
    ]);
    for (const { Properties } of allowed) expect(Properties.SourceAccount).toEqual({ Ref: 'AWS::AccountId' });
  });

  it('is tried three times, then put aside', () => {
    const given = ofType(made, 'AWS::Lambda::EventInvokeConfig').find(
      ({ Properties: { DestinationConfig: put } }) => put && named(made, put.OnFailure.Destination) === 'SettleTextFailuresQueue.Arn',
    );
    expect(given?.Properties.MaximumRetryAttempts).toBe(2);
  });
});
