import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { draftCookie } from '../../../shared/edge/draft-cookie.ts';
import { type Browser, binAnswers, draftOf, type Page } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  portal.clock.nowMs = Date.parse('2026-11-23T10:00:00Z');
});

const DAY_MS = 86_400_000;
let numbers = 0;
const aNumber = () => `+4477009005${String(++numbers).padStart(2, '0')}`;

/** Answers the first questions of a missed bin report. */
async function answerSome(browser: Browser, many: number): Promise<Page> {
  let page = await browser.get('/apply/missed-bin/which-bin');
  for (const [index, [question, form]] of binAnswers.slice(0, many).entries()) {
    await browser.post(`/apply/missed-bin/${question}`, { ...form, _draft: draftOf(page) });
    page = await browser.get(`/apply/missed-bin/${binAnswers[index + 1]?.[0]}`);
  }
  return page;
}

/** Saves what a browser has, by a code to a number. Where it leads, and the number that the code went to. */
async function save(browser: Browser, mobile: string) {
  await browser.post('/apply/missed-bin/save', { mobile });
  const to = await portal.textCode(browser);
  return { to, page: await browser.post('/find/code', { code: '246810' }) };
}

async function openList(mobile: string): Promise<Browser> {
  const browser = portal.browser();
  await browser.post('/my-cases', { mobile });
  await portal.textCode(browser);
  await browser.post('/find/code', { code: '246810' });
  return browser;
}

