import type { KeptState } from '../../infra/local/kept-state.ts';
import { paymentBody, startPay } from '../../infra/local/pay.ts';
import { createPayAccount, type PayAccount, type PayEvent } from '../../infra/local/pay-account.ts';
import { createPayPages } from '../../infra/local/pay-pages.ts';
import { createGovukPay } from '../../shared/adapters/govuk-pay/govuk-pay.ts';
import type { Payments } from '../../shared/ports/payment.ts';

/** Takes no payments, for tests of everything else. */
export const noPayments: Payments = {
  create: async () => ({ kind: 'refused', because: 'none here' }),
  find: async () => ({ kind: 'unknown', because: 'none here' }),
};

/** What the local GOV.UK Pay keeps, for as long as a test. */
function memory(): KeptState {
  const kept = new Map<string, string>();
  const get = <T>(key: string) => (kept.has(key) ? (JSON.parse(kept.get(key) ?? '') as T) : undefined);
  const set = (key: string, value: unknown) => void kept.set(key, JSON.stringify(value));
  return { get, set } as KeptState;
}

export const API_KEY = 'api_test_123abc456def';

/** The local GOV.UK Pay with the adapter at it, a payer at its pages, and the messages that it would send. */
export async function openLocalPay(now: () => number) {
  const pay = await startPay();
  const messages: { event: PayEvent; id: string; resource: object }[] = [];
  const account: PayAccount = createPayAccount({
    state: memory(),
    now,
    tell: (event, payment) => void messages.push({ event, id: payment.id, resource: paymentBody(payment, account) }),
  });
  pay.open({ account, apiKey: API_KEY, pagesUrl: 'http://pages.localhost' });
  const pages = createPayPages(account);
  const payments = createGovukPay({ baseUrl: pay.url, apiKey: async () => API_KEY, timeoutMs: 1_000 });
  return {
    url: pay.url,
    payments,
    account,
    messages,
    payer: () => payerAt(pages),
    stop: async () => {
      account.close();
      await pay.close();
    },
  };
}
export type LocalPayForTest = Awaited<ReturnType<typeof openLocalPay>>;

/** Somebody at the payment pages, who goes where they lead. */
function payerAt(pages: ReturnType<typeof createPayPages>) {
  let cookie = '';
  const visit = (method: string, address: string, form: Record<string, string> = {}) => {
    const { pathname } = new URL(address, 'http://pages.localhost');
    const body = Buffer.from(new URLSearchParams(form).toString());
    const answer = pages({ method, path: pathname, query: '', headers: { cookie }, body });
    cookie = answer.cookies[0]?.split(';')[0] ?? cookie;
    return { status: answer.status, location: answer.headers['location'], html: answer.body.toString('utf8') };
  };
  const card = (cardNo: string) => ({ cardNo, expiryMonth: '11', expiryYear: '30', cardholderName: 'A Payer', cvc: '123' });
  return {
    get: (address: string) => visit('GET', address),
    /** Types a card, from the link that a payment gave; where it leads. */
    enter(payAt: string, cardNo: string) {
      const details = visit('GET', payAt).location ?? '';
      return visit('POST', details, card(cardNo));
    },
    /** Pays to the end; the address that it leads back to. */
    pay(payAt: string, cardNo = '4444333322221111') {
      const entered = this.enter(payAt, cardNo);
      return entered.location ? visit('POST', entered.location).location : undefined;
    },
    cancel(payAt: string) {
      const details = visit('GET', payAt).location ?? '';
      return visit('POST', `${details.replace(/\/confirm$/, '')}/cancel`);
    },
  };
}
