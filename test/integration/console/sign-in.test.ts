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

/** Goes through the issuer's pages as a sample person, and says where it leads back to. */
async function throughTheIssuer(location: string, staff: string): Promise<string> {
  const jar = new Map<string, string>();
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
    if (!on) next = { url: next.url, body: new URLSearchParams({ staff }).toString() };
    else if (new URL(on, next.url).pathname === '/console/callback') return new URL(on, next.url).href;
    else next = { url: new URL(on, next.url).href, body: undefined };
  }
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
