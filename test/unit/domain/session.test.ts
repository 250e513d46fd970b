import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginTimes, renewedTimes, type SessionTimes, secondsLeft } from '../../../shared/domain/session.ts';

const START = Date.parse('2026-11-23T09:00:00Z');
const MINUTE = 60_000;
const begun = beginTimes('first', START);
const renew = (times: SessionTimes, minutes: number, id = 'next') => renewedTimes(times, START + minutes * MINUTE, () => id);

describe('a session', () => {
  it('ends after 20 minutes without use', () => {
    expect(secondsLeft(begun, START, 12)).toBe(1200);
    expect(secondsLeft(begun, START + 19 * MINUTE, 12)).toBe(60);
    expect(secondsLeft(begun, START + 20 * MINUTE, 12)).toBe(0);
  });

  it('goes on while it is used, but not past its longest', () => {
    const used = renew(begun, 235) as SessionTimes;
    expect(secondsLeft(used, START + 235 * MINUTE, 4)).toBe(300);
    expect(secondsLeft(used, START + 240 * MINUTE, 4)).toBe(0);
  });

  it('is written again at most once a minute', () => {
    expect(renewedTimes(begun, START + MINUTE - 1, () => 'next')).toBeUndefined();
    expect(renew(begun, 1)).toMatchObject({ seenMs: START + MINUTE });
  });

  it('goes by another id an hour after the last', () => {
    expect(renew(begun, 59)).toMatchObject({ id: 'first', turnedMs: START });
    expect(renew(begun, 60)).toMatchObject({ id: 'next', turnedMs: START + 60 * MINUTE });
  });

  it('however it is used, never lives past its longest, nor longer than 20 minutes after use, nor an hour and 20 minutes under one id', () => {
    const uses = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });
    fc.assert(
      fc.property(uses, (waits) => {
        let times = begun;
        let minutes = 0;
        let count = 0;
        for (const wait of waits) {
          minutes += wait;
          const at = START + minutes * MINUTE;
          const left = secondsLeft(times, at, 4);
          if (wait >= 20 || minutes >= 240) expect(left).toBe(0);
          if (left === 0) return;
          times = renewedTimes(times, at, () => `id ${count++}`) ?? times;
          expect(at - times.turnedMs).toBeLessThan(60 * MINUTE);
        }
      }),
    );
  });
});
