import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { createSummaryStore } from '../../../shared/store/summary-store.ts';
import type { Browser } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  portal.clock.nowMs = Date.parse('2026-11-23T10:00:00Z');
});

let numbers = 0;
const aNumber = () => `+4477009004${String(++numbers).padStart(2, '0')}`;

async function openList(mobile: string, browser: Browser = portal.browser()) {
  await browser.post('/my-cases', { mobile });
  const to = await portal.textCode(browser);
  const page = await browser.post('/find/code', { code: '246810' });
  return { browser, to, page };
}
const listed = ({ html }: { html: string }) => [...html.matchAll(/href="\/case\/([^"]+)"/g)].map(([, reference]) => reference);

describe('everything asked from a number', () => {
  it('is one list, newest first, after a code to that number; each opens without another', async () => {
    const number = aNumber();
    const references: Reference[] = [];
    for (let day = 0; day < 3; day++) {
      references.push(await portal.report(number));
      portal.clock.nowMs += 86_400_000;
    }
    const { browser, to, page } = await openList(number);
    expect([to, page.location]).toEqual([number, '/my-cases']);
    portal.calls.length = 0;
    const list = await browser.get('/my-cases');
    expect(portal.calls).toEqual(['Query', 'Query']);
    expect(listed(list)).toEqual(references.toReversed().map(formatReference));
    expect(list.html).toContain('Everything that was asked from this number, newest first.');
    expect(list.html).toContain('Asked on 25 November 2026');
    for (const reference of references) {
      portal.calls.length = 0;
      const { html } = await browser.get(`/case/${formatReference(reference)}`);
      expect(portal.calls).toEqual(['Query']);
      expect(html).toContain('Who else can see this');
      expect(html).toContain('href="/my-cases" class="govuk-back-link"');
    }
    expect((await browser.get(`/case/${formatReference(references[0] as Reference)}/texts`)).status).toBe(200);
  });

  it('holds no case of another number, and leads to none', async () => {
    const [mine, theirs] = [await portal.report(aNumber()), await portal.report(aNumber())];
    const nobodys = portal.keyring.reference('nobody', 0);
    const { browser } = await openList((await portal.loadCase(mine))?.state.mobile ?? '');
    expect(listed(await browser.get('/my-cases'))).toEqual([formatReference(mine)]);
    portal.calls.length = 0;
    const [toTheirs, toNobodys] = [await browser.get(`/case/${theirs}`), await browser.get(`/case/${nobodys}`)];
    expect(toTheirs.location).toBe(`/find?reference=${formatReference(theirs)}`);
    expect({ ...toNobodys, location: '' }).toEqual({ ...toTheirs, location: '' });
    // Not even whether there is such a case is looked at.
    expect(portal.calls).toEqual([]);
  });

  it('leads to a case no longer from the moment that its own log names another number', async () => {
    const number = aNumber();
    const reference = await portal.report(number);
    const { browser } = await openList(number);
    await browser.get('/my-cases');
    const pages = ['', '/texts', '/helpers', '/your-data', '/look-again', '/evidence'].map(
      (page) => `/case/${formatReference(reference)}${page}`,
    );
    const [, texts = '', helpers = ''] = pages;
    portal.calls.length = 0;
    expect((await browser.get(texts)).status).toBe(200);
    expect(portal.calls).toEqual(['Query', 'GetItem']);
    await portal.moveTo(reference, aNumber());
    for (const page of pages) expect((await browser.get(page)).location).toBe(`/find?reference=${formatReference(reference)}`);
    expect((await browser.post(texts, { texts: 'all' })).status).toBe(401);
    expect((await browser.post(helpers, { do: 'let-in' })).status).toBe(401);
    expect((await portal.loadCase(reference))?.state.sequence).toBe(2);
  });

  it('loses a case that was erased, or that is another number’s now', async () => {
    const number = aNumber();
    const [stays, erased, moved] = [await portal.report(number), await portal.report(number), await portal.report(number)];
    const handset = portal.keyring.handsetId(number);
    const names = async () => (await portal.askedFrom.newest(handset, 10)).map(({ reference }) => reference).toSorted();
    expect(await names()).toEqual([stays, erased, moved].toSorted());
    const officer = { kind: 'staff', id: 'officer' } as const;
    for (const command of [{ type: 'complete', basedOn: 1 } as const, { type: 'erase', because: 'kept-long-enough' } as const]) {
      expect((await portal.changeCase(erased, command, officer)).kind).toBe('changed');
      await portal.projectLatest(erased);
    }
    const { service, state } = (await portal.loadCase(moved)) ?? {};
    if (!service || !state) throw new Error('no such case');
    const asker = portal.keyring.handsetId('+447700900997');
    await createSummaryStore(portal.table).put(service, { ...state, sequence: 2 }, { asker });
    expect(await names()).toEqual([stays]);
    const { browser } = await openList(number);
    expect(listed(await browser.get('/my-cases'))).toEqual([formatReference(stays)]);
    expect((await browser.get(`/case/${erased}`)).location).toBe(`/find?reference=${formatReference(erased)}`);
  });

  it('says so when there is nothing, to a number from which nothing was asked', async () => {
    const { browser, to, page } = await openList('07700 900999');
    expect([to, page.location]).toEqual(['+447700900999', '/my-cases']);
    const { html } = await browser.get('/my-cases');
    expect(html).toContain('Nothing was asked from this number.');
    expect(html).toContain('Try your other number, or use your reference. Or call us on 01632 960100.');
  });

  it('leaves, so that the next person at the computer is asked again', async () => {
    const { browser } = await openList(aNumber());
    expect((await browser.post('/leave')).location).toBe('/find');
    expect((await browser.get('/my-cases')).html).toContain('name="mobile"');
  });
});

