import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Keyring } from '../domain/keyring.ts';
import { beginTimes, renewedTimes, secondsLeft, sessionTimesSchema } from '../domain/session.ts';
import { type Staff, staffRoles } from '../domain/staff.ts';
import { cookie } from './http.ts';

const SESSION = '__Host-staff';
const SIGN_IN = '__Host-staff-sign-in';
const ENDED = '__Host-staff-ended';
const MINUTE_MS = 60_000;
/** However busily it is used: the longest shift. */
const LONGEST_HOURS = 12;
const SIGN_IN_MINUTES = 10;
/** Longer than an issuer keeps somebody signed in over a weekend. Until then the next person gives their password. */
const ENDED_SECONDS = 30 * 86_400;

const staffSchema = z.object({ id: z.string(), name: z.string(), roles: z.array(z.enum(staffRoles)), teams: z.array(z.string()) });
const sessionSchema = z.object({ staff: staffSchema, times: sessionTimesSchema });
type Session = z.infer<typeof sessionSchema>;
const signInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  startedAtMs: z.number(),
  /** Somebody's session ended in this browser before: the issuer was told to ask for the password. */
  afresh: z.boolean(),
});
/** What must be remembered while a person is at the issuer. */
export type SignInUnderWay = z.infer<typeof signInSchema>;

type Cookies = ReadonlyMap<string, string>;
const newId = () => randomBytes(16).toString('base64url');

/** Who is signed in; undefined without a session, or when it was idle for 20 minutes or began 12 hours ago. */
export function readStaff(cookies: Cookies, keyring: Keyring, nowMs: number): Staff | undefined {
  return readSession(cookies, keyring, nowMs)?.staff;
}

/** The `Set-Cookie` lines that begin a session, under a new id, and end the sign-in under way. Closing the browser ends it too. */
export function beginSession(staff: Staff, keyring: Keyring, nowMs: number): string[] {
  return [
    sessionCookie({ staff: staffSchema.parse(staff), times: beginTimes(newId(), nowMs) }, keyring),
    cookie(SIGN_IN, '', 0),
    cookie(ENDED, '', 0),
  ];
}

/** The `Set-Cookie` lines that keep a session alive: none when there is none, or it was renewed within the last minute. */
export function renewSession(cookies: Cookies, keyring: Keyring, nowMs: number): string[] {
  const session = readSession(cookies, keyring, nowMs);
  const times = session && renewedTimes(session.times, nowMs, newId);
  return session && times ? [sessionCookie({ ...session, times }, keyring)] : [];
}

/** Seconds until a session ends if nothing more is done; 0 without one. */
export function staffSecondsLeft(cookies: Cookies, keyring: Keyring, nowMs: number): number {
  const session = readSession(cookies, keyring, nowMs);
  return session ? secondsLeft(session.times, nowMs, LONGEST_HOURS) : 0;
}

/** The `Set-Cookie` lines that end a session, and remember that one ended here. */
export const endSession = (): string[] => [cookie(SESSION, '', 0), cookie(ENDED, '1', ENDED_SECONDS)];

/**
 * Whether a session ended in this browser since the last sign-in: by signing out, or left alone until it was over. The
 * issuer may still know the last person, so whoever comes next must be asked for their password.
 */
export function sessionEnded(cookies: Cookies, keyring: Keyring, nowMs: number): boolean {
  const genuine = keyring.unsign(SESSION, cookies.get(SESSION) ?? '') !== undefined;
  return Boolean(cookies.get(ENDED)) || (genuine && readSession(cookies, keyring, nowMs) === undefined);
}

export function keepSignIn(underWay: SignInUnderWay, keyring: Keyring): string {
  return cookie(SIGN_IN, keyring.sign(SIGN_IN, JSON.stringify(underWay)), SIGN_IN_MINUTES * 60);
}

/** The sign-in under way in this browser; undefined when there is none, or it was begun more than ten minutes ago. */
export function readSignIn(cookies: Cookies, keyring: Keyring, nowMs: number): SignInUnderWay | undefined {
  const underWay = unsign(SIGN_IN, signInSchema, cookies, keyring);
  return underWay && nowMs - underWay.startedAtMs < SIGN_IN_MINUTES * MINUTE_MS ? underWay : undefined;
}

/** Where to sign in, coming back to one of our own staff pages. */
export function signInPath(returnTo: string): string {
  return `/console/sign-in?return=${encodeURIComponent(ownPath(returnTo))}`;
}

/** A path below /console as it was given; `/console` for anything that would lead elsewhere or round in a circle. */
export function ownPath(path: string): string {
  const here = 'https://front-door.invalid';
  if (!path.startsWith('/') || !URL.canParse(path, here)) return '/console';
  const url = new URL(path, here);
  const ours = url.origin === here && /^\/console(\/|$)/.test(url.pathname) && !/^\/console\/(sign|callback)/.test(url.pathname);
  return ours ? url.pathname + url.search : '/console';
}

function sessionCookie(session: Session, keyring: Keyring): string {
  return cookie(SESSION, keyring.sign(SESSION, JSON.stringify(session)));
}

function readSession(cookies: Cookies, keyring: Keyring, nowMs: number): Session | undefined {
  const session = unsign(SESSION, sessionSchema, cookies, keyring);
  return session && secondsLeft(session.times, nowMs, LONGEST_HOURS) > 0 ? session : undefined;
}

function unsign<S extends z.ZodType>(name: string, schema: S, cookies: Cookies, keyring: Keyring): z.infer<S> | undefined {
  const value = keyring.unsign(name, cookies.get(name) ?? '');
  // What an earlier release signed may have another shape: then the person signs in again.
  return value === undefined ? undefined : schema.safeParse(JSON.parse(value)).data;
}
