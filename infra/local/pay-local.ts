import type { KeptState } from './kept-state.ts';
import { type LocalPay, paymentBody } from './pay.ts';
import { createPayAccount, type PayAccount } from './pay-account.ts';
import { createPayPages } from './pay-pages.ts';
import { createPayWebhooks } from './pay-webhooks.ts';

type Settings = {
  pay: LocalPay;
  /** Where its pages are, and where people and its messages come to us. */
  pagesUrl: string;
  baseUrl: string;
  functions: readonly { environment: Record<string, string> }[];
  secretValue: (arn: string) => string;
  state: KeptState;
  now: () => number;
  say: (line: string) => void;
};

/**
 * The local GOV.UK Pay, with its account's API key and signing secret in the secrets that the functions read, as a person puts real
 * ones there. Undefined where no function of the templates takes payments.
 */
export function openPay({ pay, pagesUrl, baseUrl, functions, secretValue, state, now, say }: Settings) {
  const secretNamed = (name: string) => functions.map(({ environment }) => environment[name]).find((arn) => arn !== undefined);
  const [keyArn, signingArn] = [secretNamed('PAY_KEY_SECRET_ARN'), secretNamed('PAY_WEBHOOK_SECRET_ARN')];
  if (keyArn === undefined || signingArn === undefined) return undefined;
  const webhooks = createPayWebhooks({ url: `${baseUrl}/webhooks/govuk-pay`, secret: secretValue(signingArn), now, say });
  const account: PayAccount = createPayAccount({
    state,
    now,
    tell: (event, payment) => webhooks.tell(event, payment.id, paymentBody(payment, account)),
  });
  pay.open({ account, apiKey: secretValue(keyArn), pagesUrl });
  return {
    pages: createPayPages(account),
    waiting: webhooks.waiting,
    close: () => {
      account.close();
      webhooks.close();
    },
  };
}
