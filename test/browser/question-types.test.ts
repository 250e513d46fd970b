import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from '../support/browser-people.ts';
import { createStage, said, scriptModes } from './story/stage.ts';

const home = { line1: '14 Canal Street', town: 'Northwick', postcode: 'NW2 7AB' };
const path = (page: Page) => new URL(page.url()).pathname;

describe.each(scriptModes)('what a form asks, %s', (_, scripted) => {
  const { stage, open, close } = createStage(scripted);
  let page: Page;
  beforeAll(async () => {
    await open();
    page = await stage.person();
  });
  afterAll(close);

  const next = (name = 'Continue') => page.getByRole('button', { name, exact: true }).click();
  const take = async (question: string, typed: Parameters<typeof answer>[2]) => {
    await answer(page, question, typed);
    await next();
  };
  const look = (name: string) => stage.audit.page(page, `${name} ${scripted}`);
  /** A page that came back, with what is wrong at its top and beside its field. */
  const wrong = async (name: string, ...sentences: string[]) => {
    await page.locator('.govuk-error-summary').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    for (const sentence of sentences) {
      expect(await page.locator('.govuk-error-summary').innerText()).toContain(sentence);
      expect((await page.locator('.govuk-error-message').allInnerTexts()).join()).toContain(sentence);
    }
    await look(name);
  };

  it('several people, each on a page of their own, listed, changed and taken away', async () => {
    await page.goto('/apply/moving-home/which-way');
    await take('which-way', 'From one home in this area to another');
    await take('move-date', { day: '1', month: '3', year: '2026' });
    await take('old-address', home);
    await take('new-address', { ...home, line1: '2 Mill Lane' });
    await look('select');
    await next();
    await wrong('select wrong', 'Select what happens to your old home');
    await page.locator('#old-home').selectOption('It is sold');
    await next();
    await take('new-home', 'I own it, or am buying it');
    expect([path(page), await said(page, 'h1')]).toEqual(['/apply/moving-home/people/1', 'Who is moving?']);
    await look('entry');
    await page.locator('#birthday-day').fill('3');
    await next();
    await wrong('entry wrong', 'Enter their full name', 'Select if they are 18 or over', 'Date of birth must include a month');
    expect(await page.locator('#birthday-day').inputValue()).toBe('3');
    await page.locator('#birthday-day').fill('');
    await page.getByLabel('Full name').fill('Sam Ward');
    await page.getByLabel('Yes', { exact: true }).check();
    await next();
    await next();
    await wrong('list wrong', 'Select yes if you need to add another person');
    await page.getByLabel('Yes', { exact: true }).check();
    await next();
    await page.getByLabel('Full name').fill('Mia Ward');
    await page.getByLabel('No', { exact: true }).check();
    await next();
    expect(await said(page)).toContain('You have told us about 2 people');
    await look('list');
    await page.getByRole('link', { name: 'Change Person 2' }).click();
    await page.getByLabel('Full name').fill('Mia Ward-Lee');
    await next();
    await page.getByRole('link', { name: 'Remove Person 1' }).click();
    await look('remove');
    await page.getByLabel('Yes', { exact: true }).check();
    await next();
    expect(await said(page, 'dl')).toContain('Person 1 Name: Mia Ward-Lee');
    await page.getByLabel('No', { exact: true }).check();
    await next();
    expect(path(page)).toBe('/apply/moving-home/full-name');
    await page.getByRole('link', { name: 'Back', exact: true }).click();
    expect(await said(page)).toContain('You have told us about 1 person');
  });

  it('money, a National Insurance number and an account, shown back as they were typed until they are right', async () => {
    await page.goto('/apply/payment-arrangement/full-name');
    await take('full-name', 'Sam Ward');
    await take('address', home);
    await take('account', '');
    await take('nino', 'QQ 12 34 56 C');
    await wrong('nino wrong', 'Enter a National Insurance number');
    expect(await page.locator('#nino').inputValue()).toBe('QQ 12 34 56 C');
    await take('nino', 'ab 12 34 56 c');
    await take('letter', 'It was a reminder');
    await take('owed', 'about £400');
    await wrong('money wrong', 'What you owe must be an amount of money in pounds, like 120 or 12.50');
    expect(await page.locator('#owed').inputValue()).toBe('about £400');
    await take('owed', '£400');
    await take('coming-in', '1,200');
    await take('going-out', '1000.5');
    await take('can-pay', '40');
    await take('first-day', { day: '1', month: '3', year: '2099' });
    await take('how', 'By Direct Debit');
    await page.getByLabel('Sort code').fill('30-94');
    await next();
    await wrong('bank wrong', 'Enter the name on the account', 'Enter a sort code with 6 digits, like 309430', 'Enter an account number');
    expect(await page.getByLabel('Sort code').inputValue()).toBe('30-94');
    await page.getByLabel('Name on the account').fill('Sam Ward');
    await page.getByLabel('Sort code').fill('30-94-30');
    await page.getByLabel('Account number').fill('00733445');
    await next();
    await page.getByRole('link', { name: 'Back', exact: true }).click();
    expect(await said(page)).toContain('You told us about an account ending 45.');
    expect(await page.content()).not.toContain('00733445');
    await look('bank kept');
    await next();
    expect(path(page)).toBe('/apply/payment-arrangement/email');
    await take('email', 'sam at example.com');
    await wrong('email wrong', 'Enter an email address in the right form, like name@example.com');
  });

  it('a number plate, a number of days, and a box that rules out the others', async () => {
    await page.goto('/apply/abandoned-vehicle/kind');
    await take('kind', 'Car');
    await take('has-plate', 'Yes, a UK one');
    await take('registration', 'a red van');
    await wrong('vehicle wrong', 'Enter a UK registration number, like AB12 CDE');
    await take('registration', 'ab12cde');
    await take('make-and-colour', 'A red van');
    await page.locator('#where-describe').fill('Mill Lane');
    await page.getByRole('button', { name: 'Continue' }).click();
    await take('days-there', 'weeks');
    await wrong('number wrong', 'Days there must be a number, like 2');
    await take('days-there', '30');
    await page.getByLabel('Broken windows').check();
    await page.getByLabel('Nothing that I can see').check();
    // With a script the one takes the tick off the other; without, the form says what to do.
    if (!scripted) {
      await next();
      await wrong('alone wrong', 'Select what is wrong with it, or select “Nothing that I can see”');
      await page.getByLabel('Broken windows').uncheck();
    }
    expect(await page.getByLabel('Broken windows').isChecked()).toBe(false);
    await next();
    expect(path(page)).toBe('/apply/abandoned-vehicle/mobile');
  });

  it('breaks no rule of axe on any page of it', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
