import { expect, it } from 'vitest';
import { untilMorning } from '../../../infra/local/morning.ts';

const HOUR = 3_600_000;

it.each([
  ['by day, not at all', '2026-11-20T10:00:00Z', 0],
  ['late in the evening, until nine the next day', '2026-11-20T23:00:00Z', 10 * HOUR],
  ['before dawn, until nine that day', '2026-11-20T03:30:00Z', 5.5 * HOUR],
  ['in summer, by the clock of London', '2026-07-20T19:00:00Z', 13 * HOUR],
  ['through the night the clocks go back, an hour more', '2026-10-24T21:00:00Z', 12 * HOUR],
])('waits %s', (_when, now, wait) => {
  expect(untilMorning(Date.parse(now))).toBe(wait);
});
