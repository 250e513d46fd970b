import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createTextsQueue } from '../../shared/adapters/sqs/texts-queue.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { createPaceStore } from '../../shared/store/pace-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createTextStore } from '../../shared/store/text-store.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createMetrics } from '../../shared/telemetry/metrics.ts';
import { createReleaseTexts } from '../../shared/use-cases/release-texts.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.releaser, process.env);
const table = createTable(new DynamoDBClient(), config.TABLE_NAME);
const rules = config.TEXT_PACE;
const now = Date.now;
const sqs = new SQSClient();
const enqueue = { urgent: createTextsQueue(sqs, config.TEXTS_QUEUE_URL), bulk: createTextsQueue(sqs, config.BULK_TEXTS_QUEUE_URL) };
const parts = { texts: createTextStore(table), pace: createPaceStore(table, { rules, now }), rules, enqueue, now };

export const handler = createHandler({
  releaseTexts: createReleaseTexts(parts),
  logger: createLogger('release-texts'),
  putMetric: createMetrics(),
});
