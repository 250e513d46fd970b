import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../shared/catalogue/index.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import { figuresFromBaseline, figuresFromFacts, noFigures, type QuarterFigures } from '../../../../shared/domain/measure.ts';
import { type Quarter, quarterOf, quartersUpTo } from '../../../../shared/domain/quarter.ts';
import { foldFacts } from '../../../../shared/domain/rollup.ts';
import { baseline } from '../../../../shared/measures/index.ts';
import { reportSeries } from '../../../../web/journeys/report/measures.ts';
import { reportPage } from '../../../../web/journeys/report/report-page.ts';
import { seriesCsv } from '../../../../web/journeys/report/series.ts';

const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
const staff = { id: 'm', name: 'Morgan Reid', roles: ['manager'], teams: [] } as const;
const today = quarterOf('2026-11-21');
const earlier = [...baseline.quarters.keys()];
let id = 0;
const some = (quantity: number, fact: Partial<Fact> & Pick<Fact, 'type'>): Fact => ({
  id: `${id++}`,
  day: '2026-11-21',
  service: 's',
  shard: 0,
  version: 1,
  quantity,
  ...fact,
});

const aQuarter = (quarter: Quarter, more: number): QuarterFigures =>
  figuresFromFacts(quarter, [
    {
      service: 'missed-bin',
      rollup: foldFacts([
        some(2000 + more, { type: 'contact', channel: 'web', outcome: 'request' }),
        some(4000, { type: 'contact', channel: 'telephone', outcome: 'answered' }),
      ]),
    },
    {
      service: 'housing-benefit',
      rollup: foldFacts([
        some(40, { type: 'rating-asked' }),
        some(30, { type: 'rating-reached' }),
        some(9, { type: 'rated', outcome: 'reply', score: 5 }),
        some(3, { type: 'rated', outcome: 'link', score: 2 }),
        some(2, { type: 'decided', days: 9 }),
        some(1, { type: 'decided', days: 10 + more }),
        some(3, { type: 'opened', channel: 'post' }),
        some(8, { type: 'text', outcome: 'delivered' }),
        some(2, { type: 'letter', outcome: 'made' }),
        some(3, { type: 'reminder-saved' }),
        some(1, { type: 'chased', channel: 'telephone' }),
      ]),
    },
    { service: 'blue-badge', rollup: foldFacts([some(1, { type: 'decided', days: 30 })]) },
  ]);
const fromFacts = quartersUpTo(today, 8).map((quarter, index) => (index < 3 ? noFigures(quarter) : aQuarter(quarter, index * 137)));
const fromBaseline = quartersUpTo(quarterOf('2020-04-01'), 8).map((quarter) => {
  const published = baseline.quarters.get(quarter);
  return published ? figuresFromBaseline(quarter, published) : noFigures(quarter);
});
const page = (quarters: QuarterFigures[]) => reportPage({ council, staff, catalogue, quarters, today, earlier });

/** What a figure's chart and table say, read off the page. */
function figureOn(html: string, figureId: string) {
  const figure = new RegExp(`<figure[^>]*"figure-${figureId}">.*?</figure>`, 's').exec(html)?.[0] ?? '';
  const [svg = '', table = ''] = [/<svg.*<\/svg>/s.exec(figure)?.[0], /<tbody.*<\/tbody>/s.exec(figure)?.[0]];
  const number = (cell: string) => (cell.includes('–') ? null : Number(cell.replace(/<[^>]*>|[,%]/g, '')));
  const rows = [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => [
    /<th[^>]*>(.*?)<\/th>/s.exec(row)?.[1] ?? '',
    ...[...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => number(cell)),
  ]);
  const drawn = [...svg.matchAll(/data-name="([^"]*)" data-value="([^"]*)"/g)].map(([, name = '', value]) => [name, Number(value)]);
  return { rows, drawn, download: /href="([^"]+\.csv)"/.exec(figure)?.[1] };
}

/** Rows of our CSV, which holds no quoted cells here. */
const rowsOf = (csv: string) =>
  csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',').map((cell, index) => (index === 0 ? cell : cell === '' ? null : Number(cell))));

describe.each([
  ['facts', fromFacts],
  ['the baseline', fromBaseline],
])('every figure of a quarter from %s', (_, quarters) => {
  const html = page(quarters);
  const all = [...reportSeries(quarters, catalogue)];

  it.each(all)('%s has one set of numbers: chart, table and CSV', (figureId, series) => {
    const { rows, drawn, download } = figureOn(html, figureId);
    const csv = rowsOf(seriesCsv(series));
    expect(rows.length).toBeGreaterThan(0);
    expect(csv.slice(0, rows.length)).toEqual(rows);
    const charted = Array.from({ length: series.charted }, (__, column) =>
      rows.map((row) => [row[0], row[column + 1]]).filter(([, value]) => value !== null),
    );
    expect(drawn).toEqual(charted.flat());
    expect(download).toMatch(new RegExp(`^/console/report/20\\d\\d-\\d\\d-q[1-4]/${figureId}\\.csv$`));
  });
});

