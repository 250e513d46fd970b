import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { wireProjector } from '../../shared/edge/projector.ts';
import { wireTexts } from '../../shared/edge/texts.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createSweep } from '../../shared/use-cases/sweep.ts';
import { createHandler } from './handler.ts';

const logger = createLogger('sweep');
const clients = { dynamodb: new DynamoDBClient(), secrets: new SecretsManagerClient(), sqs: new SQSClient(), logger };
const parts = await wireProjector(loadConfig(environments.projector, process.env), clients);

export const handler = createHandler({
  sweep: createSweep(parts),
  sweepTexts: wireTexts(parts).sweepTexts,
  sweepDeadlines: parts.sweepDeadlines,
  sweepDrafts: parts.sweepDrafts,
  logger,
});
