import type { Measure } from '../../../shared/domain/measure.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { barChart, smallChart, trendChart } from './charts.ts';
import { formatValue, type Series } from './series.ts';

/** What `figure.njk` draws: a chart and its table, both from the one series; no chart of nothing. */
export function figureView(series: Series, { measure, download }: { measure: Measure; download?: string }) {
  const { id, title, caption, columns, rows, total, rowHeading } = series;
  const cells = (values: readonly (number | null)[]) =>
    values.map((value, column) => (value === null ? undefined : formatValue(value, columns[column]?.unit ?? 'count')));
  return {
    id,
    title,
    caption,
    chartLabel: fill(words.chart, { title }),
    noFigure: words.noFigure,
    tableLabel: fill(words.table, { title }),
    ...chartOf(series, measure),
    head: [rowHeading, ...columns.map(({ name }) => name)],
    rows: rows.map(({ name, values }) => ({ name, cells: cells(values) })),
    total: total && { name: total.name, cells: cells(total.values) },
    ...(download ? { download: { text: words.download, href: download } } : {}),
  };
}

/** A small chart by itself; it says its numbers to whoever cannot see it, and its table is on the measure's page. */
export function smallView(series: Series, measure: Measure) {
  if (!isDrawn(series)) return undefined;
  const values = series.rows.map(
    ({ name, values: [value] }) =>
      `${name}: ${typeof value === 'number' ? formatValue(value, series.columns[0]?.unit ?? 'count') : words.noFigure.toLowerCase()}`,
  );
  return {
    chartLabel: fill(words.chartOf, { title: series.title, values: values.join(', ') }),
    chart: smallChart(series, targetLine(series, measure)),
  };
}

function chartOf(series: Series, measure: Measure) {
  if (!isDrawn(series)) return {};
  return { chart: series.chart === 'bars' ? barChart(series) : trendChart(series, targetLine(series, measure)) };
}

const isDrawn = ({ chart, rows }: Series): boolean => chart !== 'none' && rows.some(({ values: [first] }) => typeof first === 'number');
const targetLine = ({ target }: Series, { unit }: Measure): string =>
  target === undefined ? '' : fill(words.targetLine, { target: formatValue(target, unit) });
