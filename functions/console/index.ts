import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';
import { wireConsole } from './wire.ts';

const config = loadConfig(environments.console, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [secret, originVerify] = await Promise.all([readSecret(config.KEY_SECRET_ARN), readSecret(config.ORIGIN_SECRET_ARN)]);
const logger = createLogger('console');
const deps = wireConsole({ client: new DynamoDBClient(), config, secret, logger, now: Date.now });

export const handler = httpEdge(createHandler(deps), {
  originVerify,
  baseUrl: config.BASE_URL,
  logger,
  refuse: (reason) => deps.showMessage(reason),
});
