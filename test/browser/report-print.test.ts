import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAssets } from '../../infra/build/assets.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import type { FoundComment } from '../../shared/domain/comment.ts';
import { measures } from '../../shared/measures/measures.ts';
import { documentPage } from '../../web/journeys/report/document-page.ts';
import { factsByService } from '../../web/journeys/report/facts-page.ts';
import { measurePage } from '../../web/journeys/report/measure-page.ts';
import { reportPage } from '../../web/journeys/report/report-page.ts';
import { launchBrowser } from '../support/browser.ts';
import { startAudit } from '../support/browser-audit.ts';
import { fullQuarters, today } from '../support/reports.ts';

const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
const staff = { id: 'm', name: 'Morgan Reid', roles: ['manager' as const], teams: [] };
const view = { council, staff, catalogue, measures, reports: fullQuarters, today, earlier: [] };
const comments: FoundComment[] = [
  {
    kind: 'case',
    id: 'K7MQ2XW',
    service: 'missed-bin',
    score: 5,
    comment: 'They came back the next day.',
    at: '2026-11-03T10:00:00.000Z',
    sequence: 3,
    chosen: true,
  },
];
const measure = (id: string) => {
  const found = measures.get(id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
};
const pages: Record<string, () => string> = {
  quarter: () => reportPage(view),
  document: () => documentPage({ ...view, comments }),
  satisfaction: () => measurePage(view, measure('satisfaction')),
  completion: () => measurePage(view, measure('completion-rate')),
  entering: () => measurePage(view, measure('council-tax-collected'), { typed: { value: 'fifty', source: '' }, refused: 'not-a-number' }),
  facts: () => factsByService({ ...view, measure: measure('self-serve') }, fullQuarters[7] ?? (undefined as never)),
};

const outDir = mkdtempSync(join(tmpdir(), 'front-door-report-'));
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const names = await buildAssets({ outDir });
  browser = await launchBrowser();
  page = await (await browser.newContext()).newPage();
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const html = pages[pathname.slice(1)]?.();
    if (html) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    const [file, contentType] = pathname.endsWith('.css') ? [names.stylesheet, 'text/css'] : [names.script, 'text/javascript'];
    return route.fulfill({ contentType, body: readFileSync(join(outDir, basename(file))) });
  });
});
afterAll(async () => {
  await browser?.close();
  rmSync(outDir, { recursive: true });
});

describe('the pages of a quarter', () => {
  it.each(Object.keys(pages))('%s: nothing that axe finds, and nothing wider than the window, at 320 and 1280', async (name) => {
    const audit = await startAudit(browser);
    await page.goto(`http://report.test/${name}`);
    await audit.page(page, `report ${name}`);
    expect(audit.faults()).toEqual([]);
  });
});

describe('the scrutiny report on A4', () => {
  it('repeats a table’s headings, splits no row, leaves out what is for screens, and fits the paper', async () => {
    await page.goto('http://report.test/document');
    await page.emulateMedia({ media: 'print' });
    // What an A4 page leaves between its margins, at 96 dots an inch.
    await page.setViewportSize({ width: 680, height: 1000 });
    const found = await page.evaluate<Record<string, unknown>>(`(() => {
      const style = (selector, name) => [...new Set([...document.querySelectorAll(selector)].map((each) => getComputedStyle(each)[name]))];
      return {
        headings: style('.app-document thead', 'display'),
        rows: style('.app-document tr', 'breakInside'),
        measures: style('.app-document__measure', 'breakInside'),
        hidden: style('.app-header, .app-document__tools, .app-session', 'display'),
        wide: [...document.querySelectorAll('.app-document table')].filter((each) => each.scrollWidth > each.parentElement.clientWidth + 1).length,
        page: document.documentElement.scrollWidth,
      };
    })()`);
    expect(found).toEqual({ headings: ['table-header-group'], rows: ['avoid'], measures: ['avoid'], hidden: ['none'], wide: 0, page: 680 });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(sheets).toBeGreaterThan(10);
    expect(sheets).toBeLessThan(40);
    const folder = process.env['SCREENSHOTS'];
    if (folder) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'scrutiny-report.pdf'), pdf);
    }
  });
});
