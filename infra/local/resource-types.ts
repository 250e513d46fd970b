import type { Stack } from './cloud-assembly.ts';

/** What the runner does with each resource type the templates may hold. A type that is not here is an error. */
const run = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::SubscriptionFilter',
  'AWS::S3::Bucket',
  'AWS::SMSVOICE::PhoneNumber',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::Secret',
  'Custom::CDKBucketDeployment',
] as const;

/** Means nothing on a laptop: encryption at rest, logs, alarms, names, who may call whom inside AWS. */
const configuresAwsOnly = [
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::Stage',
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::Backup::BackupVault',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::Version',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::Route53::HostedZone',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SMSVOICE::ResourcePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SSM::Parameter',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
  'Custom::AWS',
  'Custom::CloudwatchLogResourcePolicy',
  'Custom::CrossRegionExportReader',
  'Custom::CrossRegionExportWriter',
  'Custom::LogRetention',
  'Custom::S3AutoDeleteObjects',
  'Custom::S3BucketNotifications',
  'Custom::SmsDeliveryLogging',
  'Custom::UserPoolCloudFrontDomainName',
] as const;

export const resourceTypes: Readonly<Record<string, 'run' | 'configures AWS only'>> = Object.fromEntries([
  ...run.map((type) => [type, 'run'] as const),
  ...configuresAwsOnly.map((type) => [type, 'configures AWS only'] as const),
]);

/** Refuses templates that hold a type nobody has decided about, naming each with its place. */
export function assertTypesKnown(stacks: Stack[]): void {
  const unknown = stacks.flatMap((stack) =>
    [...stack.resources.values()]
      .filter(({ type }) => !(type in resourceTypes))
      .map(({ logicalId, type }) => `${type} (${stack.name}/${logicalId})`),
  );
  if (unknown.length > 0) {
    throw new Error(
      `The local runner has not met these resource types: ${unknown.join(', ')}. ` +
        'Add each to infra/local/resource-types.ts, as run or as configuring AWS only.',
    );
  }
}
