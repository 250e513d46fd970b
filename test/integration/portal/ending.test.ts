import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../shared/catalogue/index.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { draftOf, openPortal, type Portal } from './portal-browser.ts';

const catalogue = createCatalogue([
  {
    ...missedBin,
    endings: [
      {
        id: 'unpaid',
        kind: 'not-eligible',
        when: { question: 'garden-paid', is: 'no' },
        title: 'You have not paid for garden waste',
        says: ['We empty garden bins that are paid for.'],
        instead: [{ text: 'Pay for garden waste', href: '/services/garden-waste' }],
      },
      {
        id: 'danger',
        kind: 'safeguarding',
        when: { question: 'which-bin', is: 'food' },
        title: 'Who can help now',
        says: ['Call one of these.'],
        numbers: [{ name: 'Helpline', phone: '0808 2000 247', hours: 'Day and night' }],
        flag: 'They may be in danger. Call them today.',
      },
    ],
  },
]);

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal({ catalogue });
});
afterAll(() => portal.stop());

describe('an ending', () => {
  it('tells who cannot get it why and what there is instead, for one read, counts it, and lets nothing be sent past it', async () => {
    const browser = portal.browser();
    await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'garden', _draft: '' });
    const page = await browser.get('/apply/missed-bin/garden-paid');
    const next = await browser.post('/apply/missed-bin/garden-paid', { 'garden-paid': 'no', _draft: draftOf(page) });
    expect(next.location).toBe('/apply/missed-bin/ending/unpaid');
    portal.calls.length = 0;
    const { html } = await browser.get('/apply/missed-bin/ending/unpaid');
    // Two facts, and the mark of their slice.
    expect(portal.calls).toEqual(['GetItem', 'PutItem', 'PutItem', 'PutItem']);
    expect(html).toContain('You have not paid for garden waste');
    expect(html).toContain('href="/services/garden-waste"');
    expect(html).toContain('href="/apply/missed-bin/garden-paid" class="govuk-back-link"');
    for (const past of ['missed-on', 'check'])
      expect((await browser.get(`/apply/missed-bin/${past}`)).location).toBe('/apply/missed-bin/ending/unpaid');
    expect((await browser.post('/apply/missed-bin/check', { _draft: draftOf(page) })).location).toBe('/apply/missed-bin/ending/unpaid');
    await browser.post('/apply/missed-bin/garden-paid', { 'garden-paid': 'yes', _draft: draftOf(page) });
    expect((await browser.get('/apply/missed-bin/ending/unpaid')).location).toBe('/apply/missed-bin/missed-on');
  });

  it('gives somebody in danger numbers to call, and the way on', async () => {
    const browser = portal.browser();
    const next = await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'food', _draft: '' });
    expect(next.location).toBe('/apply/missed-bin/ending/danger');
    const { html } = await browser.get('/apply/missed-bin/ending/danger');
    expect(html).toContain('href="tel:08082000247"');
    expect(html).toMatch(/href="\/apply\/missed-bin\/missed-on"[^>]*>\s*Go on with the form/);
    expect((await browser.get('/apply/missed-bin/missed-on')).status).toBe(200);
  });

  it('gives them first to who saves the form for later, and the way to that', async () => {
    const browser = portal.browser();
    const pressed = await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'food', _draft: '', _do: 'save' });
    expect(pressed.location).toBe('/apply/missed-bin/ending/danger?save=1');
    const { html } = await browser.get(pressed.location ?? '');
    expect(html).toContain('href="tel:08082000247"');
    expect(html).toMatch(/href="\/apply\/missed-bin\/save"[^>]*>\s*Save and come back later/);
    const other = portal.browser();
    const rubbish = await other.post('/apply/missed-bin/which-bin', { 'which-bin': 'rubbish', _draft: '', _do: 'save' });
    expect(rubbish.location).toBe('/apply/missed-bin/save');
  });

  it('is nobody’s without the answers that lead to it', async () => {
    expect((await portal.browser().get('/apply/missed-bin/ending/danger')).location).toBe('/services/missed-bin');
    expect((await portal.browser().get('/apply/missed-bin/ending/other')).status).toBe(404);
  });
});
