import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/hear-payment/handler.ts';
import { signatureOf } from '../../../shared/adapters/govuk-pay/webhook.ts';
import type { HttpEvent } from '../../../shared/edge/http.ts';
import type { PaymentSeen } from '../../../shared/ports/payment.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';
import type { HearPayment } from '../../../shared/use-cases/settle-payment.ts';

const SECRET = 'what Pay signs with';
const message = (status: string) =>
  JSON.stringify({
    resource_type: 'payment',
    resource_id: 'hu20sq',
    event_type: 'card_payment_succeeded',
    resource: { payment_id: 'hu20sq', amount: 5500, reference: 'K7M-Q2X1', state: { status }, email: 'payer@example.com' },
  });

function setup(outcome: Awaited<ReturnType<HearPayment>> = 'settled') {
  const heard: PaymentSeen[] = [];
  const lines: string[] = [];
  const hearPayment: HearPayment = async (payment) => {
    heard.push(payment);
    return outcome;
  };
  const handler = createHandler({ hearPayment, signingSecret: SECRET, logger: createLogger('hear-payment', (line) => lines.push(line)) });
  const post = (body: string, signature = signatureOf(body, SECRET), { method = 'POST', encoded = false } = {}) =>
    handler({
      requestContext: { http: { method } },
      headers: { 'pay-signature': signature },
      body: encoded ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded: encoded,
    } as unknown as HttpEvent);
  return { heard, lines, post };
}

describe('a message to the webhook', () => {
  it.each([false, true])('is taken in when it is signed (encoded by the gateway: %s)', async (encoded) => {
    const { post, heard } = setup();
    expect((await post(message('success'), undefined, { encoded })).statusCode).toBe(204);
    expect(heard).toEqual([{ id: 'hu20sq', reference: 'K7M-Q2X1', pence: 5500, outcome: { kind: 'paid', pence: 5500 } }]);
  });

  it.each([
    ['no signature', ''],
    ['another’s signature', signatureOf(message('success'), 'guessed')],
  ])('changes nothing with %s', async (_, signature) => {
    const { post, heard } = setup();
    expect((await post(message('success'), signature)).statusCode).toBe(401);
    expect(heard).toEqual([]);
  });

  it('is asked for again when others were writing all the time, or the service was taken out, and then only', async () => {
    expect((await setup('busy').post(message('success'))).statusCode).toBe(503);
    expect((await setup('unread').post(message('success'))).statusCode).toBe(503);
    expect((await setup('not-ours').post(message('success'))).statusCode).toBe(204);
    expect((await setup().post('{"resource_type":"refund"}')).statusCode).toBe(204);
    expect((await setup().post('', undefined, { method: 'GET' })).statusCode).toBe(405);
  });

  it('rings the alarm when somebody paid for a case that is not there, and logs nothing of the payer', async () => {
    const { post, lines } = setup('gone');
    await post(message('success'));
    await post(message('failed'));
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['ERROR', 'INFO']);
    expect(lines.join()).not.toMatch(/payer|hu20sq|K7M/);
  });
});
