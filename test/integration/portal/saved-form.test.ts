import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../shared/catalogue/index.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { FACT_SHARDS } from '../../../shared/domain/fact.ts';
import { NO_SERVICE } from '../../../shared/domain/facts-of-text.ts';
import { draftCookie } from '../../../shared/edge/draft-cookie.ts';
import { factPartition } from '../../../shared/store/keys.ts';
import { type Browser, binAnswers, draftOf, type Form, type Page } from './portal-browser.ts';
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

/** Missed bins that are reported before they are missed. */
const onlyDaysToCome = createCatalogue([
  {
    ...missedBin,
    questions: missedBin.questions.map((each) => (each.id === 'missed-on' && each.type === 'date' ? { ...each, allow: 'future' } : each)),
  },
]);

const dangerOfFood = createCatalogue([
  {
    ...missedBin,
    endings: [
      {
        id: 'danger',
        kind: 'safeguarding',
        when: { question: 'which-bin', is: 'food' },
        title: 'Who can help now',
        says: ['Call one of these.'],
        numbers: [{ name: 'Helpline', phone: '0808 2000 247', hours: 'Day and night' }],
        flag: 'They may be in danger. Call them today.',
      },
    ],
  },
]);

/** Answers the first questions of a missed bin report; the page after them. */
async function answerSome(browser: Browser, many: number, changes: Record<string, Form> = {}): Promise<Page> {
  let page = await browser.get('/apply/missed-bin/which-bin');
  for (const [index, [question, form]] of binAnswers.slice(0, many).entries()) {
    await browser.post(`/apply/missed-bin/${question}`, { ...(changes[question] ?? form), _draft: draftOf(page) });
    page = await browser.get(`/apply/missed-bin/${binAnswers[index + 1]?.[0] ?? 'check'}`);
  }
  return page;
}

/** Saves what a browser has, by a code to a number. Where it leads, and the number that the code went to. */
async function save(browser: Browser, mobile: string, by = portal) {
  await browser.post('/apply/missed-bin/save', { mobile });
  const to = await by.textCode(browser);
  return { to, page: await browser.post('/find/code', { code: '246810' }) };
}

/** Presses "Go on" next to a form in the list of a browser: the newest, or the one of a place in the list. */
async function goOn(browser: Browser, place = 0, form: Record<string, string> = {}): Promise<Page> {
  const { html } = await browser.get('/my-cases');
  const _draft = [...html.matchAll(/name="_draft" value="([^"]+)"/g)][place]?.[1] ?? 'no such form';
  return browser.post('/my-cases/saved/missed-bin', { _draft, ...form });
}

/** Types the code that a look-up under way was texted, and projects that it opened. */
async function opens(browser: Browser): Promise<void> {
  const id = portal.lookUpId(browser);
  await portal.textCode(browser);
  await browser.post('/find/code', { code: '246810' });
  await portal.project({ kind: 'lookup', id }, 2);
}

