import { scoreSchema } from '../../../shared/domain/case.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import { type QuarterFigures, targets } from '../../../shared/domain/measure.ts';
import { formatQuarter } from '../../../shared/domain/quarter.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { type Row, type Series, totalOf } from './series.ts';

/** The ids of the report's series, as the addresses of their CSV have them. */
const seriesIds = [
  'contacts-by-channel',
  'contacts-by-service',
  'contacts',
  'self-serve',
  'satisfied',
  'ratings',
  'days-to-decide',
  'decisions',
  'texts',
  'asked-after',
] as const;
export type SeriesId = (typeof seriesIds)[number];
type ReportSeries = Series & { id: SeriesId };

/**
 * Every series that a quarter has figures for.
 * @param report the page's quarter last, those before it for the trends, which begin with the first that has figures
 */
export function reportSeries(report: readonly QuarterFigures[], catalogue: Catalogue): Map<SeriesId, Series> {
  const current = report.at(-1);
  const known = report.findIndex(({ source }) => source !== 'none');
  const quarters = known < 0 ? [] : report.slice(known);
  const made =
    current && current.source !== 'none'
      ? [
          byChannel(current),
          byService(current, catalogue),
          contacts(quarters),
          selfServe(quarters),
          satisfied(quarters),
          ratings(current),
          days(quarters, catalogue),
          decisions(current, catalogue),
          texts(current, catalogue),
          askedAfter(current, catalogue),
        ]
      : [];
  return new Map(made.filter((each) => each !== undefined).map((series) => [series.id, series]));
}

