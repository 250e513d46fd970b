import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../../shared/catalogue/index.ts';
import { nextQuarter, quarterOf, quartersUpTo } from '../../../../shared/domain/quarter.ts';
import { type QuarterReport, reportOf } from '../../../../shared/domain/quarter-report.ts';
import { baseline } from '../../../../shared/measures/baseline.ts';
import { measures } from '../../../../shared/measures/measures.ts';
import { measurePage } from '../../../../web/journeys/report/measure-page.ts';
import { breakdownsOf, trendOf } from '../../../../web/journeys/report/measures.ts';
import { reportPage } from '../../../../web/journeys/report/report-page.ts';
import { type Series, seriesCsv } from '../../../../web/journeys/report/series.ts';
import { aReport, fromBaseline, fromFacts, fullQuarters, some, today } from '../../../support/reports.ts';

const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
const staff = { id: 'm', name: 'Morgan Reid', roles: ['manager'], teams: [] } as const;
const earlier = [...baseline.quarters.keys()];
const later = nextQuarter(today);
const viewOf = (reports: readonly QuarterReport[], now = later) => ({ council, staff, catalogue, measures, reports, today: now, earlier });
const page = (reports: readonly QuarterReport[], now = later) => reportPage(viewOf(reports, now));
const text = (reports: readonly QuarterReport[], now = later) => page(reports, now).replace(/<[^>]*>/g, '');

/** What a figure's chart and table say, read off the page. */
function figureOn(html: string, figureId: string) {
  const figure = new RegExp(`<figure[^>]*"figure-${figureId}">.*?</figure>`, 's').exec(html)?.[0] ?? '';
  const [svg = '', table = ''] = [/<svg.*<\/svg>/s.exec(figure)?.[0], /<tbody.*<\/tbody>/s.exec(figure)?.[0]];
  const number = (cell: string) => (cell.includes('–') ? null : Number(cell.replace(/<[^>]*>|[£,%]/g, '')));
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
  ['a full quarter', fullQuarters],
  ['the baseline', fromBaseline],
])('every figure of a quarter from %s', (_, reports) => {
  const report = reports.at(-1) as QuarterReport;
  const shown = [...measures.values()].filter(({ id }) => report.figures.has(id));
  const all = shown.flatMap((measure) =>
    [trendOf(measure, reports), ...breakdownsOf(measure, report, { measures, catalogue })].map(
      (series) => [series.id, measure, series] as const,
    ),
  );

  it.each(all)('%s has one set of numbers: chart, table and CSV', (figureId, measure, series: Series) => {
    const { rows, drawn, download } = figureOn(measurePage(viewOf(reports), measure), figureId);
    const csv = rowsOf(seriesCsv(series));
    expect(rows.length).toBeGreaterThan(0);
    expect(csv.slice(0, rows.length)).toEqual(rows);
    const charted = series.chart === 'none' ? [] : rows;
    expect(drawn).toEqual(charted.map((row) => [row[0], row[1]]).filter(([, value]) => value !== null));
    expect(download).toMatch(new RegExp(`^/console/report/20\\d\\d-\\d\\d-q[1-4]/${figureId}\\.csv$`));
  });
});

