import { addDays } from '../../shared/domain/calendar.ts';
import type { QuarterPlan } from './quarter-plan.ts';
import { apportion } from './random.ts';
import type { Week } from './weeks.ts';
import type { ClaimRow } from './year.ts';

const CHANNELS = ['post', 'post', 'post', 'face-to-face', 'email'] as const;

/** The Housing Benefit claims decided in a quarter, some received before it: their days add up to its plan. */
export function claimsOf({ quarter, claims }: QuarterPlan, weeks: readonly Week[], random: () => number): ClaimRow[] {
  // Most take about as long as the mean, and a few three times as long.
  const days = apportion(
    claims.days,
    Array.from({ length: claims.decided }, () => 0.3 + 2.2 * random() ** 2),
  );
  const open = weeks.flatMap((week) => week.open);
  return days.map((took, index) => {
    const decided = open[Math.floor(random() * open.length)] as string;
    return {
      claim: `HB${quarter.slice(2, 4)}${quarter.slice(-1)}${String(index + 1).padStart(4, '0')}`,
      channel: CHANNELS[Math.floor(random() * CHANNELS.length)] ?? 'post',
      received: addDays(decided, -took),
      decided,
      awarded: random() < 0.82,
    };
  });
}
