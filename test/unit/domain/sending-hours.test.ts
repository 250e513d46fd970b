import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondsOpen, sendingTime } from '../../../shared/domain/sending-hours.ts';

const HOUR_MS = 3_600_000;
/** The hour on a London wall, by the engine's own calendar rather than ours. */
const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const hourIn = (at: string) => Number(wall.format(new Date(at)).slice(0, 2));

/** Any moment of ten years, and as often one of the days on which the clocks change, or the days beside them. */
const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2028-03-26', '2028-10-29'];
const moments = fc.oneof(
  fc.integer({ min: Date.parse('2024-01-01T00:00:00Z'), max: Date.parse('2034-01-01T00:00:00Z') }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -36 * HOUR_MS, max: 48 * HOUR_MS }))
    .map(([day, ms]) => Date.parse(`${day}T00:00:00Z`) + ms),
);
const instant = (ms: number) => new Date(ms).toISOString();

describe('when a text may leave', () => {
  it.each([
    ['at noon', '2026-11-21T12:00:00.000Z', '2026-11-21T12:00:00.000Z'],
    ['in the first moment of the hours', '2026-11-21T08:00:00.000Z', '2026-11-21T08:00:00.000Z'],
    ['in the last moment of the hours', '2026-11-21T19:59:59.999Z', '2026-11-21T19:59:59.999Z'],
    ['in the moment they end', '2026-11-21T20:00:00.000Z', '2026-11-22T08:00:00.000Z'],
    ['a moment before they begin', '2026-11-21T07:59:59.999Z', '2026-11-21T08:00:00.000Z'],
    ['past midnight', '2026-11-22T00:30:00.000Z', '2026-11-22T08:00:00.000Z'],
    ['on a Sunday', '2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z'],
    ['on Christmas Day', '2026-12-25T10:00:00.000Z', '2026-12-25T10:00:00.000Z'],
    ['late on the last day of the year', '2026-12-31T23:00:00.000Z', '2027-01-01T08:00:00.000Z'],
    ['in summer, when 07:00 UTC is 08:00', '2026-07-01T07:00:00.000Z', '2026-07-01T07:00:00.000Z'],
    ['in summer, when 19:00 UTC is 20:00', '2026-07-01T19:00:00.000Z', '2026-07-02T07:00:00.000Z'],
    ['on the evening before the clocks go forward', '2026-03-28T20:00:00.000Z', '2026-03-29T07:00:00.000Z'],
    ['in the hour that is skipped', '2026-03-29T01:00:00.000Z', '2026-03-29T07:00:00.000Z'],
    ['on the evening after they went forward', '2026-03-29T19:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    ['on the evening before the clocks go back', '2026-10-24T19:00:00.000Z', '2026-10-25T08:00:00.000Z'],
    ['in the hour that comes twice, the first time', '2026-10-25T00:30:00.000Z', '2026-10-25T08:00:00.000Z'],
    ['in the hour that comes twice, the second time', '2026-10-25T01:30:00.000Z', '2026-10-25T08:00:00.000Z'],
    ['on the evening after they went back', '2026-10-25T19:30:00.000Z', '2026-10-25T19:30:00.000Z'],
  ])('%s', (_, at, expected) => {
    expect(sendingTime(at, 'urgent')).toBe(expected);
    expect(sendingTime(at, 'bulk')).toBe(expected);
    expect(sendingTime(at, 'code')).toBe(at);
  });

  it('is never before it was asked, never outside the hours, and never later than the next morning', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        const time = sendingTime(instant(ms), 'bulk');
        expect(hourIn(time)).toBeGreaterThanOrEqual(8);
        expect(hourIn(time)).toBeLessThan(20);
        expect(Date.parse(time) - ms).toBeGreaterThanOrEqual(0);
        // A night is twelve hours, thirteen when the clocks go back in it.
        expect(Date.parse(time) - ms).toBeLessThanOrEqual(13 * HOUR_MS);
        expect(sendingTime(time, 'bulk')).toBe(time);
      }),
    );
  });

  it('comes no earlier for a text that is asked later', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 40 * HOUR_MS }), (ms, later) => {
        expect(sendingTime(instant(ms), 'bulk') <= sendingTime(instant(ms + later), 'bulk')).toBe(true);
      }),
    );
  });

  it('is eight in the morning to the millisecond when it is not at once', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        const time = sendingTime(instant(ms), 'bulk');
        if (time !== instant(ms)) expect(`${wall.format(new Date(time))}${time.slice(-5)}`).toBe('08:00:00.000Z');
      }),
    );
  });
});

describe('the seconds left', () => {
  it.each([
    ['2026-11-21T07:59:59.000Z', 0],
    ['2026-11-21T08:00:00.000Z', 43_200],
    ['2026-11-21T19:59:10.500Z', 49.5],
    ['2026-11-21T20:00:00.000Z', 0],
    ['2026-07-01T18:59:00.000Z', 60],
    ['2026-10-25T19:59:00.000Z', 60],
    ['2026-03-29T18:59:00.000Z', 60],
  ])('at %s are %d', (at, seconds) => {
    expect(secondsOpen(Date.parse(at))).toBe(seconds);
  });

  it('are some just when a text may leave at once', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        expect(secondsOpen(ms) > 0).toBe(sendingTime(instant(ms), 'bulk') === instant(ms));
      }),
    );
  });
});
