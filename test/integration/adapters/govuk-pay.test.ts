import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGovukPay } from '../../../shared/adapters/govuk-pay/govuk-pay.ts';
import { readWebhook, signatureOf } from '../../../shared/adapters/govuk-pay/webhook.ts';
import type { Payments } from '../../../shared/ports/payment.ts';
import { type Answer, half, never, reset, startCarrierEnd } from '../../support/carrier-end.ts';
import { API_KEY, type LocalPayForTest, openLocalPay } from '../../support/pay.ts';

const WANTED = {
  key: 'a-key',
  pence: 5500,
  reference: 'K7M-Q2XW',
  description: 'Garden waste collection for one year',
  returnTo: 'https://my.northwick.gov.uk/pay/K7MQ2XWabcdefgh/back',
};
const running: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});
const at = (baseUrl: string): Payments => createGovukPay({ baseUrl, apiKey: async () => `${API_KEY}\n`, timeoutMs: 300 });

async function setup(answer: Answer) {
  const end = await startCarrierEnd(answer);
  running.push(end.stop);
  return { ...end, payments: at(end.url) };
}
const json =
  (status: number, body: unknown): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const body = (state: object, rest: object = {}) => ({ payment_id: 'hu20sq', amount: 5500, reference: 'K7M-Q2XW', state, ...rest });
const links = { _links: { next_url: { href: 'https://www.payments.service.gov.uk/secure/one', method: 'GET' } } };

describe('GOV.UK Pay, asked for a payment', () => {
  it('gets the price, what it is for and the way back, under a key, and nothing of a person', async () => {
    const { payments, heard } = await setup(json(201, body({ status: 'created' }, links)));
    expect(await payments.create(WANTED)).toEqual({
      kind: 'created',
      payment: { id: 'hu20sq', reference: 'K7M-Q2XW', pence: 5500, payAt: 'https://www.payments.service.gov.uk/secure/one' },
    });
    expect(heard.map(({ method, path }) => [method, path])).toEqual([['POST', '/v1/payments']]);
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
      amount: 5500,
      reference: 'K7M-Q2XW',
      description: 'Garden waste collection for one year',
      return_url: 'https://my.northwick.gov.uk/pay/K7MQ2XWabcdefgh/back',
      delayed_capture: false,
    });
    expect(heard[0]?.headers).toMatchObject({ authorization: `Bearer ${API_KEY}`, 'idempotency-key': 'a-key' });
  });

  it('is told in which language its pages are, where that is Welsh', async () => {
    const { payments, heard } = await setup(json(201, body({ status: 'created' }, links)));
    await payments.create({ ...WANTED, language: 'cy' });
    expect(JSON.parse(heard[0]?.body ?? '')).toMatchObject({ language: 'cy' });
  });

  it('is not asked while its key cannot be read, and nobody is left in doubt', async () => {
    const { url, heard } = await setup(json(201, {}));
    const payments = createGovukPay({ baseUrl: url, apiKey: () => Promise.reject(new Error('throttled')) });
    expect(await payments.create(WANTED)).toEqual({ kind: 'refused', because: 'no-key' });
    expect(await payments.find('hu20sq')).toEqual({ kind: 'unknown', because: 'no-key' });
    expect(heard).toEqual([]);
  });

  it.each([
    ['a key that is not ours', (response) => response.writeHead(401).end('Credentials are required'), 'refused', 'http-401'],
    ['a value that is wrong', json(422, { code: 'P0102', description: 'no' }), 'refused', 'P0102'],
    ['a key that was used for something else', json(409, { code: 'P0191' }), 'refused', 'P0191'],
    ['too many requests', json(429, { code: 'P0900' }), 'refused', 'P0900'],
    ['a request that came too slowly', (response) => response.writeHead(408).end(), 'unknown', 'http-408'],
    ['an error of its own', json(500, { code: 'P0198' }), 'unknown', 'P0198'],
    ['a gateway that gave up', (response) => response.writeHead(504).end(), 'unknown', 'http-504'],
    ['success that is no payment', json(201, {}), 'unknown', 'no-payment'],
    [
      'a link that is none of the web',
      json(201, body({ status: 'created' }, { _links: { next_url: { href: 'javascript:alert(1)' } } })),
      'unknown',
      'no-payment',
    ],
    ['no answer in time', never, 'unknown', 'ETIMEDOUT'],
    ['a reset', reset, 'unknown', 'ECONNRESET'],
    ['half an answer', half(201, '{"payment_id":'), 'unknown', 'ECONNRESET'],
  ] satisfies [string, Answer, string, string][])('tells of %s, and asks once only', async (_, answer, kind, because) => {
    const { payments, heard } = await setup(answer);
    expect(await payments.create(WANTED)).toEqual({ kind, because });
    expect(heard).toHaveLength(1);
  });

  it('knows that no payment was made when nobody listens', async () => {
    const { payments, stop } = await setup(never);
    stop();
    expect(await payments.create(WANTED)).toEqual({ kind: 'refused', because: 'ECONNREFUSED' });
  });
});

