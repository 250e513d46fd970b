import { Aws, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from '../constructs/acknowledge.ts';
import { FrontDoorTable } from '../constructs/front-door-table.ts';
import { privateBucket } from '../constructs/private-bucket.ts';

const useOfKey = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:DescribeKey',
];

export interface DataProps extends StackProps {
  /** Where residents' pages are. */
  origin: string;
}

/** What is kept: the table, the evidence residents send, the secrets, and the key that encrypts them. All outlive the stack. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly table: FrontDoorTable;
  readonly evidence: Bucket;
  readonly keySecret: Secret;
  readonly originSecret: Secret;
  readonly payKey: Secret;
  readonly paySigningSecret: Secret;
  readonly osKey: Secret;

  constructor(scope: Construct, id: string, { origin, ...props }: DataProps) {
    super(scope, id, props);
    this.key = new Key(this, 'Key', {
      description: 'Encrypts what residents tell the front door',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.letServicesUseKey();
    this.table = new FrontDoorTable(this, 'Table', { key: this.key });
    this.evidence = this.evidenceBucket(origin);
    this.keySecret = this.secret('FrontDoorKey', 'What sessions, codes and links are signed and made from', 64);
    this.originSecret = this.secret('OriginVerify', 'What shows that a request came through the distribution', 40);
    this.payKey = this.fromPay('PayKey', 'The API key of GOV.UK Pay');
    this.paySigningSecret = this.fromPay('PaySigning', 'What GOV.UK Pay signs its messages with');
    this.osKey = this.secret('OsKey', 'The API key of Ordnance Survey’s OS Data Hub', 40);
    acknowledge(
      this.osKey,
      'AwsSolutions-SMG4',
      'Ordnance Survey makes it on a page of its own: a person changes this one, there and here.',
    );
    acknowledge(
      this.keySecret,
      'AwsSolutions-SMG4',
      'A new key would end every session and break links in texts already sent. It is changed by hand, when it may be known.',
    );
    acknowledge(
      this.originSecret,
      'AwsSolutions-SMG4',
      'CloudFront takes the value when it is deployed. It is changed by hand, with a deployment.',
    );
  }

  /** Made with nonsense in it: a person puts what GOV.UK Pay gives in its place. */
  private fromPay(id: string, description: string): Secret {
    const secret = this.secret(id, description, 40);
    acknowledge(secret, 'AwsSolutions-SMG4', 'GOV.UK Pay makes it on a page of its own: a person changes this one, there and here.');
    return secret;
  }

  /**
   * The key's policy lets whoever may use the table, the bucket or a secret use the key through that service, as AWS's own
   * keys do. So a function's role needs nothing about keys, and nobody can use the key by itself.
   */
  private letServicesUseKey(): void {
    const ours = { StringEquals: { 'kms:CallerAccount': Aws.ACCOUNT_ID } };
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ThroughTheServicesThatKeepData',
        principals: [new AnyPrincipal()],
        actions: [...useOfKey, 'kms:CreateGrant'],
        resources: ['*'],
        conditions: {
          StringEquals: {
            ...ours.StringEquals,
            'kms:ViaService': ['dynamodb', 's3', 'secretsmanager'].map((service) => `${service}.${this.region}.amazonaws.com`),
          },
        },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Logs',
        principals: [new ServicePrincipal(`logs.${this.region}.amazonaws.com`)],
        actions: useOfKey,
        resources: ['*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${this.region}:${Aws.ACCOUNT_ID}:log-group:*` },
        },
      }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TopicsThatTheseTellOf',
        principals: [new ServicePrincipal('sms-voice.amazonaws.com'), new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  private evidenceBucket(origin: string): Bucket {
    const bucket = privateBucket(this, 'Evidence', {
      key: this.key,
      origin,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30), expiredObjectDeleteMarker: true },
        // What was sent is checked within the hour and then moved or deleted.
        { prefix: 'arriving/', expiration: Duration.days(2), noncurrentVersionExpiration: Duration.days(1) },
      ],
    });
    // What the scan of malware needs. By the bucket's own property: the library's way has a Lambda of its own do it.
    (bucket.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    return bucket;
  }

  private secret(id: string, description: string, passwordLength: number): Secret {
    return new Secret(this, id, {
      description,
      encryptionKey: this.key,
      generateSecretString: { passwordLength, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
