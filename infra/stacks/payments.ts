import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { type Foundation, readSecret } from '../constructs/front-door-function.ts';
import { ScheduledFunction } from '../constructs/scheduled-function.ts';
import { WebFunction } from '../constructs/web-function.ts';

export interface PaymentsProps extends StackProps {
  foundation: Foundation;
  api: IHttpApi;
  originSecret: ISecret;
  payKey: ISecret;
  paySigningSecret: ISecret;
}

/** What came of payments: as GOV.UK Pay tells it, and as it says when it is asked. Residents begin them on their own pages. */
export class PaymentsStack extends Stack {
  constructor(scope: Construct, id: string, { foundation, api, originSecret, payKey, paySigningSecret, ...props }: PaymentsProps) {
    super(scope, id, props);
    const { table, stage } = foundation;
    new WebFunction(this, 'HearPayment', {
      foundation,
      api,
      originSecret,
      name: 'hear-payment',
      description: 'Hears from GOV.UK Pay what came of a payment',
      permissions: [table.allow('Query', 'PutItem'), readSecret(paySigningSecret)],
      environment: { PAY_WEBHOOK_SECRET_ARN: paySigningSecret.secretArn },
      routes: [{ method: 'ANY', path: '/webhooks/govuk-pay' }],
      openBecause: 'GOV.UK Pay has no token of ours. It signs each message, and the function takes none without its signature.',
      impact:
        'A message of GOV.UK Pay could not be taken in: people who paid are told later. Or somebody paid for a request that was erased meanwhile: give it back there.',
    });
    new ScheduledFunction(this, 'SweepPayments', {
      foundation,
      name: 'sweep-payments',
      description: 'Asks what came of payments that nobody told of, and closes what was not paid for in time',
      permissions: [table.allow('Query', 'PutItem', 'UpdateItem', 'DeleteItem'), table.allowIndex('byDue'), readSecret(payKey)],
      environment: { PAY_URL: stage.payments.url, PAY_KEY_SECRET_ARN: payKey.secretArn },
      timeout: Duration.minutes(1),
      every: Duration.minutes(5),
      impact:
        'GOV.UK Pay has not said for three hours what came of a payment, or the function fails. A resident may have paid, and their request waits. Look the payment up there.',
    });
  }
}
