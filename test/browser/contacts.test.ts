import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quarterOf, quarterSlug } from '../../shared/domain/quarter.ts';
import { binForm, fillForm, signIn } from '../support/browser-people.ts';
import { createStage, said } from './story/stage.ts';

const { stage, open, close } = createStage(true);
beforeAll(open);
afterAll(close);

const IDA = '07700 900271';
const today = () => new Date(stage.monday).toISOString().slice(0, 10);
let amal: Page;
let morgan: Page;
let contactPath: string;

describe('the quick log', () => {
  it('takes a call with the keyboard alone, in thirteen keys, and keeps the channel for the next', async () => {
    const ida = await stage.person();
    await ida.goto('/services/missed-bin');
    await ida.getByRole('button', { name: 'Start now' }).click();
    await fillForm(ida, binForm(IDA), stage.audit.page);
    await ida.getByRole('button', { name: 'Send' }).click();
    await stage.door.settle();
    amal = await stage.person();
    await signIn(amal, 'Amal Rahman');
    await amal.goto('/console/contacts');
    // Access keys go by the browser's own machinery, which no script can press: here the same is done by the tab key.
    const accessKeys = await amal.locator('[accesskey]').evaluateAll((all) => all.map((each) => each.getAttribute('accesskey')));
    expect(accessKeys).toEqual(['1', '2', '3', '4', '5', '6', 's', 'r', 'l']);
    for (const key of ['Shift+Tab', 'ArrowRight', 'Tab']) await amal.keyboard.press(key);
    await amal.keyboard.type('Report a mi');
    await amal.keyboard.press('Tab');
    await amal.keyboard.type('How');
    for (const key of ['Tab', 'Space', 'Enter']) await amal.keyboard.press(key);
    await amal.getByText('Logged. Ready for the next one.').waitFor();
    expect(await amal.getByLabel('Face to face').isChecked()).toBe(true);
    await stage.audit.page(amal, 'contact logged, with what to do next');
  });

  it('shows the reasons of the chosen service alone', async () => {
    await amal.getByLabel('Service').selectOption('Report a missed bin');
    const texts = await amal.getByLabel('What was it really about?').locator('option').allInnerTexts();
    expect(texts).toContain('Which day is my collection?');
    expect(texts.join()).not.toContain('Where can I park?');
    await amal.getByLabel('Service').selectOption('Claim Housing Benefit');
    expect((await amal.getByLabel('What was it really about?').locator('option').allInnerTexts()).join()).not.toContain('collection');
  });

  it('finds the open request of a caller by the number they leave', async () => {
    await amal.goto('/console/contacts');
    await amal.getByLabel('Telephone').check();
    await amal.getByLabel('Service').selectOption('Report a missed bin');
    await amal.getByLabel('What was it really about?').selectOption('How is it going?');
    await amal.getByLabel('Answered in full').check();
    await amal.getByLabel('Mobile number').fill(IDA);
    await amal.getByRole('button', { name: 'Log contact' }).click();
    contactPath = (await amal.getByRole('link', { name: 'See it' }).getAttribute('href')) ?? '';
    await stage.door.settle();
    await amal.goto(contactPath);
    expect(await said(amal)).toContain('It was at “Received”. The text of that stage should have told them.');
    await stage.audit.page(amal, 'a contact, as an adviser sees it');
  });
});

describe('a manager', () => {
  it('finds a contact by its day, and puts it right with a reason', async () => {
    morgan = await stage.person();
    await signIn(morgan, 'Morgan Okafor', `/console/contacts/list?service=missed-bin&day=${today()}`);
    expect(await said(morgan)).toContain('2 contacts');
    await stage.audit.page(morgan, 'contacts of a day');
    await morgan.goto('/console/contacts/list?service=&day-day=31&day-month=2&day-year=2026');
    await stage.audit.page(morgan, 'contacts of no day');
    await morgan.goto(contactPath);
    await stage.audit.page(morgan, 'a contact, as a manager sees it');
    await morgan.getByRole('button', { name: 'Put it right' }).click();
    await stage.audit.page(morgan, 'a contact without a reason to change it');
    await morgan.getByLabel('How did it end?').getByLabel('Advice given').or(morgan.getByLabel('Advice given')).first().check();
    await morgan.getByLabel('Why is it changed?').fill('They were advised');
    await morgan.getByRole('button', { name: 'Put it right' }).click();
    expect(await said(morgan)).toContain('Why: They were advised');
    await stage.audit.page(morgan, 'a contact that was put right');
    await stage.door.advance('PT5M');
    await stage.door.settle();
    await morgan.goto(`/console/report/${quarterSlug(quarterOf(today()))}/chase-calls`);
    expect(await said(morgan)).toContain('“Received” of Report a missed bin');
    await stage.audit.page(morgan, 'the stages that made people ask');
  });

  it('withdraws a contact, and the figures follow', async () => {
    await morgan.goto(contactPath);
    await morgan.getByLabel('Why is it withdrawn?').fill('It was a test');
    await morgan.getByRole('button', { name: 'Withdraw it' }).click();
    expect(await said(morgan)).toContain('Withdrawn: it counts for nothing.');
    await stage.audit.page(morgan, 'a contact that was withdrawn');
    await stage.door.settle();
    await morgan.goto(`/console/contacts/list?service=missed-bin&day=${today()}`);
    expect(await said(morgan)).toContain('1 contact');
  });

  it('enters ratings from paper', async () => {
    await morgan.goto('/console/ratings');
    await stage.audit.page(morgan, 'ratings from paper');
    await morgan.getByRole('button', { name: 'Keep ratings' }).click();
    await stage.audit.page(morgan, 'ratings from paper, refused');
    await morgan.getByLabel('Service that they rated').selectOption('Report a missed bin');
    await morgan.getByLabel('Paper cards').check();
    await morgan.getByLabel('Face to face').check();
    await morgan.getByLabel('5 Excellent').fill('9');
    await morgan.getByLabel('2 Poor').fill('2');
    await morgan.getByRole('button', { name: 'Keep ratings' }).click();
    expect(await said(morgan)).toContain('11 kept. Ready for more.');
  });

  it('makes a poster, by which somebody rates with one press', async () => {
    await morgan.goto('/console/posters');
    await stage.audit.page(morgan, 'posters');
    await morgan.getByRole('button', { name: 'Show the poster' }).click();
    await stage.audit.page(morgan, 'posters, refused');
    await morgan.getByLabel('Service to rate').selectOption('Report a missed bin');
    await morgan.getByLabel('Where it will hang').fill('library');
    await morgan.getByRole('button', { name: 'Show the poster' }).click();
    await stage.audit.page(morgan, 'a poster');
    const [path = ''] = /\/rate\/at\/missed-bin\/library-\w{6}/.exec(await said(morgan)) ?? [];
    await morgan.goto(path);
    await stage.audit.page(morgan, 'a poster’s page to staff');
    const passer = await stage.person();
    await passer.goto(path);
    await stage.audit.page(passer, 'a poster’s page');
    await passer.getByRole('button', { name: '4 Good' }).click();
    expect(await said(passer)).toContain('Thank you');
    await stage.audit.page(passer, 'a poster’s thanks');
    await stage.door.advance('PT5M');
    await stage.door.settle();
    await morgan.goto(`/console/report/${quarterSlug(quarterOf(today()))}/feedback-forms`);
    expect(await said(morgan)).toContain('12');
  });
});

it('has no fault that axe or a narrow window shows', () => {
  expect(stage.audit.faults()).toEqual([]);
});
