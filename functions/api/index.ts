import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createAccessTokenVerifier } from '../../shared/adapters/oidc/access-token.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';
import { refuse } from './problem.ts';
import { wire } from './wire.ts';

const config = loadConfig(environments.api, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [key, originVerify] = await Promise.all([config.KEY_SECRET_ARN, config.ORIGIN_SECRET_ARN].map(readSecret));
const table = createTable(new DynamoDBClient(), config.TABLE_NAME);
const verify = createAccessTokenVerifier({ issuer: config.API_ISSUER, audience: config.API_AUDIENCE });

export const handler = httpEdge(createHandler(wire({ table, keyring: createKeyring(key as string), verify, baseUrl: config.BASE_URL })), {
  originVerify: originVerify as string,
  baseUrl: config.BASE_URL,
  logger: createLogger('api'),
  refuse,
  sameSite: false,
});