describe('GOV.UK Pay, asked how a payment stands', () => {
  it.each([
    [{ status: 'created' }, undefined],
    [{ status: 'started' }, undefined],
    [{ status: 'submitted' }, undefined],
    [{ status: 'success' }, { kind: 'paid', pence: 5500 }],
    [
      { status: 'failed', code: 'P0010' },
      { kind: 'failed', because: 'declined' },
    ],
    [
      { status: 'failed', code: 'P0020' },
      { kind: 'failed', because: 'expired' },
    ],
    [
      { status: 'failed', code: 'P0030' },
      { kind: 'failed', because: 'cancelled' },
    ],
    [
      { status: 'failed', code: 'P9999' },
      { kind: 'failed', because: 'error' },
    ],
    [
      { status: 'cancelled', code: 'P0040' },
      { kind: 'failed', because: 'cancelled' },
    ],
    [
      { status: 'error', code: 'P0050' },
      { kind: 'failed', because: 'error' },
    ],
  ])('reads %o', async (state, outcome) => {
    const { payments } = await setup(json(200, body(state)));
    const found = await payments.find('hu20sq');
    expect(found).toEqual({
      kind: 'found',
      payment: { id: 'hu20sq', reference: 'K7M-Q2XW', pence: 5500, ...(outcome ? { outcome } : {}) },
    });
  });

  it.each([
    ['a payment that it does not know', json(404, { code: 'P0200' }), 'http-404'],
    ['another payment than the one asked about', json(200, { ...body({ status: 'success' }), payment_id: 'another' }), 'http-200'],
    ['a state that is new to us', json(200, body({ status: 'settling' })), 'http-200'],
    ['no answer in time', never, 'ETIMEDOUT'],
  ] satisfies [string, Answer, string][])('says that it does not know after %s', async (_, answer, because) => {
    const { payments } = await setup(answer);
    expect(await payments.find('hu20sq')).toEqual({ kind: 'unknown', because });
  });
});

