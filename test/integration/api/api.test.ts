import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWithScope } from '../../../functions/api/caller.ts';
import { createHandler } from '../../../functions/api/handler.ts';
import { wireImports } from '../../../shared/edge/imports.ts';
import { baseline } from '../../../shared/measures/baseline.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { createQuarterStore } from '../../../shared/store/quarter-store.ts';
import { createReadReport } from '../../../shared/use-cases/read-report.ts';
import { BASE_URL, binAnswers, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { httpEvent } from '../../support/http-event.ts';

let door: FrontDoor;
const enqueued: string[] = [];
const files = new Map<string, string>();
const signForm = async ({ key }: { key: string }) => ({ url: 'https://extracts.example', fields: { key } });
let call: (
  method: string,
  path: string,
  body?: unknown,
  rest?: { key?: string; scope?: string; type?: string; raw?: string; client?: string },
) => Promise<{ status: number; body: Record<string, unknown> }>;

beforeAll(async () => {
  door = await createFrontDoor();
  // Who calls and with what scopes, in place of a signed token: those are tested where they are verified.
  const withScope = createWithScope(async (authorization) => (authorization ? JSON.parse(authorization) : undefined));
  const handler = createHandler({
    ...door,
    withScope,
    readReport: createReadReport({ quarterStore: createQuarterStore(door.table), baseline, measures }),
    measures,
    baseUrl: BASE_URL,
    ...wireImports({
      table: door.table,
      signForm,
      enqueue: async (id) => void enqueued.push(id),
      baseUrl: BASE_URL,
      now: () => door.clock.ms,
    }),
    sendFile: async ({ fields }, content) => void files.set(fields['key'] ?? '', content),
    newId: () => crypto.randomUUID(),
    now: () => door.clock.ms,
  });
  const every =
    'front-door/services.read front-door/cases.read front-door/cases.write front-door/contacts.write front-door/imports.write front-door/measures.read';
  call = async (method, path, body, { key, scope = every, type = 'application/json', raw, client = 'back-office' } = {}) => {
    const headers = {
      'content-type': type,
      ...(client ? { authorization: JSON.stringify({ id: client, scopes: scope.split(' ') }) } : {}),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const result = await handler(httpEvent({ method, path, headers, ...(text === undefined ? {} : { body: text }) }));
    return { status: result.statusCode ?? 200, body: JSON.parse(result.body ?? '{}') };
  };
});
afterAll(() => door.stop());

const bin = { service: 'missed-bin', answers: binAnswers };
const openedCase = async () => String((await call('POST', '/api/v1/cases', bin)).body['reference']);

describe('opening a case', () => {
  it('answers with its reference, and shows where it stands without anything personal', async () => {
    const opened = await call('POST', '/api/v1/cases', { ...bin, channel: 'telephone' });
    expect(opened.status).toBe(201);
    const read = await call('GET', `/api/v1/cases/${opened.body['displayReference']}`);
    expect(read.body).toMatchObject({
      service: 'missed-bin',
      stage: { id: 'received' },
      channel: 'telephone',
      assisted: true,
      sequence: 1,
    });
    expect(JSON.stringify(read.body)).not.toMatch(/7700900|High Street|NW1/);
  });

  it('opens one case for one Idempotency-Key, and refuses the key for other answers', async () => {
    const first = await call('POST', '/api/v1/cases', bin, { key: 'import-7' });
    const again = await call('POST', '/api/v1/cases', bin, { key: 'import-7' });
    expect([first.status, again.status, again.body['reference']]).toEqual([201, 200, first.body['reference']]);
    const other = { ...bin, answers: { ...binAnswers, 'which-bin': 'food' } };
    expect((await call('POST', '/api/v1/cases', other, { key: 'import-7' })).status).toBe(422);
    expect((await call('POST', '/api/v1/cases', { ...bin, channel: 'post' }, { key: 'import-7' })).status).toBe(422);
    expect((await call('POST', '/api/v1/cases', bin, { key: 'import-7', client: 'another' })).status).toBe(201);
  });

  it('points at each answer that is wrong', async () => {
    const answers = {
      ...binAnswers,
      'which-bin': 'blue',
      'missed-on': '2027-01-01',
      shoe: 'size 9',
      mobile: { wanted: true, number: '01632 960001' },
    };
    const refused = await call('POST', '/api/v1/cases', { service: 'missed-bin', answers });
    expect(refused.status).toBe(422);
    expect((refused.body['errors'] as { pointer: string }[]).map((each) => each.pointer)).toEqual([
      '/answers/shoe',
      '/answers/which-bin',
      '/answers/missed-on/day',
      '/answers/mobile/number',
    ]);
    expect(JSON.stringify(refused.body)).not.toContain('960001');
  });

  it.each([
    ['an unknown service', { body: { service: 'moon', answers: {} } }, 422],
    ['an unanswered question', { body: { service: 'missed-bin', answers: {} } }, 422],
    ['a body that is not JSON', { raw: '{' }, 400],
    ['a body that is a form', { raw: 'a=b', type: 'application/x-www-form-urlencoded' }, 415],
    ['fields nobody knows', { body: { ...bin, colour: 'red' } }, 422],
    ['an empty Idempotency-Key', { body: bin, key: '' }, 400],
    ['a token without the scope', { body: bin, scope: 'front-door/cases.read' }, 403],
    ['a token with another API’s scope', { body: bin, scope: 'elsewhere/cases.write' }, 403],
  ])(
    'refuses %s with problem details',
    async (_why, { body, ...rest }: { body?: unknown; raw?: string; type?: string; key?: string; scope?: string }, status) => {
      const refused = await call('POST', '/api/v1/cases', body, rest);
      expect(refused.status).toBe(status);
      expect(refused.body).toMatchObject({ type: 'about:blank', status, title: expect.any(String), detail: expect.any(String) });
    },
  );
});

describe('adding to a case', () => {
  it('moves it on, once for one key', async () => {
    const reference = await openedCase();
    const move = { type: 'moveStage', stage: 'booked', basedOn: 1 };
    const moved = await call('POST', `/api/v1/cases/${reference}/events`, move, { key: 'a' });
    expect(moved).toMatchObject({ status: 200, body: { sequence: 2, stage: { id: 'booked' } } });
    expect(await call('POST', `/api/v1/cases/${reference}/events`, move, { key: 'a' })).toMatchObject({
      status: 200,
      body: { sequence: 2 },
    });
    expect((await call('POST', `/api/v1/cases/${reference}/events`, { type: 'complete', basedOn: 2 }, { key: 'a' })).status).toBe(422);
  });

  it('answers 409 when the case has moved on, and 422 where its stage does not lead', async () => {
    const reference = await openedCase();
    expect((await call('POST', `/api/v1/cases/${reference}/events`, { type: 'complete', basedOn: 9 })).status).toBe(409);
    expect((await call('POST', `/api/v1/cases/${reference}/events`, { type: 'decide', outcome: 'awarded', basedOn: 1 })).status).toBe(422);
  });

  it('refuses with the service’s reasons, looks again, and awards with what is paid: none of it is shown again', async () => {
    const answers = {
      situation: 'pensioner',
      'full-name': 'Joan Field',
      'date-of-birth': '1950-03-31',
      address: binAnswers.address,
      rent: '£120 a week',
      income: ['state-pension'],
      partner: 'no',
      mobile: { wanted: false },
      declaration: 'agreed',
    };
    const reference = String((await call('POST', '/api/v1/cases', { service: 'housing-benefit', answers })).body['reference']);
    const add = (body: object) => call('POST', `/api/v1/cases/${reference}/events`, body);
    expect((await add({ type: 'decide', outcome: 'refused', reasons: ['a hunch'], basedOn: 1 })).status).toBe(422);
    const refused = await add({ type: 'decide', outcome: 'refused', reasons: ['savings'], basedOn: 1 });
    expect(refused.body).toMatchObject({
      decision: { outcome: 'refused', reconsiderBy: '2026-12-20' },
      nextStages: [{ command: 'reconsider', stage: 'reconsidering' }],
    });
    expect((await add({ type: 'reconsider', reason: 'New bank statements', basedOn: 2 })).body).toMatchObject({
      stage: { id: 'reconsidering' },
    });
    const award = { amountPence: 11850, per: 'week', firstPaymentOn: '2026-12-07' };
    expect((await add({ type: 'decide', outcome: 'awarded', award: { ...award, amountPence: 11850.5 }, basedOn: 3 })).status).toBe(422);
    const awarded = await add({ type: 'decide', outcome: 'awarded', award, basedOn: 3 });
    expect(awarded.body).toMatchObject({ sequence: 4, decision: { outcome: 'awarded' } });
    expect(JSON.stringify(awarded.body)).not.toMatch(/11850|savings|statements/);
  });

  it('knows no case of a reference that is wrong or unknown', async () => {
    expect((await call('GET', '/api/v1/cases/P8V-Z82M')).status).toBe(404);
    expect((await call('GET', '/api/v1/cases/K7M-Q2X9')).status).toBe(404);
  });
});

it('logs a contact once for one key, and refuses a number that is not a UK mobile', async () => {
  const contact = { channel: 'telephone', service: 'missed-bin', outcome: 'answered' };
  const first = await call('POST', '/api/v1/contacts', contact, { key: 'call-1' });
  expect([first.status, (await call('POST', '/api/v1/contacts', contact, { key: 'call-1' })).body]).toEqual([201, first.body]);
  expect((await call('POST', '/api/v1/contacts', { ...contact, channel: 'post' }, { key: 'call-1' })).status).toBe(422);
  expect((await call('POST', '/api/v1/contacts', { ...contact, mobile: '12345' })).body).toMatchObject({
    errors: [{ pointer: '/mobile' }],
  });
  expect((await call('POST', '/api/v1/contacts', { ...contact, about: await openedCase() })).status).toBe(201);
  for (const about of ['K7M-Q2X9', 'nonsense', ''])
    expect((await call('POST', '/api/v1/contacts', { ...contact, about })).body).toMatchObject({ errors: [{ pointer: '/about' }] });
});

it('reads the measures of a quarter before launch as they were published', async () => {
  const { status, body } = await call('GET', '/api/v1/measures/2020-21-q1');
  expect(status).toBe(200);
  expect(body['source']).toBe('baseline');
  const rows = body['measures'] as Record<string, unknown>[];
  const wholeCouncil = (id: string) => rows.find(({ measure, service, channel }) => measure === id && service === '' && channel === '');
  expect(wholeCouncil('contacts-total')).toMatchObject({ quarter: '2020-21-q1', value: 40290, unit: 'count', target: '' });
  expect(wholeCouncil('self-serve')).toMatchObject({ value: 37, target: '>=40' });
  expect(wholeCouncil('calls-abandoned')).toMatchObject({ value: 8.8, target: '<15' });
  expect((await call('GET', '/api/v1/measures/2020-22-q1')).status).toBe(404);
});

it('lists services, and says what each asks', async () => {
  const { body } = await call('GET', '/api/v1/services');
  expect((body['services'] as { id: string }[]).map((each) => each.id)).toEqual([...door.catalogue.keys()]);
  expect((await call('GET', '/api/v1/services/blue-badge')).body).toMatchObject({
    questions: expect.arrayContaining([expect.objectContaining({ id: 'end-of-life', required: true })]),
  });
  expect((await call('GET', '/api/v1/services/moon')).status).toBe(404);
});

it('describes every route it has in OpenAPI 3.1', async () => {
  const { body } = await call('GET', '/api/v1/openapi.json');
  expect(body['openapi']).toBe('3.1.0');
  expect(Object.keys(body['paths'] as object)).toEqual([
    '/api/v1/services',
    '/api/v1/services/{service}',
    '/api/v1/cases',
    '/api/v1/cases/{reference}',
    '/api/v1/cases/{reference}/events',
    '/api/v1/contacts',
    '/api/v1/contacts/batch',
    '/api/v1/ratings/batch',
    '/api/v1/imports',
    '/api/v1/imports/{id}',
    '/api/v1/imports/{id}/apply',
    '/api/v1/measures/{quarter}',
  ]);
  expect(JSON.stringify(body)).toContain('"const":"moveStage"');
});

it('answers a call without a sound token with problem details, and says how to ask', async () => {
  expect(await call('GET', '/api/v1/services', undefined, { client: '' })).toMatchObject({
    status: 401,
    body: { title: 'Unauthorized', status: 401 },
  });
});

it('answers an address it does not have with problem details', async () => {
  expect(await call('GET', '/api/v1/moon')).toMatchObject({ status: 404, body: { title: 'Not Found' } });
});
