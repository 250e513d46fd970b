import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { acknowledge } from './acknowledge.ts';
import type { FrontDoorFunction } from './front-door-function.ts';

export interface PrivateBucketProps {
  key: IKey;
  /** Whose pages may upload to it from a script. */
  origin: string;
  lifecycleRules: LifecycleRule[];
}

/** A bucket of people's files: encrypted with a key of ours, in versions, its accesses logged in a bucket of their own. It outlives the stack. */
export function privateBucket(scope: Construct, id: string, { key, origin, lifecycleRules }: PrivateBucketProps): Bucket {
  const common = { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true, removalPolicy: RemovalPolicy.RETAIN };
  const whoFetched = new Bucket(scope, `${id}Access`, {
    ...common,
    // S3 cannot write access logs into a bucket with a key of ours.
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ expiration: Duration.days(400) }],
  });
  return new Bucket(scope, id, {
    ...common,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    versioned: true,
    serverAccessLogsBucket: whoFetched,
    cors: [{ allowedOrigins: [origin], allowedMethods: [HttpMethods.POST], allowedHeaders: ['*'], maxAge: 3600 }],
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }, ...lifecycleRules],
  });
}

/** Where browsers reach a bucket, without a slash at the end. */
export function bucketUrl(bucket: Bucket, { bucketsUrl }: Stage): string {
  return bucketsUrl ? `${bucketsUrl}/${bucket.bucketName}` : `https://${bucket.bucketRegionalDomainName}`;
}

type ObjectAction = 'GetObject' | 'GetObjectVersion' | 'PutObject' | 'DeleteObject' | 'DeleteObjectVersion';

/**
 * Lets a function do these to the objects under one prefix, and to no others; `under` ends with a slash. With `list` it may also
 * learn that an object is not there: without it, S3 answers as for one it may not see.
 */
export function letUseObjects(
  lambda: FrontDoorFunction,
  bucket: Bucket,
  { may, under, list = false }: { may: ObjectAction[]; under: string; list?: boolean },
): void {
  lambda.allow(
    new PolicyStatement({ actions: may.map((action) => `s3:${action}`), resources: [bucket.arnForObjects(`${under}*`)] }),
    ...(list ? [new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] })] : []),
  );
  acknowledge(
    lambda,
    `AwsSolutions-IAM5[Resource::${printed(lambda, bucket)}/${under}*]`,
    'The objects under one prefix, whose names are made as they come.',
  );
}

/** How cdk-nag prints the bucket's ARN where the function stands: by the name other stacks import it under, or its logical id. */
function printed(lambda: FrontDoorFunction, bucket: Bucket): string {
  const home = Stack.of(bucket);
  if (home === Stack.of(lambda)) return `<${home.resolve(bucket.bucketArn)['Fn::GetAtt'].join('.')}>`;
  return home.resolve(home.exportValue(bucket.bucketArn))['Fn::ImportValue'];
}