describe('the quarter page', () => {
  const text = (quarters: QuarterFigures[]) => page(quarters).replace(/<[^>]*>/g, '');

  it('says each measure in a plain sentence beside its target and the last quarter', () => {
    expect(text(fromBaseline)).toContain('37% served themselves, up 15 points on last quarter; the target is 40%.');
    expect(text(fromBaseline)).toContain('71% said good or excellent, down 16 points on last quarter; the target is 80%.');
    expect(text(fromBaseline)).toContain('14 people answered. How many were asked was not published.');
    expect(text(fromBaseline)).toContain('Claim Housing Benefit: 13.19 days on average, 3.42 days shorter than last quarter.');
    expect(text(fromFacts)).toContain('6,959 contacts, 137 more than last quarter.');
    expect(text(fromFacts)).toContain('75% said good or excellent, the same as last quarter; the target is 80%.');
    expect(text(fromFacts)).toContain('12 people answered. 40 were asked, and the request reached 30 of them: 40% of those answered.');
  });

  it('says how requests were handled: how often they were asked after, and what need not be sent', () => {
    expect(text(fromFacts)).toContain('Once somebody asked what was happening with a request.');
    expect(text(fromFacts)).toContain('3 reminders were not needed, since everything had come before their time.');
    expect(text(fromBaseline)).toMatch(/How requests were handled\s*This figure was not published for this quarter./);
  });

  it('adds up contacts by channel in a row of their own', () => {
    expect(page(fromFacts)).toMatch(/<tfoot>.*?Total.*?6,959.*?<\/tfoot>/s);
  });

  it('says that nobody has answered yet, and how many were asked', () => {
    const quarter = figuresFromFacts(today, [
      { service: 'missed-bin', rollup: foldFacts([some(1, { type: 'contact', channel: 'post' }), some(1, { type: 'rating-asked' })]) },
    ]);
    expect(text([quarter])).toContain('No answers yet, of 1 person asked.');
    expect(text([quarter])).toContain('Nobody has asked by web, text, telephone or face to face in this quarter yet.');
    expect(text([quarter])).toContain('Nothing was decided in this quarter.');
    expect(text([quarter])).toContain('Nothing was sent in this quarter.');
  });

  it('shows everything that was published for a quarter before launch, with its target', () => {
    expect(page(fromBaseline)).toMatch(
      /Percentage of calls abandoned before being answered<\/th>\s*<td[^>]*>8.8%<\/td>\s*<td[^>]*>Under 15%/,
    );
    expect(page(fromBaseline)).toMatch(/self-serve channel access[^<]*<\/th>\s*<td[^>]*>37%<\/td>\s*<td[^>]*>At least 40% by 2022/);
  });

  it('leads to the quarters before and after, but not past today or the first there is', () => {
    const links = (quarters: QuarterFigures[]) =>
      [...page(quarters).matchAll(/rel="(prev|next)"[^>]*>|href="([^"]*)" rel="(prev|next)"/g)].map(([link]) => link);
    const first = quartersUpTo(quarterOf('2019-04-01'), 1).map((each) => figuresFromBaseline(each, baseline.quarters.get(each) ?? []));
    expect(links(fromFacts).join()).toContain('/console/report/2026-27-q2');
    expect(page(fromFacts)).not.toContain('2026-27-q4');
    expect(links(first).join()).toContain('/console/report/2019-20-q2');
    expect(page(first)).not.toContain('2018-19-q4');
  });

  it('says that there are no figures for a quarter that has none', () => {
    const html = page([noFigures(quarterOf('2023-05-01'))]);
    expect(html).toContain('There are no figures for this quarter.');
    expect(html).not.toContain('<figure');
  });

  it('has no inline style for the content security policy to refuse', () => {
    expect(page(fromFacts)).not.toMatch(/<style|\sstyle=/);
  });
});

describe('CSV', () => {
  const series = {
    id: 'x',
    title: 'X',
    chart: 'bars' as const,
    rowHeading: 'Service',
    columns: [{ name: 'Share', unit: 'percent' as const }],
    charted: 1,
  };

  it('has its unit in the heading, plain numbers, and nothing where there is no figure', () => {
    const rows = [
      { name: 'Bins', values: [30937.5] },
      { name: 'Badges', values: [null] },
    ];
    expect(seriesCsv({ ...series, rows, total: { name: 'Total', values: [30937.5] } })).toBe(
      'Service,Share (percent)\r\nBins,30937.5\r\nBadges,\r\nTotal,30937.5\r\n',
    );
  });

  it('quotes commas and quotes, and never begins a cell as a formula would', () => {
    const rows = ['=1+1', '+44', '-1', '@x', '\tx', 'a,"b"'].map((name) => ({ name, values: [1] }));
    expect(
      seriesCsv({ ...series, rows })
        .split('\r\n')
        .slice(1, -1),
    ).toEqual(["'=1+1,1", "'+44,1", "'-1,1", "'@x,1", "'\tx,1", '"a,""b""",1']);
  });
});
