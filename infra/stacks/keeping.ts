import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Foundation } from '../constructs/front-door-function.ts';
import { letUseObjects } from '../constructs/private-bucket.ts';
import { ScheduledFunction } from '../constructs/scheduled-function.ts';

export interface KeepingProps extends StackProps {
  foundation: Foundation;
  /** What residents sent. */
  evidence: Bucket;
}

/** How long what residents told us is kept, and that it is then forgotten. */
export class KeepingStack extends Stack {
  constructor(scope: Construct, id: string, { foundation, evidence, ...props }: KeepingProps) {
    super(scope, id, props);
    const { table } = foundation;
    const forget = new ScheduledFunction(this, 'Forget', {
      foundation,
      name: 'forget',
      description: 'Erases cases that were kept for their time, and blanks what is personal in what was erased',
      environment: { EVIDENCE_BUCKET: evidence.bucketName },
      permissions: [
        table.allow('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
        table.allowIndex('byDue'),
        table.allowIndex('byAsker'),
        // Every version of a file goes, and only a list tells which there are.
        new PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [evidence.bucketArn] }),
      ],
      timeout: Duration.minutes(5),
      every: Duration.hours(1),
      impact:
        'Something could not be forgotten: what residents told us stays longer than we promised them, or somebody whom we told that it is deleted still has it here.',
    });
    for (const under of ['arriving/', 'evidence/'])
      letUseObjects(forget, evidence, { may: ['DeleteObject', 'DeleteObjectVersion'], under });
  }
}
