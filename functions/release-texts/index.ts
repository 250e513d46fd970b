import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createTextsQueue } from '../../shared/adapters/sqs/texts-queue.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { createTable } from '../../shared/store/table.ts';
import { createTextStore } from '../../shared/store/text-store.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createReleaseTexts } from '../../shared/use-cases/release-texts.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.releaser, process.env);
const texts = createTextStore(createTable(new DynamoDBClient(), config.TABLE_NAME));
const enqueue = createTextsQueue(new SQSClient(), config.TEXTS_QUEUE_URL);

export const handler = createHandler({
  releaseTexts: createReleaseTexts({ texts, enqueue, now: Date.now }),
  logger: createLogger('release-texts'),
});
