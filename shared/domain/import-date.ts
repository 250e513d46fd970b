import { isRealDate } from './calendar.ts';
import type { DateFormat } from './import-profile.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const patterns: Record<DateFormat, RegExp> = {
  'DD/MM/YYYY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  'DD/MM/YYYY HH:mm': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4}) (?<time>[01]\d:[0-5]\d|2[0-3]:[0-5]\d)(?::[0-5]\d)?$/,
  'DD-MMM-YYYY': /^(?<day>\d{1,2})-(?<month>[A-Za-z]{3})-(?<year>\d{4})$/,
  'DD/MM/YY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{2})$/,
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  'YYYY-MM-DD HH:mm': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[ T](?<time>[01]\d:[0-5]\d|2[0-3]:[0-5]\d)(?::[0-5]\d)?$/,
  YYYYMMDD: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
};

/**
 * Reads a date by the first of the formats that fits: `2026-11-21`, with the time where the format has one,
 * `2026-11-21T14:30`. Such moments stand in order as text.
 * @returns undefined for what fits none, or is no real day
 */
export function readImportDate(typed: string, formats: readonly DateFormat[]): string | undefined {
  for (const format of formats) {
    const found = patterns[format].exec(typed.trim())?.groups;
    if (!found) continue;
    const { day = '', month = '', year = '', time } = found;
    const number = /^\d+$/.test(month) ? month : String(MONTHS.indexOf(month.toUpperCase()) + 1);
    const date = `${year.length === 2 ? `20${year}` : year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isRealDate(date)) return time ? `${date}T${time}` : date;
  }
  return undefined;
}

/** The day of such a moment. */
export const dayOf = (moment: string): string => moment.slice(0, 10);
