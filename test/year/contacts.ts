import type { Channel, Score } from '../../shared/domain/case.ts';
import type { Quarter } from '../../shared/domain/quarter.ts';
import type { QuarterPlan } from './quarter-plan.ts';
import { apportion, shuffled } from './random.ts';
import { busyness, type Week } from './weeks.ts';
import type { ContactRow, RatingRow } from './year.ts';

const LOGGED = ['face-to-face', 'email', 'post', 'social', 'web-chat'] as const;
/** Of a hundred calls, advisers note what so many were really about; the telephone system alone says how many there were. */
const CALLS_NOTED_PERCENT = 2;
const SERVICES = { 'missed-bin': 40, 'council-tax-support': 25, 'housing-benefit': 20, 'blue-badge': 15 };
const OUTCOMES = { answered: 60, 'advice-given': 20, 'passed-on': 14, 'not-ours': 4, 'cut-off': 2 };
const REASONS = { 'ask-for-it': 30, 'how-is-it-going': 25, 'not-done': 17, 'letter-unclear': 9, 'tell-a-change': 12, 'something-else': 7 };
const VIAS = ['kiosk', 'post'] as const;

/** The contacts of a quarter that only advisers know of, and some of the calls that the telephone system counts. */
export function contactsOf(
  quarter: Quarter,
  counts: Readonly<Record<string, number>>,
  weeks: readonly Week[],
  random: () => number,
): ContactRow[] {
  const noted = Math.round(((counts['telephone'] ?? 0) * CALLS_NOTED_PERCENT) / 100);
  const channels: [Channel, number][] = [
    ...LOGGED.map((channel): [Channel, number] => [channel, counts[channel] ?? 0]),
    ['telephone', noted],
  ];
  const days = weeks.flatMap(({ open }) => open);
  return channels.flatMap(([channel, count]) => {
    const services = spread(count, SERVICES, random);
    const outcomes = spread(count, OUTCOMES, random);
    const reasons = spread(count, REASONS, random);
    const byDay = apportion(
      count,
      days.map((day) => busyness(day) * (0.8 + 0.4 * random())),
    );
    const ofDay = days.flatMap((day, index) => Array.from({ length: byDay[index] ?? 0 }, () => day));
    return ofDay.map((day, index) => ({
      key: `contact-${quarter}-${channel}-${index}`,
      at: momentOf(day, random),
      channel,
      service: services[index] as string,
      outcome: outcomes[index] as ContactRow['outcome'],
      reason: reasons[index] as string,
    }));
  });
}

/** The ratings of a quarter, on paper and by the device at the desk. */
export function ratingsOf({ quarter, scores }: QuarterPlan, weeks: readonly Week[], random: () => number): RatingRow[] {
  const days = weeks.flatMap(({ open }) => open);
  const all = ([5, 4, 3, 2, 1] as const).flatMap((score): Score[] => Array.from({ length: scores[score] }, () => score));
  const services = spread(all.length, SERVICES, random);
  return all.map((score, index) => ({
    key: `rating-${quarter}-${index}`,
    at: momentOf(days[Math.floor(random() * days.length)] as string, random),
    channel: random() < 0.6 ? 'face-to-face' : 'telephone',
    service: services[index] as string,
    via: VIAS[random() < 0.5 ? 0 : 1] ?? 'kiosk',
    score,
  }));
}

/** So many of some words, as often as each has parts in a hundred, in no order. */
const spread = (count: number, parts: Readonly<Record<string, number>>, random: () => number): string[] => {
  const words = Object.keys(parts);
  const counts = apportion(count, Object.values(parts));
  return shuffled(
    words.flatMap((word, index) => Array.from({ length: counts[index] ?? 0 }, () => word)),
    random,
  );
};

/** A moment of a day, from ten to four by Greenwich: the same day in London all the year. */
const momentOf = (day: string, random: () => number): string => {
  const second = Math.floor(random() * 6 * 3600);
  const [hour, minute, rest] = [10 + Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return `${day}T${[hour, minute, rest].map((each) => String(each).padStart(2, '0')).join(':')}.000Z`;
};
