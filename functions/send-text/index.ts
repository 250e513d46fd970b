import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { snsClientSettings } from '../../shared/adapters/sns/sns-gateway.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { queueEdge } from '../../shared/edge/queue.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { wireTexts } from '../../shared/edge/texts.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createSendText } from '../../shared/use-cases/send-text.ts';
import { createCarrier } from './carrier.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.sender, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [secret, gateway] = await Promise.all([
  readSecret(config.KEY_SECRET_ARN),
  createCarrier(config, { sns: () => new SNSClient(snsClientSettings), readSecret, now: Date.now }),
]);
const keyring = createKeyring(secret);
const parts = wireTexts({ table: createTable(new DynamoDBClient(), config.TABLE_NAME), keyring, now: Date.now });
const logger = createLogger('send-text');

export const handler = queueEdge(createHandler({ sendText: createSendText({ ...parts, gateway }), logger }), logger);
