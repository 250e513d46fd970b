import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWithScope } from '../../../functions/api/caller.ts';
import { caseRoutes } from '../../../functions/api/cases.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { BASE_URL, createFrontDoor, type FrontDoor } from '../../support/front-door.ts';
import { httpEvent } from '../../support/http-event.ts';

let door: FrontDoor;
let reference = '';
beforeAll(async () => {
  door = await createFrontDoor();
  const opened = await door.openCase(door.catalogue.get('blue-badge') as Service, {
    draftId: crypto.randomUUID(),
    answers: {
      'full-name': 'Sam Reed',
      'date-of-birth': '1950-03-31',
      address: { line1: '3 High Street', town: 'Northwick', postcode: 'NW1 4RP' },
      'end-of-life': 'no',
      benefit: ['none'],
      'how-hard': 'I can walk 10 metres',
      mobile: { wanted: false },
      declaration: 'agreed',
    },
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  reference = 'reference' in opened ? opened.reference : '';
});
afterAll(() => door.stop());

async function add(body: object) {
  const withScope = createWithScope(async () => ({ id: 'back-office', scopes: ['front-door/cases.write'] }));
  const deps = { ...door, withScope, baseUrl: BASE_URL, newId: () => crypto.randomUUID(), now: () => door.clock.ms } as unknown as ApiDeps;
  const headers = { 'content-type': 'application/json', authorization: 'anything' };
  const event = httpEvent({ method: 'POST', path: `/api/v1/cases/${reference}/events`, headers, body: JSON.stringify(body) });
  const result = await caseRoutes(deps).add({ ...event, pathParameters: { reference } });
  return { status: result.statusCode, body: JSON.parse(result.body ?? '{}') };
}

it('asks for things, says how each stands and nothing of what it is, and makes what an officer would of each', async () => {
  const asked = await add({ type: 'askEvidence', items: ['a photo of your face', 'your letter'], by: '2026-12-04', basedOn: 1 });
  expect(asked).toMatchObject({
    status: 200,
    body: {
      stage: { id: 'needs', actor: 'resident' },
      actBy: '2026-12-04',
      evidence: {
        by: '2026-12-04',
        open: true,
        allIn: false,
        items: [
          { id: '2-1', state: 'needed', files: 0 },
          { id: '2-2', state: 'needed', files: 0 },
        ],
      },
    },
  });
  expect(JSON.stringify(asked.body)).not.toContain('photo');
  const brought = await add({ type: 'bringIn', items: ['2-1', '2-2'], basedOn: 2 });
  expect(brought.body).toMatchObject({ stage: { id: 'needs', actor: 'council' }, evidence: { allIn: true } });
  const reviewed = await add({ type: 'reviewEvidence', accepted: ['2-1'], rejected: [{ item: '2-2', reason: 'Too dark' }], basedOn: 3 });
  expect(reviewed.body.evidence.items.map(({ state }: { state: string }) => state)).toEqual(['accepted', 'rejected']);
  expect((await add({ type: 'changeEvidenceDate', by: '2026-12-18', basedOn: 4 })).body).toMatchObject({ actBy: '2026-12-18' });
});

it('still takes one instruction, and refuses what cannot be', async () => {
  expect(await add({ type: 'askEvidence', instruction: 'your proof of address', by: '2026-12-04', basedOn: 5 })).toMatchObject({
    status: 200,
    body: { evidence: { items: [{}, {}, { id: '6-1', state: 'needed' }] } },
  });
  const both = { type: 'askEvidence', instruction: 'a', items: ['b'], by: '2026-12-04', basedOn: 6 };
  expect((await add(both)).status).toBe(422);
  expect((await add({ type: 'bringIn', items: ['9-9'], basedOn: 6 })).status).toBe(422);
  expect((await add({ type: 'reviewEvidence', basedOn: 6 })).status).toBe(422);
});
