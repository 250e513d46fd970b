import { addDays, addWorkingDays, daysBetween, type LocalDate } from '../../shared/domain/calendar.ts';
import { nextQuarter, type Quarter, quarterStart } from '../../shared/domain/quarter.ts';

/**
 * A week of a quarter.
 * - `number`: from 0, through the year
 * - `open`: the days on which the council is open
 * - `loadedAt`: its last moment of the year as it is lived: after hours on its last open day
 */
export type Week = { number: number; quarter: Quarter; from: LocalDate; to: LocalDate; open: LocalDate[]; loadedAt: string };

const WEEKS = 13;

/** The weeks of a quarter, seven days each from its first day; the last takes in the day or two that are left. */
export function weeksOf(quarter: Quarter, first: number): Week[] {
  const start = quarterStart(quarter);
  const end = addDays(quarterStart(nextQuarter(quarter)), -1);
  return Array.from({ length: WEEKS }, (_, index) => {
    const from = addDays(start, index * 7);
    const to = index === WEEKS - 1 ? end : addDays(from, 6);
    const open = openDays(from, to);
    return { number: first + index, quarter, from, to, open, loadedAt: `${open.at(-1)}T18:00:00.000Z` };
  });
}

function openDays(from: LocalDate, to: LocalDate): LocalDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)).filter(
    (day) => addWorkingDays(addDays(day, -1), 1) === day,
  );
}

/** Mondays are the busiest; the days of the week from there. */
const BUSY = [0.8, 1.3, 1.1, 1, 0.95, 0.85, 0.8];

/** How busy a day is, beside the others. */
export const busyness = (day: LocalDate): number => BUSY[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? 1;
