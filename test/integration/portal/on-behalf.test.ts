import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../../shared/domain/reference.ts';
import { type Browser, draftOf, type Form, type Page } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());

let numbers = 0;
const aNumber = () => `077009006${String(++numbers).padStart(2, '0')}`;
const e164 = (number: string) => `+44${number.slice(1)}`;
const path = (page: string) => `/apply/blue-badge/${page}`;

const ann = (mobile: string): Form => ({
  'who-for': 'other',
  'who-for-name': 'Ann Lee',
  'who-for-as': 'family',
  'who-for-agreed': 'yes',
  'who-for-mayUpload': 'no',
  'who-for-textsTo': 'them',
  'who-for-mobile': mobile,
});
const joan: [string, Form][] = [
  ['full-name', { 'full-name': 'Joan Field' }],
  ['date-of-birth', { 'date-of-birth-day': '31', 'date-of-birth-month': '3', 'date-of-birth-year': '1950' }],
  ['address', { 'address-line1': '12 Mill Lane', 'address-town': 'Northwick', 'address-postcode': 'NW1 4RP' }],
  ['end-of-life', { 'end-of-life': 'yes' }],
];
const declared: [string, Form] = ['declaration', { declaration: 'agreed' }];

/** Somebody answers all of it, in a browser of their own, up to check answers. */
async function asks(who: Form, mobile?: Form): Promise<{ browser: Browser; last: Page }> {
  const browser = portal.browser();
  let last: Page | undefined;
  const pages: [string, Form][] = [['who-for', who], ...joan, ...(mobile ? [['mobile', mobile] as [string, Form]] : []), declared];
  for (const [question, form] of pages) {
    const { html } = await browser.get(path(question));
    last = await browser.post(path(question), { ...form, _draft: draftOf({ html } as Page) });
    if (last.status !== 303) throw new Error(`${question}: ${last.status}`);
  }
  return { browser, last: last as Page };
}
async function sends(browser: Browser): Promise<{ reference: Reference; done: Page }> {
  const check = await browser.get(path('check'));
  for (const press of [1, 2]) {
    const sent = await browser.post(path('check'), { _draft: draftOf(check) });
    expect([press, sent.location]).toEqual([press, path('done')]);
  }
  const done = await browser.get(path('done'));
  const [, reference = ''] = /app-reference">([^<]+)</.exec(done.html) ?? [];
  const found = reference.replace('-', '') as Reference;
  for (const time of [1, 2]) expect([time, await portal.project({ kind: 'case', id: found }, 1)]).toEqual([time, 'projected']);
  return { reference: found, done };
}
const textsOf = async (reference: Reference) =>
  (await portal.partition(`CASE#${reference}`))
    .filter(({ sk }) => String(sk).startsWith('TEXT#'))
    .map(({ sk, personal }) => [String(sk).split('#').at(-1), (personal as { to: string }).to])
    .toSorted();
const looksWith = async (browser: Browser, reference: Reference, mobile: string) => {
  await browser.post('/helping', { reference, mobile });
  const to = await portal.textCode(browser);
  return { to, page: await browser.post('/find/code', { code: '246810' }) };
};
const wants = (number: string): Form => ({ mobile: 'yes', 'mobile-number': number });

describe('a form for somebody else', () => {
  it('asks about them, says what is missing in those words, and shows who asks before it is sent', async () => {
    const browser = portal.browser();
    const first = await browser.get(path('who-for'));
    expect(first.html).toContain('Are you asking for yourself?');
    const wrong = await browser.post(path('who-for'), { 'who-for': 'other', _draft: draftOf(first) });
    expect(wrong.status).toBe(400);
    for (const part of ['name', 'as', 'agreed', 'mayUpload', 'textsTo']) expect(wrong.html).toContain(`href="#who-for-${part}"`);
    await browser.post(path('who-for'), { ...ann(aNumber()), _draft: draftOf(first) });
    const name = await browser.get(path('full-name'));
    expect(name.html).toContain('What is their full name?');
    expect(name.html).toContain('autocomplete="off"');
    for (const [question, form] of joan) await browser.post(path(question), { ...form, _draft: draftOf(name) });
    const mobile = await browser.get(path('mobile'));
    for (const said of ['Can we text them how it is going?', 'Yes, send them texts', 'Their UK mobile number', 'not yours'])
      expect(mobile.html).toContain(said);
    const missing = await browser.post(path('mobile'), { _draft: draftOf(mobile) });
    expect([missing.status, missing.html.includes('Select yes if we can text them')]).toEqual([400, true]);
    await browser.post(path('mobile'), { mobile: 'no', _draft: draftOf(mobile) });
    await browser.post(path('declaration'), { declaration: 'agreed', _draft: draftOf(mobile) });
    const check = await browser.get(path('check'));
    expect(check.html).toContain('Ann Lee, family');
    expect((await browser.get(path('who-for'))).html).toMatch(/value="Ann Lee"[\s\S]*value="family" checked/);
  });

  it('says as little of somebody who asks for themselves as it always did', async () => {
    const { browser } = await asks({ 'who-for': 'self' }, wants(aNumber()));
    const { reference, done } = await sends(browser);
    expect(done.html).toContain('We will text you now');
    expect(done.html).not.toContain('/helping');
    expect((await textsOf(reference)).map(([purpose]) => purpose)).toEqual(['received']);
  });
});