describe('asking for a list', () => {
  it('makes the same one write, reads nothing and gives the same page, whether or not the number is known', async () => {
    const known = aNumber();
    await portal.report(known);
    const pages: string[] = [];
    for (const mobile of [known, '07700 900998']) {
      const browser = portal.browser();
      portal.calls.length = 0;
      expect((await browser.post('/my-cases', { mobile })).location).toBe('/find/code');
      expect(portal.calls).toEqual(['PutItem']);
      pages.push((await browser.get('/find/code')).html);
    }
    expect(pages[0]).toBe(pages[1]);
  });

  it('explains a number that is none', async () => {
    const browser = portal.browser();
    expect((await browser.post('/my-cases', { mobile: '' })).html).toContain('Enter your mobile number');
    const wrong = await browser.post('/my-cases', { mobile: '01632 960100' });
    expect([wrong.status, wrong.html]).toEqual([400, expect.stringContaining('Check the number.')]);
    expect(wrong.html).toContain('value="01632 960100"');
  });

  it('takes five tries and ten minutes, as any look-up', async () => {
    const { browser } = await (async () => {
      const fresh = portal.browser();
      await fresh.post('/my-cases', { mobile: aNumber() });
      await portal.textCode(fresh);
      return { browser: fresh };
    })();
    for (const left of ['4 more times', '3 more times', '2 more times', '1 more time'])
      expect((await browser.post('/find/code', { code: '111111' })).html).toContain(`You can try ${left}`);
    expect((await browser.post('/find/code', { code: '111111' })).html).toContain('That was too many tries');
    const late = portal.browser();
    await late.post('/my-cases', { mobile: aNumber() });
    await portal.textCode(late);
    portal.clock.nowMs += 10 * 60_000 + 1;
    expect((await late.post('/find/code', { code: '246810' })).html).toContain('That code is too old');
  });
});

describe('five live codes of a number', () => {
  it('are the most, of its list and its cases together; then it must wait ten minutes', async () => {
    const number = aNumber();
    const reference = await portal.report(number);
    const ask = async (path: string, form: Record<string, string>) => {
      const browser = portal.browser();
      await browser.post(path, form);
      return portal.textCode(browser);
    };
    for (let count = 0; count < 3; count++) expect(await ask('/my-cases', { mobile: number })).toBe(number);
    for (let count = 0; count < 2; count++) expect(await ask('/find', { reference })).toBe(number);
    portal.noticed.length = 0;
    expect(await ask('/find', { reference })).toBeUndefined();
    expect(await ask('/my-cases', { mobile: number })).toBeUndefined();
    expect(portal.noticed).toEqual(['look-up refused: too many of one number', 'look-up refused: too many of one number']);
    portal.clock.nowMs += 10 * 60_000;
    expect(await ask('/my-cases', { mobile: number })).toBe(number);
  });

  it('and twenty in ten minutes to all numbers from which nothing was asked', async () => {
    portal.clock.nowMs = Date.parse('2026-11-27T10:00:00Z');
    const known = aNumber();
    await portal.report(known);
    const texted: (string | undefined)[] = [];
    for (let count = 0; count < 21; count++) {
      const browser = portal.browser();
      await browser.post('/my-cases', { mobile: `077009005${String(count).padStart(2, '0')}` });
      texted.push(await portal.textCode(browser));
    }
    expect(texted.filter(Boolean)).toHaveLength(20);
    expect((await openList(known)).to).toBe(known);
  });

  it('keeps no number longer than two days in a look-up', async () => {
    const browser = portal.browser();
    await browser.post('/my-cases', { mobile: aNumber() });
    const [commit] = await portal.partition(`LOOKUP#${portal.lookUpId(browser)}`);
    expect(commit?.['expiresAt']).toBe(Date.parse('2026-11-25T10:00:00Z') / 1000);
  });
});
