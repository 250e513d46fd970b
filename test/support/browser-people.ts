import type { Page } from 'playwright-core';

/** What a resident types: a value for a text field, a list for checkboxes, parts for an address or a date, a number or false for texts. */
export type Typed =
  | string
  | string[]
  | { day: string; month: string; year: string }
  | { line1: string; town: string; postcode: string }
  | false;
export type Form = { service: string; answers: Readonly<Record<string, Typed>> };
type EachPage = (page: Page, name: string) => Promise<void>;

/** Goes through a service's form as a person does, from its first question to check answers; `each` sees every page. */
export async function fillForm(page: Page, { service, answers }: Form, each: EachPage): Promise<void> {
  for (;;) {
    const question = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await each(page, `${service} ${question}`);
    if (question === 'check') return;
    const typed = answers[question];
    if (typed === undefined) throw new Error(`nothing to answer to ${question}`);
    await answer(page, question, typed);
    await page.getByRole('button', { name: 'Continue' }).click();
    const next = new URL(page.url()).pathname.split('/').at(-1);
    if (next === question) throw new Error(`the answer to ${question} was refused: ${await page.getByRole('alert').textContent()}`);
  }
}

/** Types one answer, and leaves it unsent. */
export async function answer(page: Page, question: string, typed: Typed): Promise<void> {
  if (Array.isArray(typed)) {
    for (const label of typed) await page.getByLabel(label, { exact: true }).check();
  } else if (typed === false) {
    await page.getByLabel('No, do not text me').check();
  } else if (typeof typed === 'object') {
    for (const [part, text] of Object.entries(typed)) await page.locator(`#${question}-${part}`).fill(text);
  } else if (question === 'mobile') {
    await page.getByLabel('Yes, send me texts').check();
    await page.getByLabel('UK mobile number').fill(typed);
  } else if (await page.locator('input[type=radio], input[type=checkbox]').count()) {
    await page.getByLabel(typed, { exact: true }).check();
  } else {
    await page.locator(`#${question}`).fill(typed);
  }
}

/** Signs in to the console as one of the sample staff, and comes to `/console` or where that leads. */
export async function signIn(page: Page, name: string, to = '/console'): Promise<void> {
  await page.goto(to);
  await page.getByRole('button', { name }).click();
}

const home = { line1: '14 Canal Street', town: 'Northwick', postcode: 'NW2 7AB' };

export const claimForm = (name: string, mobile: string | false): Form => ({
  service: 'housing-benefit',
  answers: {
    'who-for': 'Yes, for me',
    situation: 'I am over State Pension age',
    'full-name': name,
    'date-of-birth': { day: '9', month: '4', year: '1951' },
    address: home,
    'end-of-life': 'No',
    rent: '£118 a week',
    income: ['State Pension', 'Something else'],
    'other-income': 'A little from letting the garage',
    partner: 'No',
    more: 'The landlord wants it by Friday',
    mobile,
    declaration: 'I agree',
  },
});

export const binForm = (mobile: string | false): Form => ({
  service: 'missed-bin',
  answers: {
    'which-bin': 'Garden waste',
    'garden-paid': 'Yes',
    'missed-on': { day: '3', month: '3', year: '2025' },
    address: home,
    'anything-else': 'Behind the side gate',
    mobile,
  },
});

export const urgentBadgeForm = (name: string, mobile: string | false): Form => ({
  service: 'blue-badge',
  answers: {
    'who-for': 'Yes, for me',
    'full-name': name,
    'date-of-birth': { day: '30', month: '11', year: '1947' },
    address: home,
    'end-of-life': 'Yes',
    mobile,
    declaration: 'I agree',
  },
});
