import type { Measure } from '../../../shared/domain/measure.ts';

/** What a number counts: things, hundredths of a whole, calendar days, pounds, things for every hundred of others. */
export type Unit = Measure['unit'];
type Column = { name: string; unit: Unit };
export type Row = { name: string; values: readonly (number | null)[] };

/**
 * The numbers of one figure. Its chart, its table and its CSV are all drawn from this object and nothing else.
 * - `chart`: `none` where the table says it all.
 * - `caption`: what stands over it on a page that names the measure.
 * - `charted`: how many of the columns, from the first, the chart shows; the table and the CSV have them all.
 * - `rows`: one value a column; null where there is no figure.
 * - `target`: of the first column, in its unit.
 */
export type Series = {
  id: string;
  title: string;
  caption: string;
  chart: 'bars' | 'trend' | 'none';
  rowHeading: string;
  columns: readonly Column[];
  charted: number;
  rows: readonly Row[];
  total?: Row;
  target?: number;
};

/** A number as people read it: `30,937`, `5.6%`, `17.11`, `£2.75`. Every digit it has is shown. */
export function formatValue(value: number, unit: Unit): string {
  if (unit === 'pounds') return value.toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });
  const digits = value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return unit === 'percent' ? `${digits}%` : digits;
}

/** A row that adds up the others. */
export function totalOf(name: string, rows: readonly Row[]): Row {
  const columns = rows[0]?.values.length ?? 0;
  return { name, values: Array.from({ length: columns }, (_, column) => rows.reduce((sum, { values }) => sum + (values[column] ?? 0), 0)) };
}

/**
 * A series as CSV (RFC 4180): plain numbers with their unit in the heading, an empty cell where there is no figure.
 * A cell of text never begins as a formula would, so that a spreadsheet shows it and runs nothing.
 */
export function seriesCsv({ rowHeading, columns, rows, total }: Series): string {
  const units = { count: '', percent: ' (percent)', days: ' (days)', pounds: ' (pounds)', 'per-hundred': ' (for every hundred)' };
  const head = [rowHeading, ...columns.map(({ name, unit }) => name + units[unit])].map(textCell);
  const lines = [...rows, ...(total ? [total] : [])].map(({ name, values }) => [
    textCell(name),
    ...values.map((value) => (value === null ? '' : String(value))),
  ]);
  return [head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** A cell of text, quoted where it must be, that no spreadsheet takes for a formula. */
export function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
