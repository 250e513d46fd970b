import * as z from 'zod';
import { addDays, addMonths, addWorkingDays, type LocalDate } from './calendar.ts';
import { type CallsDay, type Counts, countNames, sumCounts } from './calls.ts';

const count = z.number().int().nonnegative();
/** One queue's day as it is listed: how many half hours are known, their counts, and when the last file with it was given to us. */
export const callDaySchema = z.object({
  queue: z.string(),
  day: z.string(),
  halfHours: count,
  offered: count,
  answered: count,
  within90: count,
  abandoned: count,
  given: z.string(),
});
export type CallDay = z.infer<typeof callDaySchema>;

export const callDayOf = ({ queue, day, halfHours, told }: CallsDay): CallDay => ({
  queue,
  day,
  halfHours: halfHours.size,
  ...sumCounts(halfHours.values()),
  given: told.given,
});

/**
 * A day of the list.
 * - `loaded`: every queue that is known of in the month has figures; `part`: those in `missing` have none
 * - `gap`: a working day without any; `closed`: another day without any
 */
export type ListedDay = { day: LocalDate; standing: 'loaded' | 'part' | 'gap' | 'closed'; missing: string[]; counts: Counts };

/**
 * The days of a month that are over, first to last, and today where something is loaded of it already, with the gaps told:
 * a queue is missed on a working day when it has figures on any other day of the month.
 * @param month any of its days
 * @param loaded what is listed of the month
 */
export function listDays(month: LocalDate, loaded: readonly CallDay[], today: LocalDate): ListedDay[] {
  const queues = [...new Set(loaded.map(({ queue }) => queue))].sort();
  const byDay = Map.groupBy(loaded, ({ day }) => day);
  const { from, to } = monthOf(month);
  const days: ListedDay[] = [];
  for (let day = from; day <= to && day <= today; day = addDays(day, 1)) {
    const found = byDay.get(day) ?? [];
    if (found.length === 0 && day === today) break;
    const works = isWorkingDay(day);
    const missing = works && found.length > 0 ? queues.filter((queue) => !found.some((each) => each.queue === queue)) : [];
    const standing = found.length === 0 ? (works ? 'gap' : 'closed') : missing.length > 0 ? 'part' : 'loaded';
    days.push({ day, standing, missing, counts: sumCounts(found) });
  }
  return days;
}

/** The first and the last day of a day's month. */
export function monthOf(day: LocalDate): { from: LocalDate; to: LocalDate } {
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

const isWorkingDay = (day: LocalDate): boolean => addWorkingDays(addDays(day, -1), 1) === day;

const HALF_HOUR_MS = 30 * 60_000;
/** Every half hour from the first that is known to the last, with its counts, where they are known. */
export function listHalfHours({ halfHours }: Pick<CallsDay, 'halfHours'>): { begins: string; counts: Counts | undefined }[] {
  const known = [...halfHours.keys()].sort();
  const [first, last] = [Date.parse(known[0] ?? ''), Date.parse(known.at(-1) ?? '')];
  const listed: { begins: string; counts: Counts | undefined }[] = [];
  for (let at = first; at <= last; at += HALF_HOUR_MS) {
    const begins = new Date(at).toISOString();
    const found = halfHours.get(begins);
    listed.push({ begins, counts: found && (Object.fromEntries(countNames.map((name) => [name, found[name]])) as Counts) });
  }
  return listed;
}
