import { createRandom, type Random } from '../../faults/random.ts';

/**
 * Nights are numbered from 0: night 3 ends day 3, when the back office writes its list. What residents and officers do on a day
 * comes before its night; the texts of a night leave the next morning.
 */
export type Stage = 'received' | 'needs' | 'assessing' | 'awarded' | 'refused' | 'paid' | 'closed';
/** What the back office's list says of a claim from one night on. `asks` and `date` are a thing to send, and the day it is due. */
export type Step = { night: number; status: string; stage: Stage; asks?: string; date?: number; reason?: string };
/**
 * How somebody hears of their claim.
 * - `texted`; `written`: no mobile, or a landline
 * - `stops`: says STOP to the first text; `dead`: a number no longer in use
 */
export type Reached = 'texted' | 'written' | 'stops' | 'dead';
/**
 * Something asked of a resident: by a row of the night's list, or by an officer on a day.
 * `sent`: the day they send it, and how many of the things they say they cannot get; absent for never. `unsaid`: the row says neither
 * what nor by when.
 */
export type Asking = {
  by: 'row' | 'officer';
  on: number;
  items: readonly string[];
  date: number;
  unsaid: boolean;
  sent?: { day: number; cannot: number };
};
/** One claim, from its receipt on, as it will have gone. */
export type Claim = {
  id: string;
  name: readonly [string, string];
  address: readonly [string, string, string, string];
  channel: string;
  reached: Reached;
  /** As the list writes it. */
  phone: string;
  /** In E.164, of all but `written`. */
  mobile?: string;
  /** The day of receipt: below 0, before the pilot. */
  received: number;
  /** The night it is first listed so that it can be read; the night before, it may have been listed badly. */
  first: number;
  botched: boolean;
  steps: readonly Step[];
  asking?: Asking;
  /** Days on which they ring to ask. */
  calls: readonly number[];
};
export type Pilot = { seed: number; claims: number; days: number };

/** Made up; several of them hard on a file. */
const FIRST = ['Joan', 'Amir', 'Siân', 'Zoë', 'Tom', 'Priya', 'Łukasz', 'Grace', 'Ade', 'Mary-Kate', 'Noor', 'Jo'];
const LAST = ['Field', 'O’Neill', "D'Arcy", 'Smith, junior', 'Okafor', 'Núñez', 'Ó Briain', 'Patel', 'van der Berg', 'Lee', 'Hughes'];
const STREETS = ['Mill Lane', 'High Street', 'Station Road', 'Chapel Hill', 'Canal Walk', '"The Rise"'];
const ASKS = ['bank statement for the last two months', 'your last 2 payslips', 'a letter that shows your Universal Credit'];
const REFUSALS = [
  'You have more than £16,000 in savings, or other money put by.',
  'The money you have coming in is too much.',
  'We could not see "proof of rent".',
];
const CHANNELS = ['POST', 'Counter', 'TELEPHONE', 'EMAIL', 'Fax'];
/** Of Ofcom's drama numbers, 07700 900000 to 900999: those of people who stop, everybody else's, and one no longer in use. */
const STOPPING = 50;
const SHARED = { from: 60, count: 900 };
const NOT_IN_USE = 997;
/** Arrivals on a Monday to a Sunday, as shares of a weekday's: the pilot begins on a day of the week that nobody fixed. */
const WEEK = [1, 1, 1, 1, 0.9, 0.25, 0.15];
/** The share that is open already as the pilot begins. */
const BACKLOG = 0.04;

/** Every claim of a pilot. The same seed, number and length give the same claims. */
export function makeClaims({ seed, claims, days }: Pilot): Claim[] {
  const nights = arrivals(claims, days);
  return Array.from({ length: claims }, (_, index) => {
    const random = createRandom(seed * 1_000_003 + index);
    return makeClaim(index, { random, first: nights[index] ?? 0, claims });
  });
}

/** The first night of each claim, in order. */
function arrivals(claims: number, days: number): number[] {
  const backlog = Math.max(1, Math.round(claims * BACKLOG));
  const weights = Array.from({ length: days - 1 }, (_, night) => WEEK[(night + 1) % 7] ?? 1);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const ends: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    ends.push((sum / whole) * (claims - backlog));
  }
  return Array.from({ length: claims }, (_, index) => (index < backlog ? 0 : 1 + ends.findIndex((end) => index - backlog < end)));
}

type Making = { random: Random; first: number; claims: number };

function makeClaim(index: number, { random, first, claims }: Making): Claim {
  const { chance, pick } = random;
  const whole = (low: number, high: number) => Math.floor(random.between(low, high + 1));
  const { reached, mobile } = reachOf(index, random, claims);
  const received = first - (first === 0 ? whole(0, 20) : whole(0, 3));
  const postcode = chance(0.02) ? '' : `NW${whole(1, 9)} ${whole(1, 9)}RP`;
  const { steps, asking } = storyOf(first, random, reached);
  const known = reached === 'texted' || reached === 'stops';
  return {
    id: `CTS${100_001 + index}`,
    name: [pick(FIRST), pick(LAST)],
    address: [`${whole(1, 180)} ${pick(STREETS)}`, chance(0.1) ? 'Flat 2\nRear entrance' : '', 'Northwick', postcode],
    channel: pick(CHANNELS),
    reached,
    phone: phoneOf(mobile, random),
    ...(mobile ? { mobile } : {}),
    received,
    first,
    botched: first > 0 && chance(0.02),
    steps,
    ...(asking ? { asking } : {}),
    // The reference they ring with is in their first text.
    calls: known && chance(0.12) ? [first + whole(2, 14), ...(chance(0.15) ? [first + whole(15, 25)] : [])] : [],
  };
}

