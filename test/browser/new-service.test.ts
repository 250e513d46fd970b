import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quarterOf, quarterSlug } from '../../shared/domain/quarter.ts';
import { aQuietMonday, type Door, startDoor } from '../support/browser-door.ts';
import { createVisitor, onCase, reportBin, type Visitor } from '../support/browser-visitor.ts';
import { readmeService } from '../support/readme-service.ts';

const GWEN = '07700 900411';
const SOON = { timeout: 30_000, interval: 200 };
const folder = mkdtempSync(join(tmpdir(), 'one-more-service-'));
const { name, content } = readmeService();
let door: Door;
let gwen: Visitor;
let morgan: Visitor;
let reference = '';

beforeAll(async () => {
  door = await startDoor({ services: folder });
  await door.moveTo(aQuietMonday());
  gwen = createVisitor(door.baseUrl);
  morgan = createVisitor(door.baseUrl);
  await morgan.signIn('morgan');
});
afterAll(async () => {
  await door.stop();
  rmSync(folder, { recursive: true, force: true });
});

const startPage = async () => (await gwen.get('/')).html;
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const monthsQuarter = async () => quarterSlug(quarterOf(new Date(await door.now()).toISOString().slice(0, 10) as never));

describe('a service whose file comes while the front door is open', () => {
  it('is on the start page, with its own words and the promise of its target', async () => {
    expect(await startPage()).not.toContain('Ask for an allotment');
    writeFileSync(join(folder, name), content);
    await expect.poll(startPage, SOON).toContain('Ask for an allotment');
    expect(words((await gwen.get('/services/allotment')).html)).toContain('We aim to be done with 9 in 10 within 20 working days.');
  });

  it('is asked for, and texts', async () => {
    await gwen.get('/apply/allotment');
    const answers: [string, Record<string, string>, string][] = [
      ['full-name', { 'full-name': 'Gwen Ford' }, 'grown-before'],
      ['grown-before', { 'grown-before': 'yes' }, 'which-plot'],
      ['which-plot', { 'which-plot': 'Plot 12, Mill Lane' }, 'mobile'],
      ['mobile', { mobile: 'yes', 'mobile-number': GWEN }, 'check'],
    ];
    for (const [question, form, next] of answers)
      expect((await gwen.post(`/apply/allotment/${question}`, form)).location).toMatch(new RegExp(`/apply/allotment/${next}$`));
    const sent = await gwen.post('/apply/allotment/check', {});
    reference = /app-reference">([^<]+)</.exec((await gwen.get(sent.location ?? '')).html)?.[1] ?? '';
    await door.settle();
    expect(await door.textsTo(GWEN)).toEqual([expect.stringContaining(`you are on the list for an allotment (${reference}).`)]);
  });

  it('has a queue of a team that no other service has, and is worked', async () => {
    expect(words((await morgan.get('/console?team=parks')).html)).toContain('Gwen Ford Ask for an allotment');
    expect((await onCase(morgan, reference, { do: 'complete' })).status).toBe(303);
    await door.settle();
    expect((await door.textsTo(GWEN)).at(-1)).toContain(`there is a plot for you (${reference}). How did we do?`);
  });

  it('is rated, and counted in the report', async () => {
    await door.reply(GWEN, '5');
    await door.settle();
    const quarter = `/console/report/${await monthsQuarter()}`;
    expect(words((await morgan.get(quarter)).html)).toContain('1 So far: 1 rating.');
    for (const measure of ['contacts-total', 'feedback-forms', 'ratings-asked'])
      expect(words((await morgan.get(`${quarter}/${measure}/facts`)).html)).toContain('Ask for an allotment 1');
  });

  it('changes, has a fault and is mended, and no request that comes meanwhile is lost', async () => {
    const statuses: number[] = [];
    let going = true;
    const asking = (async () => {
      while (going) {
        const visitor = createVisitor(door.baseUrl);
        statuses.push((await visitor.get('/')).status, (await visitor.get('/services/missed-bin')).status);
        await reportBin(visitor);
      }
    })();
    writeFileSync(
      join(folder, name),
      content.replaceAll('allotment request', 'plot request').replace("'Ask for an allotment'", "'Ask for a plot'"),
    );
    await expect.poll(startPage, SOON).toContain('Ask for a plot');
    writeFileSync(join(folder, name), content.replace('export const', 'export cnost'));
    writeFileSync(
      join(folder, 'another.ts'),
      content.replace("'allotment'", "'another'").replace("'Ask for an allotment'", "'Ask for another'"),
    );
    await expect.poll(startPage, SOON).toContain('Ask for another');
    expect(await startPage()).toContain('Ask for a plot');
    rmSync(join(folder, 'another.ts'));
    writeFileSync(join(folder, name), content);
    await expect.poll(startPage, SOON).toContain('Ask for an allotment');
    expect(await startPage()).not.toContain('Ask for another');
    going = false;
    await asking;
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  });

  it('goes with its file: what was asked for stays, and no page breaks', async () => {
    rmSync(join(folder, name));
    await expect.poll(startPage, SOON).not.toContain('allotment');
    expect((await gwen.get('/services/allotment')).status).toBe(404);
    expect((await morgan.get('/console')).status).toBe(200);
    const report = await morgan.get(`/console/report/${await monthsQuarter()}`);
    expect(report.status).toBe(200);
    writeFileSync(join(folder, name), content);
    await expect.poll(startPage, SOON).toContain('Ask for an allotment');
    expect(words((await morgan.get(`/console/cases/${reference.replace('-', '')}`)).html)).toContain('Gwen Ford');
  });
});