describe('texts to the person who is asked for', () => {
  it('go to them, and one to whoever asked, however often it is sent; who then looks with their own number and code', async () => {
    const [mine, theirs] = [aNumber(), aNumber()];
    const { browser } = await asks(ann(mine), wants(theirs));
    const { reference, done } = await sends(browser);
    expect(done.html).toContain('We will text them now');
    expect(done.html).toContain('href="/helping"');
    expect(done.html).not.toContain('href="/find?reference=');
    expect(await textsOf(reference)).toEqual([
      ['let-in', e164(mine)],
      ['received', e164(theirs)],
    ]);
    const looking = portal.browser();
    expect(await looksWith(looking, reference, mine)).toMatchObject({ to: e164(mine), page: { status: 303 } });
    expect((await looking.get(`/case/${reference.slice(0, 3)}-${reference.slice(3)}`)).html).toContain(
      'You see this because you were let in, until 23 November 2027.',
    );
  });

  it('leave it to them to take whoever asked out again', async () => {
    const [mine, theirs] = [aNumber(), aNumber()];
    const { reference } = await sends((await asks(ann(mine), wants(theirs))).browser);
    const resident = portal.browser();
    await portal.openedBy(resident, reference);
    const page = `/case/${reference.slice(0, 3)}-${reference.slice(3)}`;
    expect((await resident.get(page)).html).toContain('Ann Lee, family');
    await resident.post(`${page}/helpers`, { do: 'take-out', helper: '1' });
    expect(await looksWith(portal.browser(), reference, mine)).toMatchObject({ to: undefined });
  });

  it('can be none: whoever asked is given the words for them', async () => {
    const { browser } = await asks(ann(''), { mobile: 'no' });
    const { reference, done } = await sends(browser);
    expect(done.html).toContain('They get no texts from us. To see where it is, they need the reference and these words:');
    expect(done.html).not.toContain('/helping');
    expect(done.html).toContain('href="/find?reference=');
    expect(await textsOf(reference)).toEqual([]);
  });
});

it('texts to whoever asked need no other number: none is asked', async () => {
  const mine = aNumber();
  const { browser, last } = await asks({ ...ann(mine), 'who-for-textsTo': 'helper' });
  expect(last.location).toBe(path('check'));
  expect((await browser.get(path('mobile'))).location).toBe(path('check'));
  const { reference, done } = await sends(browser);
  expect(done.html).toContain('We will text you now');
  expect(await textsOf(reference)).toEqual([['received', e164(mine)]]);
  expect((await portal.loadCase(reference))?.state.helpers).toEqual([]);
});

it('is asked in the language of the page, with what is wrong', async () => {
  const browser = portal.browser();
  const page = await browser.get(`${path('who-for')}?lang=cy`);
  for (const said of ['Ydych chi&#39;n gofyn i chi eich hun?', 'Na, i rywun arall', 'Eich enw']) expect(page.html).toContain(said);
  const wrong = await browser.post(path('who-for'), { 'who-for': 'other', 'who-for-name': 'x'.repeat(61), _draft: draftOf(page) });
  for (const said of ['Rhaid i&#39;ch enw fod yn 60 nod neu lai', 'Dewiswch sut rydych yn eu hadnabod']) expect(wrong.html).toContain(said);
});
