import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { logsEdge } from '../../shared/edge/logs.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { wireTexts } from '../../shared/edge/texts.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.common, process.env);
const keyring = createKeyring(await createSecretReader(new SecretsManagerClient())(config.KEY_SECRET_ARN));
const { settleText } = wireTexts({ table: createTable(new DynamoDBClient(), config.TABLE_NAME), keyring, now: Date.now });
const logger = createLogger('settle-text');

export const handler = logsEdge(createHandler({ settleText, logger }), logger);
