import { describe, expect, it } from 'vitest';
import { type Json, named, ofType, only, synthesise } from './synthesised.ts';

const made = synthesise('production');
const isEvidence = ({ NotificationConfiguration }: Record<string, never>) =>
  'EventBridgeConfiguration' in (NotificationConfiguration ?? {});
const evidence = only(made, 'AWS::S3::Bucket', isEvidence as never).Properties;
const extracts = only(made, 'AWS::S3::Bucket', ({ NotificationConfiguration }) => Boolean(NotificationConfiguration?.QueueConfigurations));
const plan = only(made, 'AWS::GuardDuty::MalwareProtectionPlan').Properties;
const days = (rules: { Prefix?: string; ExpirationInDays?: number; NoncurrentVersionExpiration?: { NoncurrentDays: number } }[]) =>
  rules.map(({ Prefix = '', ExpirationInDays, NoncurrentVersionExpiration }) => [
    Prefix,
    ExpirationInDays,
    NoncurrentVersionExpiration?.NoncurrentDays,
  ]);

describe('what residents send', () => {
  it('is scanned as it comes, and what was checked is not scanned again', () => {
    expect(plan.ProtectedResource.S3Bucket.ObjectPrefixes).toEqual(['arriving/']);
    expect(named(made, plan.ProtectedResource.S3Bucket.BucketName)).toBe('Evidence');
  });

  it('is checked when its scan has a result, by a rule that no other bucket meets', () => {
    const rule = only(made, 'AWS::Events::Rule', ({ EventPattern }) => Boolean(EventPattern)).Properties;
    expect(rule.EventPattern).toMatchObject({
      source: ['aws.guardduty'],
      'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
    });
    expect(named(made, rule.EventPattern.detail.s3ObjectDetails.bucketName[0])).toBe('Evidence');
    expect(rule.Targets.map(({ Arn }: { Arn: Json }) => named(made, Arn))).toEqual(['CheckFileFunction.Arn']);
  });

  it('lets the scanner read what arrives, and write nothing but what shows that it may', () => {
    const role = only(made, 'AWS::IAM::Role', ({ Description }) => String(Description).startsWith('GuardDuty')).Properties;
    const statements = role.Policies[0].PolicyDocument.Statement as { Action: string | string[]; Resource: Json | Json[] }[];
    const s3 = statements
      .flatMap(({ Action, Resource }) => [Action].flat().flatMap((action) => [Resource].flat().map((on) => [action, on] as const)))
      .filter(([action]) => action.startsWith('s3:'))
      .map(([action, on]) => `${action} ${named(made, on as Json)}`);
    expect(s3.sort()).toEqual([
      's3:GetBucketNotification Evidence.Arn',
      's3:GetObject Evidence.Arn/arriving/*',
      's3:GetObjectVersion Evidence.Arn/arriving/*',
      's3:ListBucket Evidence.Arn',
      's3:PutBucketNotification Evidence.Arn',
      's3:PutObject Evidence.Arn/malware-protection-resource-validation-object',
    ]);
    expect(role.AssumeRolePolicyDocument.Statement[0].Principal).toEqual({
      Service: 'malware-protection-plan.guardduty.amazonaws.com',
    });
  });

  it('goes in two days where nobody looked at it, and its old versions in a month', () => {
    expect(days(evidence.LifecycleConfiguration.Rules)).toEqual([
      ['', undefined, undefined],
      ['', undefined, 30],
      ['arriving/', 2, 1],
    ]);
  });

  it('comes from our own pages, by forms or scripts of ours', () => {
    for (const bucket of [evidence, extracts.Properties]) {
      expect(bucket.CorsConfiguration.CorsRules).toEqual([
        { AllowedOrigins: ['https://my.northwick.gov.uk'], AllowedMethods: ['POST'], AllowedHeaders: ['*'], MaxAge: 3600 },
      ]);
    }
  });

  it('whose check failed three times is put aside, with an alarm', () => {
    const { Properties } = only(
      made,
      'AWS::Lambda::EventInvokeConfig',
      ({ DestinationConfig: put }) => put && named(made, put.OnFailure.Destination) === 'CheckFileFailuresQueue.Arn',
    );
    expect(Properties.MaximumRetryAttempts).toBe(2);
  });

  it('is swept every five minutes', () => {
    const { ScheduleExpression } = only(made, 'AWS::Events::Rule', ({ Description }) => Description === 'Runs sweep-files').Properties;
    expect(ScheduleExpression).toBe('rate(5 minutes)');
  });
});

describe('what back offices extract', () => {
  it('puts a message on its queue when it arrives, and what is written beside it does not', () => {
    const [configuration, ...more] = extracts.Properties.NotificationConfiguration.QueueConfigurations;
    expect(more).toEqual([]);
    expect([configuration.Event, named(made, configuration.Queue)]).toEqual(['s3:ObjectCreated:*', 'ImportsQueue.Arn']);
    expect(configuration.Filter.S3Key.Rules).toEqual([{ Name: 'prefix', Value: 'arriving/' }]);
  });

  it('comes to a queue that takes messages from this account’s buckets alone', () => {
    const opened = ofType(made, 'AWS::SQS::QueuePolicy')
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Principal }) => Principal.Service === 's3.amazonaws.com');
    expect(opened).toEqual([
      expect.objectContaining({
        Action: 'sqs:SendMessage',
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });

  it('is encrypted with the council’s key and gone in a month', () => {
    const [{ ServerSideEncryptionByDefault: encryption }] = extracts.Properties.BucketEncryption.ServerSideEncryptionConfiguration;
    expect([encryption.SSEAlgorithm, named(made, encryption.KMSMasterKeyID)]).toEqual(['aws:kms', 'Key.Arn']);
    expect(days(extracts.Properties.LifecycleConfiguration.Rules)).toEqual([
      ['', undefined, undefined],
      ['', 30, 1],
    ]);
  });
});

it('tells functions where browsers reach a bucket: at its own host in AWS, under the laptop’s address there', () => {
  const urlIn = (stage: string) => {
    const template = synthesise(stage);
    const { Properties } = only(template, 'AWS::Lambda::Function', ({ Description }) => Description === 'The pages of residents');
    return named(template, Properties.Environment.Variables.EVIDENCE_URL);
  };
  expect([urlIn('production'), urlIn('local')]).toEqual([
    'https://Evidence.RegionalDomainName',
    'http://127.0.0.1:3000/_local/s3/Evidence',
  ]);
});
