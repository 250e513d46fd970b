import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { figuresFromBaseline, figuresFromFacts } from '../../../shared/domain/measure.ts';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { baseline } from '../../../shared/measures/index.ts';

const quarter = quarterOf('2026-11-21');
let id = 0;
const some = (quantity: number, fact: Partial<Fact> & Pick<Fact, 'type'>): Fact => ({
  id: `${id++}`,
  day: '2026-11-21',
  service: 'missed-bin',
  shard: 0,
  version: 1,
  quantity,
  ...fact,
});
const figuresOf = (...facts: Fact[]) => figuresFromFacts(quarter, [{ service: 'missed-bin', rollup: foldFacts(facts) }]);

describe('self-serve share', () => {
  it('is web requests, look-ups and STATUS texts over those plus telephone and face to face', () => {
    const { selfServe, contacts } = figuresOf(
      some(20, { type: 'contact', channel: 'web', outcome: 'request' }),
      some(12, { type: 'contact', channel: 'web', outcome: 'look-up' }),
      some(5, { type: 'contact', channel: 'text', outcome: 'status' }),
      some(50, { type: 'contact', channel: 'telephone', outcome: 'answered' }),
      some(13, { type: 'contact', channel: 'face-to-face', outcome: 'request', assisted: true }),
      some(900, { type: 'contact', channel: 'email', outcome: 'answered' }),
      some(7, { type: 'contact', channel: 'text', outcome: 'answered' }),
    );
    expect(selfServe).toEqual({ percent: 37, of: 37, all: 100 });
    expect(contacts.total).toBe(1007);
    expect(contacts.assisted).toBe(13);
    expect(contacts.byChannel?.find(({ channel }) => channel === 'telephone')?.contacts).toBe(50);
  });

  it('is not known when nobody came by any of those channels', () => {
    expect(figuresOf(some(3, { type: 'contact', channel: 'post', outcome: 'answered' })).selfServe).toEqual({
      percent: null,
      of: 0,
      all: 0,
    });
  });
});

describe('satisfied share', () => {
  it('counts 4 and 5 among those who answered, and answers to requests among those they reached', () => {
    const figures = figuresOf(
      some(40, { type: 'rating-asked' }),
      some(32, { type: 'rating-reached' }),
      some(5, { type: 'rated', outcome: 'reply', score: 5 }),
      some(3, { type: 'rated', outcome: 'kiosk', score: 4 }),
      some(1, { type: 'rated', outcome: 'link', score: 3 }),
      some(2, { type: 'rated', outcome: 'reply', score: 1 }),
    );
    expect(figures.satisfied).toEqual({ percent: 72.7, of: 8, all: 11 });
    expect(figures.asked).toBe(40);
    expect(figures.reached).toBe(32);
    expect(figures.responsePercent).toBe(25);
    expect(figures.scores).toEqual({ 1: 2, 2: 0, 3: 1, 4: 3, 5: 5 });
  });

  it('is not known before anybody answered', () => {
    const figures = figuresOf(some(4, { type: 'rating-asked' }));
    expect(figures.satisfied.percent).toBeNull();
    expect([figures.asked, figures.reached, figures.responsePercent]).toEqual([4, 0, null]);
  });
});

it('takes days to decide from the counted distribution, a service at a time', () => {
  const figures = figuresFromFacts(quarter, [
    { service: 'blue-badge', rollup: foldFacts([some(2, { type: 'decided', days: 10 }), some(1, { type: 'decided', days: 21 })]) },
    { service: 'missed-bin', rollup: foldFacts([some(1, { type: 'contact', channel: 'web' })]) },
  ]);
  expect(figures.decided).toEqual([{ service: 'blue-badge', figures: { averageDays: 13.7, decisions: 3 } }]);
});

it('counts a reversal as refused, as awarded and as reversed', () => {
  const decided = (outcome: string, days?: number) => some(1, { type: 'decided', outcome, ...(days === undefined ? {} : { days }) });
  const figures = figuresFromFacts(quarter, [
    {
      service: 'blue-badge',
      rollup: foldFacts([decided('refused', 10), decided('awarded'), some(1, { type: 'reversed', outcome: 'awarded' })]),
    },
    { service: 'missed-bin', rollup: foldFacts([some(1, { type: 'contact', channel: 'web' })]) },
  ]);
  expect(figures.outcomes).toEqual([{ service: 'blue-badge', counts: { awarded: 1, refused: 1, reversed: 1 } }]);
  expect(figures.decided).toEqual([{ service: 'blue-badge', figures: { averageDays: 10, decisions: 1 } }]);
});

describe('a quarter before launch', () => {
  it('has the figures as they were published, to the digit', () => {
    const rows = [...baseline.quarters].map(([each, published]) => {
      const { contacts, satisfied, selfServe, decided } = figuresFromBaseline(each, published);
      return [each, contacts.total, satisfied.percent, satisfied.all, selfServe.percent, decided[0]?.figures.averageDays ?? null];
    });
    expect(rows).toEqual([
      ['2019-20Q1', 30937, 94, 162, null, 17.11],
      ['2019-20Q2', 25671, 80, 79, null, 15.39],
      ['2019-20Q3', 23249, 77, 79, null, 14.08],
      ['2019-20Q4', 31614, 87, 134, 22, 16.61],
      ['2020-21Q1', 40290, 71, 14, 37, 13.19],
      ['2020-21Q2', 23823, 83, 18, null, null],
    ]);
  });

  it('keeps everything else that was published', () => {
    const published = baseline.quarters.get(quarterOf('2019-10-01')) ?? [];
    expect(published).toHaveLength(13);
    expect(published.find(({ id: each }) => each === 'calls-abandoned')).toEqual({
      id: 'calls-abandoned',
      title: 'Percentage of calls abandoned before being answered',
      unit: 'percent',
      target: { under: 15 },
      value: 5.6,
    });
    expect(published.find(({ id: each }) => each === 'council-tax-collected')?.value).toBe(85.62);
  });
});
