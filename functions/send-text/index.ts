import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { createSnsGateway, snsClientSettings } from '../../shared/adapters/sns/sns-gateway.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { queueEdge } from '../../shared/edge/queue.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createCodeStore } from '../../shared/store/code-store.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createTextStore } from '../../shared/store/text-store.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createSendText } from '../../shared/use-cases/send-text.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.sender, process.env);
const keyring = createKeyring(await createSecretReader(new SecretsManagerClient())(config.KEY_SECRET_ARN));
const table = createTable(new DynamoDBClient(), config.TABLE_NAME);
const gateway = createSnsGateway({ client: new SNSClient(snsClientSettings), originationNumber: config.ORIGINATION_NUMBER });
const stores = { texts: createTextStore(table), handsets: createHandsetStore(table), codes: createCodeStore(table) };
const logger = createLogger('send-text');

export const handler = queueEdge(
  createHandler({ sendText: createSendText({ ...stores, gateway, keyring, now: Date.now }), logger }),
  logger,
);
