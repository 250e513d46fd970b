import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../support/browser-people.ts';
import { aRow, nightlyFile } from '../support/imports.ts';
import { createStage, said } from './story/stage.ts';

const { stage, open, close } = createStage(true);
beforeAll(open);
afterAll(close);

describe('the page of an import', () => {
  it('follows the file by itself where scripts run: nobody presses anything', async () => {
    const bryn = await stage.person();
    await signIn(bryn, 'Bryn Davies', '/console/imports/new');
    await bryn.getByLabel('Sample: nightly list of open claims').check();
    await bryn.getByRole('button', { name: 'Continue' }).click();
    const day = new Date(stage.monday - 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
    const rows = Array.from({ length: 300 }, (_, n) => aRow({ CLAIM_NO: `HB${n}`, DATE_RECEIVED: day, EXTRACT_DATE: day, MOBILE: '' }));
    const buffer = Buffer.from(nightlyFile(rows));
    await bryn.getByLabel('File', { exact: true }).setInputFiles({ name: 'claims.csv', mimeType: 'text/csv', buffer });
    await bryn.getByRole('button', { name: 'Send the file' }).click();
    await bryn.getByRole('heading', { name: 'What this file would do' }).waitFor({ timeout: 30_000 });
    expect(await said(bryn)).toContain('Claims to open 300');
    await bryn.getByLabel('Tell nobody').check();
    await bryn.getByRole('button', { name: 'Take it in' }).click();
    await bryn.getByRole('heading', { name: 'What this file did' }).waitFor({ timeout: 60_000 });
    expect(await said(bryn)).toContain('Nobody was told.');
  });
});