async function openList(mobile: string, by = portal): Promise<Browser> {
  const browser = by.browser();
  await browser.post('/my-cases', { mobile });
  await by.textCode(browser);
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
    expect(list.html).toContain('Saved on 23 November 2026. Answers so far: 2. We keep it until 21 December 2026.');
    portal.calls.length = 0;
    const taken = await other.post('/my-cases/saved/missed-bin', { _draft: draftOf(list) });
    expect([taken.location, portal.calls]).toEqual(['/apply/missed-bin/address', ['GetItem', 'PutItem']]);
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
    // What may be left empty was not asked yet.
    expect((await goOn(other)).location).toBe('/apply/missed-bin/anything-else');
  });

  it('is shown to nobody without the code, and is not there for another number', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    const form = { _draft: draftOf(await answerSome(browser, 2)) };
    await save(browser, mobile);
    expect((await portal.browser().post('/my-cases/saved/missed-bin', form)).location).toBe('/my-cases');
    const another = await openList(aNumber());
    expect((await another.get('/my-cases')).html).not.toContain('Forms you saved');
    expect((await another.post('/my-cases/saved/missed-bin', form)).location).toBe('/my-cases');
    expect((await (await openList(mobile)).post('/my-cases/saved/missed-bin', form)).location).toBe('/apply/missed-bin/address');
  });

  it('goes after 28 days', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    const form = { _draft: draftOf(await answerSome(browser, 2)) };
    await save(browser, mobile);
    portal.clock.nowMs += 28 * DAY_MS;
    const other = await openList(mobile);
    expect((await other.get('/my-cases')).html).not.toContain('Forms you saved');
    expect((await other.post('/my-cases/saved/missed-bin', form)).location).toBe('/my-cases');
  });

  it('is one request however often it is taken up, and waits no longer once that is sent', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    await answerSome(browser, 4);
    await save(browser, mobile);
    const [one, two] = [await openList(mobile), await openList(mobile)];
    const references: string[] = [];
    for (const each of [one, two]) {
      await goOn(each);
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
    const asked = await goOn(other);
    expect([asked.status, asked.html.includes('You have begun this form here already')]).toEqual([409, true]);
    expect((await other.get('/apply/missed-bin/address')).location).toBe('/apply/missed-bin/missed-on');
    const chosen = { replace: 'yes', _draft: draftOf(asked) };
    expect((await other.post('/my-cases/saved/missed-bin', chosen)).location).toBe('/apply/missed-bin/anything-else');
    // The page of that choice has no address of its own: a link of it, as to another language, leads to the list.
    expect((await other.get('/my-cases/saved/missed-bin?lang=cy')).location).toBe('/my-cases');
  });

  it('leads to the numbers to call whoever was never past them, and nobody who was', async () => {
    const danger = await openProjectedPortal({ catalogue: dangerOfFood });
    for (const [many, leadsTo] of [
      [1, 'ending/danger'],
      [2, 'address'],
    ] as const) {
      const [mobile, browser] = [aNumber(), danger.browser()];
      await answerSome(browser, many);
      await save(browser, mobile, danger);
      expect((await goOn(await openList(mobile, danger))).location).toBe(`/apply/missed-bin/${leadsTo}`);
    }
    await danger.stop();
  });

  it('stands beside another of the same number and service, since a household shares a telephone', async () => {
    const [mobile, mother, son] = [aNumber(), portal.browser(), portal.browser()];
    await answerSome(mother, 3);
    await save(mother, mobile);
    portal.clock.nowMs += 60_000;
    await answerSome(son, 1);
    await save(son, mobile);
    const list = await openList(mobile);
    const { html } = await list.get('/my-cases');
    expect([...html.matchAll(/Answers so far: (\d)/g)].map(([, count]) => count)).toEqual(['1', '3']);
    expect((await goOn(list, 1)).location).toBe('/apply/missed-bin/anything-else');
  });

  it('asks again for what would be refused by now, however it is come to, and sends nothing else', async () => {
    const soon = await openProjectedPortal({ catalogue: onlyDaysToCome });
    const [mobile, browser] = [aNumber(), soon.browser()];
    const day = (of: string) => ({ 'missed-on-day': of, 'missed-on-month': '12', 'missed-on-year': '2026' });
    const _draft = draftOf(await answerSome(browser, 5, { 'missed-on': day('1') }));
    await save(browser, mobile, soon);
    soon.clock.nowMs += 27 * DAY_MS;
    const other = await openList(mobile, soon);
    expect((await goOn(other)).location).toBe('/apply/missed-bin/missed-on');
    const page = await other.get('/apply/missed-bin/missed-on');
    expect(page.html).toMatch(/name="missed-on-month"[^>]* value="12"/);
    expect(page.html).toContain('must be today or in the future');
    expect((await other.get('/apply/missed-bin/check')).location).toBe('/apply/missed-bin/missed-on?change=1');
    soon.calls.length = 0;
    expect((await other.post('/apply/missed-bin/check', { _draft })).location).toBe('/apply/missed-bin/missed-on?change=1');
    expect(soon.calls).toEqual(['GetItem']);
    expect((await other.post('/apply/missed-bin/missed-on?change=1', { ...day('1'), _draft })).status).toBe(400);
    expect((await other.post('/apply/missed-bin/missed-on?change=1', { ...day('24'), _draft })).location).toBe('/apply/missed-bin/check');
    expect((await other.post('/apply/missed-bin/check', { _draft })).location).toBe('/apply/missed-bin/done');
    await soon.stop();
  });

  it('is one contact served by themselves, however often it was put by and taken up on its way', async () => {
    const day = '2026-12-01';
    portal.clock.nowMs = Date.parse(`${day}T10:00:00Z`);
    const contacts = async () => {
      const slices = ['missed-bin', NO_SERVICE].flatMap((service) =>
        Array.from({ length: FACT_SHARDS }, (_, shard) => portal.partition(factPartition({ day, service, shard }))),
      );
      const facts = (await Promise.all(slices)).flat();
      return facts.filter(({ type }) => type === 'contact').map(({ service, outcome }) => `${service} ${outcome}`);
    };
    const [mobile, browser] = [aNumber(), portal.browser()];
    await answerSome(browser, 4);
    await browser.post('/apply/missed-bin/save', { mobile });
    await opens(browser);
    const other = portal.browser();
    await other.post('/my-cases', { mobile });
    await opens(other);
    await goOn(other);
    const page = await other.get('/apply/missed-bin/mobile');
    await other.post('/apply/missed-bin/mobile', { mobile: 'yes', 'mobile-number': mobile, _draft: draftOf(page) });
    await other.post('/apply/missed-bin/check', { _draft: draftOf(await other.get('/apply/missed-bin/check')) });
    const reference = /app-reference">([^<]+)</.exec((await other.get('/apply/missed-bin/done')).html)?.[1] ?? '';
    await portal.project({ kind: 'case', id: reference.replace('-', '') }, 1);
    expect(await contacts()).toEqual(['missed-bin request']);
    // From now on there is something to look up.
    await other.post('/my-cases', { mobile });
    await opens(other);
    expect(await contacts()).toEqual(['missed-bin request', 'none look-up']);
  });

  it('goes on in the language that it was begun in, in a browser that has chosen none', async () => {
    const [mobile, browser] = [aNumber(), portal.browser()];
    await browser.get('/?lang=cy');
    await answerSome(browser, 2);
    await save(browser, mobile);
    const [other, english] = [await openList(mobile), await openList(mobile)];
    await goOn(other);
    expect(other.cookies.get('__Host-lang')).toBe('cy');
    await english.get('/?lang=en');
    await goOn(english);
    expect(english.cookies.get('__Host-lang')).toBe('en');
  });

  it('can be saved and taken up while strangers have used up their codes', async () => {
    portal.clock.nowMs = Date.parse('2027-02-03T10:00:00Z');
    portal.noticed.length = 0;
    for (let asked = 0; asked < 20; asked++) await openList(aNumber());
    expect(portal.noticed).toEqual([]);
    await openList(aNumber());
    expect(portal.noticed).toEqual(['look-up refused: too many of numbers we do not know']);
    const [mobile, browser] = [aNumber(), portal.browser()];
    await answerSome(browser, 2);
    expect((await save(browser, mobile)).to).toBe(mobile);
    expect((await (await openList(mobile)).get('/my-cases')).html).toContain('Forms you saved');
  });

  it('says so when the answers are gone before the code is typed, and when there is nothing to save', async () => {
    const browser = portal.browser();
    expect((await browser.get('/apply/missed-bin/save')).location).toBe('/services/missed-bin');
    portal.calls.length = 0;
    expect((await browser.post('/apply/missed-bin/save', { mobile: aNumber() })).location).toBe('/services/missed-bin');
    expect(portal.calls).not.toContain('PutItem');
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
