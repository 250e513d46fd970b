import { type MeasureRow, measureRowSchema } from '../../../shared/domain/measure-row.ts';
import { textCell } from './series.ts';

/** The names of the columns, in their order. */
export const rowColumns = Object.keys(measureRowSchema.shape) as (keyof MeasureRow)[];

/** Every figure of a quarter as CSV (RFC 4180). A cell of text never begins as a formula would. */
export function rowsCsv(rows: readonly MeasureRow[]): string {
  const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
  const cell = (value: string | number | null) => (typeof value === 'string' ? textCell(value) : String(value ?? ''));
  return line(rowColumns) + rows.map((row) => line(rowColumns.map((name) => cell(row[name])))).join('');
}
