import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createAccessTokenVerifier } from '../../shared/adapters/oidc/access-token.ts';
import { createSignUploadForm } from '../../shared/adapters/s3/upload-form.ts';
import { createImportsQueue } from '../../shared/adapters/sqs/imports-queue.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { baselineNamed } from '../../shared/measures/baseline.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';
import { refuse } from './problem.ts';
import { wire } from './wire.ts';

const config = loadConfig(environments.api, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [key, originVerify] = await Promise.all([config.KEY_SECRET_ARN, config.ORIGIN_SECRET_ARN].map(readSecret));
const client = new DynamoDBClient();
const table = createTable(client, config.TABLE_NAME);
const signForm = createSignUploadForm({
  credentials: client.config.credentials,
  region: await client.config.region(),
  bucketName: config.IMPORTS_BUCKET,
  bucketUrl: config.IMPORTS_URL,
  now: Date.now,
});
const enqueue = createImportsQueue(new SQSClient(), config.IMPORTS_QUEUE_URL);
const verify = createAccessTokenVerifier({ issuer: config.API_ISSUER, audience: config.API_AUDIENCE });

const baseline = baselineNamed(config.BASELINE);

export const handler = httpEdge(
  createHandler(
    wire({
      table,
      keyring: createKeyring(key as string),
      verify,
      baseUrl: config.BASE_URL,
      signForm,
      enqueue,
      baseline,
      area: config.COUNCIL.map?.area,
    }),
  ),
  {
    originVerify: originVerify as string,
    baseUrl: config.BASE_URL,
    logger: createLogger('api'),
    refuse,
    sameSite: false,
  },
);
