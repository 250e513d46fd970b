import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWithScope } from '../../../functions/api/caller.ts';
import { caseRoutes } from '../../../functions/api/cases.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import { serviceRoutes } from '../../../functions/api/services.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { httpEvent } from '../../support/http-event.ts';

let door: FrontDoor;
let deps: ApiDeps;
beforeAll(async () => {
  door = await createFrontDoor();
  const withScope = createWithScope(async () => ({ id: 'back-office', scopes: ['front-door/services.read', 'front-door/cases.write'] }));
  deps = { ...door, withScope, newId: () => crypto.randomUUID(), now: () => door.clock.ms } as unknown as ApiDeps;
});
afterAll(() => door.stop());

const headers = { 'content-type': 'application/json', authorization: 'somebody' };
const joan = {
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  'end-of-life': 'yes',
  declaration: 'agreed',
};
const ann = { for: 'other', name: 'Ann Lee', as: 'family', agreed: true, mayUpload: false, mobile: '07700 900200', textsTo: 'helper' };
async function opens(answers: object) {
  const body = JSON.stringify({ service: 'blue-badge', answers: { ...joan, ...answers } });
  const result = await caseRoutes(deps).open(httpEvent({ method: 'POST', path: '/api/v1/cases', headers, body }));
  const said = JSON.parse(result.body ?? '{}') as { reference?: Reference; errors?: { pointer: string }[] };
  const state = said.reference && (await door.loadCase(said.reference))?.state;
  return { status: result.statusCode, pointers: said.errors?.map(({ pointer }) => pointer), state };
}

it('takes who asks, and needs no other number where texts go to them', async () => {
  const { status, state } = await opens({ 'who-for': ann });
  expect([status, state?.mobile, state?.assisted]).toEqual([201, '+447700900200', false]);
  expect(state?.answers['who-for']).toEqual({ ...ann, mobile: '+447700900200', mayUpload: true });
});

it('takes it that they ask for themselves where nobody says', async () => {
  const { status, state } = await opens({ mobile: { wanted: false } });
  expect([status, state?.answers['who-for']]).toEqual([201, { for: 'self' }]);
});

it('points at what is wrong', async () => {
  const wrong = { ...ann, as: 'cat', mobile: '12', agreed: 'yes' };
  expect(await opens({ 'who-for': wrong })).toMatchObject({
    status: 422,
    pointers: ['/answers/who-for/as', '/answers/who-for/agreed', '/answers/who-for/mobile'],
  });
});

it('says that it may be left out', async () => {
  const event = {
    ...httpEvent({ method: 'GET', path: '/api/v1/services/blue-badge', headers }),
    pathParameters: { service: 'blue-badge' },
  };
  const { questions } = JSON.parse((await serviceRoutes(deps).read(event)).body ?? '{}');
  expect(questions[0]).toMatchObject({ id: 'who-for', type: 'on-behalf', required: false });
});
