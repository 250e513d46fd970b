import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../support/browser-people.ts';
import { aRow, nightlyFile } from '../support/imports.ts';
import { createStage, said } from './story/stage.ts';

const { stage, open, close } = createStage(false);
beforeAll(open);
afterAll(close);

const JOAN = '07700 900345';
const day = (daysBefore = 0) => new Date(stage.monday - daysBefore * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
const rows = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    aRow({ CLAIM_NO: `HB${n}`, DATE_RECEIVED: day(4), EXTRACT_DATE: day(1), MOBILE: n === 0 ? JOAN : '' }),
  );
let bryn: Page;

async function send(content: string): Promise<void> {
  await bryn.goto('/console/imports/new');
  await bryn.getByLabel('Sample: nightly list of open claims').check();
  await bryn.getByRole('button', { name: 'Continue' }).click();
  await bryn.getByLabel('File', { exact: true }).setInputFiles({ name: 'claims.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
  await stage.audit.page(bryn, 'sending a file of claims');
  await bryn.getByRole('button', { name: 'Send the file' }).click();
  await bryn.waitForURL(/\/console\/imports\/[\w-]{22}\?/);
  await stage.audit.page(bryn, 'a file of claims that has come');
  await stage.door.settle();
  await bryn.getByRole('link', { name: 'Refresh' }).click();
}

describe('a file of claims', () => {
  it('is asked for by its kind, and a kind must be chosen', async () => {
    bryn = await stage.person();
    await signIn(bryn, 'Bryn Davies', '/console/imports');
    expect(await said(bryn)).toContain('No files have been imported yet.');
    await stage.audit.page(bryn, 'imports, none yet');
    await bryn.getByRole('button', { name: 'Import a file' }).click();
    await bryn.getByRole('button', { name: 'Continue' }).click();
    expect(await said(bryn)).toContain('Select the kind of file');
    await stage.audit.page(bryn, 'the kind of file, not chosen');
  });

  it('is sent, gone through, and shown with what it would do and what is wrong with it', async () => {
    await send(
      nightlyFile([
        ...rows(3),
        aRow({ CLAIM_NO: '' }),
        aRow({ CLAIM_NO: 'HB9', CLAIM_STATUS: 'QZ on hold', DATE_RECEIVED: day(4), EXTRACT_DATE: day(1) }),
      ]),
    );
    const page = await said(bryn);
    expect(page).toContain('What this file would do');
    expect(page).toContain('CLAIM_NO');
    expect(page).toContain('QZ ON HOLD');
    await stage.audit.page(bryn, 'what a file of claims would do');
    await bryn.getByRole('button', { name: 'Take it in' }).click();
    expect(await said(bryn)).toContain('Select who is told');
    await stage.audit.page(bryn, 'taking in a file, nobody chosen');
  });

  it('is taken in, and its people are texted', async () => {
    await bryn.getByLabel(/Tell people: 2 by text/).check();
    await bryn.getByRole('button', { name: 'Take it in' }).click();
    await stage.audit.page(bryn, 'a file being taken in');
    await stage.door.settle();
    await bryn.reload();
    expect(await said(bryn)).toContain('Said yes by Bryn Davies');
    await stage.audit.page(bryn, 'a file that was taken in');
    await stage.door.advance('PT5M');
    await stage.door.settle();
    expect((await stage.door.textsTo(JOAN)).at(-1)).toContain('we have your Housing Benefit claim');
    await bryn.goto('/console/imports');
    await stage.audit.page(bryn, 'imports');
  });

  it('that has other columns is not used, and says which it lacks', async () => {
    await send('CLAIM_NO,BEN_TYPE\r\nHB1,HB\r\n');
    expect(await said(bryn)).toContain('The file does not have the columns of this kind');
    await stage.audit.page(bryn, 'a file of claims with other columns');
  });

  it('has pages that anybody can read, at 320 pixels too', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
