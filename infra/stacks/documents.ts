import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import type { Foundation } from '../constructs/front-door-function.ts';
import { MalwareScan } from '../constructs/malware-scan.ts';
import { letUseObjects, privateBucket } from '../constructs/private-bucket.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduledFunction } from '../constructs/scheduled-function.ts';
import { WorkQueue } from '../constructs/work-queue.ts';

export interface DocumentsProps extends StackProps {
  foundation: Foundation;
  evidence: Bucket;
}

/** How long an extract of a back office is kept after it was read in: long enough to look into what it did. */
const extractsKept = Duration.days(30);
/**
 * How long one run of the function that reads extracts in may take. It passes on what is left before its time is over; one that was
 * killed is followed when its message is shown again, six times as long after it began: the shorter, the sooner.
 */
const importTimeout = Duration.minutes(3);

/** Files that come in: what residents send is checked, what back offices extract is read in. */
export class DocumentsStack extends Stack {
  /** Extracts of back offices. One that arrives under `arriving/` puts a message in `importQueue`. */
  readonly imports: Bucket;
  readonly importQueue: WorkQueue;

  constructor(scope: Construct, id: string, { foundation, evidence, ...props }: DocumentsProps) {
    super(scope, id, props);
    const { key, stage, alarmTopic } = foundation;
    this.addChecks(foundation, evidence);
    this.importQueue = new WorkQueue(this, 'Imports', {
      alarmTopic,
      consumerTimeout: importTimeout,
      impact: {
        givenUp:
          'An extract of a back office could not be read in. Its claims stand where they stood yesterday, and residents are told nothing new.',
        late: 'An extract of a back office has waited a quarter of an hour. Residents and officers see claims as they stood yesterday.',
      },
    });
    this.imports = privateBucket(this, 'Extracts', {
      key,
      origin: stage.baseUrl,
      lifecycleRules: [{ expiration: extractsKept, noncurrentVersionExpiration: Duration.days(1) }],
    });
    this.tellOfExtracts();
    this.addImports(foundation);
  }

  /** What residents send: scanned, checked, kept without its metadata or turned away. Nobody may open it before. */
  private addChecks(foundation: Foundation, evidence: Bucket): void {
    const { table } = foundation;
    const common = {
      foundation,
      permissions: [table.allow('GetItem', 'PutItem', 'Query', 'UpdateItem')],
      environment: { EVIDENCE_BUCKET: evidence.bucketName },
      tableOnly: true,
      timeout: Duration.minutes(1),
    };
    const check = new EventConsumer(this, 'CheckFile', {
      ...common,
      name: 'check-file',
      description: 'Checks each file that was scanned, and takes out where and by whom it was made',
      // A file of ten megabytes is held a few times over.
      memoryMib: 1024,
      impact:
        'A file that a resident sent could not be checked, and is tried again. While this lasts, they are told that we are checking it, and officers wait.',
      givenUp:
        'A file that a resident sent could not be checked in three tries. Within two hours they are told that we could not open it, and must send it again.',
    });
    letUseObjects(check, evidence, {
      may: ['GetObject', 'GetObjectVersion', 'DeleteObject', 'DeleteObjectVersion'],
      under: 'arriving/',
      list: true,
    });
    letUseObjects(check, evidence, { may: ['PutObject', 'DeleteObjectVersion'], under: 'evidence/' });
    new MalwareScan(this, 'MalwareScan', { bucket: evidence, prefix: 'arriving/', consumer: check });
    const sweep = new ScheduledFunction(this, 'SweepFiles', {
      ...common,
      permissions: [...common.permissions, table.allow('DeleteItem'), table.allowIndex('byDue')],
      name: 'sweep-files',
      description: 'Turns away files that no scan came for, and tells cases what they were not told',
      every: Duration.minutes(5),
      impact:
        'Files that residents sent were not scanned within an hour, or the sweep of them fails. Residents are told to send them again, or wait and are told nothing.',
    });
    letUseObjects(sweep, evidence, { may: ['GetObject', 'DeleteObject', 'DeleteObjectVersion'], under: 'arriving/', list: true });
  }

  /** What back offices extract: gone through without changing anything, and, once somebody has said yes, for good. */
  private addImports(foundation: Foundation): void {
    const { table } = foundation;
    const take = new QueueConsumer(this, 'ImportClaims', {
      foundation,
      name: 'import-claims',
      description: 'Goes through extracts of back offices and telephone systems: opens and moves the cases of claims, keeps calls',
      permissions: [table.allow('BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'), this.importQueue.allowSend()],
      environment: { IMPORTS_BUCKET: this.imports.bucketName, IMPORTS_QUEUE_URL: this.importQueue.queue.queueUrl },
      source: this.importQueue,
      timeout: importTimeout,
      // A hundred rows are decided at once: a page's processor, for work that nobody waits for but all are told by.
      memoryMib: 1024,
      batchSize: 1,
      maxConcurrency: 2,
      impact:
        'An extract of a back office could not be gone through, and is tried again. Until then its claims stand where they stood yesterday, and residents are told nothing new.',
    });
    letUseObjects(take, this.imports, { may: ['GetObject', 'GetObjectVersion'], under: 'arriving/', list: true });
  }

  /** By the bucket's own property: the library's way has a Lambda of its own do it. */
  private tellOfExtracts(): void {
    const { queue } = this.importQueue;
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'WhatArrives',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        // The account and not the bucket, which cannot be made before it may send.
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    const bucket = this.imports.node.defaultChild as CfnBucket;
    bucket.notificationConfiguration = {
      queueConfigurations: [
        { event: 's3:ObjectCreated:*', queue: queue.queueArn, filter: { s3Key: { rules: [{ name: 'prefix', value: 'arriving/' }] } } },
      ],
    };
    this.imports.node.addDependency(queue.node.findChild('Policy'));
  }
}
