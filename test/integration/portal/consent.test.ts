import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatReference, parseReference, type Reference } from '../../../shared/domain/reference.ts';
import { createHandsetStore } from '../../../shared/store/handset-store.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { answerMissedBin, type Browser, openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  browser = portal.browser();
  // A word later than those of the tests before: one number is on all their cases.
  portal.clock.nowMs += 60_000;
});

/** A case that a code has opened in this browser. */
async function openedCase(mobile: Record<string, string> = { mobile: 'yes', 'mobile-number': '07700 900123' }) {
  const resident = portal.browser();
  await answerMissedBin(resident, { mobile });
  await resident.post('/apply/missed-bin/check');
  const shown = /app-reference">([^<]+)</.exec((await resident.get('/apply/missed-bin/done')).html)?.[1] ?? '';
  const reference = parseReference(shown) as Reference;
  const cookie = portal.portalCookies.opened.make({ reference }, portal.clock.nowMs);
  browser.cookies.set('__Host-opened', cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';')));
  return { reference, path: `/case/${formatReference(reference)}/texts` };
}
const handset = () => createHandsetStore(portal.table).state(portal.keyring.handsetId('+447700900123'));
const buttons = (page: { html: string }) =>
  [...page.html.matchAll(/name="texts"[^>]*value="([^"]+)"|value="([^"]+)" name="texts"/g)].map((found) => found[1] ?? found[2]);

describe('stopping texts on the web', () => {
  it('is offered on the case page, and done for one case with one commit that holds at once', async () => {
    const { reference, path } = await openedCase();
    expect((await browser.get(`/case/${formatReference(reference)}`)).html).toContain(`href="${path}"`);
    const page = await browser.get(path);
    expect(buttons(page)).toEqual(['about-case', 'all']);
    expect(page.html).toContain('ends in 123');

    portal.calls.length = 0;
    const pressed = await browser.post(path, { texts: 'about-case' });

    expect(pressed.location).toBe(`${path}?done=about-case`);
    expect(portal.calls).toEqual(['Query', 'PutItem', 'UpdateItem']);
    expect(await handset()).toMatchObject({ stopped: false, mutes: [reference] });
    const after = await browser.get(pressed.location ?? '');
    expect(after.html).toContain('You will get no more texts about this request.');
    expect(buttons(after)).toEqual(['none', 'all']);
  });

  it('is done for all texts, and taken back', async () => {
    const { reference, path } = await openedCase();
    await browser.post(path, { texts: 'all' });
    expect(await handset()).toMatchObject({ stopped: true });
    expect(buttons(await browser.get(path))).toEqual(['none']);
    portal.clock.nowMs += 1000;
    await browser.post(path, { texts: 'none' });
    expect(await handset()).toMatchObject({ stopped: false });
    const commits = await createLogStore(portal.table).load({ kind: 'case', id: reference });
    expect(commits.slice(1).map(({ events, by }) => [events, by])).toEqual([
      [[{ type: 'textsStopped', all: true }], { kind: 'resident' }],
      [[{ type: 'textsRestarted' }], { kind: 'resident' }],
    ]);
  });

  it('is for nobody whom no code has let in', async () => {
    const { reference, path } = await openedCase();
    const stranger = portal.browser();
    expect((await stranger.get(path)).location).toBe(`/find?reference=${formatReference(reference)}`);
    expect((await stranger.post(path, { texts: 'all' })).status).toBe(401);
    expect(await createLogStore(portal.table).load({ kind: 'case', id: reference })).toHaveLength(1);
  });

  it('does nothing for a press that says nothing, and has no buttons without a number', async () => {
    const { path } = await openedCase();
    expect((await browser.post(path, { texts: 'everything' })).location).toBe(path);
    const silent = await openedCase({ mobile: 'no' });
    const page = await browser.get(silent.path);
    expect(buttons(page)).toEqual([]);
    expect(page.html).toContain('You asked for no texts about this request.');
    expect((await browser.post(silent.path, { texts: 'all' })).location).toBe(silent.path);
  });
});
