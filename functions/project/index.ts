import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { wireProjector } from '../../shared/edge/projector.ts';
import { streamEdge } from '../../shared/edge/stream.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';

const logger = createLogger('project');
const clients = { dynamodb: new DynamoDBClient(), secrets: new SecretsManagerClient(), sqs: new SQSClient(), logger };
const parts = await wireProjector(loadConfig(environments.projector, process.env), clients);

export const handler = streamEdge(createHandler(parts), logger);