describe('a form that is saved', () => {
  it('leaves the browser once the code came back, and is taken up on another behind a code, where it was left', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    const page = await answerSome(browser, 2);
    const pressed = await browser.post('/apply/missed-bin/address', { _draft: draftOf(page), _do: 'save', 'address-line1': '' });
    expect(pressed.location).toBe('/apply/missed-bin/save');
    const saved = await save(browser, mobile);
    expect([saved.to, saved.page.location]).toEqual([mobile, '/apply/missed-bin/saved']);
    expect((await browser.get('/apply/missed-bin/saved')).html).toContain('We keep it until 21 December 2026.');
    expect((await browser.get('/apply/missed-bin/address')).location).toBe('/apply/missed-bin/which-bin');

    portal.clock.nowMs += 27 * DAY_MS;
    const other = await openList(mobile);
    portal.calls.length = 0;
    const list = await other.get('/my-cases');
    expect(portal.calls).toEqual(['Query', 'Query']);
    expect(list.html).toContain('Saved on 23 November 2026. We keep it until 21 December 2026.');
    portal.calls.length = 0;
    expect((await other.post('/my-cases/saved/missed-bin')).location).toBe('/apply/missed-bin/address');
    expect(portal.calls).toEqual(['GetItem', 'PutItem']);
    expect((await other.get('/apply/missed-bin/which-bin')).html).toMatch(/value="food" checked/);
  });

  it('keeps what is typed on the page where one stops, and says what is wrong with it instead of losing it', async () => {
    const browser = portal.browser();
    const page = await answerSome(browser, 2);
    const address = { _draft: draftOf(page), _do: 'save', 'address-line1': '12 Mill Lane', 'address-town': 'Northwick' };
    const wrong = await browser.post('/apply/missed-bin/address', { ...address, 'address-postcode': 'NW1' });
    expect([wrong.status, wrong.html.includes('12 Mill Lane')]).toEqual([400, true]);
    await browser.post('/apply/missed-bin/address', { ...address, 'address-postcode': 'NW1 4RP' });
    const mobile = aNumber();
    await save(browser, mobile);
    const other = await openList(mobile);
    expect((await other.post('/my-cases/saved/missed-bin')).location).toBe('/apply/missed-bin/mobile');
  });

  it('is shown to nobody without the code, and is not there for another number', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    await answerSome(browser, 2);
    await save(browser, mobile);
    expect((await portal.browser().post('/my-cases/saved/missed-bin')).location).toBe('/my-cases');
    const another = await openList(aNumber());
    expect((await another.get('/my-cases')).html).not.toContain('Forms you saved');
    expect((await another.post('/my-cases/saved/missed-bin')).location).toBe('/my-cases');
  });

  it('goes after 28 days', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    await answerSome(browser, 2);
    await save(browser, mobile);
    portal.clock.nowMs += 28 * DAY_MS;
    const other = await openList(mobile);
    expect((await other.get('/my-cases')).html).not.toContain('Forms you saved');
    expect((await other.post('/my-cases/saved/missed-bin')).location).toBe('/my-cases');
  });

  it('is one request however often it is taken up, and waits no longer once that is sent', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    await answerSome(browser, 4);
    await save(browser, mobile);
    const [one, two] = [await openList(mobile), await openList(mobile)];
    const references: string[] = [];
    for (const each of [one, two]) {
      await each.post('/my-cases/saved/missed-bin');
      const page = await each.get('/apply/missed-bin/mobile');
      await each.post('/apply/missed-bin/mobile', { mobile: 'no', _draft: draftOf(page) });
    }
    for (const each of [one, two]) {
      const check = await each.get('/apply/missed-bin/check');
      await each.post('/apply/missed-bin/check', { _draft: draftOf(check) });
      references.push(/app-reference">([^<]+)</.exec((await each.get('/apply/missed-bin/done')).html)?.[1] ?? '');
    }
    expect(new Set(references).size).toBe(1);
    await portal.project({ kind: 'case', id: (references[0] ?? '').replace('-', '') }, 1);
    expect((await one.get('/my-cases')).html).not.toContain('Forms you saved');
  });

  it('is not put over another that is open in the browser unless that is asked for', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    await answerSome(browser, 3);
    await save(browser, mobile);
    const other = await openList(mobile);
    await answerSome(other, 1);
    const asked = await other.post('/my-cases/saved/missed-bin');
    expect([asked.status, asked.html.includes('You have begun this form here already')]).toEqual([409, true]);
    expect((await other.get('/apply/missed-bin/address')).location).toBe('/apply/missed-bin/missed-on');
    expect((await other.post('/my-cases/saved/missed-bin', { replace: 'yes' })).location).toBe('/apply/missed-bin/mobile');
  });

  it('says so when the answers are gone before the code is typed, and when there is nothing to save', async () => {
    const browser = portal.browser();
    expect((await browser.get('/apply/missed-bin/save')).location).toBe('/services/missed-bin');
    await answerSome(browser, 2);
    await browser.post('/apply/missed-bin/save', { mobile: aNumber() });
    await portal.textCode(browser);
    browser.cookies.delete('__Host-draft');
    const page = await browser.post('/find/code', { code: '246810' });
    expect([page.status, page.html.includes('We no longer have these answers')]).toEqual([409, true]);
  });

  it('is not offered for a form that staff fill for somebody', async () => {
    const browser = portal.browser();
    const session = draftCookie.newSession({ channel: 'telephone', by: 'amal', service: 'missed-bin' });
    const [pair = ''] = draftCookie.make(session, portal.keyring, portal.clock.nowMs).split(';');
    browser.cookies.set('__Host-draft', pair.slice(pair.indexOf('=') + 1));
    const page = await answerSome(browser, 2);
    expect(page.html).not.toContain('Save and come back later');
    expect((await browser.get('/apply/missed-bin/save')).location).toBe('/services/missed-bin');
  });

  it('refuses what is no mobile number, and shows it again', async () => {
    const browser = portal.browser();
    await answerSome(browser, 1);
    const page = await browser.post('/apply/missed-bin/save', { mobile: '01632 960001' });
    expect([page.status, page.html.includes('value="01632 960001"')]).toEqual([400, true]);
    expect(page.html).toContain('Check the number. Enter a UK mobile number, like 07700 900123');
  });
});
