import { Temporal } from 'temporal-polyfill';
import { type Instant, instantOf, ZONE } from './calendar.ts';
import type { Urgency } from './text.ts';

/** Texts leave between these hours of the council's day, on any day: nobody is woken. The first may send, the last may not. */
const OPENS = 8;
const CLOSES = 20;

/**
 * When a text may leave that would leave at `at`: then, between 08:00 and 20:00 in London, else at the next 08:00. A code
 * goes at once, since its resident is waiting for it. The hours are the clock's on the wall, on the days it changes too.
 */
export function sendingTime(at: Instant, urgency: Urgency): Instant {
  if (urgency === 'code') return at;
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(ZONE);
  if (local.hour >= OPENS && local.hour < CLOSES) return at;
  const day = local.toPlainDate().add({ days: local.hour < OPENS ? 0 : 1 });
  return instantOf(onDay(day, OPENS).epochMilliseconds);
}

/** Seconds until the hours end; 0 when they have ended, or have not begun. */
export function secondsOpen(nowMs: number): number {
  const local = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(ZONE);
  if (local.hour < OPENS || local.hour >= CLOSES) return 0;
  return (onDay(local.toPlainDate(), CLOSES).epochMilliseconds - nowMs) / 1000;
}

const onDay = (day: Temporal.PlainDate, hour: number) =>
  day.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour }) });
