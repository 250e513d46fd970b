import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualDays } from '../../../shared/domain/durations.ts';

const of = (...took: number[]) => {
  const days: Record<string, number> = {};
  for (const each of took) days[`decided|${each}`] = (days[`decided|${each}`] ?? 0) + 1;
  return usualDays({ days });
};

describe('how long decisions take', () => {
  it('is the median, and what eight in ten fall in', () => {
    expect(of(1, 6, 8, 10, 11, 12, 14, 15, 21, 60)).toEqual({ median: 11, low: 1, high: 21, decisions: 10 });
    expect(usualDays({ days: { 'decided|3': 5, 'decided|12': 90, 'decided|40': 5 } })).toEqual({
      median: 12,
      low: 12,
      high: 12,
      decisions: 100,
    });
  });

  it('counts days as numbers, not as words', () => {
    expect(usualDays({ days: { 'decided|9': 5, 'decided|10': 5, 'decided|100': 1 } })?.median).toBe(10);
  });

  it('is not said under ten decisions', () => {
    expect(of(1, 2, 3, 4, 5, 6, 7, 8, 9)).toBeUndefined();
    expect(usualDays({ days: {} })).toBeUndefined();
    expect(usualDays({ days: { 'decided|4': 12 } })?.decisions).toBe(12);
  });

  it('says only what some decision took, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 10, maxLength: 200 }), (took) => {
        const said = of(...took);
        if (!said) throw new Error('enough were decided');
        const { low, median, high, decisions } = said;
        expect([low, median, high].every((each) => took.includes(each))).toBe(true);
        expect(low <= median && median <= high).toBe(true);
        expect(decisions).toBe(took.length);
        const within = took.filter((each) => each >= low && each <= high).length;
        expect(within).toBeGreaterThanOrEqual(took.length * 0.8);
        expect(took.filter((each) => each <= median).length).toBeGreaterThanOrEqual(took.length / 2);
      }),
    );
  });
});
