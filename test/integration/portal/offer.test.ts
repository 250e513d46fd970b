import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '../../../shared/domain/question.ts';
import type { Option } from '../../../shared/domain/question-parts.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { words } from '../../support/words.ts';
import { type Browser, draftOf, type Form } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());

const answers = (photo: 'yes' | 'no'): [string, Form][] => [
  ['where', { 'where-describe': 'The wall of the shop on Station Road' }],
  ['on-what', { 'on-what': 'shop' }],
  ['offensive', { offensive: 'no' }],
  ['photo', { photo }],
  ['mobile', { mobile: 'yes', 'mobile-number': '07700 900123' }],
];

/** Reports graffiti to its confirmation. */
async function sent(browser: Browser, photo: 'yes' | 'no'): Promise<{ reference: Reference; html: string }> {
  await browser.get('/apply/graffiti/where');
  let at: string | undefined = '/apply/graffiti/where';
  const given = Object.fromEntries(answers(photo));
  const service = portal.catalogue.get('graffiti');
  for (let pages = 0; at && !at.endsWith('/check') && pages < 12; pages++) {
    const id: string = at.split('/').at(-1) ?? '';
    const question: Question | undefined = service?.questions.find((each) => each.id === id);
    const options: readonly Option[] = question && 'options' in question ? question.options : [];
    const form: Form = options.length > 0 ? { [id]: options[0]?.value ?? '' } : (given[id] ?? { [id]: 'no' });
    at = (await browser.post(at, { _draft: draftOf(await browser.get(at)), ...form })).location;
  }
  const done = await browser.post('/apply/graffiti/check', { _draft: draftOf(await browser.get('/apply/graffiti/check')) });
  const page = await browser.get(done.location ?? '');
  const [, reference = ''] = /app-reference">([^<]+)</.exec(page.html) ?? [];
  return { reference: reference.replace('-', '') as Reference, html: page.html };
}
const sendHref = (html: string) => /href="(\/case\/[^"]+\/evidence\/[^"]+)"/.exec(html)?.[1];

describe('somebody who has a photo to send', () => {
  it('sends it from the confirmation, without a code, and sees nothing else of the case', async () => {
    const browser = portal.browser();
    const { reference, html } = await sent(browser, 'yes');
    expect(words(html)).toContain('Send your photo or file now');
    const href = sendHref(html) ?? '';
    expect(href).toMatch(/^\/case\/[^/]+\/evidence\/1-1$/);
    const page = await browser.get(href);
    expect([page.status, page.html.includes('https://evidence.example')]).toEqual([200, true]);
    expect(words(page.html)).toContain('Photo You said that you have this. It helps us, but you need not send it.');
    expect(page.html).toContain('href="/apply/graffiti/done"');
    const [, key = ''] = /name="key" value="([^"]+)"/.exec(page.html) ?? [];
    const back = await browser.get(`${href}/sent?bucket=evidence&key=${encodeURIComponent(key)}&etag=x`);
    expect(back.location).toBe(`${href}?sent=${key.replace('arriving/', '')}`);
    for (const other of [
      `/case/${reference}`,
      `/case/${reference}/evidence`,
      `/case/${reference}/evidence/1-2`,
      `/case/${reference}/your-data`,
    ])
      expect((await browser.get(other)).location).toMatch(/^\/find\?reference=/);
  });

  it('needs a code in any other browser, and here after half an hour', async () => {
    const browser = portal.browser();
    const { html } = await sent(browser, 'yes');
    const href = sendHref(html) ?? '';
    expect((await portal.browser().get(href)).location).toMatch(/^\/find\?reference=/);
    portal.clock.nowMs += 31 * 60_000;
    expect((await browser.get(href)).location).toMatch(/^\/find\?reference=/);
    expect(sendHref((await browser.get('/apply/graffiti/done')).html)).toBeUndefined();
    portal.clock.nowMs -= 31 * 60_000;
  });

  it('is waited for by nobody: no text asks for it, no date is set, and it is not asked for once the case goes on', async () => {
    const { reference } = await sent(portal.browser(), 'yes');
    await portal.projectLatest(reference);
    const kept = await portal.partition(`CASE#${reference}`);
    expect(kept.filter(({ sk }) => /^(DEADLINE|TEXT#000001#reminder)/.test(String(sk)))).toEqual([]);
    expect(kept.find(({ sk }) => sk === 'SUMMARY')).not.toHaveProperty('allIn');
    const state = (await portal.loadCase(reference))?.state;
    expect(state?.evidence?.items).toEqual([{ id: '1-1', instruction: 'Photo', state: 'offered', offered: true, files: [] }]);
    const by = { kind: 'staff', id: 'officer-1' } as const;
    const file = { type: 'keepFile', item: '1-1', file: 'f1', media: 'image/jpeg', bytes: 5 } as const;
    expect((await portal.changeCase(reference, file, { kind: 'system' })).kind).toBe('changed');
    expect((await portal.loadCase(reference))?.state.evidence?.items[0]).toMatchObject({ state: 'in', offered: true });
    const other = await sent(portal.browser(), 'yes');
    await portal.changeCase(other.reference, { type: 'complete', basedOn: 1 }, by);
    expect((await portal.loadCase(other.reference))?.state.evidence).toMatchObject({ open: false, items: [{ state: 'not-needed' }] });
  });

  it('is offered nothing when they have none', async () => {
    const { reference, html } = await sent(portal.browser(), 'no');
    expect(html).not.toContain('/evidence/');
    expect((await portal.loadCase(reference))?.state.evidence).toBeUndefined();
  });
});
