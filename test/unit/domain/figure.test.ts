import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from '../../../shared/domain/case.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { type Counted, figureOf } from '../../../shared/domain/figure.ts';
import { type Measure, meetsTarget, shown } from '../../../shared/domain/measure.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { wilsonInterval } from '../../../shared/domain/wilson.ts';
import { measures } from '../../../shared/measures/measures.ts';

let id = 0;
const some = (quantity: number, fact: Partial<Fact> & Pick<Fact, 'type'>): Fact => ({
  id: `${id++}`,
  day: '2019-10-01',
  service: 'missed-bin',
  shard: 0,
  version: 1,
  quantity,
  ...fact,
});
const counted = (facts: Fact[], rest: Partial<Counted> = {}): Counted => ({
  services: [...new Set(facts.map(({ service }) => service))].map((service) => ({
    service,
    rollup: foldFacts(facts.filter((fact) => fact.service === service)),
  })),
  entered: new Map(),
  ...rest,
});
const measure = (name: string): Measure => {
  const found = measures.get(name);
  if (!found) throw new Error(name);
  return found;
};
const figure = (name: string, facts: Fact[], rest?: Partial<Counted>) => figureOf(measure(name), counted(facts, rest));

describe('contacts', () => {
  const calls = [
    some(30, { type: 'contact', channel: 'telephone', outcome: 'answered' }),
    some(5, { type: 'contact', channel: 'telephone', outcome: 'answered', day: '2019-10-02' }),
    some(40, { type: 'calls', outcome: 'answered', service: 'none', detail: 'benefits' }),
    some(50, { type: 'calls', outcome: 'offered', service: 'none', detail: 'benefits' }),
    some(12, { type: 'contact', channel: 'web', outcome: 'request' }),
  ];

  it('are what the telephone system counted on the days of which it told, and what was logged on others', () => {
    expect(figure('contacts-total', calls)).toEqual({ value: 57 });
  });

  it('count no call twice by channel either, nor in the self-serve share', () => {
    expect(figure('contacts-total', calls, { channels: ['telephone'] })).toEqual({ value: 45 });
    expect(figure('contacts-total', calls, { channels: ['web'] })).toEqual({ value: 12 });
    expect(figure('self-serve', calls)).toEqual({ value: 1200 / 57, of: 12, all: 57 });
  });

  it('of a back office’s file are among all, and no part of the self-serve share nor of what advisers logged', () => {
    const taken = [
      some(100, { type: 'contact', channel: 'telephone', outcome: 'imported' }),
      some(9, { type: 'contact', channel: 'face-to-face', outcome: 'imported' }),
    ];
    expect(figure('contacts-total', [...calls, ...taken])).toEqual({ value: 57 + 109 });
    expect(figure('self-serve', [...calls, ...taken])).toEqual({ value: 1200 / 57, of: 12, all: 57 });
  });

  it('leave how a call ended to what was logged', () => {
    expect(figure('first-contact', calls)).toMatchObject({ of: 35, all: 35 });
  });
});

describe('texts', () => {
  it('that no carrier took are none that were sent', () => {
    const texts = [
      some(30, { type: 'text', outcome: 'delivered' }),
      some(4, { type: 'text', outcome: 'failed' }),
      some(2, { type: 'text', outcome: 'refused' }),
    ];
    expect([figure('texts-sent', texts).value, figure('texts-failed', texts).value]).toEqual([34, 6]);
  });
});

describe('satisfaction', () => {
  const ratings = [
    some(8, { type: 'rated', channel: 'web', outcome: 'reply', score: 5 }),
    some(2, { type: 'rated', channel: 'telephone', outcome: 'post', score: 2 }),
  ];

  it('is the share of 4 and 5 with its interval', () => {
    const { interval, ...rest } = figure('satisfaction', ratings);
    expect(rest).toEqual({ value: 80, of: 8, all: 10 });
    // R: binom::binom.wilson(8, 10)
    expect(interval?.from).toBeCloseTo(49.0162, 3);
    expect(interval?.to).toBeCloseTo(94.3318, 3);
  });

  it('is not shown over fewer than ten answers, and says so', () => {
    expect(figure('satisfaction', ratings, { channels: ['web'] })).toEqual({ value: null, all: 8, why: 'too-few' });
    expect(figure('satisfaction', [])).toEqual({ value: null, of: 0, all: 0, why: 'nothing' });
  });
});

