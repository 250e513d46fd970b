import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Audit, startAudit } from '../support/browser-audit.ts';
import { type Door, startDoor } from '../support/browser-door.ts';
import { answer, binForm, fillForm } from '../support/browser-people.ts';
import { answerBin, binAnswers, createVisitor, reportBin, sendBin } from '../support/browser-visitor.ts';

let door: Door;
let browser: Browser;
let audit: Audit;
beforeAll(async () => {
  [door, browser] = await Promise.all([startDoor(), launchBrowser()]);
  audit = await startAudit(browser);
});
afterAll(async () => {
  await browser.close();
  await door.stop();
});

async function resident(javaScriptEnabled = false): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: door.baseUrl });
  context.setDefaultTimeout(15_000);
  return context.newPage();
}
const heading = (page: Page) => page.locator('h1').innerText();
const noWait = async () => undefined;

describe('an address that leads nowhere', () => {
  it.each(['/nowhere', '/services/teleport', '/apply/teleport/where', '/apply/missed-bin/colour', '/r/made-up', '/case/none'])(
    '%s gets a clear page',
    async (path) => {
      const page = await resident();
      const answered = await page.goto(path);
      expect([answered?.status(), await heading(page)]).toEqual([404, 'We cannot find that page']);
      await audit.page(page, 'not found');
    },
  );

  it('a step skipped leads to the first question without an answer', async () => {
    const page = await resident();
    await page.goto('/apply/missed-bin/mobile');
    expect(new URL(page.url()).pathname).toBe('/apply/missed-bin/which-bin');
    await answer(page, 'which-bin', 'Rubbish');
    await page.getByRole('button', { name: 'Continue' }).click();
    for (const skipped of ['mobile', 'check']) {
      await page.goto(`/apply/missed-bin/${skipped}`);
      expect(new URL(page.url()).pathname).toBe('/apply/missed-bin/missed-on');
    }
    await page.goto('/apply/missed-bin/done');
    expect(new URL(page.url()).pathname).toBe('/find');
  });
});

describe('an answer that cannot be right', () => {
  it.each([
    ['which-bin', {}, 'Select which bin was missed'],
    ['missed-on', { 'missed-on-day': '31', 'missed-on-month': '2', 'missed-on-year': '2025' }, /real date|must/],
    ['missed-on', { 'missed-on-day': '1', 'missed-on-month': '1', 'missed-on-year': '2999' }, /past/],
    ['address', { 'address-line1': '1 High Street', 'address-town': 'Northwick', 'address-postcode': 'nowhere' }, /postcode/i],
    ['mobile', { mobile: 'yes', 'mobile-number': '020 7946 0958' }, /UK mobile/],
    ['mobile', { mobile: 'yes', 'mobile-number': '+33 6 12 34 56 78' }, /UK mobile/],
    ['mobile', { mobile: 'yes', 'mobile-number': '🙂' }, /UK mobile/],
  ] as const)('to %s is refused with a sentence, beside its field and at the top', async (question, form, sentence) => {
    const visitor = createVisitor(door.baseUrl);
    for (const [before, given] of Object.entries(binAnswers(undefined))) {
      if (before === question) break;
      await visitor.post(`/apply/missed-bin/${before}`, given);
    }
    const refused = await visitor.post(`/apply/missed-bin/${question}`, form as Record<string, string>);
    expect(refused.status).toBe(400);
    const page = await resident();
    await page.setContent(refused.html);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.locator('.govuk-error-summary').innerText()).toMatch(sentence);
    expect(await page.locator('.govuk-error-message').first().innerText()).toMatch(sentence);
  });

  it('of 10,000 characters is refused and still there to shorten; an emoji is kept', async () => {
    const page = await resident();
    await page.goto('/apply/missed-bin/which-bin');
    const form = binForm(false);
    await fillForm(page, { ...form, answers: { ...form.answers, 'anything-else': 'Behind the 🪴, José said “here”' } }, noWait);
    expect(await page.locator('main').innerText()).toContain('Behind the 🪴, José said “here”');
    await page.getByRole('link', { name: 'Change Help for the crew' }).click();
    await page.locator('#anything-else').fill('x'.repeat(10_000));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('must be 500 characters or fewer. You have used 10,000');
    expect(await page.locator('#anything-else').inputValue()).toHaveLength(10_000);
    await audit.page(page, 'too long');
    await page.locator('#anything-else').fill('Shorter');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    expect([new URL(page.url()).pathname, await page.locator('main').innerText()]).toEqual([
      '/apply/missed-bin/check',
      expect.stringContaining('Shorter'),
    ]);
  });

  it('of more than 200 KB is refused kindly, and the answers before it are safe', async () => {
    const visitor = createVisitor(door.baseUrl);
    await answerBin(visitor);
    const refused = await visitor.post('/apply/missed-bin/anything-else', { 'anything-else': 'x'.repeat(200_001) });
    expect([refused.status, refused.html]).toEqual([413, expect.stringContaining('That is too much to send')]);
    expect(await sendBin(visitor)).toMatch(/^\w{3}-\w{4}$/);
  });
});

