import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type LocalNotify, startNotify } from '../../../infra/local/notify.ts';
import { notifyToken, parseNotifyKey } from '../../../shared/adapters/notify/api-key.ts';
import { createNotifyGateway, type NotifySettings } from '../../../shared/adapters/notify/notify-gateway.ts';
import { type Answer, half, never, reset, startCarrierEnd } from '../../support/carrier-end.ts';

const SERVICE = '26785a09-ab16-4eb0-8407-a37497a57506';
const SECRET = '3d844edf-8d35-48ac-975b-e847b4f122b0';
const TEMPLATE = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
const SENDER = '8e222534-7f05-4972-86e3-17c5d9f894e2';
const NOW = Date.parse('2026-11-21T12:00:00Z');
const TEXT = { to: '+447700900123', body: 'Northwick Council: hello' };
const key = parseNotifyKey(`front-door-${SERVICE}-${SECRET}`);

const running: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});
const gatewayAt = (baseUrl: string, rest: Partial<NotifySettings> = {}) =>
  createNotifyGateway({ baseUrl, key, templateId: TEMPLATE, now: () => NOW, timeoutMs: 300, ...rest });

async function setup(answer: Answer, rest: Partial<NotifySettings> = {}) {
  const end = await startCarrierEnd(answer);
  running.push(end.stop);
  return { ...end, send: () => gatewayAt(end.url, rest).send(TEXT) };
}

const json =
  (status: number, body: unknown): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const fail = (status: number, error: string, message = 'no') => json(status, { status_code: status, errors: [{ error, message }] });

describe('the Notify gateway', () => {
  it('posts the whole text as the one value of its template, with our reference and the sender', async () => {
    const { url, heard } = await setup(json(201, { id: 'n-1' }));
    const gateway = gatewayAt(url, { senderId: SENDER });
    expect(await gateway.send({ ...TEXT, reference: 'attempt' })).toEqual({ kind: 'accepted', messageId: 'n-1' });
    expect(heard.map(({ method, path }) => [method, path])).toEqual([['POST', '/v2/notifications/sms']]);
    expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
      phone_number: '+447700900123',
      template_id: TEMPLATE,
      personalisation: { body: 'Northwick Council: hello' },
      reference: 'attempt',
      sms_sender_id: SENDER,
    });
  });

  it('signs each request with a token of its own, which the key’s secret proves', async () => {
    const { send, heard } = await setup(json(201, { id: 'n-1' }));
    await send();
    expect(heard[0]?.headers.authorization).toBe(`Bearer ${notifyToken(key, NOW)}`);
    expect(heard[0]?.headers['content-type']).toBe('application/json');
    expect(heard[0]?.body).not.toContain(SECRET);
  });

  it.each([
    ['a minute’s limit', fail(429, 'RateLimitError'), { kind: 'refused', again: true, because: 'RateLimitError' }],
    ['a day’s limit', fail(429, 'TooManyRequestsError'), { kind: 'refused', again: true, because: 'TooManyRequestsError' }],
    ['a key that is not ours', fail(403, 'AuthError'), { kind: 'refused', again: true, because: 'AuthError' }],
    ['a setting that is wrong', fail(400, 'BadRequestError'), { kind: 'refused', again: true, because: 'BadRequestError' }],
    ['a number that will never do', fail(400, 'ValidationError'), { kind: 'refused', again: false, because: 'ValidationError' }],
    ['a number of another country', fail(400, 'InvalidPhoneError'), { kind: 'refused', again: false, because: 'InvalidPhoneError' }],
    [
      'a page that is not there',
      (response) => response.writeHead(404).end('<html>'),
      { kind: 'refused', again: true, because: 'http-404' },
    ],
    ['a request that came too slowly', fail(408, 'Timeout'), { kind: 'unknown', because: 'Timeout' }],
    ['an error of its own', fail(500, 'Exception'), { kind: 'unknown', because: 'Exception' }],
    ['a gateway that gave up', (response) => response.writeHead(504).end(), { kind: 'unknown', because: 'http-504' }],
    ['being somewhere else', (response) => response.writeHead(302, { location: '/x' }).end(), { kind: 'unknown', because: 'http-302' }],
    ['success without an id', json(201, {}), { kind: 'unknown', because: 'no-message-id' }],
    ['success that is not JSON', (response) => response.writeHead(201).end('ok'), { kind: 'unknown', because: 'no-message-id' }],
    ['no answer in time', never, { kind: 'unknown', because: 'ETIMEDOUT' }],
    ['an answer that never ends', (response) => response.writeHead(201).write('{'), { kind: 'unknown', because: 'ETIMEDOUT' }],
    ['a reset', reset, { kind: 'unknown', because: 'ECONNRESET' }],
    ['half an answer', half(201, '{"id":'), { kind: 'unknown', because: 'ECONNRESET' }],
  ] satisfies [string, Answer, object][])('tells of %s, and asks once only', async (_, answer, outcome) => {
    const { send, heard } = await setup(answer);
    expect(await send()).toEqual(outcome);
    expect(heard).toHaveLength(1);
  });

  it('keeps an error of ten thousand letters, or a person’s number in it, out of what it tells', async () => {
    const { send } = await setup(fail(400, `Error about +447700900123 ${'x'.repeat(10_000)}`));
    expect(await send()).toEqual({ kind: 'refused', again: true, because: 'http-400' });
  });

  it('knows that a text did not go when nobody listens', async () => {
    const { send, stop } = await setup(never);
    stop();
    expect(await send()).toEqual({ kind: 'refused', again: true, because: 'ECONNREFUSED' });
  });

  it('knows that a text did not go when no secure connection came about', async () => {
    const deaf = createServer(() => {});
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    running.push(() => deaf.close());
    const { port } = deaf.address() as { port: number };
    expect(await gatewayAt(`https://127.0.0.1:${port}`).send(TEXT)).toEqual({ kind: 'refused', again: true, because: 'ETIMEDOUT' });
  });

  it('uses no connection twice, so that one closed meanwhile loses no text', async () => {
    const { send, heard } = await setup(json(201, { id: 'n-1' }));
    await send();
    await send();
    expect(heard.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
  });
});

