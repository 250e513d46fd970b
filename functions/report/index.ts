import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { catalogue } from '../../shared/catalogue/index.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { baseline } from '../../shared/measures/index.ts';
import { createRollupStore } from '../../shared/store/rollup-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createReadReport } from '../../shared/use-cases/read-report.ts';
import { createHandler } from './handler.ts';
import { createRefuse } from './refuse.ts';

const config = loadConfig(environments.http, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [secret, originVerify] = await Promise.all([readSecret(config.KEY_SECRET_ARN), readSecret(config.ORIGIN_SECRET_ARN)]);
const council = config.COUNCIL;
const readReport = createReadReport({ rollupStore: createRollupStore(createTable(new DynamoDBClient(), config.TABLE_NAME)), baseline });
const handle = createHandler({ council, catalogue, baseline, readReport, keyring: createKeyring(secret), now: Date.now });

export const handler = httpEdge(handle, {
  originVerify,
  baseUrl: config.BASE_URL,
  logger: createLogger('report'),
  refuse: createRefuse(council),
});
