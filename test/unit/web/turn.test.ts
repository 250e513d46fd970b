import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Case } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { timelineOf } from '../../../web/journeys/case/case-timeline.ts';
import { turnOf } from '../../../web/journeys/case/turn.ts';
import { usualView } from '../../../web/journeys/case/usual-view.ts';
import { aCase, carriedOut } from '../../support/cases.ts';

const claims = catalogue.get('housing-benefit') as Service;
const phone = '01632 960100';
const MONDAY = '2026-11-23T10:00:00.000Z';
const on = (today: string, state: Case) => turnOf(claims, state, { today, phone });

describe('who acts next, in words', () => {
  it('is the council, by a date; after it, sorry', () => {
    const state = aCase(claims);
    expect(on('2026-12-11', state)).toBe('It is our turn. You do not need to do anything. We aim to finish by 11 December 2026.');
    expect(on('2026-12-12', state)).toContain('We aimed to finish by 11 December 2026, so this is late. We are sorry.');
  });

  it('is the resident, by a date; after it, they still can', () => {
    const asked = carriedOut(
      claims,
      aCase(claims),
      { type: 'askEvidence', instruction: 'your payslips', by: '2026-12-01', basedOn: 1 },
      MONDAY,
    );
    expect(on('2026-12-01', asked)).toBe('It is your turn. Please do this by 1 December 2026.');
    expect(on('2026-12-02', asked)).toContain('We asked for this by 1 December 2026. You can still do it');
  });

  it('says when the money comes; after that day, whom to call', () => {
    const award = { amountPence: 11850, per: 'week', firstPaymentOn: '2026-12-01' } as const;
    const paying = carriedOut(claims, aCase(claims), { type: 'decide', outcome: 'awarded', reason: '', award, basedOn: 1 }, MONDAY);
    expect(on('2026-12-01', paying)).toContain('The first payment is due on 1 December 2026.');
    expect(on('2026-12-02', paying)).toBe(
      'The first payment was due on 1 December 2026. If something is not right, call us on 01632 960100.',
    );
  });

  it('says by when somebody has what is paid once', () => {
    const fund = catalogue.get('hardship-fund') as Service;
    const award = { amountPence: 12000, per: 'once', firstPaymentOn: '2026-12-01' } as const;
    const paid = carriedOut(fund, aCase(fund), { type: 'decide', outcome: 'awarded', reason: '', award, basedOn: 1 }, MONDAY);
    expect(turnOf(fund, paid, { today: '2026-12-01', phone })).toBe(
      'It is our turn. You do not need to do anything. You should have it by 1 December 2026.',
    );
    expect(turnOf(fund, paid, { today: '2026-12-02', phone })).toBe(
      'You should have had it by 1 December 2026. If you do not, call us on 01632 960100.',
    );
  });

  it('is nobody at an end; while it can be asked about, until when', () => {
    const refused = carriedOut(claims, aCase(claims), { type: 'decide', outcome: 'refused', reason: 'Savings', basedOn: 1 }, MONDAY);
    expect(on('2026-12-23', refused)).toContain('You can ask us to look at it again until 23 December 2026.');
    expect(on('2026-12-24', refused)).toBe('This is finished. You do not need to do anything.');
  });
});

describe('how long others waited, in words', () => {
  const said = (median: number, low: number, high: number) =>
    usualView({ median, low, high, decisions: 10 }, '2026-11-23').slice(0, 2).join(' ');

  it('is the median, and the days that most fall in', () => {
    expect(said(12, 6, 21)).toBe('Half of the people we told since 1 July 2026 waited 12 days or less. Most waited between 6 and 21 days.');
    expect(said(1, 1, 1)).toBe('Half of the people we told since 1 July 2026 waited 1 day or less. Most waited about 1 day.');
    expect(said(0, 0, 4)).toBe('Half of the people we told since 1 July 2026 were told on the same day. Most waited up to 4 days.');
    expect(said(0, 0, 0)).toMatch(/Most were told on the same day\.$/);
  });

  it('counts from the first day of the last full quarter', () => {
    const from = (today: string) => usualView({ median: 2, low: 1, high: 3, decisions: 10 }, today)[0];
    expect(from('2027-01-02')).toContain('since 1 October 2026');
    expect(from('2027-04-01')).toContain('since 1 January 2027');
  });
});

it('shows residents no word of another system, no note and no text they sent', () => {
  const state = aCase(claims);
  const aside = { sequence: 2, at: MONDAY, by: { kind: 'system' }, stage: 'received', personal: { note: 'PEND-R7' } } as const;
  const steps = (['imported', 'noted', 'textReceived'] as const).map((type) => ({ ...aside, type }));
  expect(timelineOf(claims, { ...state, steps: [...state.steps, ...steps] }).map(({ title }) => title)).toEqual(['Received']);
});