describe('an API key of Notify', () => {
  it('is its service and its secret, whatever its name holds', () => {
    expect(parseNotifyKey(`my_test-key 1-${SERVICE}-${SECRET}\n`)).toEqual({ serviceId: SERVICE, secret: SECRET });
  });

  it('is refused when it is none, without being told', () => {
    expect(() => parseNotifyKey(`s3cret-${SECRET}`)).toThrow(/^the Notify API key is not one: \{name\}-\{service id\}-\{secret\}$/);
  });
});

describe('the local Notify, and the gateway at it', () => {
  async function setupLocal({ limits, clockMs = NOW }: { limits?: { perMinute?: number; perDay?: number }; clockMs?: number } = {}) {
    const notify: LocalNotify = await startNotify();
    running.push(notify.close);
    const delivered: [string, string][] = [];
    const clock = { ms: clockMs };
    const deliver = (number: string, body: string) => {
      delivered.push([number, body]);
      return `n-${delivered.length}`;
    };
    notify.open({ key, deliver, now: () => clock.ms, ...(limits && { limits }) });
    return { notify, delivered, clock };
  }

  it('delivers a text to its phone, word for word', async () => {
    const { notify, delivered } = await setupLocal();
    const body = 'Northwick Council: "Tŷ Ŵyr" {braces} £5\nhttps://my.northwick.gov.uk/r/K7MQ2XWabcdef';
    expect(await gatewayAt(notify.url).send({ to: '+447700900123', body })).toEqual({ kind: 'accepted', messageId: 'n-1' });
    expect(delivered).toEqual([['+447700900123', body]]);
  });

  it('answers for a smoke test’s number, and delivers nothing', async () => {
    const { notify, delivered } = await setupLocal();
    expect(await gatewayAt(notify.url).send({ ...TEXT, to: '+447700900111' })).toMatchObject({ kind: 'accepted' });
    expect(delivered).toEqual([]);
  });

  it.each([
    ['of another service', parseNotifyKey(`k-${TEMPLATE}-${SECRET}`), NOW],
    ['with another secret', parseNotifyKey(`k-${SERVICE}-${TEMPLATE}`), NOW],
    ['made 31 seconds ago', key, NOW + 31_000],
  ])('refuses a token %s', async (_, given, clockMs) => {
    const { notify, delivered } = await setupLocal({ clockMs });
    expect(await gatewayAt(notify.url, { key: given }).send(TEXT)).toEqual({ kind: 'refused', again: true, because: 'AuthError' });
    expect(delivered).toEqual([]);
  });

  it.each([
    ['a number that is no UK mobile', { ...TEXT, to: '+4412345' }, { kind: 'refused', again: false, because: 'ValidationError' }],
    ['a text longer than six parts', { ...TEXT, body: 'x'.repeat(919) }, { kind: 'refused', again: true, because: 'BadRequestError' }],
  ])('refuses %s', async (_, text, outcome) => {
    const { notify } = await setupLocal();
    expect(await gatewayAt(notify.url).send(text)).toEqual(outcome);
  });

  it('refuses what is over a minute’s limit until a minute has gone, and over a day’s until midnight UTC', async () => {
    const { notify, clock } = await setupLocal({ limits: { perMinute: 1, perDay: 2 } });
    const send = () => gatewayAt(notify.url, { now: () => clock.ms }).send(TEXT);
    expect(await send()).toMatchObject({ kind: 'accepted' });
    expect(await send()).toMatchObject({ because: 'RateLimitError' });
    clock.ms += 60_000;
    expect(await send()).toMatchObject({ kind: 'accepted' });
    clock.ms += 60_000;
    expect(await send()).toMatchObject({ because: 'TooManyRequestsError' });
    clock.ms = Date.parse('2026-11-22T00:00:00Z');
    expect(await send()).toMatchObject({ kind: 'accepted' });
  });
});
