import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());

/** DynamoDB answers a Query with at most so much: past it there is another page, and another read. */
const ONE_PAGE_BYTES = 1_048_576;

/** Gives a case a history: `commits` of them, each a note of so many characters that staff wrote. */
async function withHistory(reference: Reference, commits: number, characters: number): Promise<void> {
  const logs = createLogStore(portal.table);
  for (let sequence = 2; sequence <= commits; sequence++) {
    const note: CaseCommit = {
      log: { kind: 'case', id: reference },
      sequence,
      at: '2026-11-23T10:00:00.000Z',
      by: { kind: 'staff', id: 'bryn', name: 'Bryn Davies' },
      cause: `handset/${'x'.repeat(22)}/${sequence}`,
      events: [{ type: 'noted' }],
      personal: { note: 'n'.repeat(characters) },
    };
    await logs.append(note);
  }
}

it.each([
  ['usual', 120],
  ['the longest', 4000],
])('shows a case with a history of 200 commits with one query, of one page: %s notes', async (_, characters) => {
  const reference = await portal.report(`+4477009006${String(characters).slice(0, 2)}`);
  const browser = portal.browser();
  await portal.openedBy(browser, reference);
  await withHistory(reference, 200, characters);
  portal.calls.length = 0;
  const { status } = await browser.get(`/case/${formatReference(reference)}`);
  expect([status, portal.calls]).toEqual([200, ['Query']]);
  const items = await portal.partition(`CASE#${reference}`);
  expect(items.filter(({ sk }) => String(sk).startsWith('COMMIT#'))).toHaveLength(200);
  expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThan(ONE_PAGE_BYTES);
});

it('costs the same whoever looks: one query, and for a helper one put at the first page of a session', async () => {
  const reference = await portal.report('+447700900699');
  const resident = portal.browser();
  await portal.openedBy(resident, reference);
  const path = `/case/${formatReference(reference)}`;
  await resident.post(`${path}/helpers`, { do: 'let-in', name: 'Bea', mobile: '07700 900698', as: 'family', term: 'year' });
  const helper = portal.browser();
  await helper.post('/helping', { reference, mobile: '07700 900698' });
  await portal.textCode(helper);
  await helper.post('/find/code', { code: '246810' });
  const costs: string[][] = [];
  for (const browser of [resident, resident, helper, helper]) {
    portal.calls.length = 0;
    await browser.get(path);
    costs.push([...portal.calls]);
  }
  expect(costs).toEqual([['Query'], ['Query'], ['Query', 'PutItem'], ['Query']]);
});
