import { Temporal } from 'temporal-polyfill';
import { type Language, phraseIn } from './language.ts';

/** The council's time zone: every day, week, target and quarter is counted in it. */
export const ZONE = 'Europe/London';

/** An instant as it is stored: UTC, ISO 8601, milliseconds, `2026-11-21T09:30:00.000Z`. */
export type Instant = string;
/** A local date, `2026-11-21`. */
export type LocalDate = string;

export function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

/** The local date on which an instant falls: 23:30 UTC on 31 March is 1 April in summer time. */
export function localDate(at: Instant): LocalDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

/**
 * The instant of a time of day, `09:30`, in the council's zone or in UTC. Of the hour that an autumn night has twice, the first.
 * @returns undefined for a time that the day does not have: 01:30 when clocks go forward
 */
export function instantAt(date: LocalDate, time: string, zone: 'local' | 'utc'): Instant | undefined {
  const plain = Temporal.PlainDateTime.from(`${date}T${time}`);
  const zoned = plain.toZonedDateTime(zone === 'utc' ? 'UTC' : ZONE, { disambiguation: 'earlier' });
  return zoned.toPlainDateTime().equals(plain) ? instantOf(zoned.epochMilliseconds) : undefined;
}

/** `9:30am`, in the council's zone. */
export function formatTime(at: Instant, language?: Language): string {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(ZONE);
  return `${zoned.hour % 12 || 12}:${String(zoned.minute).padStart(2, '0')}${phraseIn(language, zoned.hour < 12 ? 'am' : 'pm')}`;
}

const LOCALES: Record<Language, string> = { en: 'en-GB', cy: 'cy', ar: 'ar' };
/** The day before the month, in Welsh too, where the tables of Unicode have it after. Digits are those that are typed on a form. */
function dayMonth(date: Temporal.PlainDate, language: Language = 'en'): string {
  return `${date.day} ${date.toLocaleString(LOCALES[language], { month: 'long' })}`;
}

/** `21 November 2026`, `21 Tachwedd 2026` */
export function formatDate(date: LocalDate, language?: Language): string {
  const day = Temporal.PlainDate.from(date);
  return `${dayMonth(day, language)} ${day.year}`;
}

/** `21 November`: for texts, where every character counts. */
export function formatDayMonth(date: LocalDate, language?: Language): string {
  return dayMonth(Temporal.PlainDate.from(date), language);
}

/** `21 November 2026 at 9:30am` */
export function formatInstant(at: Instant, language?: Language): string {
  const date = formatDate(localDate(at), language);
  return phraseIn(language, '{date} at {time}').replace('{date}', date).replace('{time}', formatTime(at, language));
}

/** Whether `YYYY-MM-DD` is a day that exists. */
export function isRealDate(date: string): boolean {
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString() === date;
  } catch {
    return false;
  }
}

/** Calendar days from one date to another; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** The date that many calendar days on. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The same day so many months on, or the last of that month: a month after 31 January is 28 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** The Sunday that ends a date's week; itself on a Sunday. */
export function endOfWeek(date: LocalDate): LocalDate {
  const day = Temporal.PlainDate.from(date);
  return day.add({ days: 7 - day.dayOfWeek }).toString();
}

/** The date that many working days on: Saturdays, Sundays and bank holidays of England do not count. */
export function addWorkingDays(date: LocalDate, workingDays: number): LocalDate {
  let day = Temporal.PlainDate.from(date);
  for (let left = workingDays; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day)) left--;
  }
  return day.toString();
}

function isWorkingDay(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5 && !bankHolidays(day.year).has(day.toString());
}

/** Days that were moved or added by proclamation: gov.uk/bank-holidays, England and Wales, 2020 to 2023. */
const PROCLAIMED: Record<number, { instead?: string; extra: string[] }> = {
  2020: { instead: '2020-05-04', extra: ['2020-05-08'] },
  2022: { instead: '2022-05-30', extra: ['2022-06-02', '2022-06-03', '2022-09-19'] },
  2023: { extra: ['2023-05-08'] },
};
const held = new Map<number, ReadonlySet<string>>();

/**
 * The bank holidays of England in a year, as `YYYY-MM-DD`: those of the Banking and Financial Dealings Act 1971 with
 * their substitute days, New Year's Day and the first Monday of May, and what was proclaimed since.
 */
export function bankHolidays(year: number): ReadonlySet<string> {
  let days = held.get(year);
  if (!days) {
    days = reckonBankHolidays(year);
    held.set(year, days);
  }
  return days;
}

function reckonBankHolidays(year: number): Set<string> {
  const date = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
  const easter = easterSunday(year);
  const christmas = date(12, 25);
  // Christmas on a Friday, Saturday or Sunday pushes one or both substitutes to the Monday and Tuesday.
  const [forChristmas, forBoxing] =
    christmas.dayOfWeek === 5 ? [25, 28] : christmas.dayOfWeek === 6 ? [27, 28] : christmas.dayOfWeek === 7 ? [27, 26] : [25, 26];
  const days = new Set(
    [
      notWeekend(date(1, 1)),
      easter.subtract({ days: 2 }),
      easter.add({ days: 1 }),
      firstMonday(date(5, 1)),
      lastMonday(date(5, 31)),
      lastMonday(date(8, 31)),
      date(12, forChristmas),
      date(12, forBoxing),
    ].map(String),
  );
  const proclaimed = PROCLAIMED[year];
  if (proclaimed?.instead) days.delete(proclaimed.instead);
  for (const day of proclaimed?.extra ?? []) days.add(day);
  return days;
}

const notWeekend = (day: Temporal.PlainDate) => (day.dayOfWeek <= 5 ? day : day.add({ days: 8 - day.dayOfWeek }));
const firstMonday = (day: Temporal.PlainDate) => day.add({ days: (8 - day.dayOfWeek) % 7 });
const lastMonday = (day: Temporal.PlainDate) => day.subtract({ days: day.dayOfWeek - 1 });

/** The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}
