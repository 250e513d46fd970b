import { daysBetween, formatDate, formatDayMonth, type LocalDate } from '../../../shared/domain/calendar.ts';
import { consoleWords } from '../../content/console.ts';
import { fill } from '../../content/fill.ts';

const words = consoleWords.due;

/** A target date in words: `Late by 3 days`, `Due today`, `Due 3 December`; with the year when it is another one. */
export function dueWords(target: LocalDate, today: LocalDate): { text: string; late: boolean } {
  const days = daysBetween(today, target);
  if (days < 0) return { text: fill(words.late, { days: countDays(-days) }), late: true };
  if (days === 0) return { text: words.today, late: false };
  if (days === 1) return { text: words.tomorrow, late: false };
  return { text: fill(words.on, { date: shortDate(target, today) }), late: false };
}

/** `3 December`, or `3 January 2027` when it is not this year. */
export function shortDate(date: LocalDate, today: LocalDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? formatDayMonth(date) : formatDate(date);
}

const countDays = (count: number) => (count === 1 ? words.day : fill(words.days, { count: count.toLocaleString('en-GB') }));
