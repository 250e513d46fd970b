import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { queueEdge } from '../../shared/edge/queue.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createReceiveText } from '../../shared/use-cases/receive-text.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.common, process.env);
const keyring = createKeyring(await createSecretReader(new SecretsManagerClient())(config.KEY_SECRET_ARN));
const table = createTable(new DynamoDBClient(), config.TABLE_NAME);
const receiveText = createReceiveText({ handsets: createHandsetStore(table), logs: createLogStore(table), keyring, now: Date.now });
const logger = createLogger('receive-text');

export const handler = queueEdge(createHandler({ receiveText, logger }), logger);
