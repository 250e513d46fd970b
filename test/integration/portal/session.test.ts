import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatReference } from '../../../shared/domain/reference.ts';
import type { Browser } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

const MINUTE = 60_000;
let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  portal.clock.nowMs = Date.parse('2026-11-23T10:00:00Z');
});

let numbers = 0;
async function setup() {
  const reference = await portal.report(`+4477009003${String(++numbers).padStart(2, '0')}`);
  const browser = portal.browser();
  await portal.openedBy(browser, reference);
  return { reference, browser, path: `/case/${formatReference(reference)}` };
}
const idOf = ({ cookies }: Browser) => {
  const [encoded = ''] = (cookies.get('__Host-opened') ?? '').split('.');
  return (JSON.parse(Buffer.from(encoded, 'base64url').toString()) as { times: { id: string } }).times.id;
};
const left = async (browser: Browser) => (JSON.parse((await browser.get('/session')).html) as { secondsLeft: number }).secondsLeft;

describe('a resident’s session', () => {
  it('goes by another id at each opening, and within the hour while it is used', async () => {
    const { reference, browser, path } = await setup();
    const first = idOf(browser);
    await portal.openedBy(browser, reference);
    const second = idOf(browser);
    expect(second).not.toBe(first);
    for (let used = 0; used < 59; used += 15) {
      portal.clock.nowMs += 15 * MINUTE;
      await browser.get(path);
    }
    expect(idOf(browser)).not.toBe(second);
    expect((await browser.get(path)).status).toBe(200);
  });

  it('ends four hours after it began, however busily it is used', async () => {
    const { browser, path } = await setup();
    for (let used = 15; used < 240; used += 15) {
      portal.clock.nowMs += 15 * MINUTE;
      expect((await browser.get(path)).status).toBe(200);
    }
    portal.clock.nowMs += 15 * MINUTE;
    expect((await browser.get(path)).status).toBe(303);
  });

  it('goes when the browser is closed', async () => {
    const { reference, browser } = await setup();
    await browser.post('/find', { reference });
    await portal.textCode(browser);
    const { cookies } = await browser.post('/find/code', { code: '246810' });
    expect(cookies.find((line) => line.startsWith('__Host-opened='))).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('says how long it has to go without going on, and goes on when asked', async () => {
    const { browser, path } = await setup();
    await browser.get(path);
    portal.clock.nowMs += 18 * MINUTE;
    expect(await left(browser)).toBe(120);
    expect(await left(browser)).toBe(120);
    const stayed = await browser.post('/session');
    expect([stayed.status, stayed.location]).toEqual([303, '/session']);
    expect(await left(browser)).toBe(1200);
    portal.clock.nowMs += 20 * MINUTE;
    expect(await left(browser)).toBe(0);
    await browser.post('/session');
    expect(await left(browser)).toBe(0);
  });

  it('costs nothing to ask about, and pages say that it ends', async () => {
    const { browser, path } = await setup();
    const { html } = await browser.get(path);
    expect(html).toContain('you are signed out if you do nothing for 20 minutes. What you type is not lost.');
    expect(html).toContain('role="alertdialog"');
    portal.calls.length = 0;
    await browser.get('/session');
    await browser.post('/session');
    expect(portal.calls).toEqual([]);
  });

  it('never outlives another that is begun in its place', async () => {
    const { browser, path } = await setup();
    const other = await portal.report(`+4477009003${String(++numbers).padStart(2, '0')}`);
    await portal.openedBy(browser, other);
    expect((await browser.get(path)).status).toBe(303);
    await browser.post('/leave');
    expect((await browser.get(`/case/${other}`)).status).toBe(303);
  });

  it('is not read when it was changed, or was signed for something else', async () => {
    const { browser, path } = await setup();
    const { lookUp } = portal.portalCookies;
    const [, signed = ''] = /^[^=]+=([^;]+)/.exec(lookUp.make({ id: 'x' }, portal.clock.nowMs)) ?? [];
    for (const forged of [signed, 'e30.e30', '', 'x'.repeat(5000)]) {
      browser.cookies.set('__Host-opened', forged);
      expect((await browser.get(path)).status).toBe(303);
      expect(await left(browser)).toBe(0);
    }
  });
});

describe('a form sent after its session had ended', () => {
  it('is kept on a page that holds what was typed, and goes through once a code has opened the case again', async () => {
    const { reference, browser, path } = await setup();
    const form = { do: 'let-in', name: 'Bea "B" Jones', mobile: '07700 900200', as: 'family', term: 'year', basedOn: '1' };
    portal.clock.nowMs += 21 * MINUTE;
    portal.calls.length = 0;
    const kept = await browser.post(`${path}/helpers`, form);
    expect(portal.calls).toEqual([]);
    expect(kept.status).toBe(401);
    expect(kept.html).toContain('What you typed is still here: nothing was lost, and nothing was sent.');
    expect(kept.html).toContain('<input type="hidden" name="name" value="Bea &quot;B&quot; Jones">');
    expect(kept.html).toContain(`href="/find?reference=${formatReference(reference)}" target="_blank"`);
    expect(kept.html).toContain(`action="${path}/helpers"`);
    await portal.openedBy(browser, reference);
    expect((await browser.post(`${path}/helpers`, form)).location).toBe(`${path}/helpers?done=in`);
  });

  it('is kept alike for a case that does not exist', async () => {
    const nobodys = formatReference(portal.keyring.reference('nobody', 0));
    const browser = portal.browser();
    portal.calls.length = 0;
    expect((await browser.post(`/case/${nobodys}/texts`, { texts: 'all' })).status).toBe(401);
    expect(portal.calls).toEqual([]);
  });
});