describe('days to decide', () => {
  const decisions = [
    some(9, { type: 'decided', days: 4, service: 'housing-benefit' }),
    some(1, { type: 'decided', days: 60, service: 'housing-benefit' }),
    some(90, { type: 'decided', days: 1, service: 'blue-badge' }),
  ];

  it('are the mean, the median and nine in ten of the counted distribution', () => {
    expect(figure('hb-days-to-process', decisions)).toEqual({ value: 9.6, all: 10 });
    expect(figure('days-to-decide-median', decisions)).toEqual({ value: 1, all: 100 });
    expect(figure('days-to-decide-90', decisions)).toEqual({ value: 1, all: 100 });
  });

  it('are a day on which something was decided, with that share done by it', () => {
    const times = fc.array(fc.nat(40), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(times, (took) => {
        const facts = took.map((days) => some(1, { type: 'decided', days }));
        const { value } = figure('days-to-decide-90', facts);
        const done = took.filter((days) => days <= (value ?? -1)).length;
        expect(took).toContain(value);
        expect(done * 10).toBeGreaterThanOrEqual(took.length * 9);
        expect(took.filter((days) => days < (value ?? 0)).length * 10).toBeLessThan(took.length * 9);
      }),
    );
  });
});

describe('what owners enter', () => {
  it('stands as it was entered, or is said to be missing', () => {
    expect(figure('council-tax-collected', [], { entered: new Map([['council-tax-collected', 29.31]]) })).toEqual({ value: 29.31 });
    expect(figure('council-tax-collected', [])).toEqual({ value: null, why: 'not-entered' });
  });

  it('is shared among what was done for it', () => {
    const facts = [some(20, { type: 'ended' })];
    expect(figure('cost-per-transaction', facts, { entered: new Map([['cost-per-transaction', 55]]) })).toEqual({
      value: 2.75,
      of: 55,
      all: 20,
    });
    expect(figure('cost-per-transaction', facts)).toEqual({ value: null, why: 'not-entered' });
  });
});

describe('every measure', () => {
  it('comes to the same whichever way its facts were parted among services', () => {
    const fact = fc.record({
      type: fc.constantFrom('contact', 'decided', 'rated', 'text') as fc.Arbitrary<Fact['type']>,
      channel: fc.constantFrom(...channels),
      outcome: fc.constantFrom('request', 'answered', 'awarded', 'delivered'),
      quantity: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fact, fc.boolean())), (drawn) => {
        const facts = drawn.map(([{ quantity, ...rest }]) => some(quantity, rest));
        const parted = facts.map((each, index) => ({ ...each, service: drawn[index]?.[1] ? 'blue-badge' : 'missed-bin' }));
        for (const each of measures.values()) {
          if (JSON.stringify(each.figure).includes('services')) continue;
          expect(figureOf(each, counted(parted))).toEqual(figureOf(each, counted(facts)));
        }
      }),
    );
  });

  it('has a title, a definition and an owner of its own words', () => {
    const titles = [...measures.values()].map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('a target', () => {
  it('is judged on the figure as it is shown', () => {
    expect(meetsTarget(measure('self-serve'), 39.5)).toBe(true);
    expect(meetsTarget(measure('self-serve'), 39.4)).toBe(false);
    expect(meetsTarget(measure('calls-abandoned'), 14.96)).toBe(false);
    expect(meetsTarget(measure('calls-abandoned'), 14.94)).toBe(true);
    expect(meetsTarget(measure('calls-answered-90s'), 40)).toBe(false);
    expect(meetsTarget(measure('satisfaction'), null)).toBeUndefined();
    expect(meetsTarget(measure('compliments'), 9)).toBeUndefined();
  });

  it('rounds halves up, however they are held', () => {
    expect(shown({ digits: 2 }, 1.005)).toBe(1.01);
    expect(shown({ digits: 1 }, 14.25)).toBe(14.3);
    expect(shown({ digits: 0 }, 2.5)).toBe(3);
  });
});

describe('the interval of a share', () => {
  it('holds the share, stays within 0 and 100, and narrows with more answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const of = Math.round(all * share);
        const { from, to } = wilsonInterval(of, all);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(100);
        expect(from).toBeLessThanOrEqual((of / all) * 100 + 1e-9);
        expect(to).toBeGreaterThanOrEqual((of / all) * 100 - 1e-9);
        const more = wilsonInterval(of * 4, all * 4);
        expect(more.to - more.from).toBeLessThan(to - from);
      }),
    );
  });
});
