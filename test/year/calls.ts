import type { QuarterPlan } from './quarter-plan.ts';
import { apportion } from './random.ts';
import { busyness, type Week } from './weeks.ts';
import type { CallsRow } from './year.ts';

/** Half hours of an open day, and how busy each is: lines are busiest from ten to noon. */
const HALF_HOURS = [6, 9, 11, 12, 12, 11, 9, 7, 7, 8, 9, 9, 8, 7, 5, 4];
const OPENS_AT = 9;

/** The calls of a quarter by queue and half hour, which add up to its plan. */
export function callsOf(plan: QuarterPlan, weeks: readonly Week[], random: () => number): CallsRow[] {
  const days = weeks.flatMap(({ open }) => open);
  const rows = [...plan.answered].flatMap(([queue, total]) => {
    const cells = days.flatMap((day) =>
      HALF_HOURS.map((busy, index) => ({ day, index, weight: busy * busyness(day) * (0.6 + 0.8 * random()) })),
    );
    const answered = apportion(
      total,
      cells.map(({ weight }) => weight),
    );
    return cells.map(({ day, index }, cell) => ({ queue, day, begins: timeOf(index), answered: answered[cell] ?? 0 }));
  });
  // The busier the half hour, the more hang up.
  const abandoned = apportion(
    plan.abandoned,
    rows.map(({ answered }) => answered * (0.5 + random())),
  );
  const within90 = apportion(
    plan.within90s,
    rows.map(({ answered }) => answered),
  );
  return rows
    .map((row, index) => ({
      ...row,
      offered: row.answered + (abandoned[index] ?? 0),
      within90: within90[index] ?? 0,
      abandoned: abandoned[index] ?? 0,
    }))
    .filter(({ offered }) => offered > 0);
}

const timeOf = (index: number): string => `${String(OPENS_AT + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`;