/** A service's name; one no longer in the catalogue goes by its id, `green-waste` as `Green waste`. */
export function serviceName(catalogue: Catalogue, id: string): string {
  const spaced = id.replaceAll('-', ' ');
  return catalogue.get(id)?.name ?? spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function byChannel({ contacts: { byChannel: found } }: QuarterFigures): ReportSeries | undefined {
  const rows = found?.map(({ channel, contacts: count }) => ({ name: words.channels[channel], values: [count] }));
  return rows && contactBars('contacts-by-channel', words.contacts.byChannel, words.contacts.channel, rows);
}

function byService({ contacts: { byService: found } }: QuarterFigures, catalogue: Catalogue): ReportSeries | undefined {
  const rows = found
    ?.toSorted((a, b) => b.contacts - a.contacts)
    .map(({ service, contacts: count }) => ({ name: serviceName(catalogue, service), values: [count] }));
  return rows && contactBars('contacts-by-service', words.contacts.byService, words.contacts.service, rows);
}

function contactBars(id: SeriesId, title: string, rowHeading: string, rows: Row[]): ReportSeries {
  return {
    id,
    title,
    rowHeading,
    chart: 'bars',
    columns: [{ name: words.contacts.column, unit: 'count' }],
    charted: 1,
    rows,
    total: totalOf(words.total, rows),
  };
}

function contacts(quarters: readonly QuarterFigures[]): ReportSeries {
  const columns = [{ name: words.contacts.column, unit: 'count' as const }];
  return trend('contacts', words.contacts.overTime, { columns, rows: rowsOf(quarters, (each) => [each.contacts.total]) });
}

function selfServe(quarters: readonly QuarterFigures[]): ReportSeries {
  const [share, served, staffed] = words.selfServe.columns;
  const columns = [
    { name: share, unit: 'percent' as const },
    { name: served, unit: 'count' as const },
    { name: staffed, unit: 'count' as const },
  ];
  const rows = rowsOf(quarters, ({ selfServe: { percent, of, all } }) => [percent, of, of === null || all === null ? null : all - of]);
  return { ...trend('self-serve', words.selfServe.overTime, { columns, rows }), target: targets.selfServe };
}

function satisfied(quarters: readonly QuarterFigures[]): ReportSeries {
  const [share, answered, asked, reached, response] = words.satisfied.columns;
  const columns = [
    { name: share, unit: 'percent' as const },
    { name: answered, unit: 'count' as const },
    { name: asked, unit: 'count' as const },
    { name: reached, unit: 'count' as const },
    { name: response, unit: 'percent' as const },
  ];
  const rows = rowsOf(quarters, (each) => [each.satisfied.percent, each.satisfied.all, each.asked, each.reached, each.responsePercent]);
  return { ...trend('satisfied', words.satisfied.overTime, { columns, rows }), target: targets.satisfied };
}

function ratings({ scores }: QuarterFigures): ReportSeries | undefined {
  if (!scores) return undefined;
  const levels = scoreSchema.options.map((option) => option.value).toSorted((a, b) => b - a);
  const rows = levels.map((score) => ({ name: words.scores[score], values: [scores[score]] }));
  return {
    id: 'ratings',
    title: words.satisfied.levels,
    rowHeading: words.satisfied.level,
    chart: 'bars',
    columns: [{ name: words.satisfied.answersColumn, unit: 'count' }],
    charted: 1,
    rows,
    total: totalOf(words.total, rows),
  };
}

/** A line for each service that decided something in these quarters; then how many decisions each average stands on. */
function days(quarters: readonly QuarterFigures[], catalogue: Catalogue): ReportSeries | undefined {
  const services = [...new Set(quarters.flatMap(({ decided }) => decided.map(({ service }) => service)))].sort();
  if (services.length === 0) return undefined;
  const column = (wording: string, unit: 'days' | 'count') => (service: string) => ({
    name: fill(wording, { service: serviceName(catalogue, service) }),
    unit,
  });
  const columns = [...services.map(column(words.days.averageColumn, 'days')), ...services.map(column(words.days.decisionsColumn, 'count'))];
  const rows = rowsOf(quarters, ({ decided }) => {
    const figures = services.map((service) => decided.find((each) => each.service === service)?.figures);
    return [...figures.map((each) => each?.averageDays ?? null), ...figures.map((each) => each?.decisions ?? null)];
  });
  return { ...trend('days-to-decide', words.days.overTime, { columns, rows }), charted: services.length };
}

/** What was decided, a service a row: the chart has all decisions, the table what they were. */
function decisions({ outcomes }: QuarterFigures, catalogue: Catalogue): ReportSeries | undefined {
  if (outcomes.length === 0) return undefined;
  const rows = outcomes
    .map(({ service, counts: { awarded, refused, reversed } }) => ({
      name: serviceName(catalogue, service),
      values: [awarded + refused, awarded, refused, reversed],
    }))
    .toSorted((a, b) => (b.values[0] ?? 0) - (a.values[0] ?? 0));
  return {
    id: 'decisions',
    title: words.decisions.title,
    rowHeading: words.contacts.service,
    chart: 'bars',
    columns: words.decisions.columns.map((name) => ({ name, unit: 'count' as const })),
    charted: 1,
    rows,
    total: totalOf(words.total, rows),
  };
}

/** How many texts each request took, a service a row. */
function texts({ handled }: QuarterFigures, catalogue: Catalogue): ReportSeries | undefined {
  const rows = handled.map(({ service, handling: { textsEach, opened, texts: sent, notDelivered } }) => ({
    name: serviceName(catalogue, service),
    values: [textsEach, opened, sent, notDelivered],
  }));
  return handlingBars('texts', words.handling.texts, rows);
}

/** How often requests were asked after, and what was sent besides, a service a row. */
function askedAfter({ handled }: QuarterFigures, catalogue: Catalogue): ReportSeries | undefined {
  const rows = handled.map(({ service, handling: { chased, letters, remindersSent, remindersSaved } }) => ({
    name: serviceName(catalogue, service),
    values: [chased, letters, remindersSent, remindersSaved],
  }));
  return handlingBars('asked-after', words.handling.askedAfter, rows);
}

function handlingBars(
  id: SeriesId,
  { title, columns }: { title: string; columns: readonly string[] },
  rows: Row[],
): ReportSeries | undefined {
  if (rows.length === 0) return undefined;
  return {
    id,
    title,
    rowHeading: words.contacts.service,
    chart: 'bars',
    columns: columns.map((name) => ({ name, unit: 'count' as const })),
    charted: 1,
    rows: rows.toSorted((one, other) => (other.values[0] ?? 0) - (one.values[0] ?? 0)),
  };
}

function trend(id: SeriesId, title: string, { columns, rows }: Pick<Series, 'columns' | 'rows'>): ReportSeries {
  return { id, title, rowHeading: words.contacts.quarter, chart: 'trend', columns, charted: 1, rows };
}

function rowsOf(quarters: readonly QuarterFigures[], values: (figures: QuarterFigures) => (number | null)[]): Row[] {
  return quarters.map((figures) => ({ name: formatQuarter(figures.quarter), values: values(figures) }));
}
