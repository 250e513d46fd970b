import { Temporal } from 'temporal-polyfill';

/** Texts leave between 08:00 and 20:00 where the council is. */
const ZONE = 'Europe/London';
const OPENS = 8;
const CLOSES = 20;
/** A little after the doors open, so that what waited has gone. */
const MORNING = { hour: 9, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 };

/**
 * How long until people may be texted: nothing by day, else until nine in the morning. In milliseconds.
 * Somebody who tries Front Door late at night would otherwise look at silent phones.
 */
export function untilMorning(nowMs: number): number {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(ZONE);
  if (now.hour >= OPENS && now.hour < CLOSES) return 0;
  const day = now.hour < OPENS ? now : now.add({ days: 1 });
  return day.with(MORNING).epochMilliseconds - nowMs;
}
