import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerMissedBin, binAnswers, openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());

/** What the table was asked while something was done. */
async function callsOf<T>(act: () => Promise<T>): Promise<[T, string[]]> {
  portal.calls.length = 0;
  const result = await act();
  return [result, [...portal.calls]];
}

describe('the way in', () => {
  it('lists every service by group, with where to call and where to look', async () => {
    const { html, status } = await portal.browser().get('/');
    expect(status).toBe(200);
    for (const path of ['/services/missed-bin', '/services/housing-benefit', '/services/blue-badge', '/find', 'tel:01632960100']) {
      expect(html).toContain(`href="${path}"`);
    }
  });

  it('finds services by the words that people use, without a read, and writes those words nowhere', async () => {
    portal.logged.length = 0;
    const [{ html, status }, calls] = await callsOf(() => portal.browser().get('/?q=Rubbish+BINS'));
    expect([status, calls]).toEqual([200, []]);
    expect(html).toContain('href="/services/missed-bin"');
    expect(html).not.toContain('href="/services/pothole"');
    expect(html).toContain('value="Rubbish BINS"');
    expect(html).toContain('<title>What we found – Northwick District Council</title>');
    expect(portal.logged.map((line) => JSON.parse(line))).toMatchObject([{ method: 'GET', route: '/', status: 200 }]);
    expect(portal.logged.join()).not.toMatch(/rubbish/i);
  });

  it('says kindly that it found nothing, and whom to ask', async () => {
    const { html, status } = await portal.browser().get(`/?q=${encodeURIComponent('<b>zzyzx')}`);
    expect(status).toBe(200);
    expect(html).toContain('We found nothing for “&lt;b&gt;zzyzx”');
    for (const path of ['tel:01632960100', '/services/general-question', '/']) expect(html).toContain(`href="${path}"`);
    const long = await portal.browser().get(`/?q=${'a'.repeat(5000)}`);
    expect(long.html).toContain(`“${'a'.repeat(100)}”`);
    expect((await portal.browser().get('/?q=+')).html).toContain('<h1 class="govuk-heading-xl">What can we help you with?</h1>');
  });

  it('lets a page be left at once that a sensitive service is on', async () => {
    expect((await portal.browser().get('/?q=racist')).html).toContain('govuk-exit-this-page');
    expect((await portal.browser().get('/?q=pothole')).html).not.toContain('govuk-exit-this-page');
  });

  it('finds in Welsh and in Arabic what is called so, and what somebody types in English', async () => {
    const welsh = await portal.browser().get('/?lang=cy&q=biniau');
    expect(welsh.html).toContain('Beth ddaethom o hyd iddo');
    expect(welsh.html).toContain('href="?q=biniau&amp;lang=ar"');
    for (const address of ['/?lang=cy&q=biniau', '/?lang=cy&q=missed+bin', `/?lang=ar&q=${encodeURIComponent('قمامة')}`, '/?q=biniau'])
      expect((await portal.browser().get(address)).html).toContain('href="/services/missed-bin"');
  });

  it('tells what a service does, needs and takes before its first question', async () => {
    const [{ html }, calls] = await callsOf(() => portal.browser().get('/services/missed-bin'));
    expect(html).toContain('We send a crew back to empty your bin.');
    expect(html).toContain('href="/apply/missed-bin/which-bin"');
    // How it is doing, read once in ten minutes for every service.
    expect(calls).toEqual(['Query']);
    const [, again] = await callsOf(() => portal.browser().get('/services/blue-badge'));
    expect(again).toEqual([]);
  });

  it('has a page of its own for a service, a question or an address that is not there', async () => {
    for (const path of [
      '/services/moon-landing',
      '/apply/moon-landing/which-bin',
      '/apply/missed-bin/moon',
      '/moon',
      '/case/K7M-Q2XX',
      '/r/nothing',
    ]) {
      const page = await portal.browser().get(path);
      expect([path, page.status]).toEqual([path, 404]);
      expect(page.html).toContain('We cannot find that page');
    }
  });
});

