import { describe, expect, it } from 'vitest';
import { nobodyKnows, notSent, settlementOf } from '../../../shared/domain/settlement.ts';

const NOW = Date.parse('2026-11-21T12:00:05.000Z');
const since = '2026-11-21T12:00:00.000Z';
const text = { purpose: 'booked', personal: { body: 'news' }, urgency: 'urgent', refusals: 0, unknowns: 0, since } as const;
const subject = { kind: 'case', id: 'K7MQ2X1' } as const;
const throttled = { kind: 'refused', again: true, because: 'ThrottledException' } as const;

describe('what becomes of a text', () => {
  it('that was accepted: it is watched for 72 hours', () => {
    expect(settlementOf({ kind: 'accepted', messageId: 'm' }, text, { now: NOW, luck: 0 })).toEqual({
      state: 'sent',
      messageId: 'm',
      lookAt: '2026-11-24T12:00:05.000Z',
    });
  });

  it('that was refused: it is tried again, later each time and spread by luck, eight times in all', () => {
    const waits = [0, 1, 2, 6].flatMap((refusals) =>
      [0, 1].map((luck) => {
        const settled = settlementOf(throttled, { ...text, refusals }, { now: NOW, luck });
        return settled.state === 'due' ? (Date.parse(settled.dueAt) - NOW) / 1000 : settled.state;
      }),
    );
    expect(waits).toEqual([15, 30, 30, 60, 60, 120, 900, 1800]);
    expect(settlementOf(throttled, { ...text, refusals: 7 }, { now: NOW, luck: 0 })).toEqual({
      state: 'refused',
      because: 'ThrottledException',
    });
  });

  it('that was refused at night: it waits for the morning', () => {
    const settled = settlementOf(throttled, text, { now: Date.parse('2026-11-21T19:59:50.000Z'), luck: 1 });
    expect(settled).toMatchObject({ state: 'due', dueAt: '2026-11-22T08:00:00.000Z' });
  });

  it.each([
    ['news', text, true],
    ['news with a request to rate, that can be left out', { ...text, subject, personal: { body: 'news. Rate us', plain: 'news' } }, true],
    ['a mere request to rate', { ...text, subject }, false],
    ['a code', { ...text, purpose: 'code' }, false],
    ['news, for the second time', { ...text, unknowns: 1 }, false],
  ])('of which nobody knows, %s: whether a copy goes after an hour', (_, one, again) => {
    expect(nobodyKnows(one, 'ETIMEDOUT')).toMatchObject({ again, lookAt: again ? '2026-11-21T13:00:00.000Z' : '2026-11-24T12:00:00.000Z' });
  });

  it('that is not to go after all: dropped, unless a first copy may have gone', () => {
    expect(notSent(text, 'dropped', 'stopped')).toEqual({ state: 'dropped', because: 'stopped' });
    expect(notSent({ ...text, unknowns: 1 }, 'dropped', 'stopped')).toMatchObject({ state: 'unknown', again: false, because: 'stopped' });
  });
});
