import { expect, it } from 'vitest';
import { named, ofType, only, synthesise } from './synthesised.ts';

const made = synthesise('production');
const { Properties: table, DeletionPolicy } = only(made, 'AWS::DynamoDB::Table');
const key = only(made, 'AWS::KMS::Key').Properties;

it('keeps one table that outlives its stack and can be put back to any second', () => {
  expect(ofType(made, 'AWS::DynamoDB::Table')).toHaveLength(1);
  expect(DeletionPolicy).toBe('Retain');
  expect(table).toMatchObject({
    DeletionProtectionEnabled: true,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    BillingMode: 'PAY_PER_REQUEST',
  });
});

it('hands each change on, with the item as it was and as it is', () => {
  expect(table.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
});

it('lets items tidy themselves away at their epoch second', () => {
  expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
});

it('keys the table and its five indexes', () => {
  const keys = ({ KeySchema }: { KeySchema: { AttributeName: string }[] }) => KeySchema.map(({ AttributeName }) => AttributeName);
  expect(keys(table as never)).toEqual(['pk', 'sk']);
  const indexes = table.GlobalSecondaryIndexes.map((index: { IndexName: string; Projection: { ProjectionType: string } }) => [
    index.IndexName,
    ...keys(index as never),
    index.Projection.ProjectionType,
  ]);
  expect(indexes).toEqual([
    ['byUnprojected', 'unprojected', 'at', 'KEYS_ONLY'],
    ['byDue', 'due', 'dueAt', 'KEYS_ONLY'],
    ['byList', 'list', 'rank', 'ALL'],
    ['byAsker', 'asker', 'openedAt', 'INCLUDE'],
    ['byPlace', 'place', 'openedAt', 'INCLUDE'],
  ]);
  expect(table.AttributeDefinitions.every(({ AttributeType }: { AttributeType: string }) => AttributeType === 'S')).toBe(true);
});

it('encrypts the table, the evidence and the secrets with a key of the council’s that turns over each year', () => {
  expect(key.EnableKeyRotation).toBe(true);
  expect(table.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': expect.anything() } });
  for (const secret of ofType(made, 'AWS::SecretsManager::Secret')) expect(named(made, secret.Properties.KmsKeyId)).toBe('Key.Arn');
});

it('lets nobody use the key but through the services that keep data', () => {
  const open = key.KeyPolicy.Statement.filter(({ Principal }: { Principal: { AWS?: unknown } }) => Principal.AWS === '*');
  expect(open).toHaveLength(1);
  expect(open[0].Condition.StringEquals).toMatchObject({
    'kms:CallerAccount': { Ref: 'AWS::AccountId' },
    'kms:ViaService': ['dynamodb.eu-west-2.amazonaws.com', 's3.eu-west-2.amazonaws.com', 'secretsmanager.eu-west-2.amazonaws.com'],
  });
});

it('keeps evidence private, encrypted, in versions, and says who fetched it', () => {
  const { Properties } = only(made, 'AWS::S3::Bucket', ({ NotificationConfiguration }) =>
    Boolean(NotificationConfiguration?.EventBridgeConfiguration),
  );
  expect(Properties).toMatchObject({
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
    LoggingConfiguration: { DestinationBucketName: expect.anything() },
  });
  for (const bucket of ofType(made, 'AWS::S3::Bucket')) {
    expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  }
});

it('has CloudFormation make up every secret, so that nobody has seen it', () => {
  expect(ofType(made, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties.GenerateSecretString)).toEqual([
    { ExcludePunctuation: true, PasswordLength: 64 },
    // The origin's, and those in whose place a person puts what GOV.UK Pay (two) and Ordnance Survey give.
    ...Array(4).fill({ ExcludePunctuation: true, PasswordLength: 40 }),
  ]);
});
