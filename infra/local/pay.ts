import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { isFinished, type LocalPayment, type PayAccount } from './pay-account.ts';
import { SECURE_PATH } from './pay-pages.ts';

/** Stand for the addresses of the local GOV.UK Pay in the templates of stage `local`: its API, and where its pages are. */
export const PAY_URL_PLACEHOLDER = 'http://pay.localhost';
export const PAY_PAGES_PLACEHOLDER = 'http://pay-pages.localhost';

/** docs.payments.service.gov.uk/api_reference/create_a_payment_reference */
const wantedSchema = z.object({
  amount: z.number().int().min(30).max(10_000_000),
  reference: z.string().min(1).max(255),
  description: z.string().min(1).max(255),
  return_url: z.url({ protocol: /^https?$/ }).max(2_000),
  delayed_capture: z.literal(false).optional(),
  language: z.enum(['en', 'cy']).default('en'),
});
const keySchema = z.string().regex(/^[0-9A-Za-z-]{1,255}$/);

type Answer = { status: number; body?: object; text?: string };
type Settings = { account: PayAccount; apiKey: string; pagesUrl: string };

export interface LocalPay {
  url: string;
  /** The key is known only once the templates are read, which need the address. */
  open(settings: Settings): void;
  close(): Promise<void>;
}

const failed = (status: number, code: string, description: string, rest: object = {}): Answer => ({
  status,
  body: { ...rest, code, description },
});

/**
 * GOV.UK Pay's API on this machine, as far as a service takes payments with it: making one, looking at one, its keys, its states
 * and its errors, by its documentation (docs.payments.service.gov.uk) and its source (github.com/alphagov/pay-publicapi).
 */
export async function startPay(): Promise<LocalPay> {
  let answer: ((request: IncomingMessage, body: string) => Answer) | undefined;
  const server = createServer((request, response) => {
    void textOf(request).then((sent) => {
      const { status, body, text } = answer?.(request, sent) ?? failed(503, 'P0198', 'Starting');
      const type = text === undefined ? 'application/json' : 'text/plain';
      response.writeHead(status, { 'content-type': type }).end(text ?? JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    open: (settings) => {
      answer = createAnswer(url, settings);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}

function createAnswer(url: string, { account, apiKey, pagesUrl }: Settings) {
  const create = ({ headers }: IncomingMessage, body: string): Answer => {
    let candidate: unknown;
    try {
      candidate = JSON.parse(body);
    } catch {
      return failed(400, 'P0197', 'Unable to parse JSON');
    }
    const { data: wanted, error } = wantedSchema.safeParse(candidate);
    const field = String(error?.issues[0]?.path[0] ?? '');
    if (!wanted) {
      const missing = (candidate as Record<string, unknown> | null)?.[field] === undefined;
      if (missing) return failed(400, 'P0101', `Missing mandatory attribute: ${field}`, { field });
      return failed(422, 'P0102', `Invalid attribute value: ${field}. ${error?.issues[0]?.message}`, { field });
    }
    const key = headers['idempotency-key'];
    if (key !== undefined && !keySchema.safeParse(key).success)
      return failed(422, 'P0102', 'Header [Idempotency-Key] can have a size between 1 and 255', { header: 'Idempotency-Key' });
    const { return_url: returnUrl, amount, reference, description, language } = wanted;
    const made = account.create({ amount, reference, description, returnUrl, language }, typeof key === 'string' ? key : undefined);
    if (made === 'key-used')
      return failed(409, 'P0191', 'The `Idempotency-Key` you sent in the request header has already been used to create a payment.', {
        header: 'Idempotency-Key',
      });
    return { status: made.made ? 201 : 200, body: shown(made.payment) };
  };
  const shown = (payment: LocalPayment) => paymentBody(payment, account, { url, pagesUrl });
  return (request: IncomingMessage, body: string): Answer => {
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return { status: 401, text: 'Credentials are required to access this resource' };
    const { method, url: path = '/' } = request;
    if (method === 'POST' && path === '/v1/payments') return create(request, body);
    const [, id = ''] = /^\/v1\/payments\/([0-9a-z]+)$/.exec(path) ?? [];
    if (method !== 'GET' || !id) return failed(404, 'P0200', 'Not found');
    const payment = account.find(id);
    return payment ? { status: 200, body: shown(payment) } : failed(404, 'P0200', 'Not found');
  };
}

/** A payment as the API and its webhooks show it. Only the API leads to its pages, by a token for one visit. */
export function paymentBody(payment: LocalPayment, account: PayAccount, at?: { url: string; pagesUrl: string }): object {
  const { id, amount, reference, description, returnUrl, language = 'en', createdAt, status, code, lastDigits } = payment;
  const next =
    at && !isFinished(payment) ? { href: `${at.pagesUrl}${SECURE_PATH}/${account.tokenFor(payment)}`, method: 'GET' } : undefined;
  return {
    payment_id: id,
    payment_provider: 'sandbox',
    amount,
    reference,
    description,
    language,
    return_url: returnUrl,
    created_date: new Date(createdAt).toISOString(),
    delayed_capture: false,
    moto: false,
    state: { status, finished: isFinished(payment), ...(code ? { code, message: account.messageOf(payment) } : {}) },
    ...(lastDigits ? { card_details: { last_digits_card_number: lastDigits } } : {}),
    ...(at ? { _links: { self: { href: `${at.url}/v1/payments/${id}`, method: 'GET' }, ...(next ? { next_url: next } : {}) } } : {}),
  };
}
