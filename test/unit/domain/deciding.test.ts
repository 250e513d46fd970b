import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { awardLines, formatPence, parsePounds, periodsOf, reconsiderBy } from '../../../shared/domain/deciding.ts';

const claims = catalogue.get('housing-benefit') as Service;
const support = catalogue.get('council-tax-support') as Service;
const fund = catalogue.get('hardship-fund') as Service;
const crisis = catalogue.get('crisis-support') as Service;
const hardship = catalogue.get('exceptional-hardship') as Service;
const badges = catalogue.get('blue-badge') as Service;
const bins = catalogue.get('missed-bin') as Service;

describe('an amount', () => {
  it.each([
    ['118.50', 11850],
    ['£118.5', 11850],
    ['£ 95', 9500],
    [' 1,200.00 ', 120000],
    ['0.01', 1],
    ['10000', 1000000],
  ])('is read from %s', (typed, pence) => {
    expect(parsePounds(typed)).toBe(pence);
  });

  it.each(['', '0', '0.00', '-5', '12.345', '1,20', '10000.01', '12 pounds', '1e3', 'NaN'])('is refused from %j', (typed) => {
    expect(parsePounds(typed)).toBeUndefined();
  });

  it('reads back as it was said', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (pence) => parsePounds(formatPence(pence)) === pence));
  });
});

describe('an award', () => {
  it('says how much, how often, from when and when the first of it comes, in the words of its service', () => {
    const award = { amountPence: 11850, per: 'fortnight', from: '2026-11-02', firstPaymentOn: '2026-12-07' } as const;
    expect(awardLines(claims, award)).toEqual([
      'We will pay you £118.50 every 2 weeks.',
      'This counts from 2 November 2026.',
      'Your first payment is due on 7 December 2026.',
    ]);
    expect(awardLines(support, { amountPence: 900, per: 'week', firstPaymentOn: '2026-12-01' })).toEqual([
      'We will take £9 a week off your Council Tax.',
      'Your first lower payment is due on 1 December 2026. We will send you a new bill before then.',
    ]);
  });

  it('may be paid once, where its service pays so', () => {
    const award = { amountPence: 12000, per: 'once', firstPaymentOn: '2026-12-01' } as const;
    expect(awardLines(fund, award)).toEqual(['We will pay you £120 once.', 'It should be in your bank by 1 December 2026.']);
    expect(awardLines(crisis, award)).toEqual(['We will give you help worth £120 once.', 'It should be with you by 1 December 2026.']);
    expect(awardLines(hardship, award)[0]).toBe('We will cut your Council Tax by £120 once.');
    expect(awardLines({ ...fund, language: 'cy' }, award)[0]).toContain('£120 unwaith');
    expect(awardLines({ ...fund, language: 'ar' }, award)[0]).toContain('£120 مرة واحدة');
  });

  it('is paid as often as its service says: each week to each month, if it says nothing', () => {
    expect([fund, crisis, claims, hardship, badges].map(periodsOf)).toEqual([
      ['once'],
      ['once'],
      ['week', 'fortnight', '4-weeks', 'month'],
      ['once', 'week', 'fortnight', '4-weeks', 'month'],
      [],
    ]);
  });

  it('says nothing where an award is no amount', () => {
    expect(awardLines(badges, { amountPence: 100, per: 'week', firstPaymentOn: '2026-12-01' })).toEqual([]);
  });
});

describe('the last day to ask again', () => {
  it('is a month on for a benefit, on the last of a shorter month; 28 days for a badge; never for a bin', () => {
    expect(reconsiderBy(claims, '2026-11-20')).toBe('2026-12-20');
    expect(reconsiderBy(claims, '2027-01-31')).toBe('2027-02-28');
    expect(reconsiderBy(support, '2026-12-31')).toBe('2027-01-31');
    expect(reconsiderBy(badges, '2026-11-20')).toBe('2026-12-18');
    expect(reconsiderBy(bins, '2026-11-20')).toBeUndefined();
  });
});