function reachOf(index: number, { next }: Random, claims: number): { reached: Reached; mobile?: string } {
  const drama = (number: number) => `+447700900${String(number).padStart(3, '0')}`;
  const luck = next();
  if (index === Math.floor(claims / 3)) return { reached: 'dead', mobile: drama(NOT_IN_USE) };
  // About one in a hundred says STOP, whatever the size of the pilot at least one.
  const every = Math.max(Math.ceil(claims / STOPPING), Math.min(100, Math.ceil(claims / 2)));
  if (index % every === Math.floor(every / 2)) return { reached: 'stops', mobile: drama(Math.floor(index / every)) };
  if (luck < 0.14) return { reached: 'written' };
  return { reached: 'texted', mobile: drama(SHARED.from + (index % SHARED.count)) };
}

/** As people and systems write them; without a mobile none, or a landline in its place. */
function phoneOf(mobile: string | undefined, { chance, pick }: Random): string {
  if (!mobile) return chance(0.5) ? '' : '01632 960001';
  const national = `0${mobile.slice(3)}`;
  return pick([national, `${national.slice(0, 5)} ${national.slice(5)}`, mobile, `${national.slice(0, 5)}-${national.slice(5)}`]);
}

/** What happens to a claim from its first night on, past the end of the pilot if need be. */
function storyOf(first: number, random: Random, reached: Reached): Pick<Claim, 'steps' | 'asking'> {
  const { chance, pick } = random;
  const whole = (low: number, high: number) => Math.floor(random.between(low, high + 1));
  const steps: Step[] = [];
  const step = (night: number, status: string, stage: Stage, rest: Partial<Step> = {}) => steps.push({ night, status, stage, ...rest });
  let night = first;
  if (chance(0.9)) {
    step(night, pick(['NEW', 'Registered']), 'received');
    night += whole(2, 6);
  }
  // Two words of the back office for one stage: the second is no news to anybody.
  step(night, 'Awaiting  assessment', 'assessing');
  night += whole(1, 2);
  step(night, 'IN ASSESSMENT', 'assessing');
  const mayAsk = reached === 'texted' || reached === 'written';
  let asking: Asking | undefined;
  if (mayAsk && chance(0.4)) {
    asking = askingOf(night + whole(1, 3), random, reached);
    const { by, on, date, items, sent, unsaid } = asking;
    if (by === 'row') step(on, 'PENDING - EVIDENCE', 'needs', unsaid ? {} : { asks: items[0] ?? '', date });
    if (!sent && reached === 'texted') {
      const over = date + 7;
      if (chance(0.5)) step(over, 'DECIDED - NIL', 'refused', { reason: 'We did not get what we asked you for.' });
      else step(over, 'DEFECTIVE', 'closed', { reason: 'We did not get what we asked you for.' });
      return { steps, asking };
    }
    // Papers of people who get letters come to the counter: the list says when they were there.
    night = (sent?.day ?? on + whole(3, 12)) + 1;
    if (by === 'row') step(night, 'In Assessment', 'assessing');
  }
  night += whole(3, 10);
  if (chance(0.02)) step(night, 'WITHDRAWN', 'closed', { reason: 'You told us that you no longer want it.' });
  else if (chance(0.26)) {
    step(night, 'DECIDED - NIL', 'refused', { reason: pick(REFUSALS) });
    if (chance(0.08)) pay(night + whole(10, 18));
  } else pay(night);
  return { steps, ...(asking ? { asking } : {}) };

  function pay(on: number): void {
    step(on, 'DECIDED - AWARD', 'awarded');
    step(on + whole(2, 6), 'IN PAYMENT', 'paid');
  }
}

function askingOf(on: number, random: Random, reached: Reached): Asking {
  const { chance, next, pick } = random;
  const whole = (low: number, high: number) => Math.floor(random.between(low, high + 1));
  const by = reached === 'written' || chance(0.5) ? 'row' : 'officer';
  const unsaid = by === 'row' && chance(0.15);
  // The profile's own days where a row names none.
  const date = on + (unsaid ? 28 : pick([14, 21, 28]));
  const items = by === 'row' ? [pick(ASKS)] : ASKS.slice(0, whole(1, 3));
  const luck = next();
  const half = on + Math.floor((date - on) / 2);
  // Most at once; some once they were reminded; a few late; some never.
  const day = luck < 0.7 ? on + whole(1, 6) : luck < 0.82 ? half + whole(0, 3) : luck < 0.9 ? date + whole(1, 4) : undefined;
  const cannot = chance(0.12) ? 1 : 0;
  return { by, on, items, date, unsaid, ...(day === undefined || reached !== 'texted' ? {} : { sent: { day, cannot } }) };
}
