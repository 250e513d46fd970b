import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseReference, type Reference } from '../../../shared/domain/reference.ts';
import { draftCookie } from '../../../shared/edge/draft-cookie.ts';
import { answerMissedBin, type Browser, openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());

const shownReference = (html: string): Reference => {
  const reference = parseReference(/app-reference">([^<]+)</.exec(html)?.[1] ?? '');
  if (!reference) throw new Error('no reference was shown');
  return reference;
};
const shownWord = (html: string): string => /app-look-up-word">([^<]+)</.exec(html)?.[1] ?? '';

/** What the projector does on the first commit of a case. */
async function markSent(browser: Browser, reference: Reference): Promise<void> {
  const session = draftCookie.read(browser.cookies, portal.keyring, portal.clock.nowMs);
  if (!session) throw new Error('no session was begun');
  const place = { sessionHash: draftCookie.hash(portal.keyring, session), service: 'missed-bin' };
  const draft = await portal.drafts.load(place, portal.clock.nowMs);
  await portal.drafts.markSent(place, draft?.id ?? '', reference, portal.clock.nowMs);
}

describe('sending', () => {
  it('opens a case with one read and one write, and shows its reference without a call', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    portal.calls.length = 0;
    const sent = await browser.post('/apply/missed-bin/check');
    expect([sent.status, sent.location]).toEqual([303, '/apply/missed-bin/done']);
    expect(portal.calls).toEqual(['GetItem', 'PutItem']);
    portal.calls.length = 0;
    const { html } = await browser.get('/apply/missed-bin/done');
    expect(portal.calls).toEqual([]);
    expect(html).toMatch(/app-reference">[0-9A-Z]{3}-[0-9A-Z]{4}</);
    expect(html).toContain('We will text you now');
    expect(html).not.toContain('app-look-up-word');
    expect(html).toContain('We aim to finish by 25 November 2026.');
    const found = await portal.loadCase(shownReference(html));
    expect(found?.state).toMatchObject({
      service: 'missed-bin',
      channel: 'web',
      assisted: false,
      mobile: '+447700900123',
      stage: 'received',
    });
  });

  it('gives two words to look it up with to who wants no texts', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser, { mobile: { mobile: 'no' } });
    await browser.post('/apply/missed-bin/check');
    const { html } = await browser.get('/apply/missed-bin/done');
    expect(shownWord(html)).toMatch(/^[a-z]+-[a-z]+$/);
    expect(html).not.toContain('We will text you now');
  });

  it('meets itself on a double press, and says so when the answers were changed in between', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    await browser.post('/apply/missed-bin/check');
    const first = (await browser.get('/apply/missed-bin/done')).html;
    await browser.post('/apply/missed-bin/check');
    const second = (await browser.get('/apply/missed-bin/done')).html;
    expect(shownReference(second)).toBe(shownReference(first));
    expect(second).not.toContain('You already sent this');
    await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'rubbish' });
    await browser.post('/apply/missed-bin/check');
    const third = (await browser.get('/apply/missed-bin/done')).html;
    expect(shownReference(third)).toBe(shownReference(first));
    expect(third).toContain('You already sent this');
  });

  it('begins anew after it was sent, and keeps no late change through the back button', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    await browser.post('/apply/missed-bin/check');
    const reference = shownReference((await browser.get('/apply/missed-bin/done')).html);
    await markSent(browser, reference);
    expect((await browser.get('/apply/missed-bin/check')).location).toBe('/apply/missed-bin/done');
    const late = await browser.post('/apply/missed-bin/address', {
      'address-line1': '1 High St',
      'address-town': 'Northwick',
      'address-postcode': 'NW1 4RP',
    });
    expect([late.status, late.html.includes('You have already sent this')]).toEqual([409, true]);
    expect((await browser.get('/apply/missed-bin/which-bin')).html).not.toContain(' checked');
    await answerMissedBin(browser, { 'which-bin': { 'which-bin': 'rubbish' } });
    await browser.post('/apply/missed-bin/check');
    expect(shownReference((await browser.get('/apply/missed-bin/done')).html)).not.toBe(reference);
  });

  it('asks for the reference where there is nothing to confirm', async () => {
    const browser = portal.browser();
    expect((await browser.get('/apply/missed-bin/done')).location).toBe('/find');
    browser.cookies.set('__Host-done', 'forged.signature');
    expect((await browser.get('/apply/missed-bin/done')).location).toBe('/find');
    expect((await browser.post('/apply/missed-bin/check')).location).toBe('/services/missed-bin');
  });
});
