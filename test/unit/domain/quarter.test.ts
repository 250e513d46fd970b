import { describe, expect, it } from 'vitest';
import { localDate } from '../../../shared/domain/calendar.ts';
import {
  formatQuarter,
  nextQuarter,
  parseQuarter,
  previousQuarter,
  quarterMonths,
  quarterOf,
  quarterSlug,
  quartersUpTo,
} from '../../../shared/domain/quarter.ts';

describe('a financial quarter', () => {
  it.each([
    ['2026-04-01', '2026-27Q1'],
    ['2026-06-30', '2026-27Q1'],
    ['2026-07-01', '2026-27Q2'],
    ['2026-11-21', '2026-27Q3'],
    ['2026-12-31', '2026-27Q3'],
    ['2027-01-01', '2026-27Q4'],
    ['2027-03-31', '2026-27Q4'],
    ['1999-12-01', '1999-00Q3'],
  ])('has %s in %s', (date, quarter) => {
    expect(quarterOf(date)).toBe(quarter);
  });

  it('takes what happens at 23:30 UTC on 31 March to April, for London is an hour ahead by then', () => {
    expect(quarterOf(localDate('2026-03-31T23:30:00.000Z'))).toBe('2026-27Q1');
    expect(quarterOf(localDate('2026-03-31T22:30:00.000Z'))).toBe('2025-26Q4');
    expect(quarterOf(localDate('2026-12-31T23:30:00.000Z'))).toBe('2026-27Q3');
  });

  it.each(['2026-27 Q3', '2026-27-q3', '2026-27Q3'])('is read from %s', (typed) => {
    expect(parseQuarter(typed)).toBe('2026-27Q3');
  });

  it.each(['2026-28-q3', '2026-27-q5', '2026-27-q0', '2026-27', 'q3', '', '2026-27-q3/..', '99999-00-q1'])(
    'is not read from "%s"',
    (typed) => {
      expect(parseQuarter(typed)).toBeUndefined();
    },
  );

  it('is written for people, for addresses and by its months', () => {
    const quarter = quarterOf('2027-02-01');
    expect(formatQuarter(quarter)).toBe('2026-27 Q4');
    expect(quarterSlug(quarter)).toBe('2026-27-q4');
    expect(quarterMonths(quarter)).toBe('January to March 2027');
    expect(quarterMonths(quarterOf('2026-11-21'))).toBe('October to December 2026');
  });

  it('follows and is followed across the year', () => {
    expect(nextQuarter(quarterOf('2027-03-31'))).toBe('2027-28Q1');
    expect(previousQuarter(quarterOf('2026-04-01'))).toBe('2025-26Q4');
    expect(quartersUpTo(quarterOf('2026-07-01'), 3)).toEqual(['2025-26Q4', '2026-27Q1', '2026-27Q2']);
  });
});
