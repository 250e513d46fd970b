import type { Channel } from '../../shared/domain/case.ts';
import type { Quarter } from '../../shared/domain/quarter.ts';
import { callsOfHalfYear, published, publishedOf, QUARTERS_OF_YEAR } from './published.ts';
import { apportion } from './random.ts';

/** How many of what a quarter has, so that each figure comes out as it was published. */
export type QuarterPlan = {
  quarter: Quarter;
  /** Calls by the telephone system's queue. */
  answered: ReadonlyMap<string, number>;
  abandoned: number;
  within90s: number;
  /** Contacts by channel. Those by telephone are the calls answered. */
  contacts: Readonly<Record<Exclude<Channel, 'text'>, number>>;
  /** Ratings by score. */
  scores: Readonly<Record<1 | 2 | 3 | 4 | 5, number>>;
  complaints: { resolved: number; upheld: number; atStageTwo: number };
  compliments: number;
  /** Housing Benefit claims decided, and the calendar days that all of them took together. */
  claims: { decided: number; days: number };
  /** Figures that Front Door cannot see. */
  entered: ReadonlyMap<string, number>;
};

/**
 * What was not published, and so was chosen: calls are as large a part of all contacts as they were from April to September, where
 * their number is known; the share of those who serve themselves grows up to the published quarter.
 */
const CHOSEN = {
  faceToFace: [1500, 1300, 1100, 1200],
  selfServe: [8, 11, 15],
  otherChannels: { email: 60, post: 15, social: 10, 'web-chat': 15 },
  claimsDecided: [236, 221, 208, 229],
  complaintsAtStageTwo: [3, 2, 2, 3],
};

/** The counts of each quarter of 2019-20. */
export function planYear(): QuarterPlan[] {
  const answered = callsAnswered();
  return QUARTERS_OF_YEAR.map((quarter, index) => planQuarter(quarter, index, answered[index] as ReadonlyMap<string, number>));
}

/** Calls answered by queue: published for two quarters together, shared out by how many contacts each had; then as many of all contacts. */
function callsAnswered(): ReadonlyMap<string, number>[] {
  const contacts = QUARTERS_OF_YEAR.map((quarter) => published(quarter, 'contacts-total'));
  const [first = 0, second = 0, ...later] = contacts;
  const queues = [...callsOfHalfYear.keys()];
  const known = [...callsOfHalfYear.values()];
  const ofFirst = known.map((calls) => apportion(calls, [first, second])[0] ?? 0);
  const half = known.reduce((sum, calls) => sum + calls, 0);
  const counts = [
    ofFirst,
    known.map((calls, index) => calls - (ofFirst[index] ?? 0)),
    ...later.map((all) => apportion(Math.round((all * half) / (first + second)), known)),
  ];
  return counts.map((each) => new Map(queues.map((queue, index) => [queue, each[index] ?? 0])));
}

function planQuarter(quarter: Quarter, index: number, answered: ReadonlyMap<string, number>): QuarterPlan {
  const figure = (measure: string) => published(quarter, measure);
  const calls = [...answered.values()].reduce((sum, each) => sum + each, 0);
  const offered = Math.round(calls / (1 - figure('calls-abandoned') / 100));
  const faceToFace = CHOSEN.faceToFace[index] ?? 0;
  const share = (publishedOf(quarter).get('self-serve') ?? CHOSEN.selfServe[index] ?? 0) / 100;
  const web = Math.round(((calls + faceToFace) * share) / (1 - share));
  const others = figure('contacts-total') - calls - faceToFace - web;
  const [email = 0, post = 0, social = 0, webChat = 0] = apportion(others, Object.values(CHOSEN.otherChannels));
  const decided = CHOSEN.claimsDecided[index] ?? 0;
  const resolved = figure('complaints-resolved');
  return {
    quarter,
    answered,
    abandoned: offered - calls,
    within90s: Math.round((offered * figure('calls-answered-90s')) / 100),
    contacts: { web, telephone: calls, 'face-to-face': faceToFace, email, post, social, 'web-chat': webChat },
    scores: scoresOf(figure('feedback-forms'), figure('satisfaction')),
    complaints: {
      resolved,
      upheld: Math.round((resolved * figure('complaints-upheld')) / 100),
      atStageTwo: CHOSEN.complaintsAtStageTwo[index] ?? 0,
    },
    compliments: figure('compliments'),
    claims: { decided, days: Math.round(decided * figure('hb-days-to-process')) },
    entered: new Map(
      [...publishedOf(quarter)].filter(([id]) =>
        ['council-tax-collected', 'business-rates-collected', 'ctss-minimum-removed'].includes(id),
      ),
    ),
  };
}

/** So many ratings, of which that share in percent is good or excellent; how they fall within good and within poor was not published. */
function scoresOf(ratings: number, satisfied: number): QuarterPlan['scores'] {
  const good = Math.round((ratings * satisfied) / 100);
  const [excellent = 0, four = 0] = apportion(good, [7, 3]);
  const [three = 0, two = 0, one = 0] = apportion(ratings - good, [5, 3, 2]);
  return { 5: excellent, 4: four, 3: three, 2: two, 1: one };
}
