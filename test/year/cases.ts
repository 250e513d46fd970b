import type { Quarter } from '../../shared/domain/quarter.ts';
import type { QuarterPlan } from './quarter-plan.ts';
import { apportion } from './random.ts';
import type { Week } from './weeks.ts';
import type { CaseStep, YearCase } from './year.ts';

const COMPLAINT_CHANNELS = ['web', 'web', 'email', 'email', 'post'] as const;
const COMPLIMENT_CHANNELS = ['web', 'email', 'face-to-face'] as const;

const decided = (week: number, upheld: boolean): CaseStep => ({
  week,
  command: { type: 'decide', outcome: upheld ? 'awarded' : 'refused' },
});
const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)] as T;

/**
 * The complaints of a quarter, all opened and answered in it. Some that were not upheld are looked at again, and answered a second
 * time: of those the first half are upheld then. Decisions at both stages add up to its plan.
 */
export function complaintsOf({ quarter, complaints }: QuarterPlan, weeks: readonly Week[], random: () => number): YearCase[] {
  const { resolved, upheld, atStageTwo } = complaints;
  const upheldAgain = Math.ceil(atStageTwo / 2);
  const opened = resolved - atStageTwo;
  return Array.from({ length: opened }, (_, index) => {
    const again = index < atStageTwo;
    // Time for two answers, the second some weeks after the first.
    const week = (weeks[0]?.number ?? 0) + Math.floor(random() * (again ? 4 : weeks.length - 3));
    const answeredIn = week + 1 + Math.floor(random() * 2);
    const first = decided(answeredIn, index >= opened - (upheld - upheldAgain));
    const second: CaseStep[] = [{ week: answeredIn + 1, command: { type: 'reconsider' } }, decided(answeredIn + 4, index < upheldAgain)];
    return {
      key: `complaint-${quarter}-${index}`,
      service: 'complaint',
      channel: pick(COMPLAINT_CHANNELS, random),
      week,
      steps: again ? [first, ...second] : [first],
    };
  });
}

/** The compliments of a quarter, each passed on in the week after it, or in its own at the very end. */
export function complimentsOf({ quarter, compliments }: QuarterPlan, weeks: readonly Week[], random: () => number): YearCase[] {
  return Array.from({ length: compliments }, (_, index) => {
    const { number: week } = pick(weeks, random);
    const passedOn = Math.min(week + 1, weeks.at(-1)?.number ?? week);
    const steps: CaseStep[] = [{ week: passedOn, command: { type: 'complete' } }];
    return { key: `compliment-${quarter}-${index}`, service: 'compliment', channel: pick(COMPLIMENT_CHANNELS, random), week, steps };
  });
}

/** So many requests that residents made on the web, over the weeks of a quarter. */
export function requestsOf(quarter: Quarter, count: number, weeks: readonly Week[], random: () => number): YearCase[] {
  const byWeek = apportion(
    count,
    weeks.map(({ open }) => open.length * (0.85 + 0.3 * random())),
  );
  return weeks.flatMap(({ number: week }, index) =>
    Array.from({ length: byWeek[index] ?? 0 }, (_, each) => ({
      key: `request-${quarter}-${week}-${each}`,
      service: 'missed-bin',
      channel: 'web' as const,
      week,
      steps: [],
    })),
  );
}
