import { afterEach, describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/adapters/csv/read-records.ts';
import { createRunImport } from '../../../shared/use-cases/run-import.ts';
import { aRow, inPieces, type NightlyRow, nightlyFile } from '../../support/imports.ts';
import { adviser, benefitsOfficer, type Console, environmentOfficer, manager, openConsole, words } from './console-browser.ts';

let front: Console;
const setup = async () => {
  front = await openConsole();
  const { table: _table, imports, logs, catalogue, profiles, keyring, clock } = front;
  const file = { bytes: Buffer.alloc(0) };
  const openFile = async (_of: unknown, from: number) => inPieces(file.bytes.subarray(from));
  const now = () => clock.nowMs;
  const run = createRunImport({ imports, logs, catalogue, profiles, keyring, readRecords, openFile, now });
  const officer = front.browser(benefitsOfficer);
  /** Chooses the kind of file, as the form does: the address of the import. */
  const begin = async (profile = 'sample-nightly-claims') => {
    const page = await officer.get('/console/imports/new');
    const nonce = /name="nonce" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    return { nonce, path: (await officer.post('/console/imports', { profile, nonce })).location ?? '' };
  };
  const idOf = (path: string) => path.split('/').at(-1) ?? '';
  /** The bucket has told that the file is there. */
  const arrive = async (path: string, rows: readonly (NightlyRow | string)[]) => {
    file.bytes = Buffer.from(nightlyFile(rows));
    await imports.arrived(idOf(path), { bytes: file.bytes.length, at: new Date(clock.nowMs).toISOString() });
  };
  const goThrough = (path: string) => run(idOf(path), Number.POSITIVE_INFINITY);
  return { ...front, officer, begin, arrive, goThrough };
};
afterEach(() => front.stop());

const rows = (count: number) => Array.from({ length: count }, (_, n) => aRow({ CLAIM_NO: `HB${n}` }));

describe('importing a file in the console', () => {
  it('begins with the kind of file, once for one press, and gives the form that sends it', async () => {
    const { officer, begin } = await setup();
    const { path, nonce } = await begin();
    expect(path).toMatch(/^\/console\/imports\/[\w-]{22}$/);
    expect((await officer.post('/console/imports', { profile: 'sample-nightly-claims', nonce })).location).toBe(path);
    const page = await officer.get(path);
    expect(page.html).toContain('action="https://extracts.example" enctype="multipart/form-data"');
    expect(page.html).toContain(`name="key" value="arriving/${path.split('/').at(-1)}"`);
    expect(words(page.html)).toContain('A CSV file of up to 100 MB.');
    expect((await officer.get('/console/imports?before=')).status).toBe(200);
    expect(words((await officer.get('/console/imports')).html)).toContain(
      'Sample: nightly list of open claims , 23 November 2026 at 10:00am',
    );
  });

  it('asks again when no kind was chosen, or one that is not this team’s', async () => {
    const { officer } = await setup();
    for (const profile of ['', 'moon', 'sample-nightly-claims-2']) {
      const page = await officer.post('/console/imports', { profile, nonce: 'n' });
      expect([page.status, words(page.html).includes('Select the kind of file')]).toEqual([400, true]);
    }
  });

  it('says that it has the file, then how far it is, without a script too', async () => {
    const { officer, begin, arrive } = await setup();
    const { path } = await begin();
    const back = await officer.get(`${path}?bucket=extracts&key=arriving%2Fx&etag=%22e%22`);
    expect(words(back.html)).toContain('We have the file');
    expect(back.html).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>');
    await arrive(path, rows(1));
    const page = await officer.get(path);
    expect(page.html).toContain(`data-live="${path}"`);
    expect(page.html).toMatch(/<progress class="app-progress-bar" max="100" value="0" aria-label="Progress"/);
    expect(words(page.html)).toContain('0% done: 0 rows, 0 cannot be used');
    expect(page.html).toContain(`<a class="govuk-link" href="${path}">Refresh</a>`);
  });

  it('shows what the file would do, each bad row, and words that nobody mapped, and nothing of people', async () => {
    const { officer, begin, arrive, goThrough } = await setup();
    const { path } = await begin();
    await arrive(path, [...rows(3), aRow({ CLAIM_NO: '', FORENAME: 'Zebedee' }), aRow({ CLAIM_NO: 'HB9', CLAIM_STATUS: 'QZ on hold' })]);
    await goThrough(path);
    const page = await officer.get(path);
    const shown = words(page.html);
    expect(shown).toContain(
      'Rows 5 Claims to open 4 Claims to move on 0 Claims with nothing new 0 Rows that cannot be used 1 People to text 4',
    );
    expect(shown).toContain('Line 5 CLAIM_NO Nothing is in the column Row not used');
    expect(shown).toContain('QZ ON HOLD Claim Housing Benefit 1');
    expect(page.html).not.toMatch(/Zebedee|Joan|Field|Mill Lane|900123/);
  });

  it('takes it in when somebody says yes, and shows who did and what came of it', async () => {
    const { officer, begin, arrive, goThrough, enqueued } = await setup();
    const { path } = await begin();
    await arrive(path, rows(3));
    await goThrough(path);
    const unsure = await officer.post(path, { do: 'apply' });
    expect([unsure.status, words(unsure.html).includes('Select who is told')]).toEqual([400, true]);
    expect((await officer.post(path, { do: 'apply', told: 'people' })).location).toBe(path);
    expect(enqueued).toEqual([path.split('/').at(-1)]);
    await officer.post(path, { do: 'apply', told: 'people' });
    expect(enqueued).toHaveLength(1);
    expect(words((await officer.get(path)).html)).toContain('Taking in the file');
    await goThrough(path);
    const shown = words((await officer.get(path)).html);
    expect(shown).toContain('Taken in.');
    expect(shown).toContain('Said yes by Bryn Davies');
    expect(shown).toContain('Claims to open 3 3');
  });

  it('stops a file that would text unusually many until somebody confirms it by name, or tells nobody', async () => {
    const { officer, begin, arrive, goThrough, imports } = await setup();
    const { path } = await begin();
    await arrive(path, rows(25));
    await goThrough(path);
    expect(words((await officer.get(path)).html)).toContain('100% of the people in this file would be texted.');
    const stopped = await officer.post(path, { do: 'apply', told: 'people' });
    expect(stopped.status).toBe(400);
    expect(words(stopped.html)).toContain('Confirm that so many people should be texted, or tell nobody');
    expect(words(stopped.html)).toContain('I, Bryn Davies, have checked');
    expect((await imports.read(path.split('/').at(-1) ?? ''))?.state).toBe('ready');
    await officer.post(path, { do: 'apply', told: 'people', confirmed: 'yes' });
    expect(await imports.read(path.split('/').at(-1) ?? '')).toMatchObject({
      state: 'applying',
      confirmed: true,
      appliedBy: { name: 'Bryn Davies' },
    });
  });

  it('starts one again that has not moved for two minutes', async () => {
    const { officer, begin, arrive, clock, enqueued } = await setup();
    const { path } = await begin();
    await arrive(path, rows(1));
    expect(words((await officer.get(path)).html)).not.toContain('Start it again');
    clock.nowMs += 3 * 60_000;
    expect(words((await officer.get(path)).html)).toContain('It has not moved for two minutes. Start it again');
    await officer.post(path, { do: 'again' });
    expect(enqueued).toHaveLength(1);
  });

  it('does not take it in by the button that starts it again, on a page that is old by now', async () => {
    const { officer, begin, arrive, goThrough, imports, clock, enqueued } = await setup();
    const { path } = await begin();
    await arrive(path, rows(1));
    clock.nowMs += 3 * 60_000;
    expect(words((await officer.get(path)).html)).toContain('Start it again');
    await goThrough(path);
    await officer.post(path, { do: 'again' });
    expect(await imports.read(path.split('/').at(-1) ?? '')).toMatchObject({ state: 'ready' });
    expect(enqueued).toEqual([]);
  });

  it('says why a file cannot be used, and offers to send another', async () => {
    const { officer, begin, imports, goThrough } = await setup();
    const { path } = await begin();
    await imports.arrived(path.split('/').at(-1) ?? '', { bytes: 0, at: '2026-11-23T10:00:00.000Z' });
    await goThrough(path);
    const shown = words((await officer.get(path)).html);
    expect(shown).toContain('The file has no rows');
    expect(shown).toContain('Import another file');
  });

  it('is for officers of the teams whose cases it changes, and for managers', async () => {
    const { browser, begin } = await setup();
    const { path } = await begin();
    expect((await browser(manager).get(path)).status).toBe(200);
    expect((await browser(environmentOfficer).get(path)).status).toBe(403);
    expect(words((await browser(environmentOfficer).get('/console/imports')).html)).toContain('No files have been imported yet.');
    expect(words((await browser(environmentOfficer).get('/console/imports/new')).html)).toContain(
      'No kind of file is for the cases of your teams.',
    );
    expect((await browser(adviser).get('/console/imports')).status).toBe(403);
    expect((await browser(manager).get('/console/imports/nothing-there')).status).toBe(404);
  });
});
