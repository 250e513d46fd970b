import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../shared/catalogue/create-catalogue.ts';
import { lastOf, longForm } from '../../bench/long-form.ts';
import { openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal({ catalogue: createCatalogue([3, 15, 30].map(longForm)) });
});
afterAll(() => portal.stop());

/** What was asked of the table meanwhile. */
async function callsOf(does: () => Promise<unknown>): Promise<string[]> {
  portal.calls.splice(0);
  await does();
  return portal.calls.splice(0);
}

describe.each([3, 15, 30])('a form of %i questions', (questions) => {
  it('costs one read for a page and one write for an answer, at its last question as at its second', async () => {
    const browser = portal.browser();
    const path = (question: string) => `/apply/form-of-${questions}/${question}`;
    for (let part = 1; part < questions; part++) {
      const page = await callsOf(() => browser.get(path(`part-${part}`)));
      const answer = await callsOf(() => browser.post(path(`part-${part}`), { [`part-${part}`]: 'an answer of some words' }));
      expect([page, answer]).toEqual([part === 1 ? [] : ['GetItem'], ['UpdateItem']]);
    }
    expect((await browser.get(path(lastOf(questions)))).html).toContain('an answer of some words');
    await browser.post(path('mobile'), { mobile: 'no' });
    expect(await callsOf(() => browser.get(path('check')))).toEqual(['GetItem']);
    expect(await callsOf(() => browser.post(path('check')))).toEqual(['GetItem', 'PutItem']);
    expect(await callsOf(() => browser.get(path('done')))).toEqual([]);
  });
});
