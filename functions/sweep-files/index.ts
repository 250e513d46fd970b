import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { wireFiles } from '../../shared/edge/files.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.files, process.env);
const { sweepFiles } = wireFiles({ dynamodb: new DynamoDBClient(), s3: new S3Client(), config, now: Date.now });

export const handler = createHandler({ sweepFiles, logger: createLogger('sweep-files') });
