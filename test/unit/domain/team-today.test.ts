import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/calendar.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { dueBetween, dueWhens, type ReadOfTeam, teamToday } from '../../../shared/domain/team-today.ts';
import { isFailing } from '../../../shared/domain/text.ts';
import { some } from '../../support/reports.ts';

/** A Wednesday. */
const TODAY = '2026-11-25';
const aCase = (days: number, fastTrack = false) => ({ targetDate: addDays(TODAY, days), fastTrack });
const read = (overrides: Partial<ReadOfTeam> = {}): ReadOfTeam => ({
  cases: { items: [], cut: false },
  tasks: { items: [], cut: false },
  textsFailing: [],
  today: [],
  ...overrides,
});
const counts = (items: ReadOfTeam['cases']['items'], cut = false) => {
  const { due, waiting } = teamToday(read({ cases: { items, cut } }), TODAY);
  const said = ({ count, more }: { count: number; more: boolean }) => `${count}${more ? '+' : ''}`;
  return { late: said(due.late), today: said(due.today), week: said(due.week), waiting: said(waiting) };
};

describe('a team’s day', () => {
  it('tells cases past their date from those of today, of the rest of the week up to Sunday, and all', () => {
    const items = [aCase(9, true), aCase(-30), aCase(-1), aCase(0), aCase(1), aCase(4), aCase(5)];
    expect(counts(items)).toEqual({ late: '2', today: '1', week: '2', waiting: '7' });
  });

  it('has no later day of the week on a Sunday', () => {
    expect(dueBetween('week', '2026-11-29')).toEqual({ from: '2026-11-30', to: '2026-11-29' });
    expect(dueBetween('late', '2026-11-29')).toEqual({ to: '2026-11-28' });
  });

  it('says of a list that was cut that there may be more, but not of dates that it went past', () => {
    expect(counts([aCase(-2), aCase(-1), aCase(0)], true)).toEqual({ late: '2', today: '1+', week: '0+', waiting: '3+' });
    expect(counts([aCase(-2), aCase(8)], true)).toEqual({ late: '1', today: '0', week: '0', waiting: '2+' });
    expect(counts([aCase(8, true)], true)).toEqual({ late: '0+', today: '0+', week: '0+', waiting: '1+' });
  });

  it('has each case in one of late, today, this week and later, whatever their dates', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -400, max: 400 })), fc.integer({ min: 0, max: 3000 }), (days, shift) => {
        const today = addDays(TODAY, shift);
        const items = days.map((each) => ({ targetDate: addDays(today, each), fastTrack: false }));
        const { due, waiting } = teamToday(read({ cases: { items, cut: false } }), today);
        const later = days.filter((each) => addDays(today, each) > dueBetween('week', today).to && each > 0).length;
        expect(dueWhens.reduce((sum, when) => sum + due[when].count, 0) + later).toBe(waiting.count);
      }),
    );
  });

  it('counts call-backs among the tasks, failing texts over its services, and the day’s contacts by channel', () => {
    const contacts = [
      some(3, { type: 'contact', channel: 'telephone', outcome: 'answered', detail: 'not-done' }),
      some(2, { type: 'contact', channel: 'web', outcome: 'request' }),
      some(9, { type: 'opened', channel: 'web' }),
    ];
    const {
      tasks,
      callBacks,
      textsFailing,
      contacts: counted,
    } = teamToday(
      read({
        tasks: { items: [{ kind: 'reach' }, { kind: 'call-back' }], cut: false },
        textsFailing: [
          { items: [1, 2], cut: false },
          { items: [3], cut: true },
        ],
        today: [foldFacts(contacts), foldFacts([some(1, { type: 'contact', channel: 'web', outcome: 'look-up' })])],
      }),
      TODAY,
    );
    expect([tasks.count, callBacks.count, textsFailing]).toEqual([2, 1, { count: 3, more: true }]);
    expect(counted).toEqual({ web: 3, text: 0, telephone: 3, 'face-to-face': 0, email: 0, post: 0, social: 0, 'web-chat': 0 });
  });
});

it('a text fails when its resident may not know: not when it was not needed any more, or a letter went', () => {
  const failing = [
    { state: 'failed', because: 'invalid-number' },
    { state: 'refused' },
    { state: 'unknown' },
    { state: 'dropped', because: 'stopped' },
    { state: 'dropped', because: 'number-changed' },
  ] as const;
  const fine = [
    { state: 'delivered' },
    { state: 'sent' },
    { state: 'due' },
    { state: 'unconfirmed' },
    { state: 'dropped', because: 'out-of-date' },
    { state: 'dropped', because: 'prefers-letters' },
    { state: 'dropped', because: 'erased' },
  ] as const;
  expect([failing.map(isFailing), fine.map(isFailing)]).toEqual([failing.map(() => true), fine.map(() => false)]);
});
