import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../../shared/domain/case.ts';
import { parseReference, type Reference } from '../../../shared/domain/reference.ts';
import { draftCookie } from '../../../shared/edge/draft-cookie.ts';
import { createBeginAssisted } from '../../../shared/use-cases/begin-assisted.ts';
import { type Browser, binAnswers, draftOf, type Form, openPortal, type Page, type Portal } from './portal-browser.ts';

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  browser = portal.browser();
});

const now = () => portal.clock.nowMs;

/** What the console does when an adviser begins a form for somebody. */
async function beginAssisted(service: string, channel: Channel = 'telephone'): Promise<void> {
  const session = draftCookie.newSession({ channel, by: 'amal', service });
  const begin = createBeginAssisted({ drafts: portal.drafts, newId: () => crypto.randomUUID(), now });
  await begin({ sessionHash: draftCookie.hash(portal.keyring, session), service }, { channel, by: 'amal' });
  const [pair = ''] = draftCookie.make(session, portal.keyring, now()).split(';');
  browser.cookies.set('__Host-draft', pair.slice(pair.indexOf('=') + 1));
}

/** Answers from the page as it stands, as a browser does. */
async function answer(question: string, form: Form, page?: Page): Promise<Page> {
  const path = `/apply/missed-bin/${question}`;
  return browser.post(path, { ...form, _draft: draftOf(page ?? (await browser.get(path))) });
}
async function answerAll(): Promise<Page> {
  for (const [question, form] of binAnswers) await answer(question, form);
  return browser.get('/apply/missed-bin/check');
}
const send = (check: Page): Promise<Page> => browser.post('/apply/missed-bin/check', { _draft: draftOf(check) });
async function confirmed(): Promise<{ html: string; reference: Reference }> {
  const { html } = await browser.get('/apply/missed-bin/done');
  return { html, reference: parseReference(/app-reference">([^<]+)</.exec(html)?.[1] ?? '') as Reference };
}
const opened = async (reference: Reference) => (await portal.loadCase(reference))?.state;

describe('a form that an adviser fills', () => {
  it('counts on the adviser’s channel, ends when it is sent, and leads back to the staff pages', async () => {
    await beginAssisted('missed-bin');
    await send(await answerAll());
    const { html, reference } = await confirmed();
    expect(await opened(reference)).toMatchObject({ channel: 'telephone', assisted: true });
    expect(html).toContain('href="/console"');
    expect(html).not.toContain('close the browser');
    expect(browser.cookies.has('__Host-draft')).toBe(false);
  });

  it('costs as much as any other: one read a page, one write an answer, one read and one write to send', async () => {
    await beginAssisted('missed-bin');
    for (const [question, form] of binAnswers) {
      portal.calls.length = 0;
      const page = await browser.get(`/apply/missed-bin/${question}`);
      expect(portal.calls).toEqual(['GetItem']);
      await answer(question, form, page);
      expect(portal.calls).toEqual(['GetItem', 'UpdateItem']);
    }
    const check = await browser.get('/apply/missed-bin/check');
    portal.calls.length = 0;
    await send(check);
    expect(portal.calls).toEqual(['GetItem', 'PutItem']);
  });

  it('never becomes a resident’s own by the back button after it was sent', async () => {
    await beginAssisted('missed-bin');
    const first = await browser.get('/apply/missed-bin/which-bin');
    const check = await answerAll();
    await send(check);
    const { reference } = await confirmed();
    const again = await answer('which-bin', { 'which-bin': 'rubbish' }, first);
    expect([again.status, again.html.includes('You have already sent this')]).toEqual([409, true]);
    expect(browser.cookies.has('__Host-draft')).toBe(false);
    expect((await send(check)).location).toBe('/apply/missed-bin/done');
    expect((await confirmed()).reference).toBe(reference);
  });

  it('stays the adviser’s for every other service that is opened meanwhile, and after that one was sent', async () => {
    await beginAssisted('blue-badge', 'face-to-face');
    const references: Reference[] = [];
    for (let times = 0; times < 2; times++) {
      const check = await answerAll();
      await send(check);
      const { reference } = await confirmed();
      expect(await opened(reference)).toMatchObject({ service: 'missed-bin', channel: 'face-to-face', assisted: true });
      references.push(reference);
      const session = draftCookie.read(browser.cookies, portal.keyring, now());
      if (!session) throw new Error('the session ended');
      const place = { sessionHash: draftCookie.hash(portal.keyring, session), service: 'missed-bin' };
      await portal.drafts.markSent(place, draftOf(check), reference, now());
    }
    expect(new Set(references).size).toBe(2);
    expect((await browser.get('/apply/blue-badge/who-for')).status).toBe(200);
  });

  it('takes no answer from the page of another resident’s form, and shows what was typed on it', async () => {
    await beginAssisted('missed-bin');
    const pageOfA = await browser.get('/apply/missed-bin/which-bin');
    await beginAssisted('missed-bin');
    await answer('which-bin', { 'which-bin': 'food' });
    const refused = await answer('which-bin', { 'which-bin': 'rubbish' }, pageOfA);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Another form is open now');
    expect(refused.html).toContain('What you just typed, to copy');
    expect(refused.html).toContain('Rubbish');
    expect((await browser.get('/apply/missed-bin/which-bin')).html).toMatch(/value="food" checked/);
  });

  it('takes no first answer from a page of another resident’s session, or of no session', async () => {
    const pageOfNobody = await browser.get('/apply/missed-bin/which-bin');
    await beginAssisted('blue-badge');
    const pageOfA = await browser.get('/apply/missed-bin/which-bin');
    await beginAssisted('blue-badge');
    for (const page of [pageOfNobody, pageOfA]) expect((await answer('which-bin', { 'which-bin': 'food' }, page)).status).toBe(409);
    expect((await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'food' })).status).toBe(409);
    expect((await browser.get('/apply/missed-bin/missed-on')).location).toBe('/apply/missed-bin/which-bin');
  });

  it('is not sent from the check page of another resident’s form', async () => {
    await beginAssisted('missed-bin');
    const checkOfA = await answerAll();
    await beginAssisted('missed-bin');
    await answerAll();
    portal.calls.length = 0;
    const refused = await send(checkOfA);
    expect([refused.status, refused.html.includes('Another form is open now')]).toEqual([409, true]);
    expect(portal.calls).toEqual(['GetItem']);
  });

  it('keeps saying whose it is when an answer is refused', async () => {
    await beginAssisted('missed-bin');
    const pageOfA = await browser.get('/apply/missed-bin/which-bin');
    await beginAssisted('missed-bin');
    const wrong = await answer('which-bin', {}, pageOfA);
    expect([wrong.status, draftOf(wrong)]).toEqual([400, draftOf(pageOfA)]);
    expect((await answer('which-bin', { 'which-bin': 'rubbish' }, wrong)).status).toBe(409);
  });
});

