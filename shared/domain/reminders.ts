import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween, type Instant, instantOf, type LocalDate, localDate, ZONE } from './calendar.ts';
import type { CaseCommit } from './case.ts';
import { type Service, stageEnteredBy } from './catalogue.ts';
import { type Evidence, isWaiting } from './evidence.ts';
import { foldCase } from './evolve-case.ts';

export const reminderPurposes = ['reminder-half', 'reminder-two-days'] as const;
export type ReminderPurpose = (typeof reminderPurposes)[number];
export type Reminder = { purpose: ReminderPurpose; at: Instant };

/** The hour of the council's day at which reminders leave: nobody is at breakfast, and there is a day left to find a paper. */
const HOUR = 10;
/** Nobody is reminded of what was asked for less than so many days before its date. */
const LEAST_DAYS = 4;
/** Days before the date of the last reminder; and the fewest from the one at half time to it. */
const LAST_BEFORE = 2;
const APART = 2;

/** Texts about evidence besides that of the stage: asked again, another date, and reminders. */
/** Why a text that asks or reminds was not sent: nothing is left to ask for, or by another date. */
export const NOTHING_TO_ASK = 'nothing-to-ask';
const ASKING_PURPOSES: readonly string[] = ['evidence-again', 'evidence-date', ...reminderPurposes];
export const isReminder = (purpose: string): purpose is ReminderPurpose => (reminderPurposes as readonly string[]).includes(purpose);

/**
 * When a resident is reminded of what they were asked for: half way to the date and two days before it, at ten in the morning.
 * The first is left out where the two would be less than two days apart, and both where fewer than four days were given.
 * @param since when the date was set
 */
export function remindersFor({ since, by }: Pick<Evidence, 'since' | 'by'>): Reminder[] {
  const from = localDate(since);
  const days = daysBetween(from, by);
  if (days < LEAST_DAYS) return [];
  const last: Reminder = { purpose: 'reminder-two-days', at: morningOf(addDays(by, -LAST_BEFORE)) };
  const half = Math.floor(days / 2);
  return days - LAST_BEFORE - half < APART ? [last] : [{ purpose: 'reminder-half', at: morningOf(addDays(from, half)) }, last];
}

/** When staff are told that a date has passed: the next morning, as the office opens. */
export const lateAt = ({ by }: Pick<Evidence, 'by'>): Instant => morningOf(addDays(by, 1), 8);

function morningOf(day: LocalDate, hour = HOUR): Instant {
  const plainTime = Temporal.PlainTime.from({ hour });
  return instantOf(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime }).epochMilliseconds);
}

/**
 * Whether a text that asks for something, or reminds of it, has nothing to ask any more: all of it is in, the case has gone on,
 * or another date was named since. False for every other text.
 * @param of the commit that caused the text, and its purpose
 */
export function isNothingToAsk(service: Service, commits: readonly CaseCommit[], of: { sequence: number; purpose: string }): boolean {
  const asks = ASKING_PURPOSES.includes(of.purpose);
  if (!asks && of.purpose !== stageEnteredBy(service, 'asked')?.id) return false;
  const { evidence } = foldCase(service, commits) ?? {};
  return !isWaiting(evidence) || (asks && evidence.planned !== of.sequence);
}