describe('asking', () => {
  it('goes from question to question to check answers, a redirect after each, one write for each answer', async () => {
    const browser = portal.browser();
    const locations: (string | undefined)[] = [];
    for (const [question, form] of binAnswers) {
      const [page, calls] = await callsOf(() => browser.post(`/apply/missed-bin/${question}`, form));
      expect(page.status).toBe(303);
      expect(calls).toEqual(['UpdateItem']);
      locations.push(page.location);
    }
    expect(locations).toEqual([
      '/apply/missed-bin/missed-on',
      '/apply/missed-bin/address',
      '/apply/missed-bin/anything-else',
      '/apply/missed-bin/mobile',
      '/apply/missed-bin/check',
    ]);
  });

  it('reads nothing for a first question without a cookie, and once for any question after', async () => {
    const browser = portal.browser();
    const [first, none] = await callsOf(() => browser.get('/apply/missed-bin/which-bin'));
    expect(first.html).toContain('Which bin was missed?');
    expect(none).toEqual([]);
    await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'food' });
    const [second, once] = await callsOf(() => browser.get('/apply/missed-bin/missed-on'));
    expect(second.html).toContain('What day should it have been emptied?');
    expect(second.html).toContain('href="/apply/missed-bin/which-bin" class="govuk-back-link"');
    expect(once).toEqual(['GetItem']);
  });

  it('shows a refused answer again as it was typed, with what to do, and keeps nothing', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    const typed = { 'address-line1': '12 Mill <b>Lane</b>', 'address-town': '', 'address-postcode': 'NOWHERE' };
    const [page, calls] = await callsOf(() => browser.post('/apply/missed-bin/address', typed));
    expect(page.status).toBe(400);
    expect(page.html).toContain('<title>Error: Where is the bin?');
    expect(page.html).toContain('value="12 Mill &lt;b&gt;Lane&lt;/b&gt;"');
    expect(page.html).toContain('<a href="#address-town">Enter the town or city</a>');
    expect(page.html).toContain('<a href="#address-postcode">Enter a full UK postcode, like NW1 4RP</a>');
    expect(calls).toEqual(['GetItem']);
    expect((await browser.get('/apply/missed-bin/check')).html).toContain('12 Mill Lane<br>Northwick<br>NW1 4RP');
  });

  it('leads a skipped step to the first question without an answer', async () => {
    const browser = portal.browser();
    expect((await browser.get('/apply/missed-bin/mobile')).location).toBe('/apply/missed-bin/which-bin');
    await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'food' });
    expect((await browser.get('/apply/missed-bin/mobile')).location).toBe('/apply/missed-bin/missed-on');
    expect((await browser.get('/apply/missed-bin/check')).location).toBe('/apply/missed-bin/missed-on');
    expect((await browser.post('/apply/missed-bin/mobile', { mobile: 'no' })).location).toBe('/apply/missed-bin/missed-on');
    expect((await browser.post('/apply/missed-bin/check')).location).toBe('/apply/missed-bin/missed-on');
  });

  it('goes back to check answers after a change, by way of what the change brought up', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    expect((await browser.post('/apply/missed-bin/which-bin?change=1', { 'which-bin': 'garden' })).location).toBe(
      '/apply/missed-bin/garden-paid?change=1',
    );
    expect((await browser.post('/apply/missed-bin/garden-paid?change=1', { 'garden-paid': 'yes' })).location).toBe(
      '/apply/missed-bin/check',
    );
    const { html } = await browser.get('/apply/missed-bin/check');
    expect(html).toContain('Garden waste');
    expect(html).toContain('20 November 2026');
    expect(html).toContain('07700 900123');
    expect(html).toContain('Not answered');
  });

  it('takes 10,000 characters and emoji kindly, and answers a body past the limit with a page', async () => {
    const browser = portal.browser();
    await answerMissedBin(browser);
    const long = await browser.post('/apply/missed-bin/anything-else', { 'anything-else': '🗑️'.repeat(5000) });
    expect(long.status).toBe(400);
    expect(long.html).toContain('Help for the crew must be 500 characters or fewer. You have used 10,000');
    const kept = await browser.post('/apply/missed-bin/anything-else', { 'anything-else': 'Behind the 🌳' });
    expect(kept.status).toBe(303);
    const huge = await browser.post('/apply/missed-bin/anything-else', { 'anything-else': 'x'.repeat(250_000) });
    expect(huge.status).toBe(413);
    expect((await browser.get('/apply/missed-bin/check')).html).toContain('Behind the 🌳');
  });
});

describe('who may post', () => {
  it('refuses an answer from another site, from nowhere, and round the front', async () => {
    const form = { 'which-bin': 'food' };
    const browser = portal.browser();
    expect((await browser.post('/apply/missed-bin/which-bin', form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.post('/apply/missed-bin/which-bin', form, {})).status).toBe(403);
    expect((await browser.post('/apply/missed-bin/which-bin', form, { origin: 'https://evil.example' })).html).toContain(
      'Please start from our own page',
    );
    expect(
      (await browser.post('/apply/missed-bin/which-bin', form, { 'sec-fetch-site': 'same-origin', 'x-origin-verify': 'guess' })).status,
    ).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });

  it('logs the pattern of each route and how long it took, and neither what stood in the path nor answers', async () => {
    portal.logged.length = 0;
    await answerMissedBin(portal.browser());
    await portal.browser().get('/case/K7M-Q2X1');
    await portal.browser().get('/no/such/page');
    const lines = portal.logged.map((line) => JSON.parse(line) as { route: string; durationMs: number; method: string; status: number });
    const answered = {
      message: 'answered',
      method: 'POST',
      route: '/apply/{service}/{question}',
      status: 303,
      durationMs: expect.any(Number),
    };
    expect(lines.slice(0, 5)).toEqual(Array(5).fill(expect.objectContaining(answered)));
    expect(lines.slice(5).map(({ route }) => route)).toEqual(['/case/{reference}', '$default']);
    expect(portal.logged.join('\n')).not.toMatch(/Mill|07700|missed-on|missed-bin|K7M|such/);
  });
});

describe('asking for a page without its body', () => {
  it('answers HEAD with the status and headers of GET on any page, changing nothing', async () => {
    const browser = portal.browser();
    for (const path of ['/', '/services/missed-bin', '/apply/missed-bin/which-bin', '/find', '/no/such/page']) {
      const [headed, got] = [await browser.head(path), await browser.get(path)];
      expect([path, headed.status, headed.html]).toEqual([path, got.status, '']);
    }
    expect((await browser.head('/apply/missed-bin/mobile')).location).toBe('/apply/missed-bin/which-bin');
  });
});
