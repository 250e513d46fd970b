import type { LocalDate } from './calendar.ts';

/**
 * A financial quarter of the council, as it is kept: `2026-27Q3`. Q1 is April to June, and a quarter's days are
 * local dates in Europe/London. Kept so, quarters sort by time.
 */
export type Quarter = string & { readonly brand: 'quarter' };

/** The quarter of a local date: 1 April 2026 is in 2026-27 Q1, the day before in 2025-26 Q4. */
export function quarterOf(date: LocalDate): Quarter {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return numbered(year * 4 + Math.floor((month - 1) / 3) - 1);
}

/** Reads `2026-27 Q3`, `2026-27-q3` or `2026-27Q3`. Undefined for anything else, and for years that do not follow each other. */
export function parseQuarter(typed: string): Quarter | undefined {
  const [, from = '', to = '', number = ''] = /^(\d{4})-(\d{2})[ -]?q([1-4])$/i.exec(typed) ?? [];
  if (!from || (Number(from) + 1) % 100 !== Number(to)) return undefined;
  return `${from}-${to}Q${number}` as Quarter;
}

/** As people read it: `2026-27 Q3`. */
export function formatQuarter(quarter: Quarter): string {
  return quarter.replace('Q', ' Q');
}

/** As an address has it: `2026-27-q3`. */
export function quarterSlug(quarter: Quarter): string {
  return quarter.replace('Q', '-q');
}

const MONTHS = ['January to March', 'April to June', 'July to September', 'October to December'];

/** Its months, for those who do not count in financial quarters: `October to December 2026`. */
export function quarterMonths(quarter: Quarter): string {
  const number = numberOf(quarter) + 1;
  return `${MONTHS[number % 4]} ${Math.floor(number / 4)}`;
}

/** The first day of it. */
export function quarterStart(quarter: Quarter): LocalDate {
  const number = numberOf(quarter) + 1;
  return `${String(Math.floor(number / 4)).padStart(4, '0')}-${String((number % 4) * 3 + 1).padStart(2, '0')}-01`;
}

export function previousQuarter(quarter: Quarter): Quarter {
  return numbered(numberOf(quarter) - 1);
}

export function nextQuarter(quarter: Quarter): Quarter {
  return numbered(numberOf(quarter) + 1);
}

/** Whether a financial year begins with it: April to June. */
export const isFirstOfYear = (quarter: Quarter): boolean => quarter.endsWith('Q1');

/** That many quarters up to and with this one, oldest first. */
export function quartersUpTo(quarter: Quarter, count: number): Quarter[] {
  return Array.from({ length: count }, (_, index) => numbered(numberOf(quarter) - count + 1 + index));
}

/** Quarters counted from the financial year 0: so that one before and one after are plain sums. */
function numberOf(quarter: Quarter): number {
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.at(-1)) - 1;
}

function numbered(number: number): Quarter {
  const year = Math.floor(number / 4);
  return `${String(year).padStart(4, '0')}-${String((year + 1) % 100).padStart(2, '0')}Q${(number % 4) + 1}` as Quarter;
}
