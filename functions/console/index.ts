import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createSignObjectLink } from '../../shared/adapters/s3/object-link.ts';
import { createSignUploadForm } from '../../shared/adapters/s3/upload-form.ts';
import { createImportsQueue } from '../../shared/adapters/sqs/imports-queue.ts';
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
const client = new DynamoDBClient();
const signLink = createSignObjectLink({
  credentials: client.config.credentials,
  region: await client.config.region(),
  bucketName: config.EVIDENCE_BUCKET,
  bucketUrl: config.EVIDENCE_URL,
  now: Date.now,
});
const signForm = createSignUploadForm({
  credentials: client.config.credentials,
  region: await client.config.region(),
  bucketName: config.IMPORTS_BUCKET,
  bucketUrl: config.IMPORTS_URL,
  now: Date.now,
});
const enqueue = createImportsQueue(new SQSClient(), config.IMPORTS_QUEUE_URL);
const deps = wireConsole({ client, config, secret, logger, signLink, signForm, enqueue, now: Date.now });

export const handler = httpEdge(createHandler(deps), {
  originVerify,
  baseUrl: config.BASE_URL,
  logger,
  refuse: (reason) => deps.showMessage(reason),
});