describe('a message of GOV.UK Pay', () => {
  const message = JSON.stringify({
    resource_type: 'payment',
    resource_id: 'hu20sq',
    event_type: 'x',
    resource: body({ status: 'success' }),
  });

  it('is signed as their documentation says', () => {
    // HMAC of SHA-256 in lower-case hexadecimal, over the body as it came.
    expect(signatureOf('what do ya want for nothing?', 'Jefe')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  it('is read when it is theirs, whatever event it tells of', () => {
    expect(readWebhook({ body: message, signature: signatureOf(message, 's3cret') }, 's3cret\n')).toMatchObject({
      kind: 'payment',
      payment: { id: 'hu20sq', outcome: { kind: 'paid', pence: 5500 } },
    });
  });

  it.each([
    ['without a signature', message, ''],
    ['with that of another secret', message, signatureOf(message, 'another')],
    ['changed on the way', message.replace('5500', '55'), signatureOf(message, 's3cret')],
  ])('is not theirs %s', (_, sent, signature) => {
    expect(readWebhook({ body: sent, signature }, 's3cret')).toEqual({ kind: 'not-theirs' });
  });

  it.each(['{', '[]', '{"resource_type":"refund"}', message.replace('"resource_id":"hu20sq"', '"resource_id":"other"')])(
    'says nothing as %s',
    (sent) => {
      expect(readWebhook({ body: sent, signature: signatureOf(sent, 's3cret') }, 's3cret')).toEqual({ kind: 'other' });
    },
  );
});

describe('the local GOV.UK Pay, and the adapter at it', () => {
  const clock = { ms: Date.parse('2026-11-21T12:00:00Z') };
  let pay: LocalPayForTest;
  beforeEach(async () => {
    pay = await openLocalPay(() => clock.ms);
    running.push(pay.stop);
  });
  const made = async (change: object = {}) => {
    const created = await pay.payments.create({ ...WANTED, ...change });
    if (created.kind !== 'created') throw new Error(created.because);
    return { id: created.payment.id, payAt: created.payment.payAt ?? '' };
  };
  const outcomeOf = async (id: string) => {
    const found = await pay.payments.find(id);
    return found.kind === 'found' ? (found.payment.outcome ?? 'waiting') : found;
  };

  it('takes a payment from card to confirmation, and leads back', async () => {
    const { id, payAt } = await made();
    expect(pay.payer().pay(payAt)).toBe(WANTED.returnTo);
    expect(await outcomeOf(id)).toEqual({ kind: 'paid', pence: 5500 });
    expect(pay.messages.map(({ event }) => event)).toEqual(['card_payment_succeeded', 'card_payment_captured']);
  });

  it.each([
    ['4000000000000002', 'declined', 'declined'],
    ['4000000000000069', 'declined', 'declined'],
    ['4000000000000127', 'declined', 'declined'],
    ['4000000000000119', 'technical problems', 'error'],
  ])('refuses the card %s with no money taken', async (card, says, because) => {
    const { id, payAt } = await made();
    const { html } = pay.payer().enter(payAt, card);
    expect(html).toContain(says);
    expect(html).toContain(`href="${WANTED.returnTo}"`);
    expect(await outcomeOf(id)).toEqual({ kind: 'failed', because });
  });

  it('asks again for a card that is none of its mock numbers', async () => {
    const { id, payAt } = await made();
    expect(pay.payer().enter(payAt, '1234123412341234')).toMatchObject({ status: 400 });
    expect(await outcomeOf(id)).toBe('waiting');
  });

  it('lets a payer stop, before the card and after it', async () => {
    const first = await made();
    expect(pay.payer().cancel(first.payAt).html).toContain('cancelled');
    expect(await outcomeOf(first.id)).toEqual({ kind: 'failed', because: 'cancelled' });
    const second = await made({ key: 'b-key' });
    const payer = pay.payer();
    payer.enter(second.payAt, '4444333322221111');
    expect(await outcomeOf(second.id)).toBe('waiting');
  });

  it('lets a link in once, and gives another for who comes back', async () => {
    const { id, payAt } = await made();
    pay.payer().get(payAt);
    expect(pay.payer().get(payAt).status).toBe(404);
    const again = await pay.payments.find(id);
    expect(pay.payer().pay((again.kind === 'found' && again.payment.payAt) || '')).toBe(WANTED.returnTo);
  });

  it('ends a payment that nobody finished in 90 minutes, and says so', async () => {
    const { id } = await made();
    clock.ms += 90 * 60_000 - 1;
    expect(await outcomeOf(id)).toBe('waiting');
    clock.ms += 1;
    expect(await outcomeOf(id)).toEqual({ kind: 'failed', because: 'expired' });
    expect(pay.messages.map(({ event }) => event)).toEqual(['card_payment_expired']);
  });

  it('makes one payment under one key for a day, and refuses another wish under it', async () => {
    const first = await made();
    expect((await made()).id).toBe(first.id);
    expect(await pay.payments.create({ ...WANTED, pence: 9500 })).toEqual({ kind: 'refused', because: 'P0191' });
    clock.ms += 24 * 60 * 60_000;
    expect((await made()).id).not.toBe(first.id);
  });

  it.each([
    [{ pence: 1 }, 'P0102'],
    [{ description: '' }, 'P0102'],
    [{ key: 'a key!' }, 'P0102'],
  ])('refuses %o', async (change, because) => {
    expect(await pay.payments.create({ ...WANTED, ...change })).toEqual({ kind: 'refused', because });
  });

  it('knows its own key only', async () => {
    const stranger = createGovukPay({ baseUrl: pay.url, apiKey: async () => 'another' });
    expect(await stranger.create(WANTED)).toEqual({ kind: 'refused', because: 'http-401' });
  });
});
