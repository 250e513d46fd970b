import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { type Quarter, quarterOf } from '../../../shared/domain/quarter.ts';
import { reportOf } from '../../../shared/domain/quarter-report.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { compareFigures } from '../../year/compare.ts';
import { factsOfWeek } from '../../year/facts-of-year.ts';
import { QUARTERS_OF_YEAR } from '../../year/published.ts';
import { apportion, seeded, shuffled } from '../../year/random.ts';
import { makeYear, type Year } from '../../year/year.ts';

const by = <T>(items: readonly T[], key: (item: T) => string): [string, T[]][] => [...Map.groupBy(items, key)];
const factsOf = ({ weeks }: Year): Fact[] => {
  const cases = weeks.flatMap((week) => week.cases);
  return weeks.flatMap((week) => factsOfWeek(week, cases));
};
/** The report of a quarter, folded from facts and from what was entered. */
const reportFrom = (facts: readonly Fact[], { entered }: Year, quarter: Quarter) =>
  reportOf(quarter, {
    measures,
    kept: {
      services: by(
        facts.filter(({ day }) => quarterOf(day) === quarter),
        ({ service }) => service,
      ).map(([service, own]) => ({
        service,
        rollup: foldFacts(own),
      })),
      entered: entered
        .filter((each) => each.quarter === quarter)
        .map(({ measure, value }) => ({ measure, entries: [{ value, source: 'the report', at: '', by: { kind: 'system' as const } }] })),
    },
  });

describe('the year 2019-20 that is made', () => {
  const year = makeYear();
  const facts = factsOf(year);

  it.each(QUARTERS_OF_YEAR)('comes to every figure that was published of %s, to its digits', (quarter) => {
    const compared = compareFigures(reportFrom(facts, year, quarter), measures);
    expect(compared.length).toBeGreaterThan(9);
    expect(compared.filter(({ same }) => !same)).toEqual([]);
  });

  it('has 111,471 contacts, and the calls by queue that were published for its first half', () => {
    const contacts = QUARTERS_OF_YEAR.map((quarter) => reportFrom(facts, year, quarter).figures.get('contacts-total')?.value);
    const half = year.weeks.slice(0, 26).flatMap(({ calls }) => calls);
    expect([
      contacts,
      by(half, ({ queue }) => queue).map(([queue, rows]) => [queue, rows.reduce((sum, each) => sum + each.answered, 0)]),
    ]).toEqual([
      [30937, 25671, 23249, 31614],
      [
        ['Benefits', 3181],
        ['Council Tax', 13362],
        ['Customer Service', 16438],
        ['Green waste', 2870],
        ['Housing', 1517],
        ['Licensing', 360],
      ],
    ]);
  });

  it('has no day on which the council is shut, and no week over the end of a quarter', () => {
    const shut = facts.filter(({ day }) => ['2019-04-19', '2019-04-22', '2019-12-25', '2020-01-01'].includes(day));
    const over = year.weeks.filter(({ from, to, quarter }) => quarterOf(from) !== quarter || quarterOf(to) !== quarter);
    expect([shut, over]).toEqual([[], []]);
  });

  it('tells of no half hour in which more were answered than called, or more quickly than at all', () => {
    const wrong = year.weeks.flatMap(({ calls }) =>
      calls.filter(({ offered, answered, within90, abandoned }) => within90 > answered || answered + abandoned !== offered),
    );
    expect(wrong).toEqual([]);
  });

  it('gives each thing a key of its own', () => {
    const keys = year.weeks.flatMap(({ contacts, ratings, cases, claims }) => [
      ...[...contacts, ...ratings, ...cases].map(({ key }) => key),
      ...claims.map(({ claim }) => claim),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('is the same for the same seed, and another with the same figures for another', () => {
  const [one, again, other] = [makeYear({ seed: 7 }), makeYear({ seed: 7 }), makeYear({ seed: 8 })];
  const q4 = QUARTERS_OF_YEAR[3] as Quarter;
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
  expect(compareFigures(reportFrom(factsOf(other), other, q4), measures).every(({ same }) => same)).toBe(true);
});

describe('sharing out by weights', () => {
  const shares = fc.record({
    total: fc.nat(5000),
    weights: fc.array(fc.nat(50), { minLength: 1 }).filter((all) => all.some((each) => each > 0)),
  });

  it('adds up, and strays from no share by one or more', () => {
    fc.assert(
      fc.property(shares, ({ total, weights }) => {
        const sum = weights.reduce((all, each) => all + each, 0);
        const parts = apportion(total, weights);
        expect(parts.reduce((all, each) => all + each, 0)).toBe(total);
        for (const [index, part] of parts.entries()) expect(Math.abs(part - (total * (weights[index] ?? 0)) / sum)).toBeLessThan(1);
      }),
    );
  });

  it('shuffles what it is given, and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(), (items, seed) => {
        expect(shuffled(items, seeded(seed)).sort()).toEqual([...items].sort());
      }),
    );
  });
});
