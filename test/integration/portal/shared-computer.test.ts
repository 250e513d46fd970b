import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerMissedBin, draftOf, openPortal, type Page, type Portal } from './portal-browser.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());

const HOUR = 3_600_000;
const MINUTE = 60_000;
const cookieLine = (page: Page, name: string) => page.cookies.find((line) => line.startsWith(`${name}=`)) ?? 'no such cookie';

describe('a computer that others use', () => {
  it('forgets answers and confirmation when the browser is closed: their cookies name no time', async () => {
    const browser = portal.browser();
    const answered = await answerMissedBin(browser);
    expect(cookieLine(answered, '__Host-draft')).toMatch(/^__Host-draft=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const sent = await browser.post('/apply/missed-bin/check');
    expect(cookieLine(sent, '__Host-done')).toMatch(/^__Host-done=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('shows no answers after four hours without one, and each answer begins them again', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    portal.clock.nowMs += 3 * HOUR;
    await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'rubbish' });
    portal.clock.nowMs += 4 * HOUR - MINUTE;
    expect((await browser.get('/apply/missed-bin/check')).html).toContain('12 Mill Lane');
    portal.clock.nowMs += MINUTE;
    expect((await browser.get('/apply/missed-bin/check')).location).toBe('/services/missed-bin');
  });

  it('shows the look-up word for 30 minutes, and no longer by sending again', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser, { mobile: { mobile: 'no' } });
    await browser.post('/apply/missed-bin/check');
    portal.clock.nowMs += 30 * MINUTE - 1;
    expect((await browser.get('/apply/missed-bin/done')).html).toContain('app-look-up-word');
    portal.clock.nowMs += 1;
    for (let again = 0; again < 2; again++) {
      const { html } = await browser.get('/apply/missed-bin/done');
      expect(html).not.toContain('app-look-up-word');
      expect(html).toContain('We cannot show them again. If you do not have them, call us on 01632 960100.');
      expect(html).not.toContain('We will text you now');
      await browser.post('/apply/missed-bin/check');
    }
  });

  it('shows neither confirmation nor look-up to whoever comes after “Sign out”', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser, { mobile: { mobile: 'no' } });
    await browser.post('/apply/missed-bin/check');
    expect((await browser.get('/apply/missed-bin/done')).html).toContain('app-look-up-word');
    await browser.post('/find', { reference: 'K7MQ2XW' });
    await browser.post('/leave');
    expect((await browser.get('/apply/missed-bin/done')).location).toBe('/find');
    expect((await browser.get('/find/code')).location).toBe('/find');
  });

  it('shows what was typed and not sent to nobody who comes after “Sign out”', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    expect((await browser.get('/apply/missed-bin/check')).status).toBe(200);
    await browser.post('/leave');
    expect((await browser.get('/apply/missed-bin/check')).location).toBe('/services/missed-bin');
  });

  it('shows the confirmation for four hours at most', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    await browser.post('/apply/missed-bin/check');
    portal.clock.nowMs += 4 * HOUR;
    expect((await browser.get('/apply/missed-bin/done')).location).toBe('/find');
  });

  it('is where people are asked to write it down and close the browser', async () => {
    const [texted, worded] = [portal.browser(), portal.browser()];
    await answerMissedBin(texted);
    await texted.post('/apply/missed-bin/check');
    expect((await texted.get('/apply/missed-bin/done')).html).toContain('Write down your reference. Then close the browser');
    await answerMissedBin(worded, { mobile: { mobile: 'no' } });
    await worded.post('/apply/missed-bin/check');
    expect((await worded.get('/apply/missed-bin/done')).html).toContain(
      'Write down your reference and your two words. Then close the browser',
    );
    expect((await worded.get('/services/missed-bin')).html).toContain('only until you close the browser');
  });
});

describe('an answer whose draft is gone', () => {
  it('is met by a page that says so and shows what was typed, not that it was sent', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    const page = await browser.get('/apply/missed-bin/anything-else');
    portal.clock.nowMs += 5 * HOUR;
    const late = await browser.post('/apply/missed-bin/anything-else', { _draft: draftOf(page), 'anything-else': 'Behind the <gate>' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('We no longer have these answers');
    expect(late.html).toContain('Behind the &lt;gate&gt;');
    expect(late.html).toContain('href="/services/missed-bin"');
    expect(late.html).not.toContain('already sent');
  });

  it('is met by the same page when its draft expired while another kept the session open', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    const page = await browser.get('/apply/missed-bin/anything-else');
    portal.clock.nowMs += 3 * HOUR;
    await browser.post('/apply/blue-badge/full-name', { _draft: '', 'full-name': 'Sam Reed' });
    portal.clock.nowMs += 2 * HOUR;
    const late = await browser.post('/apply/missed-bin/anything-else', { _draft: draftOf(page), 'anything-else': 'Behind the gate' });
    expect([late.status, late.html.includes('We no longer have these answers')]).toEqual([409, true]);
    expect((await browser.post('/apply/missed-bin/which-bin', { _draft: '', 'which-bin': 'food' })).status).toBe(303);
    expect((await browser.get('/apply/missed-bin/check')).location).toBe('/apply/missed-bin/missed-on');
  });

  it('cannot be sent, and the page says so', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    const page = await browser.get('/apply/missed-bin/check');
    portal.clock.nowMs += 5 * HOUR;
    const late = await browser.post('/apply/missed-bin/check', { _draft: draftOf(page) });
    expect([late.status, late.html.includes('We no longer have these answers')]).toEqual([409, true]);
  });
});
