import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWithScope } from '../../../functions/api/caller.ts';
import { caseRoutes } from '../../../functions/api/cases.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import { createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { httpEvent } from '../../support/http-event.ts';

let door: FrontDoor;
let open: (body: object) => Promise<{ status: number; body: Record<string, unknown> }>;

beforeAll(async () => {
  door = await createFrontDoor();
  const withScope = createWithScope(async () => ({ id: 'back-office', scopes: ['front-door/cases.write'] }));
  const deps = { ...door, withScope, newId: () => crypto.randomUUID(), now: () => door.clock.ms } as unknown as ApiDeps;
  open = async (body) => {
    const headers = { 'content-type': 'application/json', authorization: 'somebody' };
    const result = await caseRoutes(deps).open(httpEvent({ method: 'POST', path: '/api/v1/cases', headers, body: JSON.stringify(body) }));
    return { status: result.statusCode ?? 200, body: JSON.parse(result.body ?? '{}') };
  };
});
afterAll(() => door.stop());

const thanks = { service: 'compliment', answers: { 'what-went-well': 'Ardderchog', mobile: { wanted: false } } };
const languageOf = async ({ body }: { body: Record<string, unknown> }) => (await door.loadCase(body['reference'] as never))?.state.language;

it('a case opened by another system is told in the language that it names, else in English', async () => {
  const [welsh, english, plain] = await Promise.all([
    open({ ...thanks, language: 'cy' }),
    open({ ...thanks, language: 'en' }),
    open(thanks),
  ]);
  expect([welsh.status, english.status, plain.status]).toEqual([201, 201, 201]);
  expect(await Promise.all([welsh, english, plain].map(languageOf))).toEqual(['cy', undefined, undefined]);
});

it('a language that we do not have is refused', async () => {
  expect((await open({ ...thanks, language: 'fr' })).status).toBe(422);
});
