import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Form, fillForm, signIn } from '../support/browser-people.ts';
import { createStage, said } from './story/stage.ts';

const told = createStage(false);
const { stage } = told;
beforeAll(() => told.open());
afterAll(() => told.close());

const CARD = { pays: '4444 3333 2222 1111', declined: '4000 0000 0000 0002' };
const gardenForm = (mobile: string | false): Form => ({
  service: 'garden-waste',
  answers: {
    'have-bin': 'No',
    'how-many': '2 bins',
    address: { line1: '14 Canal Street', town: 'Northwick', postcode: 'NW2 7AB' },
    name: 'Ann Other',
    mobile,
  },
});
const look = (page: Page, name: string) => stage.audit.page(page, name);
const nothing = async () => {};

/** Asks for a garden bin, up to the page that asks for the money. */
async function asks(page: Page, mobile: string | false): Promise<string> {
  await page.goto('/apply/garden-waste/have-bin');
  await fillForm(page, gardenForm(mobile), nothing);
  await look(page, 'check answers with a price');
  await page.getByRole('button', { name: 'Send to the council' }).click();
  return (await page.locator('.app-reference').first().innerText()).replace(/[^0-9A-Z]/g, '');
}

/** Types a card on the payment page, as far as its bank's answer. */
async function types(page: Page, card: string): Promise<void> {
  await page.getByLabel('Card number').fill(card);
  for (const label of ['Expiry month', 'Expiry year', 'Name on card', 'Card security code']) await page.getByLabel(label).fill('12');
  await page.getByRole('button', { name: 'Continue' }).click();
}

it('says what it costs before anybody begins', async () => {
  const page = await stage.person();
  await page.goto('/services/garden-waste');
  expect(await said(page)).toContain(
    'What it costs 1 bin: £55 2 bins: £95 3 bins: £135 4 bins: £175 You pay by card after you send the form.',
  );
  await look(page, 'service with a price');
});

it('takes a payment by card without JavaScript, after one was refused, and gives a receipt', async () => {
  const page = await stage.person();
  const reference = await asks(page, '07700 900321');
  expect(await said(page)).toContain('Pay £95');
  await look(page, 'pay');
  await stage.door.settle();
  const [text = ''] = await stage.door.textsTo('07700 900321');
  expect(text).toContain('pay £95 by');
  expect(text.split(' ').at(-1)).toBe(page.url());

  await page.getByRole('button', { name: 'Pay £95' }).click();
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_local\/pay\/card_details\//);
  await types(page, CARD.declined);
  expect(await said(page)).toContain('Your payment has been declined');
  await page.getByRole('link', { name: 'Continue' }).click();
  expect(await said(page)).toContain('Your card was not accepted. No money was taken.');
  await look(page, 'pay again');

  await page.getByRole('button', { name: 'Pay £95' }).click();
  await page.goto(text.split(' ').at(-1) ?? '');
  expect(await said(page)).toContain('We do not know yet if you have paid');
  await look(page, 'payment not known');
  await page.getByRole('link', { name: 'Check again' }).click();
  expect(await said(page)).toContain('You have not finished paying');
  await look(page, 'payment not finished');
  await page.getByRole('button', { name: 'Go on with your payment' }).click();
  await types(page, CARD.pays);
  await page.getByRole('button', { name: 'Confirm payment' }).click();
  expect(await said(page)).toContain('You have paid Your reference is');
  await look(page, 'receipt');
  await stage.door.settle();
  expect((await stage.door.textsTo('07700 900321')).at(-1)).toContain('thank you. You paid £95');

  const officer = await stage.person();
  await signIn(officer, 'Esme Clarke', `/console/cases/${reference}`);
  await officer.goto(`/console/cases/${reference}`);
  expect(await said(officer)).toMatch(/Payment £95, paid by card on .* Payment number [0-9a-f]{26}/);
  await look(officer, 'case that was paid');
});

it('tells the case of a payment whose payer never comes back, and of one that was paid at the counter', async () => {
  const page = await stage.person();
  const reference = await asks(page, false);
  expect(await said(page)).toContain('Write down these words');
  await look(page, 'pay with look-up words');
  const address = page.url();
  await page.getByRole('button', { name: 'Pay £95' }).click();
  await types(page, CARD.pays);
  await page.route(/\/back$/, (route) => route.abort());
  await page.getByRole('button', { name: 'Confirm payment' }).click().catch(nothing);
  await stage.door.settle();
  const elsewhere = await stage.person();
  await elsewhere.goto(address);
  expect(await said(elsewhere)).toContain('You have paid');
  expect(await said(elsewhere)).not.toContain('Write down these words');

  const second = await asks(await stage.person(), '07700 900322');
  const officer = await stage.person();
  await signIn(officer, 'Esme Clarke', `/console/cases/${second}`);
  await officer.goto(`/console/cases/${second}`);
  await look(officer, 'case that is not paid');
  await officer.getByText('It was paid in another way').click();
  await officer.getByLabel('How was it paid?').fill('Card at the counter, receipt 20417');
  await officer.getByRole('button', { name: 'Save as paid' }).click();
  expect(await said(officer)).toContain('Saved as paid.');
  expect(reference).not.toBe(second);
});

it('is asked for on the page that shows where it is, and closed when nobody pays', async () => {
  const page = await stage.person();
  const reference = await asks(page, '07700 900323');
  const address = page.url();
  await stage.door.settle();
  await page.goto(`/find?reference=${reference}`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await stage.door.settle();
  const code = /\d{6}/.exec((await stage.door.textsTo('07700 900323')).at(-1) ?? '')?.[0] ?? '';
  await page.locator('#code').fill(code);
  await page.getByRole('button', { name: 'Show me' }).click();
  expect(await said(page)).toContain('You need to pay £95 by');
  await look(page, 'where it is, not paid');
  await page.getByRole('button', { name: 'Pay £95' }).click();
  expect(page.url()).toBe(address);
  await stage.door.advance('P9D');
  await stage.door.settle();
  await page.goto(address);
  expect(await said(page)).toContain('This request is closed');
  await look(page, 'pay, closed');
  expect(stage.audit.faults()).toEqual([]);
});
