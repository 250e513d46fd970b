import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { baselineNamed } from '../../shared/measures/baseline.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';
import { createRefuse } from './refuse.ts';
import { wireReport } from './wire.ts';

const config = loadConfig(environments.report, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [secret, originVerify] = await Promise.all([readSecret(config.KEY_SECRET_ARN), readSecret(config.ORIGIN_SECRET_ARN)]);
const { COUNCIL: council, TABLE_NAME: tableName } = config;
const parts = { client: new DynamoDBClient(), tableName, secret, council, baseline: baselineNamed(config.BASELINE), now: Date.now };

export const handler = httpEdge(createHandler(wireReport(parts)), {
  originVerify,
  baseUrl: config.BASE_URL,
  logger: createLogger('report'),
  refuse: createRefuse(council),
});
