import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import {
  beginSession,
  endSession,
  keepSignIn,
  ownPath,
  readSignIn,
  readStaff,
  renewSession,
  sessionEnded,
  signInPath,
  staffSecondsLeft,
} from '../../../shared/edge/staff-session.ts';

const keyring = createKeyring('a secret for tests, of more than 32 characters');
const officer: Staff = { id: 'bryn', name: 'Bryn Davies', roles: ['officer'], teams: ['benefits'] };
const START = Date.parse('2026-11-23T09:00:00Z');
const MINUTE = 60_000;

const cookiesFrom = (lines: string[]) =>
  new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).split(';')[0] ?? '']));
const begun = () => cookiesFrom(beginSession(officer, keyring, START));

describe('a staff session', () => {
  it('tells who is signed in for 20 idle minutes', () => {
    expect(readStaff(begun(), keyring, START + 19 * MINUTE)).toEqual(officer);
    expect(readStaff(begun(), keyring, START + 20 * MINUTE)).toBeUndefined();
  });

  it('goes on while it is used, and ends 12 hours after it began', () => {
    let cookies = begun();
    for (let minutes = 15; minutes < 12 * 60; minutes += 15) {
      cookies = cookiesFrom(renewSession(cookies, keyring, START + minutes * MINUTE));
      expect(readStaff(cookies, keyring, START + minutes * MINUTE)).toEqual(officer);
    }
    expect(readStaff(cookies, keyring, START + 12 * 60 * MINUTE)).toBeUndefined();
  });

  it('sets a cookie again at most once a minute, and none for a session that is over', () => {
    expect(renewSession(begun(), keyring, START + MINUTE - 1)).toEqual([]);
    expect(renewSession(begun(), keyring, START + MINUTE)).toHaveLength(1);
    expect(renewSession(begun(), keyring, START + 21 * MINUTE)).toEqual([]);
  });

  it('goes by an id of its own at each sign-in, and by another after each hour', () => {
    const idOf = (cookies: ReadonlyMap<string, string>) => {
      const [encoded = ''] = (cookies.get('__Host-staff') ?? '').split('.');
      return (JSON.parse(Buffer.from(encoded, 'base64url').toString()) as { times: { id: string } }).times.id;
    };
    expect(idOf(begun())).not.toBe(idOf(begun()));
    const cookies = begun();
    let used: Map<string, string> = cookies;
    for (const minutes of [15, 30, 45, 59]) used = cookiesFrom(renewSession(used, keyring, START + minutes * MINUTE));
    expect(idOf(used)).toBe(idOf(cookies));
    expect(idOf(cookiesFrom(renewSession(used, keyring, START + 60 * MINUTE)))).not.toBe(idOf(cookies));
  });

  it('says how long it has to go', () => {
    expect(staffSecondsLeft(begun(), keyring, START + 18 * MINUTE)).toBe(120);
    expect(staffSecondsLeft(new Map(), keyring, START)).toBe(0);
  });

  it('is not read when it was changed, signed with another secret, or for another purpose', () => {
    const [name, value] = [...begun()][0] ?? ['', ''];
    const forged = `${Buffer.from(JSON.stringify({ staff: { ...officer, roles: ['manager'] }, times: { id: 'x', beganMs: START, turnedMs: START, seenMs: START } })).toString('base64url')}.${value.split('.')[1]}`;
    expect(readStaff(new Map([[name, forged]]), keyring, START)).toBeUndefined();
    expect(readStaff(begun(), createKeyring('another secret of more than 32 characters'), START)).toBeUndefined();
    const signIn = cookiesFrom([
      keepSignIn({ state: 's', nonce: 'n', verifier: 'v', returnTo: '/console', startedAtMs: START, afresh: false }, keyring),
    ]);
    expect(readStaff(new Map([[name, [...signIn.values()][0] ?? '']]), keyring, START)).toBeUndefined();
    expect(readStaff(new Map([[name, '']]), keyring, START)).toBeUndefined();
    expect(readStaff(new Map(), keyring, START)).toBeUndefined();
  });

  it('is in cookies that only our own pages send, and scripts cannot read', () => {
    for (const line of [...beginSession(officer, keyring, START), ...endSession()]) {
      expect(line).toMatch(/^__Host-staff/);
      expect(line).toContain('; Path=/; ');
      expect(line).toContain('; HttpOnly; Secure; SameSite=Lax');
    }
    expect(endSession()[0]).toContain('Max-Age=0');
  });

  it('ends when the browser is closed', () => {
    expect(beginSession(officer, keyring, START)[0]).not.toContain('Max-Age');
  });
});

describe('a browser in which a session ended', () => {
  it('is known by having signed out, until somebody signs in again', () => {
    expect(sessionEnded(cookiesFrom(endSession()), keyring, START)).toBe(true);
    expect(beginSession(officer, keyring, START)).toContainEqual(expect.stringMatching(/^__Host-staff-ended=; .*Max-Age=0/));
    expect(sessionEnded(begun(), keyring, START)).toBe(false);
  });

  it('is known by a genuine session that was left alone until it was over', () => {
    expect(sessionEnded(begun(), keyring, START + 19 * MINUTE)).toBe(false);
    expect(sessionEnded(begun(), keyring, START + 20 * MINUTE)).toBe(true);
  });

  it('is not one that nobody signed in in, or whose cookie we did not make', () => {
    expect(sessionEnded(new Map(), keyring, START)).toBe(false);
    expect(sessionEnded(new Map([['__Host-staff', 'made.up']]), keyring, START)).toBe(false);
  });
});

describe('a sign-in under way', () => {
  const underWay = { state: 's', nonce: 'n', verifier: 'v', returnTo: '/console', startedAtMs: START, afresh: false };

  it('is remembered for ten minutes', () => {
    const cookies = cookiesFrom([keepSignIn(underWay, keyring)]);
    expect(readSignIn(cookies, keyring, START + 9 * MINUTE)).toEqual(underWay);
    expect(readSignIn(cookies, keyring, START + 10 * MINUTE)).toBeUndefined();
  });

  it.each([
    ['/console', '/console'],
    ['/console/cases/K7MQ2XW?done=note', '/console/cases/K7MQ2XW?done=note'],
    ['/console/report/2026-27Q3', '/console/report/2026-27Q3'],
    ['/console/sign-out', '/console'],
    ['/console/callback?code=1', '/console'],
    ['/consoled', '/console'],
    ['/find', '/console'],
    ['//elsewhere.example/console', '/console'],
    ['/\\elsewhere.example/console', '/console'],
    ['/console/../../find', '/console'],
    ['https://elsewhere.example/console', '/console'],
    ['', '/console'],
  ])('comes back from %o to %o', (given, back) => {
    expect(ownPath(given)).toBe(back);
    expect(signInPath(given)).toBe(`/console/sign-in?return=${encodeURIComponent(back)}`);
  });
});
