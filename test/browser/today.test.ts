import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '../support/browser-people.ts';
import { createVisitor, onCase, reportBin } from '../support/browser-visitor.ts';
import { createStage, replyFrom, said } from './story/stage.ts';

const { stage, open, close } = createStage(true);
beforeAll(open);
afterAll(close);

const IDA = '07700 900281';
const PAT = '07700 900282';
const EVERY_MS = 30_000;
let day: Page;
let reference: string;
let patsReference: string;
const status = () => day.locator('[data-today-said]').textContent();
const count = (key: string) => day.locator(`[data-key="${key}"]`).innerText();
/** The next time that the page asks, and what it was answered. */
const nextLook = async (): Promise<void> => {
  const answered = day.waitForResponse(/\/console\/today\/numbers/);
  await day.clock.fastForward(EVERY_MS + 100);
  await (await answered).finished();
};

it('changes by itself while an officer looks, without losing the focus, and says only what changed', async () => {
  day = await stage.person();
  await day.clock.install();
  await signIn(day, 'Esme Clarke', '/console/today');
  await day.getByText('Nothing is waiting.').waitFor();
  await stage.audit.page(day, 'today, nothing waiting');
  await day.getByRole('link', { name: 'All open cases' }).focus();
  await day.evaluate('window.notReloaded = true');

  reference = await reportBin(createVisitor(stage.door.baseUrl), IDA);
  await stage.door.settle();
  await nextLook();

  await day.locator('[data-key="waiting"]').filter({ hasText: '1' }).waitFor();
  expect(await day.evaluate('window.notReloaded')).toBe(true);
  expect(await day.evaluate('document.activeElement.textContent')).toContain('All open cases');
  expect(await status()).toBe('Changed: Due later this week 1, All open cases 1, Web 1.');
  expect(await said(day)).not.toContain('Nothing is waiting.');
  await nextLook();
  expect(await status()).toBe('Changed: Due later this week 1, All open cases 1, Web 1.');
});

it('stands still while it is paused, and catches up when it is not', async () => {
  await day.getByRole('button', { name: 'Pause updates' }).press('Enter');
  expect(await status()).toBe('Updates are paused.');
  patsReference = await reportBin(createVisitor(stage.door.baseUrl), PAT);
  await stage.door.settle();
  let asked = 0;
  day.on('request', () => asked++);
  await day.clock.fastForward(10 * EVERY_MS);
  expect([asked, await count('waiting')]).toEqual([0, '1']);
  await stage.audit.page(day, 'today, paused');
  await day.getByRole('button', { name: 'Start updates again' }).press('Enter');
  await day.clock.runFor(10);
  await day.locator('[data-key="waiting"]').filter({ hasText: '2' }).waitFor();
});

it('has who was unhappy until somebody called them back, and texts that failed', async () => {
  const esme = createVisitor(stage.door.baseUrl);
  await esme.signIn('esme');
  await onCase(esme, reference, { do: 'complete' });
  await stage.door.settle();
  const phones = await stage.person();
  await replyFrom(phones, IDA, '1 nobody came');
  await replyFrom(phones, PAT, 'STOP');
  await stage.door.settle();
  await onCase(esme, patsReference, { do: 'move-stage', stage: 'booked' });
  await stage.door.settle();
  await nextLook();
  await day.locator('[data-key="call-backs"]').filter({ hasText: '1' }).waitFor();
  await stage.audit.page(day, 'today');
  await day.getByRole('link', { name: 'Low ratings to call back' }).click();
  expect(await said(day)).toContain('Call back They rated us 1, very poor. 07700 900281');
  await stage.audit.page(day, 'people to call back');
  await day.getByRole('button', { name: `Done with ${reference}` }).click();
  expect(await said(day)).toContain('Nobody to call back.');
  await stage.audit.page(day, 'nobody to call back');
  await day.goto('/console/today');
  expect([await count('call-backs'), await count('texts'), await count('tasks')]).toEqual(['0', '1', '1']);
  await day.getByRole('link', { name: 'Texts that failed' }).click();
  expect(await said(day, 'tbody')).toMatch(
    new RegExp(`^${patsReference} .* Report a missed bin Not sent: they asked us not to text them$`),
  );
  await stage.audit.page(day, 'texts that failed');
});

it('has a menu in one line for a manager, with the rest folded', async () => {
  const morgan = await stage.person();
  await signIn(morgan, 'Morgan Okafor', '/console/today?team=environment');
  await stage.audit.page(morgan, 'today of a manager');
  const links = morgan.getByRole('navigation', { name: 'Menu' }).getByRole('link');
  expect(await links.allInnerTexts()).toEqual(['Today', 'Queue', 'Tasks', 'Letters', 'Log a contact', 'Figures']);
  const tops = await links.evaluateAll((all) => new Set(all.map((each) => each.getBoundingClientRect().top)).size);
  const bar = await morgan.locator('.app-navigation').evaluate((each) => each.getBoundingClientRect().height);
  expect([tops, bar < 60]).toEqual([1, true]);
  await morgan.getByText('More', { exact: true }).press('Enter');
  await stage.audit.page(morgan, 'menu unfolded');
  await morgan.getByRole('link', { name: 'Imports' }).press('Enter');
  await morgan.getByRole('heading', { name: 'Imports' }).waitFor();
});

it('and nobody saw a page that some could not use', () => {
  expect(stage.audit.faults()).toEqual([]);
});
