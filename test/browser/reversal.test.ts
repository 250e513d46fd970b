import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFrontDoorClient } from '../../infra/local/sample/front-door-client.ts';
import { type Door, dayMonth } from '../support/browser-door.ts';
import { claimForm, fillForm, signIn } from '../support/browser-people.ts';
import { createStage, lastTextOn, said } from './story/stage.ts';

const JOAN = '07700 900341';
const DAY_MS = 86_400_000;

/** Ten others' claims, decided by the time the story begins: two in a day, six in three days, two in six. */
async function othersAreDecided(door: Door, monday: number): Promise<void> {
  const at = async (daysBefore: number) => {
    await door.moveTo(monday - daysBefore * DAY_MS);
    return createFrontDoorClient(door.baseUrl);
  };
  const answers = {
    situation: 'pensioner',
    'full-name': 'Mair Evans',
    'date-of-birth': '1951-04-09',
    address: { line1: '3 Mill Lane', town: 'Northwick', postcode: 'NW3 1QT' },
    rent: '£100 a week',
    income: ['state-pension'],
    partner: 'no',
    mobile: { wanted: false },
    declaration: 'agreed',
  };
  const early = await at(6);
  const references: string[] = [];
  for (let claim = 0; claim < 10; claim++) references.push(await early.openCase('housing-benefit', answers, 'web'));
  for (const [daysBefore, count] of [
    [5, 2],
    [3, 6],
    [0, 2],
  ] as const) {
    const office = await at(daysBefore);
    for (const reference of references.splice(0, count)) await office.addToCase(reference, { type: 'decide', outcome: 'awarded' });
  }
  await door.settle();
}

const { stage, open, close } = createStage(false, othersAreDecided);
beforeAll(open);
afterAll(close);

/** What a date on a page begins with: `9 November`. */
const onPage = (days: number) => dayMonth(stage.monday, days);
const unfold = (page: Page, summary: string) => page.locator('summary').filter({ hasText: summary }).click();

let joan: Page;
let reference = '';

async function lookUp(): Promise<void> {
  await joan.goto('/find');
  await joan.getByLabel('Your reference').fill(reference);
  await joan.getByRole('button', { name: 'Continue' }).click();
  await stage.door.settle();
  const [, code = ''] = /your code is (\d{6})\./.exec((await stage.door.textsTo(JOAN)).at(-1) ?? '') ?? [];
  await joan.getByLabel('Code, or your two words').fill(code);
  await joan.getByRole('button', { name: 'Show me' }).click();
  await joan.getByText(`Reference ${reference}`).waitFor();
}

async function officerOnCase(): Promise<Page> {
  const bryn = await stage.person();
  await signIn(bryn, 'Bryn Davies', `/console/cases/${reference.replace('-', '')}`);
  return bryn;
}

const timeline = async (page: Page) => page.locator('.app-timeline__title').allInnerTexts();
const tracker = async () => (await joan.locator('.app-progress__step').allInnerTexts()).map((step) => step.replace(/\s+/g, ' ').trim());