describe('a resident’s own form', () => {
  it('may begin in two tabs at once, a service in each', async () => {
    const other = await browser.get('/apply/blue-badge/who-for');
    await answer('which-bin', { 'which-bin': 'food' });
    expect((await browser.post('/apply/blue-badge/who-for', { _draft: draftOf(other), 'who-for': 'self' })).status).toBe(303);
  });

  it('meets itself when the first answer is pressed twice', async () => {
    await browser.post('/apply/blue-badge/who-for', { _draft: '', 'who-for': 'self' });
    const page = await browser.get('/apply/missed-bin/which-bin');
    const pressed = await Promise.all([1, 2, 3].map(() => answer('which-bin', { 'which-bin': 'food' }, page)));
    expect(pressed.map(({ status, location }) => [status, location])).toEqual(Array(3).fill([303, '/apply/missed-bin/missed-on']));
  });

  it('keeps what it has when a page from before it began gives another first answer', async () => {
    const page = await browser.get('/apply/missed-bin/which-bin');
    await answer('which-bin', { 'which-bin': 'food' });
    const stale = await answer('which-bin', { 'which-bin': 'rubbish' }, page);
    expect([stale.status, stale.html.includes('Rubbish')]).toEqual([409, true]);
    expect((await browser.get('/apply/missed-bin/which-bin')).html).toMatch(/value="food" checked/);
  });

  it('begins again after it was sent, from the page that then asks the first question', async () => {
    const check = await answerAll();
    await send(check);
    const { reference } = await confirmed();
    const session = draftCookie.read(browser.cookies, portal.keyring, now());
    if (!session) throw new Error('the session ended');
    const place = { sessionHash: draftCookie.hash(portal.keyring, session), service: 'missed-bin' };
    await portal.drafts.markSent(place, draftOf(check), reference, now());
    expect(draftOf(await browser.get('/apply/missed-bin/which-bin'))).toBe('');
    await send(await answerAll());
    const next = await confirmed();
    expect(next.reference).not.toBe(reference);
    expect(await opened(next.reference)).toMatchObject({ channel: 'web', assisted: false });
  });
});
