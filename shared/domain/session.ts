import * as z from 'zod';

/** Signed-in state that is left alone ends after this long: NCSC's advice for shared desks, and short enough for a counter. */
export const IDLE_MINUTES = 20;
/** How long before its end a page warns. */
export const WARNING_MINUTES = 2;
/** While it is used it goes by another id at least this often. */
export const TURN_MINUTES = 60;
/** It is written again at most this often, so that most pages set no cookie. */
const RENEW_MINUTES = 1;
const MINUTE_MS = 60_000;

/**
 * The times of one session, in ms since 1970, which travel in a signed cookie: nothing of it is kept with us, so a page costs no read.
 * - `id`: drawn anew at each opening and sign-in, and each {@link TURN_MINUTES} after
 */
export const sessionTimesSchema = z.object({ id: z.string(), beganMs: z.number(), turnedMs: z.number(), seenMs: z.number() });
export type SessionTimes = z.infer<typeof sessionTimesSchema>;

/** A session that begins now. */
export const beginTimes = (id: string, nowMs: number): SessionTimes => ({ id, beganMs: nowMs, turnedMs: nowMs, seenMs: nowMs });

/** Seconds until a session ends if it is left alone from when it was last written; 0 for one that is over. */
export function secondsLeft({ beganMs, seenMs }: SessionTimes, nowMs: number, longestHours: number): number {
  const end = Math.min(seenMs + IDLE_MINUTES * MINUTE_MS, beganMs + longestHours * 60 * MINUTE_MS);
  return Math.max(0, Math.ceil((end - nowMs) / 1000));
}

/** A live session as it is to be written again; undefined when that was done within the last minute. */
export function renewedTimes(times: SessionTimes, nowMs: number, newId: () => string): SessionTimes | undefined {
  if (nowMs - times.seenMs < RENEW_MINUTES * MINUTE_MS) return undefined;
  const turns = nowMs - times.turnedMs >= TURN_MINUTES * MINUTE_MS;
  return { ...times, seenMs: nowMs, ...(turns ? { id: newId(), turnedMs: nowMs } : {}) };
}
