import { addDays, endOfWeek, type LocalDate } from './calendar.ts';
import { type Channel, channels } from './case.ts';
import { mergeRollups, type Rollup, sumOf } from './rollup.ts';
import type { Task } from './task.ts';

/** How many there are; `more` where there may be more than were looked at. */
export type Count = { count: number; more: boolean };
/** Which open cases: past their target date, due today, or due on a later day of this week, which ends on Sunday. */
export const dueWhens = ['late', 'today', 'week'] as const;
export type DueWhen = (typeof dueWhens)[number];

/** What stands before a team today. `contacts` are those of today that were counted so far, by channel. */
export type TeamToday = {
  waiting: Count;
  due: Record<DueWhen, Count>;
  tasks: Count;
  callBacks: Count;
  textsFailing: Count;
  contacts: Record<Channel, number>;
};

/** What was read of a team, each list in its order and cut where `cut` says so. */
export type ReadOfTeam = {
  cases: Looked<{ targetDate: LocalDate; fastTrack: boolean }>;
  tasks: Looked<Pick<Task, 'kind'>>;
  /** The lists of each service's texts. */
  textsFailing: readonly Looked<unknown>[];
  today: readonly Rollup[];
};
type Looked<T> = { items: readonly T[]; cut: boolean };

/** The first and last target date of those cases; none before the first of late ones. On a Sunday no day of the week is left. */
export function dueBetween(when: DueWhen, today: LocalDate): { from?: LocalDate; to: LocalDate } {
  if (when === 'late') return { to: addDays(today, -1) };
  return when === 'today' ? { from: today, to: today } : { from: addDays(today, 1), to: endOfWeek(today) };
}

/** Reckons the numbers from what was read; cases come fast tracks first, then by target date. */
export function teamToday({ cases, tasks, textsFailing, today: rollups }: ReadOfTeam, today: LocalDate): TeamToday {
  const counted = mergeRollups(rollups);
  return {
    waiting: { count: cases.items.length, more: cases.cut },
    due: { late: due('late', cases, today), today: due('today', cases, today), week: due('week', cases, today) },
    tasks: { count: tasks.items.length, more: tasks.cut },
    callBacks: { count: tasks.items.filter(({ kind }) => kind === 'call-back').length, more: tasks.cut },
    textsFailing: {
      count: textsFailing.reduce((sum, { items }) => sum + items.length, 0),
      more: textsFailing.some(({ cut }) => cut),
    },
    contacts: Object.fromEntries(channels.map((channel) => [channel, sumOf(counted, 'contact', { channels: [channel] })])) as Record<
      Channel,
      number
    >,
  };
}

function due(when: DueWhen, { items, cut }: ReadOfTeam['cases'], today: LocalDate): Count {
  const { from = '', to } = dueBetween(when, today);
  const count = items.filter(({ targetDate }) => targetDate >= from && targetDate <= to).length;
  const last = items.at(-1);
  // Where the list was cut further on than those dates, all of them were in it.
  const all = !cut || (last !== undefined && !last.fastTrack && last.targetDate > to);
  return { count, more: !all };
}
