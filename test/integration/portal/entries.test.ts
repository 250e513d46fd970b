import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, draftOf, openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());

/** What the table was asked while something was done. */
async function callsOf<T>(act: () => Promise<T>): Promise<[T, string[]]> {
  portal.calls.length = 0;
  const result = await act();
  return [result, [...portal.calls]];
}

const AT = '/apply/moving-home/people';
const sam = { name: 'Sam Ward', age: 'adult' };
const mia = { name: 'Mia Ward', age: 'soon', 'birthday-day': '9', 'birthday-month': '3', 'birthday-year': '2009' };
const address = (id: string) => ({ [`${id}-line1`]: '12 Mill Lane', [`${id}-town`]: 'Northwick', [`${id}-postcode`]: 'NW1 4RP' });

/** Somebody who moves into the area, as far as the question of who moves. */
async function mover(): Promise<Browser> {
  const browser = portal.browser();
  await browser.post('/apply/moving-home/which-way', { 'which-way': 'in' });
  await browser.post('/apply/moving-home/move-date', { 'move-date-day': '1', 'move-date-month': '12', 'move-date-year': '2026' });
  await browser.post('/apply/moving-home/old-address', address('old-address'));
  await browser.post('/apply/moving-home/new-address', address('new-address'));
  expect((await browser.post('/apply/moving-home/new-home', { 'new-home': 'own' })).location).toBe(AT);
  return browser;
}

