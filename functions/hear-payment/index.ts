import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { catalogue } from '../../shared/catalogue/index.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { httpEdge } from '../../shared/edge/http.ts';
import { createSecretReader } from '../../shared/edge/secrets.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createChangeCase } from '../../shared/use-cases/change-case.ts';
import { createHearPayment } from '../../shared/use-cases/settle-payment.ts';
import { answer, createHandler } from './handler.ts';

const config = loadConfig(environments.payHearer, process.env);
const readSecret = createSecretReader(new SecretsManagerClient());
const [signingSecret, originVerify] = await Promise.all([readSecret(config.PAY_WEBHOOK_SECRET_ARN), readSecret(config.ORIGIN_SECRET_ARN)]);
const logs = createLogStore(createTable(new DynamoDBClient(), config.TABLE_NAME));
const changeCase = createChangeCase({ logs, catalogue, now: Date.now });
const logger = createLogger('hear-payment');

export const handler = httpEdge(createHandler({ hearPayment: createHearPayment({ changeCase }), signingSecret, logger }), {
  originVerify,
  baseUrl: config.BASE_URL,
  logger,
  refuse: (reason) => answer(reason === 'went-wrong' ? 500 : reason === 'too-large' ? 413 : 403),
  sameSite: false,
});
