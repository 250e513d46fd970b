import type { Resource } from './cloud-assembly.ts';

/** Where the templates run: the account is the one fauxqs answers for. */
export const ACCOUNT = '000000000000';
export const REGION = 'eu-west-2';

export interface Place {
  /** Address of the gate in front of the embedded AWS services, no trailing slash. */
  gateUrl: string;
}

type Attributes = { ref: string } & Record<string, string>;

const arn = (service: string, resource: string, { region = REGION, account = ACCOUNT } = {}): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

const global = { region: '', account: ACCOUNT };

/** Says what `Ref` and each `Fn::GetAtt` of a resource give, by its type and name. */
type Describe = (name: string, resource: Resource, place: Place) => Attributes;

const describers: Record<string, Describe> = {
  'AWS::DynamoDB::Table': describeTable,
  'AWS::DynamoDB::GlobalTable': describeTable,
  'AWS::SQS::Queue': (name, _resource, { gateUrl }) => {
    const url = `${gateUrl}/${ACCOUNT}/${name}`;
    return { ref: url, QueueUrl: url, Arn: arn('sqs', name), QueueName: name };
  },
  'AWS::SNS::Topic': (name) => ({ ref: arn('sns', name), TopicArn: arn('sns', name), TopicName: name }),
  'AWS::Lambda::Function': (name) => ({ ref: name, Arn: arn('lambda', `function:${name}`) }),
  'AWS::IAM::Role': (name) => ({ ref: name, Arn: arn('iam', `role/${name}`, global), RoleId: `AROA${name}` }),
  'AWS::S3::Bucket': (name) => ({
    ref: name,
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
  }),
  'AWS::SecretsManager::Secret': (name) => {
    const secretArn = arn('secretsmanager', `secret:${name}-LoCaL1`);
    return { ref: secretArn, Id: secretArn };
  },
  'AWS::Events::Rule': (name) => ({ ref: name, Arn: arn('events', `rule/${name}`) }),
  'AWS::ApiGatewayV2::Api': (name) => {
    const id = name
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .slice(-10);
    return { ref: id, ApiId: id, ApiEndpoint: `https://${id}.execute-api.${REGION}.amazonaws.com` };
  },
  'AWS::ApiGatewayV2::Authorizer': (name) => ({ ref: name, AuthorizerId: name }),
  'AWS::CloudFront::Distribution': (name) => ({ ref: name, Id: name, DomainName: `${name.toLowerCase()}.cloudfront.net` }),
  'AWS::CloudFront::OriginAccessControl': (name) => ({ ref: name, Id: name }),
  'AWS::Cognito::UserPool': (name) => {
    const id = `${REGION}_${name.replace(/[^A-Za-z0-9]/g, '').slice(-9)}`;
    const provider = `cognito-idp.${REGION}.amazonaws.com/${id}`;
    return {
      ref: id,
      UserPoolId: id,
      Arn: arn('cognito-idp', `userpool/${id}`),
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    };
  },
  'AWS::Cognito::UserPoolClient': (name) => ({ ref: name, ClientId: name }),
  'AWS::KMS::Key': (name) => ({ ref: name, KeyId: name, Arn: arn('kms', `key/${name}`) }),
  'AWS::Logs::LogGroup': (name) => ({ ref: name, Arn: arn('logs', `log-group:${name}:*`) }),
  'AWS::CloudWatch::Alarm': (name) => ({ ref: name, Arn: arn('cloudwatch', `alarm:${name}`) }),
  'AWS::WAFv2::WebACL': (name) => ({ ref: name, Id: name, Arn: arn('wafv2', `global/webacl/${name}`, { region: 'us-east-1' }) }),
  'AWS::CertificateManager::Certificate': (name) => ({ ref: arn('acm', `certificate/${name}`, { region: 'us-east-1' }) }),
  // One of Ofcom's drama numbers, which no telephone has.
  'AWS::SMSVOICE::PhoneNumber': (name) => ({
    ref: name,
    PhoneNumberId: name,
    PhoneNumber: '+447700900999',
    Arn: arn('sms-voice', `phone-number/${name}`),
  }),
};

function describeTable(name: string): Attributes {
  const tableArn = arn('dynamodb', `table/${name}`);
  return { ref: name, Arn: tableArn, StreamArn: `${tableArn}/stream/2026-01-01T00:00:00.000` };
}

/** The property a template may name a resource by; where it does not, AWS and the runner make a name from stack and logical id. */
const nameProperty: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
};

/**
 * The value of `Ref` (no attribute) or of `Fn::GetAtt`.
 * @param resolve turns a property of the same stack into its value
 * @throws when the type has no such attribute here
 */
export function attributeOf(
  resource: Resource,
  attribute: string | undefined,
  { place, resolve }: { place: Place; resolve: (value: unknown) => unknown },
): string {
  const property = nameProperty[resource.type];
  const given = property && resource.properties[property] !== undefined ? resolve(resource.properties[property]) : undefined;
  const name = typeof given === 'string' ? given : madeName(resource);
  const describe: Describe = describers[resource.type] ?? (() => ({ ref: name, Id: name }));
  const attributes = describe(name, resource, place);
  const value = attribute === undefined ? attributes.ref : attributes[attribute];
  if (value === undefined) {
    throw new Error(`The local runner does not know ${attribute} of ${resource.type} (${resource.stack}/${resource.logicalId})`);
  }
  return value;
}

function madeName({ stack, logicalId, type }: Resource): string {
  const name = `${stack}-${logicalId}`.slice(-63).replace(/^-+/, '');
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
}