describe('a refusal reversed', () => {
  it('begins as a claim, whose page says who acts next and what to do if money is needed sooner', async () => {
    joan = await stage.person();
    await joan.goto('/apply/housing-benefit/who-for');
    await fillForm(joan, claimForm('Joan Field', JOAN), async () => {});
    await joan.getByRole('button', { name: 'Send to the council' }).click();
    await joan.getByRole('heading', { name: 'We have got it' }).waitFor();
    [reference = ''] = /[0-9A-Z]{3}-[0-9A-Z]{4}/.exec(await said(joan, '.app-reference')) ?? [];
    await stage.door.settle();
    await lookUp();
    const page = await said(joan);
    expect(page).toContain(`You do not need to do anything. We aim to finish by ${onPage(21)}`);
    expect(page).toMatch(/Half of the people we told since 1 \w+ \d{4} waited 3 days or less\. Most waited between 1 and 6 days\./);
    expect(page).toContain('If you need money sooner');
    await stage.audit.page(joan, 'claim received');
  });

  it('is refused with reasons in plain words: the text says that it is, the page says why and how to ask again', async () => {
    const bryn = await officerOnCase();
    await unfold(bryn, 'Decide');
    await bryn.getByLabel('Refuse', { exact: true }).check();
    await bryn.getByLabel('You have more than £16,000 in savings or other money put by.').check();
    await bryn.locator('#decide-reason').fill('Your bank statement shows £18,250.');
    await bryn.getByRole('button', { name: 'Save decision' }).click();
    await bryn.getByText('Decision saved.', { exact: true }).waitFor();
    await stage.door.settle();
    expect(await lastTextOn(await stage.person(), JOAN)).toContain(`sorry, we cannot pay ${reference}. Why? 01632 960100.`);
    await lookUp();
    const page = await said(joan);
    expect(page).toContain('You have more than £16,000 in savings or other money put by. Your bank statement shows £18,250.');
    expect(page).toMatch(/You can ask us to look at it again until \d+ \w+ \d{4}\./);
    expect(await tracker()).toEqual(['Received Done', 'Not awarded Done']);
    await stage.audit.page(joan, 'refused');
  });

  it('is rated as it stands: the request came with the refusal', async () => {
    await stage.door.reply(JOAN.replaceAll(' ', ''), '2');
    await stage.door.settle();
    const bryn = await officerOnCase();
    expect(await said(bryn)).toContain('Rating 2, poor');
  });

  it('is looked at again when she says why; nothing typed says what is missing', async () => {
    await joan.getByRole('button', { name: 'Ask us to look at it again' }).click();
    await stage.audit.page(joan, 'look again');
    await joan.getByRole('button', { name: 'Ask us to look again' }).click();
    expect(await joan.title()).toMatch(/^Error: /);
    await stage.audit.page(joan, 'look again, nothing typed');
    await joan.getByLabel('What do you think is wrong, or what has changed?').fill('The savings are my mother’s. I only sign for her.');
    await joan.getByRole('button', { name: 'Ask us to look again' }).click();
    await joan.getByText('It is our turn.').waitFor();
    expect(await tracker()).toEqual([
      'Received Done',
      'We are looking at your claim again Now',
      'Being assessed Not yet',
      'Decided Not yet',
      'Paid Not yet',
    ]);
    await stage.audit.page(joan, 'looked at again');
    await joan.goto(`/case/${reference}/look-again`);
    expect(await said(joan)).toContain('We are already looking at it again.');
    await stage.audit.page(joan, 'look again, asked already');
    await stage.door.settle();
    expect(await lastTextOn(await stage.person(), JOAN)).toContain(`we are looking at your claim ${reference} again. We will tell you by`);
  });

  it('comes back to the queue, and is awarded with an amount and a day', async () => {
    const bryn = await stage.person();
    await signIn(bryn, 'Bryn Davies');
    await bryn.getByRole('link', { name: reference }).click();
    expect(await said(bryn)).toContain('The savings are my mother’s.');
    await unfold(bryn, 'Decide');
    await bryn.getByLabel('Award', { exact: true }).check();
    await bryn.getByRole('button', { name: 'Save decision' }).click();
    expect(await bryn.title()).toMatch(/^Error: /);
    await stage.audit.page(bryn, 'award without an amount');
    await bryn.getByLabel('If you award: how much?').fill('118.50');
    await bryn.getByLabel('Every week', { exact: true }).check();
    const first = new Date(stage.monday + 14 * 86_400_000);
    const paying = bryn.getByRole('group', { name: 'When is the first payment?' });
    await paying.getByLabel('Day').fill(String(first.getUTCDate()));
    await paying.getByLabel('Month').fill(String(first.getUTCMonth() + 1));
    await paying.getByLabel('Year').fill(String(first.getUTCFullYear()));
    await bryn.getByRole('button', { name: 'Save decision' }).click();
    await bryn.getByText('Decision saved.', { exact: true }).waitFor();
    expect(await timeline(bryn)).toContain('Decided again: awarded');
    await stage.audit.page(bryn, 'console case awarded again');
    await stage.door.settle();
  });

  it('shows as both; what is paid stands on the page, and in no text', async () => {
    await lookUp();
    expect(await timeline(joan)).toEqual(['Decided', 'We are looking at your claim again', 'Not awarded', 'Received']);
    const page = await said(joan);
    expect(page).toContain('We will pay you £118.50 a week.');
    expect(page).toContain(`The first payment is due on ${onPage(14)}`);
    await stage.audit.page(joan, 'awarded after all');
    const texts = await stage.door.textsTo(JOAN);
    expect(texts.filter((text) => text.includes('118.50') || text.includes('£'))).toEqual([]);
    expect(texts.at(-2)).toContain(`good news. We can pay you Housing Benefit (${reference}).`);
  });

  it('counts once as declined and once as awarded on the quarter page', async () => {
    await stage.door.settle();
    const morgan = await stage.person();
    await signIn(morgan, 'Morgan Okafor', '/console/report');
    const sentence = (measure: string) => morgan.locator(`[aria-labelledby="measure-${measure}"] .app-measure__sentence`).innerText();
    expect(await sentence('decisions')).toBe('So far: 12 decisions were made.');
    expect(await sentence('decisions-awarded')).toBe('So far: 11 decisions gave people what they asked for.');
    expect(await sentence('decisions-refused')).toBe('So far: 1 decision refused what people asked for.');
    expect(await sentence('refusals-reversed')).toBe('So far: 1 refusal was reversed.');
    await stage.audit.page(morgan, 'quarter with a reversal');
    expect(stage.audit.faults()).toEqual([]);
  });
});
