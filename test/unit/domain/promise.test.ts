import { describe, expect, it } from 'vitest';
import { promiseOf } from '../../../shared/domain/promise.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { withinTarget } from '../../../shared/measures/within-target.ts';
import { promiseView } from '../../../web/journeys/start/promise-view.ts';
import { some } from '../../support/reports.ts';

const service = { id: 'missed-bin', targetWorkingDays: 2 };
const done = (inTime: number, late: number) =>
  foldFacts([some(inTime, { type: 'ended', detail: 'in-time' }), some(late, { type: 'ended', detail: 'late' })]);
const said = (inTime: number, late: number, working = 2) => {
  const promised = promiseOf({ ...service, targetWorkingDays: working }, withinTarget, done(inTime, late));
  return promised && promiseView(promised, '2026-11-21');
};

describe('what a service promises', () => {
  it('is what the council aims at, in the working days of the service, and how it was kept since the last full quarter began', () => {
    expect(said(94, 6)).toEqual([
      'We aim to be done with 9 in 10 within 2 working days.',
      'Since 1 July 2026, 94% were done in that time.',
    ]);
    expect(said(94, 6, 1)?.[0]).toBe('We aim to be done with 9 in 10 within 1 working day.');
    expect(said(94, 6, 0)?.[0]).toBe('We aim to be done with 9 in 10 on the same working day.');
  });

  it('owns up to having slipped', () => {
    expect(said(82, 18)?.[1]).toBe('We have slipped: since 1 July 2026, 82% were done in that time.');
  });

  it('says that there is too little to say, under ten', () => {
    expect(said(9, 0)?.[1]).toBe('Too few have been done yet to say how well we keep to this.');
    expect(said(0, 0)?.[1]).toBe('Too few have been done yet to say how well we keep to this.');
  });

  it('is nothing without a target to promise', () => {
    expect(promiseOf(service, { ...withinTarget, target: null }, done(94, 6))).toBeUndefined();
  });
});
