import type { PublishedFigure } from '../../../shared/domain/baseline.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import type { QuarterFigures } from '../../../shared/domain/measure.ts';
import { formatQuarter, nextQuarter, previousQuarter, type Quarter, quarterMonths, quarterSlug } from '../../../shared/domain/quarter.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { type CouncilView, render } from '../../render.ts';
import { consoleFrame } from '../console/frame.ts';
import { barChart, trendChart } from './charts.ts';
import { reportSeries, type SeriesId } from './measures.ts';
import { template } from './report.njk';
import { type Said, sentencesOf } from './sentences.ts';
import { formatValue, type Series } from './series.ts';

export type ReportView = {
  council: CouncilView;
  staff: Staff;
  catalogue: Catalogue;
  /** The page's quarter last, those before it for the trends. */
  quarters: readonly QuarterFigures[];
  /** The quarter that today is in: none after it has a page. */
  today: Quarter;
  /** Quarters with figures from before launch, oldest first. */
  earlier: readonly Quarter[];
};

const measures = ['contacts', 'selfServe', 'satisfied', 'days', 'handling'] as const;
type Measure = (typeof measures)[number];
const figuresOf: Record<Measure, readonly SeriesId[]> = {
  contacts: ['contacts-by-channel', 'contacts-by-service', 'contacts'],
  selfServe: ['self-serve'],
  satisfied: ['satisfied', 'ratings'],
  days: ['days-to-decide', 'decisions'],
  handling: ['texts', 'asked-after'],
};

/** Where a quarter's page is. */
export const reportPath = (quarter: Quarter): string => `/console/report/${quarterSlug(quarter)}`;

/** The quarter page: each measure said, drawn, tabled and to be downloaded. */
export function reportPage({ council, staff, catalogue, quarters, today, earlier }: ReportView): string {
  const current = quarters.at(-1);
  if (!current) throw new Error('a report needs a quarter');
  const { quarter, source, published } = current;
  const series = reportSeries(quarters, catalogue);
  const said = sentencesOf(current, quarters.at(-2), catalogue);
  const oldest = earlier[0];
  return render(template, {
    ...consoleFrame(staff, council, 'report'),
    title: fill(words.title, { quarter: formatQuarter(quarter) }),
    wide: true,
    words,
    months: fill(words.months, { months: quarterMonths(quarter), quarter: formatQuarter(quarter) }),
    lead: source === 'baseline' ? words.published : source === 'none' ? words.none : undefined,
    pages: {
      landmarkLabel: words.nav,
      previous: oldest && quarter <= oldest ? undefined : pageLink(words.previous, previousQuarter(quarter)),
      next: quarter < today ? pageLink(words.next, nextQuarter(quarter)) : undefined,
    },
    measures:
      source === 'none'
        ? []
        : measures.map((measure) => ({
            ...heading(measure, said[measure], source),
            figures: figuresOf[measure].flatMap((id) => figureOf(series.get(id), quarter)),
          })),
    published: published.map(publishedRow),
    allLabel: fill(words.table, { title: words.all.heading }),
    earlier: earlier.map((each) => ({ text: formatQuarter(each), href: reportPath(each), current: each === quarter })),
  });
}

function pageLink(text: string, quarter: Quarter) {
  return { text, labelText: formatQuarter(quarter), href: reportPath(quarter) };
}

function heading(measure: Measure, { value, sentences, met }: Said, source: QuarterFigures['source']) {
  const tag =
    met === undefined
      ? undefined
      : met
        ? { text: words.met, classes: 'govuk-tag--green' }
        : { text: words.missed, classes: 'govuk-tag--yellow' };
  const wording = words[measure];
  // What was published before launch was counted by others: our definition is not theirs.
  const note = source === 'facts' ? wording.definition : 'notByChannel' in wording ? wording.notByChannel : undefined;
  return { id: measure, heading: wording.heading, value, sentences, tag, note };
}

function figureOf(series: Series | undefined, quarter: Quarter) {
  if (!series) return [];
  const { id, title, columns, rows, total, target, rowHeading } = series;
  const targetText = target === undefined ? '' : fill(words.target, { target: formatValue(target, columns[0]?.unit ?? 'count') });
  const cells = (values: readonly (number | null)[]) =>
    values.map((value, column) => (value === null ? undefined : formatValue(value, columns[column]?.unit ?? 'count')));
  return [
    {
      id,
      title,
      chartLabel: fill(words.chart, { title }),
      noFigure: words.noFigure,
      tableLabel: fill(words.table, { title }),
      chart: series.chart === 'bars' ? barChart(series) : trendChart(series, targetText),
      head: [rowHeading, ...columns.map(({ name }) => name)],
      rows: rows.map(({ name, values }) => ({ name, cells: cells(values) })),
      total: total && { name: total.name, cells: cells(total.values) },
      download: { text: words.download, href: `${reportPath(quarter)}/${id}.csv` },
    },
  ];
}

function publishedRow({ title, value, unit, target }: PublishedFigure) {
  return { title, figure: value === null ? undefined : formatValue(value, unit), target: targetOf(target, unit) };
}

function targetOf(target: PublishedFigure['target'], unit: PublishedFigure['unit']): string {
  const limits = [
    ['atLeast', target?.['at-least']],
    ['under', target?.under],
    ['over', target?.over],
  ] as const;
  const said = limits.flatMap(([name, limit]) =>
    limit === undefined ? [] : [fill(words.all[name], { target: formatValue(limit, unit) })],
  );
  return said.length === 0 ? words.all.noTarget : said.join(', ') + (target?.by ? fill(words.all.by, { by: target.by }) : '');
}