describe('the same form twice', () => {
  const opened = async (number: string) => (await door.textsTo(number)).filter((text) => text.includes('we have your missed bin report'));

  it('by a double click gives one case and one text', async () => {
    const page = await resident(true);
    await page.goto('/apply/missed-bin/which-bin');
    await fillForm(page, binForm('07700 900321'), noWait);
    await page.getByRole('button', { name: 'Send to the council' }).dblclick();
    await page.getByText('We have got it').waitFor();
    await door.settle();
    expect(await opened('07700 900321')).toHaveLength(1);
  });

  it('by two requests at the same moment gives one case, one reference and one text', async () => {
    const visitor = createVisitor(door.baseUrl);
    await answerBin(visitor, '07700 900322');
    const references = await Promise.all([1, 2, 3, 4].map(() => sendBin(visitor)));
    expect(new Set(references).size).toBe(1);
    await door.settle();
    expect(await opened('07700 900322')).toHaveLength(1);
  });

  it('by the back button, before and after it was sent, meets the same case and keeps what was sent', async () => {
    const page = await resident();
    await page.goto('/apply/missed-bin/which-bin');
    await fillForm(page, binForm('07700 900323'), noWait);
    await page.getByRole('button', { name: 'Send to the council' }).click();
    const reference = await page.locator('.app-reference').innerText();
    await page.goBack();
    // The page asks again how things stand: it leads on by itself once the draft is marked as sent, a moment after.
    const again = page.getByRole('button', { name: 'Send to the council' });
    if (await again.count()) await again.click();
    expect(await page.locator('.app-reference').innerText()).toBe(reference);
    await door.settle();
    await page.goto('/apply/missed-bin/check');
    expect([new URL(page.url()).pathname, await page.locator('.app-reference').innerText()]).toEqual(['/apply/missed-bin/done', reference]);
    await page.goto('/apply/missed-bin/mobile');
    expect(new URL(page.url()).pathname).toBe('/apply/missed-bin/which-bin');
    expect(await opened('07700 900323')).toHaveLength(1);
  });

  it('with an answer changed in between says that the first was kept', async () => {
    const visitor = createVisitor(door.baseUrl);
    await answerBin(visitor, '07700 900324');
    const reference = await sendBin(visitor);
    await door.settle();
    const late = await visitor.post('/apply/missed-bin/anything-else', { 'anything-else': 'One more thing' });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('You have already sent this')]);
    expect(await sendBin(visitor)).toBe(reference);
    expect(await opened('07700 900324')).toHaveLength(1);
  });
});

describe('somebody who may not', () => {
  it('is refused when another site sends the form, and nothing is done', async () => {
    const visitor = createVisitor(door.baseUrl);
    await answerBin(visitor, '07700 900325');
    const none = { 'sec-fetch-site': '' };
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { ...none, origin: 'https://evil.example' },
      none,
    ]) {
      const refused = await visitor.post('/apply/missed-bin/check', {}, { headers });
      expect([refused.status, refused.html]).toEqual([403, expect.stringContaining('Please start from our own page')]);
    }
    await door.settle();
    expect(await door.textsTo('07700 900325')).toEqual([]);
  });

  it('is shown nothing of a case without its code: an unknown reference, a wrong code, an old one', async () => {
    const visitor = createVisitor(door.baseUrl);
    const mistyped = await visitor.post('/find', { reference: 'K7M-Q2XW' });
    expect([mistyped.status, mistyped.html]).toEqual([400, expect.stringContaining('Check your reference')]);
    const reference = await reportBin(createVisitor(door.baseUrl), '07700 900326');
    await visitor.post('/find', { reference });
    await door.settle();
    for (const triesLeft of ['4 more times', '3 more times', '2 more times', '1 more time']) {
      const wrong = await visitor.post('/find/code', { code: 'no such' });
      expect([wrong.status, wrong.html]).toEqual([400, expect.stringContaining(`That code is not right. You can try ${triesLeft}`)]);
    }
    expect((await visitor.post('/find/code', { code: 'no such' })).html).toContain('That was too many tries');
    const [, code = ''] = /code is (\d{6})/.exec((await door.textsTo('07700 900326')).at(-1) ?? '') ?? [];
    expect((await visitor.post('/find/code', { code })).html).toContain('That was too many tries');
    await visitor.post('/find', { reference });
    await door.settle();
    await door.advance('PT11M');
    const [, old = ''] = /code is (\d{6})/.exec((await door.textsTo('07700 900326')).at(-1) ?? '') ?? [];
    expect((await visitor.post('/find/code', { code: old })).html).toContain('That code is too old');
    expect((await visitor.get(`/case/${reference}`)).location).toBe(`/find?reference=${reference}`);
  });

  it('learns nothing from a code that another look-up was given', async () => {
    const reference = await reportBin(createVisitor(door.baseUrl), '07700 900327');
    const [owner, thief] = [createVisitor(door.baseUrl), createVisitor(door.baseUrl)];
    await owner.post('/find', { reference });
    await door.settle();
    const [, code = ''] = /code is (\d{6})/.exec((await door.textsTo('07700 900327')).at(-1) ?? '') ?? [];
    await thief.post('/find', { reference: 'K7M-Q2X1' });
    await door.settle();
    expect((await thief.post('/find/code', { code })).status).toBe(400);
    expect((await owner.post('/find/code', { code })).location).toBe(`/case/${reference}`);
  });
});

it('answers a reply that it cannot read with one kind sentence a day, and counts nothing', async () => {
  await reportBin(createVisitor(door.baseUrl), '07700 900328');
  await door.settle();
  for (const body of ['6', 'thanks', '🙂', '5']) {
    await door.reply('07700 900328', body);
    await door.settle();
  }
  const SORRY =
    'Northwick Council: sorry, we could not read that. To rate us, text only a number, 5 excellent to 1 very poor. Text HELP for more. Or call 01632 960100';
  expect((await door.textsTo('07700 900328')).slice(1)).toEqual([SORRY]);
  await door.advance('PT24H');
  await door.reply('07700 900328', 'thanks');
  await door.settle();
  expect((await door.textsTo('07700 900328')).slice(1)).toEqual([SORRY, SORRY]);
});

it('breaks no rule of axe on any page of it', () => {
  expect(audit.faults()).toEqual([]);
});
