import { describe, expect, it } from 'vitest';
import { dueWords } from '../../../../web/journeys/console/due.ts';

describe('a target date in words', () => {
  it.each([
    ['2026-11-18', 'Late by 5 days', true],
    ['2026-11-22', 'Late by 1 day', true],
    ['2026-11-23', 'Due today', false],
    ['2026-11-24', 'Due tomorrow', false],
    ['2026-12-03', 'Due 3 December', false],
    ['2027-01-03', 'Due 3 January 2027', false],
    ['2023-02-26', 'Late by 1,366 days', true],
  ])('says of %s, on 23 November 2026: %s', (target, text, late) => {
    expect(dueWords(target, '2026-11-23')).toEqual({ text, late });
  });
});