describe('several of one thing', () => {
  it('begin with the first where there must be one, with the question and its way back', async () => {
    const browser = await mover();
    expect((await browser.get(AT)).location).toBe(`${AT}/1`);
    const [page, calls] = await callsOf(() => browser.get(`${AT}/1`));
    expect(calls).toEqual(['GetItem']);
    expect(page.html).toContain('Who is moving?');
    expect(page.html).toContain('<h2 class="govuk-heading-m">Person 1</h2>');
    expect(page.html).toContain('href="/apply/moving-home/new-home" class="govuk-back-link"');
  });

  it('are kept with one update each, and listed with a way to change and to remove each', async () => {
    const browser = await mover();
    const [kept, calls] = await callsOf(() => browser.post(`${AT}/1`, sam));
    expect([kept.status, kept.location, calls]).toEqual([303, AT, ['UpdateItem']]);
    const list = await browser.get(AT);
    expect(list.html).toContain('You have told us about 1 person');
    expect(list.html).toContain('Do you need to add another person?');
    expect(list.html).toContain('Name: Sam Ward<br>18 or over: Yes');
    const [more, moreCalls] = await callsOf(() => browser.post(AT, { people: 'yes', _draft: draftOf(list) }));
    expect([more.location, moreCalls]).toEqual([`${AT}/2`, ['GetItem']]);
    await browser.post(`${AT}/2`, mia);
    const both = await browser.get(AT);
    expect(both.html).toContain('You have told us about 2 people');
    expect(both.html).toContain('Name: Mia Ward<br>18 or over: No, but they will be within a year<br>Date of birth: 9 March 2009');
    for (const href of [`${AT}/1`, `${AT}/1/remove`, `${AT}/2`, `${AT}/2/remove`]) expect(both.html).toContain(`href="${href}"`);
    const [on, onCalls] = await callsOf(() => browser.post(AT, { people: 'no' }));
    expect([on.location, onCalls]).toEqual(['/apply/moving-home/full-name', ['GetItem']]);
    expect((await browser.get('/apply/moving-home/full-name')).html).toContain(`href="${AT}" class="govuk-back-link"`);
  });

  it('are not doubled by a double press', async () => {
    const browser = await mover();
    await Promise.all([browser.post(`${AT}/1`, sam), browser.post(`${AT}/1`, sam)]);
    expect((await browser.get(AT)).html).toContain('You have told us about 1 person');
  });

  it('come back as they were typed when a field is wrong, with what to do, and keep nothing', async () => {
    const browser = await mover();
    const [page, calls] = await callsOf(() => browser.post(`${AT}/1`, { ...mia, name: '', 'birthday-month': '' }));
    expect([page.status, calls]).toEqual([400, ['GetItem']]);
    expect(page.html).toContain('<a href="#name">Enter their full name</a>');
    expect(page.html).toContain('<a href="#birthday-month">Date of birth must include a month</a>');
    expect(page.html).toContain('name="birthday-year" type="text" value="2009"');
    expect((await browser.get(AT)).location).toBe(`${AT}/1`);
  });

  it('can be changed and taken away, each once it was asked again', async () => {
    const browser = await mover();
    await browser.post(`${AT}/1`, sam);
    await browser.post(`${AT}/2`, mia);
    expect((await browser.get(`${AT}/2`)).html).toContain('value="Mia Ward"');
    await browser.post(`${AT}/2`, { ...mia, name: 'Mia Ward-Lee' });
    expect((await browser.get(AT)).html).toContain('Name: Mia Ward-Lee');
    const asked = await browser.get(`${AT}/1/remove`);
    expect(asked.html).toContain('Do you want to remove this person?');
    expect(asked.html).toContain('Person 1. Name: Sam Ward, 18 or over: Yes');
    expect((await browser.post(`${AT}/1/remove`, {})).html).toContain('Select yes if you want to remove this person');
    expect((await browser.post(`${AT}/1/remove`, { remove: 'no' })).location).toBe(AT);
    const [gone, calls] = await callsOf(() => browser.post(`${AT}/1/remove`, { remove: 'yes' }));
    expect([gone.location, calls]).toEqual([AT, ['UpdateItem']]);
    const list = await browser.get(AT);
    expect(list.html).toContain('You have told us about 1 person');
    // It keeps its place, so that a page open elsewhere changes the one it shows.
    expect(list.html).toContain(`href="${AT}/2"`);
    expect((await browser.get(`${AT}/1/remove`)).location).toBe(AT);
    expect((await browser.post(AT, { people: 'yes' })).location).toBe(`${AT}/3`);
  });

  it('are as many as the question allows', async () => {
    const browser = await mover();
    for (let place = 1; place <= 10; place++) await browser.post(`${AT}/${place}`, { ...sam, name: `Person ${place}` });
    const list = await browser.get(AT);
    expect(list.html).toContain('You can tell us about 10 people here. If there are more, call us on 01632 960100.');
    expect(list.html).not.toContain('Do you need to add another');
    expect((await browser.post(AT, {})).location).toBe('/apply/moving-home/full-name');
    for (const path of [`${AT}/11`, `${AT}/x`, `${AT}/100`, '/apply/moving-home/full-name/1'])
      expect((await browser.get(path)).status).toBe(404);
    expect((await browser.post(`${AT}/11`, sam)).status).toBe(404);
  });

  it('are needed before the questions after them, and asked of whoever chooses neither yes nor no', async () => {
    const browser = await mover();
    expect((await browser.get('/apply/moving-home/full-name')).location).toBe(AT);
    expect((await browser.get(`${AT}/2`)).location).toBe(AT);
    await browser.post(`${AT}/1`, sam);
    expect((await browser.get(`${AT}/3`)).location).toBe(AT);
    const page = await browser.post(AT, {});
    expect([page.status, page.html]).toEqual([
      400,
      expect.stringContaining('<a href="#people">Select yes if you need to add another person</a>'),
    ]);
  });

  it('are changed from check answers, and lead back there; the case holds them all', async () => {
    const browser = await mover();
    await browser.post(`${AT}/1`, sam);
    await browser.post('/apply/moving-home/full-name', { 'full-name': 'Sam Ward' });
    await browser.post('/apply/moving-home/mobile', { mobile: 'no' });
    const check = await browser.get('/apply/moving-home/check');
    expect(check.html).toContain('Person 1<br>Name: Sam Ward<br>18 or over: Yes');
    const list = await browser.get(`${AT}?change=1`);
    expect(list.html).toContain('href="/apply/moving-home/check" class="govuk-back-link"');
    expect((await browser.post(`${AT}?change=1`, { people: 'yes' })).location).toBe(`${AT}/2?change=1`);
    expect((await browser.get(`${AT}/2?change=1`)).html).toContain(`href="${AT}?change=1" class="govuk-back-link"`);
    expect((await browser.post(`${AT}/2?change=1`, mia)).location).toBe(`${AT}?change=1`);
    expect((await browser.post(`${AT}?change=1`, { people: 'no' })).location).toBe('/apply/moving-home/check');
    await browser.post('/apply/moving-home/check', { _draft: draftOf(await browser.get('/apply/moving-home/check')) });
    const done = await browser.get('/apply/moving-home/done');
    const [, reference = ''] = /app-reference">([^<]+)</.exec(done.html) ?? [];
    const found = await portal.loadCase(reference.replace('-', '') as never);
    expect(found?.state.answers['people']).toEqual([
      { name: 'Sam Ward', age: 'adult' },
      { name: 'Mia Ward', age: 'soon', birthday: '2009-03-09' },
    ]);
    expect(portal.logged.join('\n')).not.toContain('Ward');
  });

  it('go into no form but the one that the page was of', async () => {
    const browser = await mover();
    await browser.post(`${AT}/1`, sam);
    for (const path of [AT, `${AT}/1`, `${AT}/1/remove`]) {
      const page = await browser.post(path, { ...mia, people: 'no', remove: 'yes', _draft: 'another' });
      expect([path, page.status]).toEqual([path, 409]);
    }
    expect((await browser.get(AT)).html).toContain('Name: Sam Ward');
  });
});

