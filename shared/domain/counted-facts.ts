import type { Fact } from './fact.ts';
import { type Counted, quantityOf } from './figure.ts';
import type { Measure, Selection } from './measure.ts';
import { daysOf, mergeRollups, type Rollup, scoresOf } from './rollup.ts';

/** What a measure counts: `of` is counted among `all`; where there is but one quantity, that is `all`. */
export type Part = 'of' | 'all';
type Parts = { of?: readonly Counting[]; all: readonly Counting[] };
/** Some facts; of ratings only those of some scores, and of decisions only those with their days: one made anew has none. */
type Counting = Selection & { scores?: readonly number[]; timed?: true };

/** How much of a service a measure counts on one day. */
export type DayOfFacts = { day: string } & Record<Part, number>;
export type CountedFact = { fact: Fact; in: readonly Part[] };
/** One page, from 1, of the facts of a day; `found` on all of them. */
export type FactsPage = { facts: CountedFact[]; page: number; pages: number; found: number };

/** The facts that a measure counts; undefined for one that its owner enters. */
export function partsOf({ figure }: Measure): Parts | undefined {
  switch (figure.kind) {
    case 'count':
      return { all: figure.of };
    case 'share':
    case 'ratio':
      return { of: figure.of, all: figure.all };
    case 'satisfied': {
      const rated = { type: 'rated' as const, ...(figure.channels ? { channels: figure.channels } : {}) };
      return { of: [{ ...rated, scores: [4, 5] }], all: [rated] };
    }
    case 'days':
      return { all: [{ type: figure.of, timed: true, ...(figure.services ? { services: figure.services } : {}) }] };
    case 'cost':
      return { all: figure.all };
    case 'entered':
      return undefined;
  }
}

/** Which parts of a measure a fact counts in; none for one that it does not count, or that was withdrawn. */
export function countsIn(measure: Measure, fact: Fact): Part[] {
  const parts = partsOf(measure);
  if (!parts || fact.quantity === 0) return [];
  const counts = (some: readonly Counting[] | undefined) => some?.some((each) => selects(each, fact)) ?? false;
  return [...(counts(parts.of) ? (['of'] as const) : []), ...(counts(parts.all) ? (['all'] as const) : [])];
}

function selects({ type, channels, outcomes, except, details, services, assisted, scores, timed }: Counting, fact: Fact): boolean {
  return (
    fact.type === type &&
    (channels?.some((each) => each === fact.channel) ?? true) &&
    (outcomes?.includes(fact.outcome ?? '') ?? true) &&
    !except?.includes(fact.outcome ?? '') &&
    (details?.includes(fact.detail ?? '') ?? true) &&
    (services?.includes(fact.service) ?? true) &&
    (!assisted || fact.assisted === true) &&
    (!timed || fact.days !== undefined) &&
    (scores?.includes(fact.score ?? 0) ?? true)
  );
}

/** How much a measure counts of some services together, in each of its parts. */
export function quantitiesOf(measure: Measure, services: Counted['services']): Record<Part, number> {
  const parts = partsOf(measure);
  const sum = (some: readonly Counting[] = []) => some.reduce((total, each) => total + quantityIn(each, services), 0);
  return { of: sum(parts?.of), all: sum(parts?.all) };
}

function quantityIn(each: Counting, services: Counted['services']): number {
  if (!each.scores && !each.timed) return quantityOf(each, { services, entered: new Map() });
  const wanted = services.filter(({ service }) => each.services?.includes(service) ?? true);
  const rollup = mergeRollups(wanted.map((one) => one.rollup));
  return each.timed ? daysOf(rollup, each.type).reduce((total, { quantity }) => total + quantity, 0) : scored(each, rollup);
}

const scored = ({ channels, scores }: Counting, rollup: Rollup): number =>
  Object.entries(scoresOf(rollup, channels)).reduce(
    (total, [score, quantity]) => (scores?.includes(Number(score)) ? total + quantity : total),
    0,
  );
