import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWithScope } from '../../../functions/api/caller.ts';
import { caseRoutes } from '../../../functions/api/cases.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import { serviceRoutes } from '../../../functions/api/services.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { httpEvent } from '../../support/http-event.ts';

let door: FrontDoor;
let call: (path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;

beforeAll(async () => {
  door = await createFrontDoor();
  const withScope = createWithScope(async () => ({ id: 'back-office', scopes: ['front-door/services.read', 'front-door/cases.write'] }));
  const deps = { ...door, withScope, newId: () => crypto.randomUUID(), now: () => door.clock.ms } as unknown as ApiDeps;
  call = async (path, body) => {
    const headers = { 'content-type': 'application/json', authorization: 'somebody' };
    const event = httpEvent({ method: body ? 'POST' : 'GET', path, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const pathParameters = { service: path.split('/').at(-1) ?? '' };
    const result = await (body ? caseRoutes(deps).open(event) : serviceRoutes(deps).read({ ...event, pathParameters }));
    return { status: result.statusCode ?? 200, body: JSON.parse(result.body ?? '{}') };
  };
});
afterAll(() => door.stop());

const plan = {
  'full-name': 'Sam Ward',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  nino: 'ab123456c',
  letter: 'bill',
  owed: 450.5,
  'coming-in': '1,200',
  'going-out': '1000',
  'can-pay': 40,
  'first-day': '2027-12-01',
  how: 'direct-debit',
  bank: { name: 'Sam Ward', sortCode: '30-94-30', account: '00733445' },
  email: 'sam@example.com',
  mobile: { wanted: false },
  declaration: 'agreed',
};
const move = {
  'which-way': 'in',
  'move-date': '2026-12-01',
  'old-address': plan.address,
  'new-address': plan.address,
  'new-home': 'own',
  people: [
    { name: 'Sam Ward', age: 'adult' },
    { name: 'Mia Ward', age: 'soon', birthday: '2009-3-9' },
  ],
  'full-name': 'Sam Ward',
  mobile: { wanted: false },
};
const answersOf = async (opened: { body: Record<string, unknown> }) =>
  (await door.loadCase(opened.body['reference'] as never))?.state.answers;

it('takes money, bank details, a National Insurance number and an email address, as people write them', async () => {
  const opened = await call('/api/v1/cases', { service: 'payment-arrangement', answers: plan });
  expect(opened.status).toBe(201);
  expect(await answersOf(opened)).toMatchObject({
    nino: 'AB123456C',
    owed: '450.50',
    'coming-in': '1200.00',
    'can-pay': '40.00',
    bank: { name: 'Sam Ward', sortCode: '309430', account: '00733445' },
    email: 'sam@example.com',
  });
});

it('takes a list of records, and points at the field of the entry that is wrong', async () => {
  const opened = await call('/api/v1/cases', { service: 'moving-home', answers: move });
  expect(await answersOf(opened)).toMatchObject({
    people: [
      { name: 'Sam Ward', age: 'adult' },
      { name: 'Mia Ward', age: 'soon', birthday: '2009-03-09' },
    ],
  });
  const wrong = {
    ...move,
    people: [
      { name: 'Sam Ward', age: 'old' },
      { age: 'adult', birthday: '2009-13-1' },
    ],
  };
  const refused = await call('/api/v1/cases', { service: 'moving-home', answers: wrong });
  expect([refused.status, (refused.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)]).toEqual([
    422,
    ['/answers/people/0/age', '/answers/people/1/name', '/answers/people/1/birthday-day'],
  ]);
  expect((await call('/api/v1/cases', { service: 'moving-home', answers: { ...move, people: [] } })).status).toBe(422);
});

it('names no answer in what it refuses', async () => {
  const wrong = { ...plan, bank: { ...plan.bank, account: '007334456677' }, nino: 'QQ123456C', email: 'sam at home' };
  const refused = await call('/api/v1/cases', { service: 'payment-arrangement', answers: wrong });
  expect(refused.status).toBe(422);
  for (const secret of ['007334456677', 'QQ123456C', 'sam at home']) expect(JSON.stringify(refused.body)).not.toContain(secret);
});

it('opens nothing that an ending bars, and says why, where the answers are', async () => {
  const answers = { kind: 'older', 'date-of-birth': '1990-01-01' };
  const { status, body } = await call('/api/v1/cases', { service: 'bus-pass', answers });
  expect([status, body['detail']]).toEqual([422, 'You cannot get this pass yet.']);
  const detail = 'You can have a pass because of your age from the day that you reach State Pension age.';
  expect(body['errors']).toEqual([
    { pointer: '/answers/kind', detail },
    { pointer: '/answers/date-of-birth', detail },
  ]);
});

it('describes what each entry of a list holds', async () => {
  const { body } = await call('/api/v1/services/moving-home');
  expect((body['questions'] as { id: string }[]).find(({ id }) => id === 'people')).toMatchObject({
    type: 'repeat',
    least: 1,
    most: 10,
    fields: [
      { id: 'name', type: 'short-text', required: true },
      { id: 'age', options: [{ value: 'adult' }, {}, {}] },
      { id: 'birthday', required: false },
    ],
  });
});