describe('bank details', () => {
  const BANK = '/apply/payment-arrangement/bank';
  const money = { owed: '£450', 'coming-in': '1,200', 'going-out': '1000.50', 'can-pay': '40' };
  const details = { 'bank-name': 'Sam Ward', 'bank-sortCode': '30-94-30', 'bank-account': '00733445' };

  it('are kept in the draft and the case, and shown nowhere again in full', async () => {
    const browser = portal.browser();
    const answer = (question: string, form: Record<string, string>) => browser.post(`/apply/payment-arrangement/${question}`, form);
    await answer('full-name', { 'full-name': 'Sam Ward' });
    await answer('address', address('address'));
    await answer('account', { account: '' });
    await answer('nino', { nino: 'ab 12 34 56 c' });
    await answer('letter', { letter: 'bill' });
    for (const [question, amount] of Object.entries(money)) await answer(question, { [question]: amount });
    await answer('first-day', { 'first-day-day': '1', 'first-day-month': '12', 'first-day-year': '2026' });
    expect((await answer('how', { how: 'direct-debit' })).location).toBe(BANK);

    const wrong = await browser.post(BANK, { ...details, 'bank-account': '123' });
    expect([wrong.status, wrong.html]).toEqual([
      400,
      expect.stringContaining('<a href="#bank-account">Account number must have between 6 and 8 digits</a>'),
    ]);
    expect(wrong.html).toContain('value="30-94-30"');
    expect((await browser.post(BANK, details)).location).toBe('/apply/payment-arrangement/email');
    const again = await browser.get(BANK);
    expect(again.html).toContain('You told us about an account ending 45.');
    const [kept, calls] = await callsOf(() => browser.post(BANK, { 'bank-ending': '45', 'bank-name': '', _draft: draftOf(again) }));
    expect([kept.location, calls]).toEqual(['/apply/payment-arrangement/email', ['GetItem']]);

    await answer('email', { email: 'sam@example.com' });
    await answer('more', { more: '' });
    await answer('mobile', { mobile: 'no' });
    await answer('declaration', { declaration: 'agreed' });
    const check = await browser.get('/apply/payment-arrangement/check');
    expect(check.html).toContain('Sam Ward<br>Account ending 45');
    expect(check.html).toContain('AB 12 34 56 C');
    expect(check.html).toContain('£1,000.50');
    for (const page of [again, check]) for (const secret of ['00733445', '309430', '30-94-30']) expect(page.html).not.toContain(secret);

    await browser.post('/apply/payment-arrangement/check', { _draft: draftOf(check) });
    const [, reference = ''] = /app-reference">([^<]+)</.exec((await browser.get('/apply/payment-arrangement/done')).html) ?? [];
    const found = await portal.loadCase(reference.replace('-', '') as never);
    expect(found?.state.answers).toMatchObject({
      bank: { name: 'Sam Ward', sortCode: '309430', account: '00733445' },
      nino: 'AB123456C',
      owed: '450.00',
      'coming-in': '1200.00',
    });
    for (const secret of ['00733445', '309430', 'AB123456C', 'sam@example.com']) expect(portal.logged.join('\n')).not.toContain(secret);
  });

  it('that were never given cannot be left as they are', async () => {
    const page = await portal.browser().post(BANK, { 'bank-ending': '45' });
    expect([page.status, page.html]).toEqual([400, expect.stringContaining('Enter the name on the account')]);
    expect(page.html).not.toContain('ending 45');
  });
});
