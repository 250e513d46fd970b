import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { createBucket } from '../../shared/adapters/s3/bucket.ts';
import { createImportsQueue } from '../../shared/adapters/sqs/imports-queue.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { queueEdge } from '../../shared/edge/queue.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';
import { wire } from './wire.ts';

const config = loadConfig(environments.importer, process.env);
const secret = await createSecretReader(new SecretsManagerClient())(config.KEY_SECRET_ARN);
const bucket = createBucket({ client: new S3Client(), bucketName: config.IMPORTS_BUCKET });
const parts = wire({ dynamodb: new DynamoDBClient(), tableName: config.TABLE_NAME, secret, bucket, now: Date.now });
const enqueue = createImportsQueue(new SQSClient(), config.IMPORTS_QUEUE_URL);
const logger = createLogger('import-claims');
const within = createHandler({ ...parts, enqueue, logger, now: Date.now });

export const handler = (event: SQSEvent, context: Context) => queueEdge(within(context.getRemainingTimeInMillis()), logger)(event);
