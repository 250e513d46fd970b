import type { Channel, Score } from '../../shared/domain/case.ts';
import type { ContactOutcome, LeftVia } from '../../shared/domain/contact.ts';
import type { Quarter } from '../../shared/domain/quarter.ts';
import { callsOf } from './calls.ts';
import { complaintsOf, complimentsOf, requestsOf } from './cases.ts';
import { claimsOf } from './claims.ts';
import { contactsOf, ratingsOf } from './contacts.ts';
import { planYear, type QuarterPlan } from './quarter-plan.ts';
import { seeded } from './random.ts';
import { type Week, weeksOf } from './weeks.ts';

/** One half hour of one queue, as the telephone system writes it. */
export type CallsRow = {
  day: string;
  begins: string;
  queue: string;
  offered: number;
  answered: number;
  within90: number;
  abandoned: number;
};
export type ContactRow = { key: string; at: string; channel: Channel; service: string; outcome: ContactOutcome; reason: string };
export type RatingRow = {
  key: string;
  at: string;
  channel: Channel;
  service: string;
  via: Extract<LeftVia, 'kiosk' | 'post'>;
  score: Score;
};
export type ClaimRow = { claim: string; channel: 'post' | 'face-to-face' | 'email'; received: string; decided: string; awarded: boolean };

/** What staff do to a case, and in which week of the year. */
export type CaseStep = {
  week: number;
  command: { type: 'complete' } | { type: 'decide'; outcome: 'awarded' | 'refused' } | { type: 'reconsider' };
};
/** A case, opened in a week of the year, and what is done to it, in order. */
export type YearCase = { key: string; service: string; channel: Channel; week: number; steps: CaseStep[] };

/** All that happens in one week. Weeks of a quarter lie in it whole. */
export type YearWeek = Week & { calls: CallsRow[]; contacts: ContactRow[]; ratings: RatingRow[]; claims: ClaimRow[]; cases: YearCase[] };
export type EnteredRow = { quarter: Quarter; measure: string; value: number };
export type Year = { weeks: YearWeek[]; entered: EnteredRow[] };

export type YearOptions = {
  /** Another seed gives another year of the same figures. */
  seed?: number;
  /** Below 1, so much less of calls, requests and contacts: for trying. Their ratios stay nearly the same, their counts do not. */
  scale?: number;
};

/** The financial year 2019-20 of a real council, made up so that every figure it published comes out. The same seed gives the same year. */
export function makeYear({ seed = 2019, scale = 1 }: YearOptions = {}): Year {
  const plans = planYear().map((plan) => scaled(plan, scale));
  let first = 0;
  const weeks = plans.flatMap((plan, index) => {
    const random = seeded(seed + index);
    const own = weeksOf(plan.quarter, first);
    first += own.length;
    return fill(plan, own, random);
  });
  return { weeks, entered: plans.flatMap(({ quarter, entered }) => [...entered].map(([measure, value]) => ({ quarter, measure, value }))) };
}

function fill(plan: QuarterPlan, weeks: Week[], random: () => number): YearWeek[] {
  const calls = callsOf(plan, weeks, random);
  const claims = claimsOf(plan, weeks, random);
  const complaints = complaintsOf(plan, weeks, random);
  const compliments = complimentsOf(plan, weeks, random);
  // What is not one of those is a request of another kind, or is only logged.
  const left = { ...plan.contacts };
  for (const { channel } of [...claims, ...complaints, ...compliments]) left[channel as keyof typeof left]--;
  const requests = requestsOf(plan.quarter, left.web, weeks, random);
  const contacts = contactsOf(plan.quarter, left, weeks, random);
  const ratings = ratingsOf(plan, weeks, random);
  const inWeek =
    ({ from, to }: Week) =>
    ({ day }: { day: string }) =>
      day >= from && day <= to;
  return weeks.map((week) => {
    const here = inWeek(week);
    return {
      ...week,
      calls: calls.filter(here),
      claims: claims.filter(({ decided }) => here({ day: decided })),
      contacts: contacts.filter(({ at }) => here({ day: at.slice(0, 10) })),
      ratings: ratings.filter(({ at }) => here({ day: at.slice(0, 10) })),
      cases: [...complaints, ...compliments, ...requests].filter((each) => each.week === week.number),
    };
  });
}

function scaled(plan: QuarterPlan, scale: number): QuarterPlan {
  if (scale >= 1) return plan;
  const less = (count: number) => Math.round(count * scale);
  const answered = new Map([...plan.answered].map(([queue, calls]) => [queue, less(calls)]));
  const telephone = [...answered.values()].reduce((sum, calls) => sum + calls, 0);
  // Claims, complaints and compliments are few, and stay: there must be as many contacts as they are.
  const few = plan.claims.decided + plan.complaints.resolved + plan.compliments;
  const contacts = Object.fromEntries(Object.entries(plan.contacts).map(([channel, count]) => [channel, less(count) + few]));
  const within90s = Math.min(telephone, less(plan.within90s));
  return { ...plan, answered, abandoned: less(plan.abandoned), within90s, contacts: { ...(contacts as typeof plan.contacts), telephone } };
}
