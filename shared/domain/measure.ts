import type { PublishedFigure } from './baseline.ts';
import { type Channel, channels, type Score } from './case.ts';
import { ANSWERS_A_REQUEST } from './facts-of.ts';
import { NO_SERVICE } from './facts-of-text.ts';
import { type Handling, handlingOf, isHandled } from './handling.ts';
import type { Quarter } from './quarter.ts';
import { mergeRollups, type Rollup, sumOf } from './rollup.ts';

/** Shares in percent that the council aims for: its Customer Service Strategy, as its scrutiny report of October 2020 states them. */
export const targets = { selfServe: 40, satisfied: 80 } as const;

/** The channels that a resident who does not serve themselves takes. Email, post, social and web chat are outside the share. */
const STAFFED: readonly Channel[] = ['telephone', 'face-to-face'];
/** How a contact ends in which a resident served themselves: a web request, a look-up, a STATUS text. */
const SELF_SERVED: Readonly<Partial<Record<Channel, readonly string[]>>> = { web: ['request', 'look-up'], text: ['status'] };

/** A share in percent to one decimal place, and the two quantities it was made of; null where they are not known. */
export type Share = { percent: number | null; of: number | null; all: number | null };

/** Decisions of one service, and how many calendar days they took on average, to one decimal place from facts. */
type Decided = { averageDays: number | null; decisions: number | null };

/** What became of one service's requests. One that was refused, looked at again and awarded is in `refused`, in `awarded` and in `reversed`. */
export type Outcomes = { awarded: number; refused: number; reversed: number };

/** What a council reports of one quarter. Null stands for what is not known, never for nothing counted. */
export type QuarterFigures = {
  quarter: Quarter;
  source: 'baseline' | 'facts' | 'none';
  contacts: {
    total: number | null;
    byChannel: { channel: Channel; contacts: number }[] | null;
    byService: { service: string; contacts: number }[] | null;
    /** Forms that an adviser filled for somebody: part of the adviser's channel. */
    assisted: number | null;
  };
  /** `of` served themselves, out of `all` who did or took a staffed channel. */
  selfServe: Share;
  /** `of` said good or excellent, out of `all` who answered. */
  satisfied: Share;
  asked: number | null;
  /** Of those asked, how many the request reached: their phone's carrier said so, or they answered. */
  reached: number | null;
  /** Answers to requests in percent of those that the quarter's requests reached: undelivered texts are left out. */
  responsePercent: number | null;
  scores: Record<Score, number> | null;
  decided: { service: string; figures: Decided }[];
  /** Of services in which something was decided. */
  outcomes: { service: string; counts: Outcomes }[];
  /** Of services in which something was asked for, sent or asked after. */
  handled: { service: string; handling: Handling }[];
  /** Everything published for a quarter before launch. */
  published: readonly PublishedFigure[];
};

const unknownShare: Share = { percent: null, of: null, all: null };
const nothing = {
  contacts: { total: null, byChannel: null, byService: null, assisted: null },
  selfServe: unknownShare,
  satisfied: unknownShare,
  asked: null,
  reached: null,
  responsePercent: null,
  scores: null,
  decided: [],
  outcomes: [],
  handled: [],
  published: [],
} satisfies Partial<QuarterFigures>;

/** A quarter for which nothing is known. */
export function noFigures(quarter: Quarter): QuarterFigures {
  return { ...nothing, quarter, source: 'none' };
}

/** The figures of a quarter from the rollups of its services. */
export function figuresFromFacts(quarter: Quarter, services: readonly { service: string; rollup: Rollup }[]): QuarterFigures {
  const whole = mergeRollups(services.map(({ rollup }) => rollup));
  const count = (score: Score) => whole.scores[score] ?? 0;
  const scores = { 1: count(1), 2: count(2), 3: count(3), 4: count(4), 5: count(5) };
  const answered = scores[1] + scores[2] + scores[3] + scores[4] + scores[5];
  const asked = sumOf(whole, 'rating-asked');
  const reached = sumOf(whole, 'rating-reached');
  return {
    quarter,
    source: 'facts',
    contacts: {
      total: sumOf(whole, 'contact'),
      byChannel: channels.map((channel) => ({ channel, contacts: sumOf(whole, 'contact', { channels: [channel] }) })),
      byService: services
        .filter(({ service }) => service !== NO_SERVICE)
        .map(({ service, rollup }) => ({ service, contacts: sumOf(rollup, 'contact') })),
      assisted: sumOf(whole, 'contact', { assisted: true }),
    },
    selfServe: selfServeShare(whole),
    satisfied: share(scores[4] + scores[5], answered),
    asked,
    reached,
    responsePercent: share(sumOf(whole, 'rated', { outcomes: ANSWERS_A_REQUEST }), reached).percent,
    scores,
    decided: services
      .map(({ service, rollup }) => ({ service, figures: decidedIn(rollup) }))
      .filter(({ figures }) => figures.decisions !== 0),
    outcomes: services
      .map(({ service, rollup }) => ({ service, counts: outcomesIn(rollup) }))
      .filter(({ counts }) => Object.values(counts).some((count) => count > 0)),
    handled: services
      .filter(({ service }) => service !== NO_SERVICE)
      .map(({ service, rollup }) => ({ service, handling: handlingOf(rollup) }))
      .filter(({ handling }) => isHandled(handling)),
    published: [],
  };
}

function selfServeShare(rollup: Rollup): Share {
  let selfServed = 0;
  for (const [channel, outcomes] of Object.entries(SELF_SERVED)) selfServed += sumOf(rollup, 'contact', { channels: [channel], outcomes });
  return share(selfServed, selfServed + sumOf(rollup, 'contact', { channels: STAFFED }));
}

function decidedIn({ days }: Rollup): Decided {
  let decisions = 0;
  let total = 0;
  for (const [took, quantity] of Object.entries(days)) {
    decisions += quantity;
    total += Number(took) * quantity;
  }
  return { averageDays: decisions === 0 ? null : oneDecimal(total, decisions), decisions };
}

function outcomesIn(rollup: Rollup): Outcomes {
  const decided = (outcome: string) => sumOf(rollup, 'decided', { outcomes: [outcome] });
  return { awarded: decided('awarded'), refused: decided('refused'), reversed: sumOf(rollup, 'reversed') };
}

/** The service whose days the baseline's measure `hb-days-to-process` counts. */
const HOUSING_BENEFIT = 'housing-benefit';

/** The figures of a quarter before launch, as they were published: to the digit, and nothing reckoned from them. */
export function figuresFromBaseline(quarter: Quarter, published: readonly PublishedFigure[]): QuarterFigures {
  const value = (id: string) => published.find((figure) => figure.id === id)?.value ?? null;
  const days = value('hb-days-to-process');
  return {
    ...nothing,
    quarter,
    source: 'baseline',
    contacts: { ...nothing.contacts, total: value('contacts-total') },
    selfServe: { ...unknownShare, percent: value('self-serve') },
    satisfied: { percent: value('satisfaction'), of: null, all: value('feedback-forms') },
    decided: days === null ? [] : [{ service: HOUSING_BENEFIT, figures: { averageDays: days, decisions: null } }],
    published,
  };
}

function share(of: number, all: number): Share {
  return { percent: all === 0 ? null : oneDecimal(of * 100, all), of, all };
}

/** A quotient to one decimal place, halves up: 57 over 4 is 14.3. */
function oneDecimal(quantity: number, by: number): number {
  return Math.round((quantity * 10) / by) / 10;
}
