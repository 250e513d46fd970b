import { describe, expect, it } from 'vitest';
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
    ['InboundTexts', 'ReceiveText'],
  ])('%s gives up after five tries, and hides a message six times as long as %s may take', (queue, consumer) => {
    const { Properties } = called(`${queue}Queue`, 'AWS::SQS::Queue');
    expect(Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    expect(named(made, Properties.RedrivePolicy.deadLetterTargetArn)).toBe(`${queue}FailuresQueue.Arn`);
    expect(Properties.VisibilityTimeout).toBe(6 * called(`${consumer}Function`, 'AWS::Lambda::Function').Properties.Timeout);
    expect(called(`${consumer}Source`, 'AWS::Lambda::EventSourceMapping').Properties.FunctionResponseTypes).toEqual([
      'ReportBatchItemFailures',
    ]);
  });

  it('are all encrypted, refuse plain connections, and keep what failed for 14 days', () => {
    expect(ofType(made, 'AWS::SQS::Queue').map(({ Properties }) => Properties.SqsManagedSseEnabled)).toEqual(Array(5).fill(true));
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
  it('run sweep every five minutes, and the release of texts and the rollup each minute, once at a time', () => {
    const rates = ofType(made, 'AWS::Events::Rule').map(({ Properties }) => [
      named(made, Properties.Targets[0].Arn).replace('Function.Arn', ''),
      Properties.ScheduleExpression,
    ]);
    expect(Object.fromEntries(rates)).toEqual({ Sweep: 'rate(5 minutes)', ReleaseTexts: 'rate(1 minute)', RollUp: 'rate(1 minute)' });
    const single = ofType(made, 'AWS::Lambda::Function').filter(({ Properties }) => Properties.ReservedConcurrentExecutions === 1);
    expect(single).toHaveLength(3);
  });

  it('are not tried again, since the next run does the same work', () => {
    for (const { Properties } of ofType(made, 'AWS::Lambda::EventInvokeConfig')) expect(Properties.MaximumRetryAttempts).toBe(0);
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
});
