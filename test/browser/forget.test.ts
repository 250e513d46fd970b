import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binForm, fillForm, signIn } from '../support/browser-people.ts';
import { createStage, said } from './story/stage.ts';

const WANDA = '07700 900351';
const { stage, open, close } = createStage(false);
beforeAll(open);
afterAll(close);

let wanda: Page;
let reference = '';
const plain = () => reference.replace('-', '');

async function lookUp(): Promise<void> {
  await wanda.goto('/find');
  await wanda.getByLabel('Your reference').fill(reference);
  await wanda.getByRole('button', { name: 'Continue' }).click();
  await stage.door.settle();
  const [, code = ''] = /your code is (\d{6})\./.exec((await stage.door.textsTo(WANDA)).at(-1) ?? '') ?? [];
  await wanda.getByLabel('Code, or your two words').fill(code);
  await wanda.getByRole('button', { name: 'Show me' }).click();
}

async function officerAt(path: string): Promise<Page> {
  const esme = await stage.person();
  await signIn(esme, 'Esme Clarke', path);
  return esme;
}

/** The file behind a link, as the browser gets it. */
async function fileOf(page: Page): Promise<string> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download it as a file' }).click();
  return readFileSync(await (await waiting).path(), 'utf8');
}

describe('what is held about somebody', () => {
  it('is shown to them after a code, on a page and as a file', async () => {
    wanda = await stage.person();
    await wanda.goto('/apply/missed-bin/which-bin');
    await fillForm(wanda, binForm(WANDA), async () => {});
    await wanda.getByRole('button', { name: 'Send to the council' }).click();
    await wanda.getByRole('heading', { name: 'We have got it' }).waitFor();
    [reference = ''] = /[0-9A-Z]{3}-[0-9A-Z]{4}/.exec(await said(wanda, '.app-reference')) ?? [];
    await stage.door.settle();
    await lookUp();
    await wanda.getByRole('link', { name: 'What we hold about you, and deleting it' }).click();
    await stage.audit.page(wanda, 'your data');
    expect(await said(wanda)).not.toContain('Canal Street');
    await wanda.getByRole('button', { name: 'Show what we hold' }).click();
    expect(await said(wanda)).toContain('14 Canal Street');
    await stage.audit.page(wanda, 'your data shown');
    const file = JSON.parse(await fileOf(wanda));
    expect(file).toMatchObject({ cases: [{ reference: plain(), answers: { Address: expect.stringContaining('14 Canal Street') } }] });
    expect(new URL(wanda.url()).search).toBe('');
  });
});

describe('asking for it to be deleted', () => {
  it('tells somebody whose request is open that it can be agreed to later', async () => {
    await lookUp();
    await wanda.goto(`/case/${reference}/your-data`);
    expect(await said(wanda)).toContain('Your request is still open');
    await wanda.getByRole('button', { name: 'Ask us to delete it' }).click();
    expect(await said(wanda)).toContain('We have your request to delete what we hold.');
    await stage.audit.page(wanda, 'your data asked');
    await stage.door.settle();
  });

  it('is a task of the team, which may only be declined while the case is open, with a reason', async () => {
    const esme = await officerAt('/console/tasks');
    await stage.audit.page(esme, 'tasks with one to answer');
    await esme.getByRole('link', { name: 'Agree, or say why not' }).click();
    expect(await said(esme)).toContain('It is still open, so it cannot be deleted');
    expect(await esme.getByLabel('Delete it for good').count()).toBe(0);
    await esme.getByRole('button', { name: 'Save the answer' }).click();
    expect(await esme.title()).toMatch(/^Error: /);
    await stage.audit.page(esme, 'held, no answer');
    await esme.getByLabel('Do not delete it yet').check();
    await esme.getByRole('button', { name: 'Save the answer' }).click();
    expect(await said(esme)).toContain('Enter why not');
    await stage.audit.page(esme, 'held, no reason');
    await esme.getByLabel('Do not delete it yet').check();
    await esme.locator('#reason').fill('We still have to empty the bin.');
    await esme.getByRole('button', { name: 'Save the answer' }).click();
    await esme.getByText('Answer saved.').waitFor();
    await stage.audit.page(esme, 'held, declined');
    await stage.door.settle();
    await esme.goto('/console/tasks');
    expect(await esme.getByRole('link', { name: 'Agree, or say why not' }).count()).toBe(0);
    await wanda.goto(`/case/${reference}/your-data`);
    expect(await said(wanda)).toContain('Why: We still have to empty the bin.');
    await stage.audit.page(wanda, 'your data declined');
  });

  it('gives staff a copy once they said how they made sure who it is for', async () => {
    const esme = await officerAt(`/console/cases/${plain()}`);
    await esme.getByRole('link', { name: 'Give a copy, or delete' }).click();
    await stage.audit.page(esme, 'held');
    await esme.getByRole('button', { name: 'Make the copy' }).click();
    expect(await said(esme)).toContain('Choose how you made sure who they are');
    await stage.audit.page(esme, 'held, not checked');
    await esme.getByLabel('They are here, with proof of who they are').check();
    await esme.getByRole('button', { name: 'Make the copy' }).click();
    await esme.getByText('Copy made.').waitFor();
    expect(await said(esme)).toContain('14 Canal Street');
    await stage.audit.page(esme, 'held shown');
    expect(JSON.parse(await fileOf(esme))).toMatchObject({ cases: [{ reference: plain() }] });
    await esme.goto(`/console/cases/${plain()}`);
    expect(await said(esme)).toContain('Copy of what we hold given out');
  });

  it('deletes it for good when they agree: nobody can open it, and nothing of it is left', async () => {
    const esme = await officerAt(`/console/cases/${plain()}`);
    await esme.locator('summary').filter({ hasText: 'Complete' }).first().click();
    await esme.getByRole('button', { name: 'Complete' }).first().click();
    await stage.door.settle();
    await wanda.goto(`/case/${reference}/your-data`);
    await wanda.getByRole('button', { name: 'Ask us to delete it' }).click();
    await stage.door.settle();
    await esme.goto(`/console/cases/${plain()}/held`);
    await stage.audit.page(esme, 'held, asked');
    await esme.getByLabel('Delete it for good').check();
    await esme.getByRole('button', { name: 'Save the answer' }).click();
    await esme.getByRole('heading', { name: 'Deleted' }).waitFor();
    await stage.audit.page(esme, 'deleted');
    await stage.door.settle();
    expect((await esme.goto(`/console/cases/${plain()}`))?.status()).toBe(404);
    expect((await wanda.goto(`/case/${reference}`))?.status()).toBe(404);
    for (let hour = 0; hour < 5; hour++) {
      await stage.door.advance('PT1H');
      await stage.door.settle();
    }
    expect(
      (await stage.door.calls()).filter((call) => call.function === 'forget' && call.operation === 'UpdateItem').length,
    ).toBeGreaterThan(3);
  });

  it('was never wrong on any page', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