describe('the quarter page', () => {
  it('says each measure in a plain sentence beside its target and the last quarter', () => {
    expect(text(fromBaseline)).toContain('37% served themselves, up 15 points on last quarter; the target is 40%.');
    expect(text(fromBaseline)).toContain('71% said good or excellent, down 16 points on last quarter; the target is 80%.');
    expect(text(fromBaseline)).toContain(
      '8.8% of callers hung up before they were answered, down 2.5 points on last quarter; the target is under 15%.',
    );
    expect(text(fromBaseline)).toContain('Housing Benefit claims took 13.19 days on average, 3.42 days shorter than last quarter.');
    expect(text(fromFacts)).toContain('6,959 contacts, 137 more than last quarter.');
    expect(text(fromFacts)).toContain('75% said good or excellent, the same as last quarter; the target is 80%.');
    expect(text(fromFacts)).toContain('40% of those reached rated, the same as last quarter.');
  });

  it('shows the range in which a share would lie, and what it is made of', () => {
    expect(text(fromFacts)).toContain('With so many answers, the share of everybody lies between 47% and 91%, nineteen times in twenty.');
    expect(text(fromFacts)).toContain('9 of 12.');
  });

  it('says why a figure is not shown', () => {
    const report = aReport(today, {
      'missed-bin': [some(1, { type: 'contact', channel: 'web', outcome: 'request' }), some(9, { type: 'rated', score: 5 })],
    });
    expect(text([report])).toContain('There were fewer than 10, so no figure is shown: it could tell of one person, or of chance.');
    const satisfaction = measures.get('satisfaction');
    const own = satisfaction ? measurePage(viewOf([report]), satisfaction) : '';
    expect(own).toContain('9 in all.');
    expect(own).not.toContain('9 of 9.');
    expect(text([report])).toContain('Nothing to count in this quarter.');
    expect(text([report])).toContain('Not entered yet. Revenues manager enters it.');
    expect(text([report])).not.toContain('100%');
    expect(text([report])).toContain('1 contact.');
  });

  it('tells a quarter under way so far, and compares it with none', () => {
    const missed = aReport(today, { 'missed-bin': [some(12, { type: 'rated', channel: 'web', outcome: 'reply', score: 1 })] });
    expect(text(fromFacts, today)).toContain('So far: 6,959 contacts.');
    expect(text(fromFacts, today)).not.toContain('last quarter');
    expect(page(fromFacts, today)).not.toContain('app-measure__way');
    expect(text(fromFacts, today)).toContain('1 of 2 targets met so far');
    expect(text([missed], today)).toContain('Target not met so far');
    expect(text([missed], today)).not.toContain('Target missed');
    expect(text([missed])).toContain('Target missed');
  });

  it('counts a target missed at nought, and keeps quiet of counts of nought alone', () => {
    const missed = aReport(today, { 'missed-bin': [some(12, { type: 'rated', channel: 'web', outcome: 'reply', score: 1 })] });
    expect(text([missed])).toContain('0 of 1 targets met');
    expect(page([missed])).toContain('href="#measure-satisfaction"');
    expect(/<ul class="govuk-list app-measures__quiet">.*?<\/ul>/s.exec(page([missed]))?.[0]).toContain('0 contacts.');
  });

  it('compares what counts from the beginning of the year with none in its first quarter', () => {
    const entry = (value: number) => ({
      value,
      source: 'Revenues',
      at: '2026-07-02T09:00:00.000Z',
      by: { kind: 'staff', id: 'm' } as const,
    });
    const reports = quartersUpTo(quarterOf('2026-07-01'), 3).map((quarter, index) =>
      reportOf(quarter, {
        measures,
        kept: { services: [], entered: [{ measure: 'council-tax-collected', entries: [entry([97.5, 29.3, 56][index] ?? 0)] }] },
      }),
    );
    expect(text(reports.slice(0, 2))).toContain('29.3% of the year’s Council Tax was collected.');
    expect(text(reports)).toContain('56% of the year’s Council Tax was collected, up 26.7 points on last quarter.');
  });

  it('tells those asked apart from those who rated by other ways', () => {
    const asked = [
      some(40, { type: 'rating-asked' }),
      some(30, { type: 'rating-reached' }),
      some(10, { type: 'rating-reached', outcome: 'answered' }),
    ];
    const rated = [some(10, { type: 'rated', outcome: 'reply', score: 5 }), some(25, { type: 'rated', outcome: 'kiosk', score: 4 })];
    const said = text([aReport(today, { 'missed-bin': [...asked, ...rated] })]);
    expect(said).toContain(
      '40 were asked, the request reached 40, and 10 of those answered. All ratings, with those on cards, by posters and at desks: 35.',
    );
    expect(said).toContain('25% of those reached rated.');
    const few = text([
      aReport(today, {
        'missed-bin': [...rated, some(4, { type: 'rating-asked' }), some(3, { type: 'rating-reached', outcome: 'answered' })],
      }),
    ]);
    expect(few).toContain('4 were asked, and the request reached 3.');
  });

  it('shows everything that was published for a quarter before launch, and nothing else', () => {
    const found = [...page(fromBaseline).matchAll(/<h3[^>]*><a[^>]*>([^<]*)/g)].map(([, title]) => title);
    const published = baseline.quarters.get(quarterOf('2020-04-01')) ?? [];
    expect(found.toSorted()).toEqual(published.map(({ title }) => title).toSorted());
  });

  it('leads to the quarters before and after, but not past today or the first there is', () => {
    const first = [reportOf(quarterOf('2019-04-01'), { measures, published: baseline.quarters.get(quarterOf('2019-04-01')) })];
    expect(page(fromFacts)).toContain('/console/report/2026-27-q2"');
    expect(page(fromFacts)).toContain('/console/report/2026-27-q4"');
    expect(page(fromFacts, today)).not.toContain('2026-27-q4');
    expect(page(first)).toContain('/console/report/2019-20-q2');
    expect(page(first)).not.toContain('2018-19-q4');
  });

  it('says that there are no figures for a quarter that has none', () => {
    const html = page([reportOf(quarterOf('2023-05-01'), { measures })]);
    expect(html).toContain('There are no figures for this quarter.');
    expect(html).not.toContain('<svg class="app-figure__chart"');
  });

  it('has no inline style for the content security policy to refuse', () => {
    expect(page(fromFacts)).not.toMatch(/<style|\sstyle=/);
  });

  it('has no id twice', () => {
    const ids = [...page(fromFacts).matchAll(/\sid="([^"]+)"/g)].map(([, each]) => each);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the page of a measure', () => {
  const measure = measures.get('contacts-total');
  if (!measure) throw new Error('no such measure');
  const html = measurePage(viewOf(fromFacts), measure);

  it('adds up contacts by channel and by service in a row of their own', () => {
    expect([...html.matchAll(/<tfoot>.*?<\/tfoot>/gs)].map(([row]) => row.replace(/<[^>]*>|\s+/g, ''))).toEqual([
      'Total6,959',
      'Total6,959',
      'Total6,959',
    ]);
  });

  it('adds the calls that only the telephone system counted, so that the services come to the whole', () => {
    const facts = {
      'missed-bin': [some(10, { type: 'contact', channel: 'telephone' })],
      none: [some(25, { type: 'calls', outcome: 'answered' })],
    };
    const page = measurePage(viewOf([aReport(today, facts)]), measure);
    expect(page.replace(/<[^>]*>|\s+/g, ' ')).toMatch(/Not of one service +15/);
    expect(page).toContain('>25<');
  });

  it('adds what is of no service, so that texts come to the whole by service and by team', () => {
    const sent = measures.get('texts-sent');
    if (!sent) throw new Error('no such measure');
    const facts = {
      'missed-bin': [some(10, { type: 'text', outcome: 'delivered' })],
      none: [some(4, { type: 'text', outcome: 'delivered' })],
    };
    const report = aReport(today, facts);
    expect(breakdownsOf(sent, report, { measures, catalogue }).map(({ rows, total }) => [...rows, total])).toEqual([
      [
        { name: 'Report a missed bin', values: [10] },
        { name: 'Not of one service', values: [4] },
        { name: 'Total', values: [14] },
      ],
      [
        { name: 'Environment', values: [10] },
        { name: 'Not of one team', values: [4] },
        { name: 'Total', values: [14] },
      ],
    ]);
  });

  it('tells of no level of fewer answers than a share is shown over, nor a total that it could be reckoned from', () => {
    const satisfaction = measures.get('satisfaction');
    if (!satisfaction) throw new Error('no such measure');
    const rated = (quantity: number, channel: 'web' | 'telephone') =>
      some(quantity, { type: 'rated', channel, outcome: 'reply', score: 5 });
    const levels = (report: QuarterReport) =>
      breakdownsOf(satisfaction, report, { measures, catalogue }).filter(({ id }) => id.includes('levels'));
    expect(levels(aReport(today, { 'missed-bin': [rated(9, 'web')] }))).toEqual([]);
    const [all, byChannel, byService] = levels(aReport(today, { 'missed-bin': [rated(20, 'web')], 'blue-badge': [rated(9, 'telephone')] }));
    expect(all?.total?.values).toEqual([29]);
    expect(byChannel).toMatchObject({
      caption: 'Answers at each level, by channel. Those with fewer than 10 answers are left out.',
      rows: [{ name: 'Web', values: [20, 0, 0, 0, 0] }],
    });
    expect([byChannel?.total, byService?.total]).toEqual([undefined, undefined]);
    expect(byService?.rows).toEqual([{ name: 'Report a missed bin', values: [20, 0, 0, 0, 0] }]);
  });

  it('compares no texts with requests by channel, for texts have none', () => {
    const facts = { 'missed-bin': [some(40, { type: 'text', outcome: 'delivered' }), some(20, { type: 'opened', channel: 'web' })] };
    for (const id of ['texts-each', 'chase-calls']) {
      const ratio = measures.get(id);
      const found = ratio ? breakdownsOf(ratio, aReport(today, facts), { measures, catalogue }) : [];
      expect(found.map((series) => series.id)).toEqual([`${id}-by-service`, `${id}-by-team`]);
    }
  });

  it('says what it counts, its target and who answers for it', () => {
    expect(html).toContain('Every time a resident used any channel.');
    expect(html).toContain('Contact centre manager');
    expect(html).toContain('None set');
  });
});

describe('CSV', () => {
  const series = {
    id: 'x',
    title: 'X',
    caption: 'X',
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
