import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilingParts, type Pace, refill, spentPercent, take, taken } from '../../../shared/domain/pace.ts';
import { urgencies } from '../../../shared/domain/text.ts';

const rules = { partsPerSecond: 10, pencePerPart: 4, ceilingPounds: 2500 };
const NOON = Date.parse('2026-11-21T12:00:00.000Z');
const SECOND = 1000;
/** A full bucket: a minute's worth, and ten seconds. */
const BURST = 700;
const empty: Pace = { tokens: 0, refilledAt: NOON, month: '2026-11', parts: 1000 };

const wishes = fc.record({
  parts: fc.integer({ min: 1, max: 900 }),
  urgency: fc.constantFrom(...urgencies),
  whole: fc.boolean(),
  after: fc.integer({ min: 0, max: 90 * SECOND }),
});
const rulesOf = fc.record({
  partsPerSecond: fc.integer({ min: 1, max: 100 }),
  pencePerPart: fc.constantFrom(2.4, 4),
  ceilingPounds: fc.constantFrom(1, 40, 1_000_000),
});

describe('the bucket of texts', () => {
  it('begins full: a minute’s worth and ten seconds', () => {
    expect(take(undefined, { parts: 1000, urgency: 'bulk' }, { rules, now: NOON })).toEqual({
      granted: BURST,
      pace: { tokens: 0, refilledAt: NOON, month: '2026-11', parts: BURST },
    });
  });

  it('fills by ten parts a second, and never over', () => {
    expect(refill(empty, rules, NOON + 1500)).toMatchObject({ tokens: 15_000, parts: 1000 });
    expect(refill(empty, rules, NOON + 3600 * SECOND)).toMatchObject({ tokens: BURST * 1000 });
  });

  it('gives bulk what has gathered, urgent texts a minute’s worth more, and codes always', () => {
    const wish = { parts: 1000, whole: false };
    const granted = (urgency: 'code' | 'urgent' | 'bulk') => take(empty, { ...wish, urgency }, { rules, now: NOON + SECOND }).granted;
    expect([granted('bulk'), granted('urgent'), granted('code')]).toEqual([10, 610, 1000]);
  });

  it('makes bulk wait until what went ahead is made good', () => {
    const { pace } = take(empty, { parts: 30, urgency: 'urgent' }, { rules, now: NOON });
    const bulk = (now: number) => take(pace, { parts: 5, urgency: 'bulk' }, { rules, now }).granted;
    expect([bulk(NOON + 3 * SECOND), bulk(NOON + 3.2 * SECOND), bulk(NOON + 4 * SECOND)]).toEqual([0, 2, 5]);
  });

  it('gives all of what is wanted whole, or nothing', () => {
    const whole = (parts: number) => take(empty, { parts, urgency: 'bulk', whole: true }, { rules, now: NOON + SECOND }).granted;
    expect([whole(10), whole(11)]).toEqual([10, 0]);
  });

  it('lets bulk have no more than rate × time and one burst, in any order of takings', () => {
    fc.assert(
      fc.property(rulesOf, fc.array(wishes, { maxLength: 40 }), (rules, wishes) => {
        let pace: Pace | undefined;
        let now = NOON;
        let bulk = 0;
        let all = 0;
        for (const wish of wishes) {
          now += wish.after;
          const outcome = take(pace, wish, { rules, now });
          pace = outcome.pace;
          all += outcome.granted;
          if (wish.urgency === 'bulk') bulk += outcome.granted;
          const allowance = (rules.partsPerSecond * (now - NOON)) / SECOND + rules.partsPerSecond * 70;
          expect(bulk).toBeLessThanOrEqual(allowance);
          // With what urgent texts may owe, for all but codes.
          if (wishes.every(({ urgency }) => urgency !== 'code')) expect(all).toBeLessThanOrEqual(allowance + rules.partsPerSecond * 60);
          expect(outcome.granted).toBeLessThanOrEqual(wish.parts);
          expect(all).toBe(pace.parts);
          expect(all).toBeLessThanOrEqual(ceilingParts(rules));
        }
      }),
    );
  });

  it('stands the same after takings at one moment in any order', () => {
    const some = fc.array(
      fc.record({ parts: fc.integer({ min: 1, max: 9 }), urgency: fc.constantFrom('code' as const, 'urgent' as const) }),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 60 * SECOND }), (wishes, after) => {
        const through = (ordered: typeof wishes) =>
          ordered.reduce((pace, wish) => take(pace, wish, { rules, now: NOON + after }).pace, refill(empty, rules, NOON + after));
        expect(through(wishes)).toEqual(through(wishes.toReversed()));
      }),
    );
  });

  it('is filled by two refills exactly as by one', () => {
    fc.assert(
      fc.property(rulesOf, fc.integer({ min: -500, max: 500 }), fc.nat(100_000), fc.nat(100_000), (rules, parts, first, then) => {
        const pace = { ...empty, tokens: parts * 1000 };
        expect(refill(refill(pace, rules, NOON + first), rules, NOON + first + then)).toEqual(refill(pace, rules, NOON + first + then));
      }),
    );
  });

  it('gains nothing from clocks that differ by up to a minute', () => {
    const looks = fc.array(fc.record({ after: fc.nat(5 * SECOND), skew: fc.integer({ min: -30 * SECOND, max: 30 * SECOND }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(looks, (looks) => {
        let pace: Pace = empty;
        let now = NOON;
        let granted = 0;
        for (const { after, skew } of looks) {
          now += after;
          const outcome = take(pace, { parts: 1000, urgency: 'bulk' }, { rules, now: now + skew });
          pace = outcome.pace;
          granted += outcome.granted;
        }
        expect(granted).toBeLessThanOrEqual(((now - NOON) / SECOND + 30) * rules.partsPerSecond);
      }),
    );
  });

  it('counts anew from a clock that was put back, and gives nothing for it', () => {
    const back = refill(empty, rules, NOON - 90 * 86_400_000);
    expect(back).toEqual({ tokens: 0, refilledAt: NOON - 90 * 86_400_000, month: '2026-08', parts: 1000 });
    expect(refill(back, rules, back.refilledAt + SECOND)).toMatchObject({ tokens: 10_000, parts: 1000 });
  });

  it('takes back what was taken and not released', () => {
    expect(taken(empty, { tokens: -3, parts: -2 })).toEqual({ ...empty, tokens: 3000, parts: 998 });
    expect(taken(empty, { tokens: 4, parts: 4 })).toEqual({ ...empty, tokens: -4000, parts: 1004 });
  });
});

describe('the month’s money', () => {
  const spent = (parts: number): Pace => ({ ...empty, tokens: 500_000, parts });

  it('is £2,500 at 4p: 62,500 parts, and at 2.4p a part less than 104,167', () => {
    expect(ceilingParts(rules)).toBe(62_500);
    expect(ceilingParts({ ...rules, pencePerPart: 2.4 })).toBe(104_166);
  });

  it('gives the last part and no more, not even for a code', () => {
    const granted = (parts: number, urgency: 'code' | 'bulk') => take(spent(parts), { parts: 3, urgency }, { rules, now: NOON }).granted;
    expect([granted(62_498, 'bulk'), granted(62_500, 'bulk'), granted(62_500, 'code'), granted(70_000, 'code')]).toEqual([2, 0, 0, 0]);
  });

  it('goes on when it is raised', () => {
    const raised = { ...rules, ceilingPounds: 2600 };
    expect(take(spent(62_500), { parts: 3, urgency: 'bulk' }, { rules: raised, now: NOON }).granted).toBe(3);
  });

  it('goes on with a new month, which begins at midnight UTC', () => {
    const at = (now: string) => take(spent(62_500), { parts: 3, urgency: 'code' }, { rules, now: Date.parse(now) });
    expect(at('2026-11-30T23:59:59.999Z').granted).toBe(0);
    expect(at('2026-12-01T00:00:00.000Z')).toMatchObject({ granted: 3, pace: { month: '2026-12', parts: 3 } });
  });

  it('is not given twice to clocks on both sides of the month’s end', () => {
    const first = take(spent(62_500), { parts: 10, urgency: 'code' }, { rules, now: Date.parse('2026-12-01T00:00:00.500Z') }).pace;
    const late = refill(first, rules, Date.parse('2026-11-30T23:59:59.500Z'));
    expect(late).toMatchObject({ month: '2026-12', parts: 10 });
  });

  it.each([
    [0, 0],
    [49_999, 79],
    [50_000, 80],
    [62_499, 99],
    [62_500, 100],
  ])('of which %d parts are spent is at %d per cent', (parts, percent) => {
    expect(spentPercent(spent(parts), rules, NOON)).toBe(percent);
  });
});
