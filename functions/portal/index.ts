import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';
import { wirePortal } from './wire.ts';

const config = loadConfig(environments.http, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [secret, originVerify] = await Promise.all([readSecret(config.KEY_SECRET_ARN), readSecret(config.ORIGIN_SECRET_ARN)]);
const portal = wirePortal({ client: new DynamoDBClient(), tableName: config.TABLE_NAME, secret, council: config.COUNCIL, now: Date.now });

export const handler = httpEdge(createHandler(portal), {
  originVerify,
  baseUrl: config.BASE_URL,
  logger: createLogger('portal'),
  refuse: portal.showProblem,
});
