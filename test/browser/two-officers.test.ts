import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Audit, startAudit } from '../support/browser-audit.ts';
import { type Door, startDoor } from '../support/browser-door.ts';
import { signIn } from '../support/browser-people.ts';
import { createVisitor, reportBin } from '../support/browser-visitor.ts';

const NUMBER = '07700 900311';
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

async function officer(name: string, path: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: door.baseUrl });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await signIn(page, name, path);
  return page;
}
const unfold = (page: Page, summary: string) => page.locator('summary').filter({ hasText: summary }).click();

it('lets one of two officers win; the other sees what changed, and loses no typing', async () => {
  const reference = await reportBin(createVisitor(door.baseUrl), NUMBER);
  await door.settle();
  const path = `/console/cases/${reference.replace('-', '')}`;
  const [esme, morgan] = await Promise.all([officer('Esme Clarke', path), officer('Morgan Okafor', path)]);

  await unfold(morgan, 'Close without doing it');
  await morgan.getByLabel('Reason').fill('The bin was out after the crew had been.');
  await unfold(esme, 'Move it on');
  await esme.getByLabel('A crew is coming back').check();
  await esme.getByRole('button', { name: 'Move', exact: true }).click();
  await esme.getByText('Moved to “A crew is coming back”.').waitFor();
  await morgan.getByRole('button', { name: 'Close', exact: true }).click();

  await morgan.getByRole('heading', { name: 'This case changed while you were working on it' }).waitFor();
  expect(await morgan.getByRole('alert').innerText()).toMatch(/Moved to “A crew is coming back”\s+.*Esme Clarke/);
  expect(await morgan.getByLabel('Reason').inputValue()).toBe('The bin was out after the crew had been.');
  await audit.page(morgan, 'changed meanwhile');

  // Having read it, the loser may send it again.
  await morgan.getByRole('button', { name: 'Close', exact: true }).click();
  await morgan.getByText('Closed.', { exact: true }).waitFor();
  await door.settle();
  expect(await door.textsTo(NUMBER)).toEqual([
    expect.stringContaining('we have your missed bin report'),
    expect.stringContaining('a crew is coming back for your bin'),
    expect.stringContaining(`${reference} is closed.`),
  ]);

  // What they typed into a form that is no longer offered is still theirs to copy.
  await unfold(esme, 'Close without doing it');
  await esme.getByLabel('Reason').fill('Nobody was in.');
  await esme.getByRole('button', { name: 'Close', exact: true }).click();
  await esme.getByText('What you were doing can no longer be done at this stage.').waitFor();
  expect(await esme.locator('main').innerText()).toContain('Nobody was in.');
  await audit.page(esme, 'changed and gone');
  expect(audit.faults()).toEqual([]);
});

it('lets exactly one of two presses at the same moment win', async () => {
  const reference = (await reportBin(createVisitor(door.baseUrl), '07700 900312')).replace('-', '');
  const visitors = await Promise.all(
    ['esme', 'morgan'].map(async (staff) => {
      const visitor = createVisitor(door.baseUrl);
      await visitor.signIn(staff);
      return visitor;
    }),
  );
  const answers = await Promise.all(
    visitors.map((visitor, index) =>
      visitor.post(`/console/cases/${reference}`, { do: 'move-stage', stage: 'booked', basedOn: '1', nonce: `nonce-${index}` }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  await door.settle();
  expect(await door.textsTo('07700 900312')).toHaveLength(2);
});

it('holds what was typed when the session has ended meanwhile, to be sent once signed in again', async () => {
  const reference = await reportBin(createVisitor(door.baseUrl), '07700 900313');
  const esme = await officer('Esme Clarke', `/console/cases/${reference.replace('-', '')}`);
  await unfold(esme, 'Add a note');
  await esme.getByLabel('Note', { exact: true }).fill('The gate was locked.');
  await door.advance('PT25M');
  await esme.getByRole('button', { name: 'Add note' }).click();
  await esme.getByRole('heading', { name: 'You were signed out before this was saved' }).waitFor();
  await audit.page(esme, 'signed out meanwhile');
  await signIn(await esme.context().newPage(), 'Esme Clarke');
  await esme.getByRole('button', { name: 'Send what I typed' }).click();
  await esme.getByText('Note added.').waitFor();
  expect(await esme.locator('main').innerText()).toContain('The gate was locked.');
});

it('says kindly who may not: an adviser cannot open a case', async () => {
  const amal = await officer('Amal Rahman', '/console/cases/K7MQ2X1');
  expect(await amal.locator('h1').innerText()).toBe('You cannot use this page');
  await audit.page(amal, 'no role');
  expect(audit.faults()).toEqual([]);
});
