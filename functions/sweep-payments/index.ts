import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createGovukPay } from '../../shared/adapters/govuk-pay/govuk-pay.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { environments, loadConfig } from '../../shared/edge/config.ts';
import { createSecretReader, readLoudly } from '../../shared/edge/secrets.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createPaymentWatchStore } from '../../shared/store/payment-watch-store.ts';
import { createTable } from '../../shared/store/table.ts';
import { createLogger } from '../../shared/telemetry/logger.ts';
import { createChangeCase } from '../../shared/use-cases/change-case.ts';
import { createSettlePayment } from '../../shared/use-cases/settle-payment.ts';
import { createSweepPayments } from '../../shared/use-cases/sweep-payments.ts';
import { createHandler } from './handler.ts';

const config = loadConfig(environments.payer, process.env);
const table = createTable(new DynamoDBClient(), config.TABLE_NAME);
const logs = createLogStore(table);
const changeCase = createChangeCase({ logs, catalogue, now: Date.now });
const readSecret = createSecretReader(new SecretsManagerClient());
const logger = createLogger('sweep-payments');
const apiKey = readLoudly(() => readSecret(config.PAY_KEY_SECRET_ARN), logger);
const payments = createGovukPay({ baseUrl: config.PAY_URL, apiKey });

export const handler = createHandler({
  sweepPayments: createSweepPayments({
    paymentWatches: createPaymentWatchStore(table),
    settlePayment: createSettlePayment({ payments, changeCase }),
    logs,
    catalogue,
    changeCase,
    now: Date.now,
  }),
  logger,
});
