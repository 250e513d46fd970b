import { describe, expect, it } from 'vitest';
import { createClock, parseDuration } from '../../../infra/local/clock.ts';
import { nextRun } from '../../../infra/local/schedule-expression.ts';

it('moves by what it is told and says where it stands', () => {
  let kept = 0;
  const clock = createClock(1000, (offset) => {
    kept = offset;
  });
  clock.advance(3_600_000);
  expect(kept).toBe(3_601_000);
  expect(Math.abs(clock.now() - Date.now() - 3_601_000)).toBeLessThan(50);
});

describe('a duration', () => {
  it.each([
    ['PT24H', 86_400_000],
    ['P1D', 86_400_000],
    ['P2W', 1_209_600_000],
    ['P1DT1H1M1.5S', 90_061_500],
    ['-P1D', -86_400_000],
  ])('%s', (iso, ms) => {
    expect(parseDuration(iso)).toBe(ms);
  });

  it.each(['', 'P', 'PT', 'P1M', '24h', 'P1D2H'])('refuses "%s"', (iso) => {
    expect(parseDuration(iso)).toBeUndefined();
  });
});

describe('a schedule', () => {
  const after = Date.parse('2026-11-21T22:10:30Z'); // a Saturday
  it.each([
    ['rate(5 minutes)', '2026-11-21T22:15:30.000Z'],
    ['rate(1 day)', '2026-11-22T22:10:30.000Z'],
    ['cron(15 * * * ? *)', '2026-11-21T22:15:00.000Z'],
    ['cron(0/10 22 * * ? *)', '2026-11-21T22:20:00.000Z'],
    ['cron(0 8 ? * MON-FRI *)', '2026-11-23T08:00:00.000Z'],
    ['cron(30 6 1 JAN,APR ? *)', '2027-01-01T06:30:00.000Z'],
  ])('%s runs next at %s', (expression, at) => {
    expect(new Date(nextRun(expression, after)).toISOString()).toBe(at);
  });

  it.each([
    ['rate(1 minute)', '2026-11-21T22:09:50Z', '2026-11-21T22:10:50.000Z'],
    ['rate(1 minute)', '2026-11-21T22:05:10Z', '2026-11-21T22:11:10.000Z'],
    ['rate(1 minute)', '2026-11-21T22:10:30Z', '2026-11-21T22:11:30.000Z'],
    ['cron(15 * * * ? *)', '2026-11-21T22:09:50Z', '2026-11-21T22:15:00.000Z'],
  ])('%s that was due at %s and came late runs next at %s', (expression, since, at) => {
    expect(new Date(nextRun(expression, after, Date.parse(since))).toISOString()).toBe(at);
  });

  it.each(['cron(0 8 L * ? *)', 'every minute', 'cron(0 25 * * ? *)'])('refuses %s', (expression) => {
    expect(() => nextRun(expression, after)).toThrow();
  });
});
