import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createGovukPay } from '../../shared/adapters/govuk-pay/govuk-pay.ts';
import { createOsPlaces } from '../../shared/adapters/os-places/os-places.ts';
import { createSignUploadForm } from '../../shared/adapters/s3/upload-form.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader, keptOnceRead, readLoudly } from '../../shared/edge/secrets.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createHandler } from './handler.ts';
import { speakTo } from './in-language.ts';
import { wirePortal } from './wire.ts';

const config = loadConfig(environments.portal, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [secret, originVerify] = await Promise.all([readSecret(config.KEY_SECRET_ARN), readSecret(config.ORIGIN_SECRET_ARN)]);
const client = new DynamoDBClient();
const signForm = createSignUploadForm({
  credentials: client.config.credentials,
  region: await client.config.region(),
  bucketName: config.EVIDENCE_BUCKET,
  bucketUrl: config.EVIDENCE_URL,
  now: Date.now,
});
const logger = createLogger('portal');
const keyIn = (arn: string) => keptOnceRead(readLoudly(() => readSecret(arn), logger));
const payments = createGovukPay({ baseUrl: config.PAY_URL, apiKey: keyIn(config.PAY_KEY_SECRET_ARN) });
const findAddresses = createOsPlaces({ baseUrl: config.OS_URL, apiKey: keyIn(config.OS_KEY_SECRET_ARN) });
const { COUNCIL: council, BASE_URL: baseUrl, TABLE_NAME: tableName } = config;
const portal = wirePortal({ client, tableName, secret, council, baseUrl, signForm, payments, findAddresses, now: Date.now });

export const handler = httpEdge(createHandler(portal), {
  originVerify,
  baseUrl,
  logger,
  refuse: (reason, event) => speakTo(event, () => portal.showProblem(reason)),
});
