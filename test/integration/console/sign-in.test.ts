import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import { createOidcListener, OIDC_PATH } from '../../../infra/local/oidc.ts';
import { type Browser, type Console, openConsole, words } from './console-browser.ts';

let front: Console;
let stopIssuer: () => Promise<void>;
afterEach(async () => {
  await front.stop();
  await stopIssuer();
});

/** The console with the laptop's issuer, both at one address. */
async function setup() {
  let listener: RequestListener | undefined;
  const server = createServer((request, response) => listener?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  listener = createOidcListener({
    baseUrl,
    consoleClientId: 'console',
    apiClient: { clientId: 'api', clientSecret: 'not needed here' },
    apiAudience: 'front-door',
    apiScopes: [],
    signingKey: { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' },
    cookieKey: 'a key for the cookies of a test',
  });
  stopIssuer = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  front = await openConsole({ baseUrl, issuer: `${baseUrl}${OIDC_PATH}` });
  front.clock.nowMs = Date.now();
  return { ...front, baseUrl };
}

/** Goes through the issuer's pages as a sample person, where it asks who comes, and says where it leads back to. The jar is what the issuer remembers. */
async function throughTheIssuer(location: string, staff: string, jar = new Map<string, string>()): Promise<string> {
  let next = { url: location, body: undefined as string | undefined };
  for (;;) {
    const response = await fetch(next.url, {
      redirect: 'manual',
      ...(next.body === undefined ? {} : { method: 'POST', body: next.body }),
      headers: {
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    for (const line of response.headers.getSetCookie())
      jar.set(line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1).split(';')[0] ?? '');
    const on = response.headers.get('location');
    if (!on) next = formOn(await response.text(), staff, next.url);
    else if (new URL(on, next.url).pathname === '/console/callback') return new URL(on, next.url).href;
    else next = { url: new URL(on, next.url).href, body: undefined };
  }
}

/** The form that a page of the issuer has: who comes, or that somebody else was signed in there before. */
function formOn(html: string, staff: string, url: string): { url: string; body: string } {
  if (html.includes('name="staff"')) return { url, body: new URLSearchParams({ staff }).toString() };
  const [, action = url] = /<form[^>]* action="([^"]+)"/.exec(html) ?? [];
  const hidden = [...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, value]);
  return { url: new URL(action, url).href, body: new URLSearchParams(hidden).toString() };
}

async function signIn(browser: Browser, staff: string, path = '/console'): Promise<{ callback: string; location: string | undefined }> {
  const turnedAway = await browser.get(path);
  const toIssuer = await browser.get(turnedAway.location ?? '');
  const callback = await throughTheIssuer(toIssuer.location ?? '', staff);
  return { callback, location: (await browser.get(callback)).location };
}

describe('signing in', () => {
  it('brings an officer back to the page they asked for, with the teams that the issuer says', async () => {
    const { browser } = await setup();
    const person = browser();
    expect((await signIn(person, 'bryn', '/console?team=benefits')).location).toBe('/console?team=benefits');
    const page = await person.get('/console');
    expect(page.status).toBe(200);
    expect(words(page.html)).toContain('Bryn Davies Sign out');
    expect((await person.get('/console/contacts')).status).toBe(403);
  });

  it('signs out, and a copy of the answer signs nobody in', async () => {
    const { browser } = await setup();
    const person = browser();
    const { callback } = await signIn(person, 'amal');
    expect((await person.post('/console/sign-out')).location).toBe('/console/signed-out');
    expect((await person.get('/console')).location).toBe('/console/sign-in?return=%2Fconsole');
    const replayed = await person.get(callback);
    expect(replayed.status).toBe(400);
    expect(words(replayed.html)).toContain('You could not be signed in');
    expect((await browser().get(callback)).status).toBe(400);
  });

  it('refuses an answer to another challenge, and one that says no', async () => {
    const { browser, baseUrl } = await setup();
    const person = browser();
    await person.get('/console/sign-in');
    expect((await person.get(`${baseUrl}/console/callback?code=abc&state=other`)).status).toBe(400);
    expect((await person.get(`${baseUrl}/console/callback?error=access_denied`)).status).toBe(400);
    expect((await person.get('/console')).status).toBe(303);
  });

  it('leads back to no other site', async () => {
    const { browser } = await setup();
    for (const path of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/apply/missed-bin',
      '/console/sign-in',
    ]) {
      const person = browser();
      const toIssuer = await person.get(`/console/sign-in?return=${encodeURIComponent(path)}`);
      const callback = await throughTheIssuer(toIssuer.location ?? '', 'morgan');
      expect((await person.get(callback)).location).toBe('/console');
    }
  });
});

describe('a shared desk', () => {
  /** Somebody signed in at the issuer and at the console, in a browser that both know. */
  async function signedIn() {
    const { browser, clock } = await setup();
    const person = browser();
    const issuerJar = new Map<string, string>();
    const signInAs = async (staff: string, change = (location: string) => location) => {
      const { location = '' } = await person.get('/console/sign-in?return=/console');
      return person.get(await throughTheIssuer(change(location), staff, issuerJar));
    };
    await signInAs('bryn');
    return { person, clock, signInAs };
  }
  const whoIsIn = async (person: Browser) => /(\S+ \S+) Sign out/.exec(words((await person.get('/console')).html))?.[1];

  it('signs the last person in again silently only while their session was not ended', async () => {
    const { person, signInAs } = await signedIn();
    person.jar.clear();
    await signInAs('amal');
    expect(await whoIsIn(person)).toBe('Bryn Davies');
  });

  it('asks for the password again after signing out, and the next person is who they say', async () => {
    const { person, signInAs } = await signedIn();
    await person.post('/console/sign-out');
    expect((await person.get('/console/sign-in')).location).toContain('prompt=login');
    await signInAs('morgan');
    expect(await whoIsIn(person)).toBe('Morgan Okafor');
    expect(person.jar.has('__Host-staff-ended')).toBe(false);
    expect((await person.get('/console/sign-in')).location).not.toContain('prompt=');
  });

  it('asks for the password again after 20 idle minutes', async () => {
    const { person, clock, signInAs } = await signedIn();
    clock.nowMs += 20 * 60_000;
    const turnedAway = await person.get('/console');
    expect((await person.get(turnedAway.location ?? '')).location).toContain('prompt=login');
    await signInAs('morgan');
    expect(await whoIsIn(person)).toBe('Morgan Okafor');
  });

  it('refuses the last person’s sign-in when the question for the password was taken out of the address', async () => {
    const { person, signInAs } = await signedIn();
    await person.post('/console/sign-out');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const refused = await signInAs('amal', (location) => location.replace('prompt=login', 'max_age=3600'));
    expect(refused.status).toBe(400);
    expect(words(refused.html)).toContain('You could not be signed in');
    expect((await person.get('/console')).status).toBe(303);
    expect(person.jar.has('__Host-staff-ended')).toBe(true);
  });
});
