import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../shared/catalogue/index.ts';
import { freeze } from '../../../../shared/domain/frozen-quarter.ts';
import { type MeasureRow, rowsOfReport } from '../../../../shared/domain/measure-row.ts';
import type { QuarterReport } from '../../../../shared/domain/quarter-report.ts';
import { measures } from '../../../../shared/measures/measures.ts';
import { documentPage } from '../../../../web/journeys/report/document-page.ts';
import type { ReportView } from '../../../../web/journeys/report/report-page.ts';
import { rowColumns, rowsCsv } from '../../../../web/journeys/report/rows-csv.ts';
import { formatValue } from '../../../../web/journeys/report/series.ts';
import { spreadsheet } from '../../../../web/journeys/report/spreadsheet.ts';
import { aReport, fromBaseline, fromFacts, fullQuarters, some, today } from '../../../support/reports.ts';

const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
const staff = { id: 'm', name: 'Morgan Reid', roles: ['manager'], teams: [] } as const;
const page = (reports: readonly QuarterReport[], comments = []) =>
  documentPage({ council, staff, catalogue, measures, reports, today, earlier: [], comments } as unknown as ReportView & { comments: [] });
const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const sheetOf = (rows: readonly MeasureRow[]) =>
  spreadsheet([{ name: 'Figures', head: rowColumns, rows: rows.map((row) => rowColumns.map((column) => row[column])) }]);

/** The cells of the sheet, each as what it holds and of what type. */
function cellsIn(ods: Uint8Array): string[][] {
  const xml = strFromU8(unzipSync(ods)['content.xml'] ?? new Uint8Array());
  return [...xml.matchAll(/<table:table-row>(.*?)<\/table:table-row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<table:table-cell(?:\/>|([^>]*)>(.*?)<\/table:table-cell>)/gs)].map(([, type = '', text = '']) => {
      const number = /office:value="([^"]*)"/.exec(type)?.[1];
      const plain = text
        .replace(/<[^>]*>/g, '')
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
      return number ?? plain;
    }),
  );
}

/** Reads CSV as RFC 4180 has it. */
function csvCells(csv: string): string[][] {
  return csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''),
    );
}

const teamOf = (service: string) => catalogue.get(service)?.team;

describe.each([
  ['a full quarter', fullQuarters],
  ['a sparse one', fromFacts],
  ['one before launch', fromBaseline],
])('the scrutiny report of %s', (_, reports) => {
  const report = reports.at(-1) as QuarterReport;
  const html = page(reports);
  const rows = rowsOfReport(report, { measures, teamOf });

  it('has one set of numbers: chart and table', () => {
    const figures = [...html.matchAll(/<figure class="app-figure".*?<\/figure>/gs)].map(([figure]) => figure);
    expect(figures.length).toBeGreaterThan(8);
    for (const figure of figures) {
      const drawn = [...figure.matchAll(/data-name="([^"]*)" data-value="([^"]*)"/g)].map(([, name, value]) => [name, Number(value)]);
      const table = [...(/<tbody.*<\/tbody>/s.exec(figure)?.[0] ?? '').matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => [
        words(/<th.*?<\/th>/s.exec(row)?.[0] ?? ''),
        /<td.*?<\/td>/s.exec(row)?.[0] ?? '',
      ]);
      const known = table
        .filter(([, cell = '']) => !cell.includes('–'))
        .map(([name, cell = '']) => [name, Number(words(cell).replace(/[£,%]/g, ''))]);
      if (drawn.length > 0) expect(drawn).toEqual(known);
    }
  });

  it('has the same numbers at a glance as in the CSV', () => {
    const glance = /<section[^>]*aria-labelledby="glance">.*?<\/section>/s.exec(html)?.[0] ?? '';
    const shown = [...glance.matchAll(/<th scope="row"[^>]*>(.*?)<\/th>\s*<td[^>]*>(.*?)<\/td>/gs)].map(([, title = '', value]) => [
      title,
      value,
    ]);
    const whole = rows.filter(({ service, channel, queue, team, value }) => service + channel + queue + team === '' && value !== null);
    expect(shown).toEqual(
      whole.map(({ measure, title, value }) => {
        const { unit, digits } = measures.get(measure) ?? { unit: 'count', digits: 0 };
        const figure = report.source === 'baseline' ? Number(value) : Number(Number(value).toFixed(digits));
        return [title, formatValue(figure, unit)];
      }),
    );
  });

  it('has the same rows in the spreadsheet as in the CSV', () => {
    const csv = csvCells(rowsCsv(rows));
    // A CSV shields text that begins as a formula would with an apostrophe; a typed cell needs none.
    expect(cellsIn(sheetOf(rows))).toEqual(csv.map((line) => line.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))));
    expect(csv).toHaveLength(rows.length + 1);
  });

  it('has no inline style, and no id twice', () => {
    expect(html).not.toMatch(/<style|\sstyle=/);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the scrutiny report', () => {
  it('tells each service by itself, with what its figures are made of', () => {
    const services = /<section[^>]*aria-labelledby="services">.*?<\/section>/s.exec(page(fullQuarters))?.[0] ?? '';
    expect([...services.matchAll(/<h3[^>]*>([^<]*)/g)].map(([, name]) => name)).toContain('Report a missed bin');
    expect(words(services)).toContain(
      'Percentage of self-serve channel access against telephone and face-to-face channels 73% 1,877 2,557',
    );
  });

  it('names what has no figure, and why, without a chart', () => {
    const html = page(fullQuarters);
    expect(words(html)).toContain('Cost per transaction: Not entered yet. Contact centre manager enters it.');
    expect(html).not.toContain('id="measure-cost-per-transaction"');
  });

  it('lets no text run as a formula, in the spreadsheet or the CSV', () => {
    const title = '=HYPERLINK("http://x","y")';
    const row = { ...(rowsOfReport(fullQuarters.at(-1) as QuarterReport, { measures, teamOf })[0] as MeasureRow), title };
    expect(rowsCsv([row])).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    const xml = strFromU8(unzipSync(sheetOf([row]))['content.xml'] ?? new Uint8Array());
    expect(xml).not.toContain('table:formula');
    expect(xml).toContain('<table:table-cell office:value-type="string"><text:p>=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)</text:p>');
  });

  it('keeps what people said at each level as it was when the quarter was frozen', () => {
    const then = aReport(today, { 'missed-bin': [some(12, { type: 'rated', channel: 'web', score: 5 })] });
    const now = aReport(today, {
      'missed-bin': [some(12, { type: 'rated', channel: 'web', score: 5 }), some(30, { type: 'rated', channel: 'web', score: 1 })],
    });
    const frozen = freeze(
      then,
      { measures, teamOf },
      { at: '2027-01-10T09:00:00.000Z', by: { kind: 'staff', id: 'm', name: 'Morgan Reid' } },
    );
    const html = words(page([{ ...now, ...(frozen ? { frozen } : {}) }]));
    expect(html).toContain('5 excellent 12 4 good 0 3 fair 0 2 poor 0 1 very poor 0 Total 12');
    expect(html).toContain('Percentage of customers who rated the service as good or excellent 100% 29%');
  });
});
