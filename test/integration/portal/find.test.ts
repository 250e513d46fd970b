import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ratingLink } from '../../../shared/domain/rating-link.ts';
import { formatReference, parseReference, type Reference } from '../../../shared/domain/reference.ts';
import { createCodeStore } from '../../../shared/store/code-store.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { createChangeCase } from '../../../shared/use-cases/change-case.ts';
import { answerMissedBin, type Browser, openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  browser = portal.browser();
});

async function openCase(): Promise<Reference> {
  const resident = portal.browser();
  await answerMissedBin(resident);
  await resident.post('/apply/missed-bin/check');
  const shown = /app-reference">([^<]+)</.exec((await resident.get('/apply/missed-bin/done')).html)?.[1] ?? '';
  return parseReference(shown) as Reference;
}

const lookUpId = (): string => {
  const [encoded = ''] = (browser.cookies.get('__Host-look-up') ?? '').split('.');
  return (JSON.parse(Buffer.from(encoded, 'base64url').toString()) as { value: { id: string } }).value.id;
};

/** What the projector and the sender of texts do with a look-up: the code is 246810. */
async function textCode(): Promise<void> {
  const id = lookUpId();
  await createCodeStore(portal.table).prepare(id, { service: 'missed-bin', codeHash: portal.keyring.secretHash(id, '246810') });
}

const changeCase = () =>
  createChangeCase({ logs: createLogStore(portal.table), catalogue: portal.catalogue, now: () => portal.clock.nowMs });

describe('Where is it?', () => {
  it('goes from the reference to the texted code to the case', async () => {
    const reference = await openCase();
    const asked = await browser.post('/find', { reference: ` ${formatReference(reference).toLowerCase().replace('-', ' ')} ` });
    expect(asked.location).toBe('/find/code');
    expect((await browser.get('/find/code')).html).toContain(formatReference(reference));
    await textCode();
    const opened = await browser.post('/find/code', { code: '246 810' });
    expect(opened.location).toBe(`/case/${formatReference(reference)}`);
    portal.calls.length = 0;
    const { html } = await browser.get(opened.location ?? '');
    expect(portal.calls).toEqual(['Query']);
    expect(html).toContain('aria-current="step">Received');
    expect(html).toContain('It is our turn. You do not need to do anything. We aim to finish by 25 November 2026.');
    expect(html).not.toContain('Mill Lane');
  });

  it('shows who must act, by when, and what an officer asked for, but no note and no internal move', async () => {
    const reference = await openCase();
    const officer = { kind: 'staff', id: 'officer' } as const;
    await changeCase()(reference, { type: 'moveStage', stage: 'with-crew', basedOn: 1 }, officer);
    await changeCase()(reference, { type: 'note', note: 'Dog in the yard' }, officer);
    await changeCase()(reference, { type: 'moveStage', stage: 'booked', basedOn: 3 }, officer);
    await browser.post('/find', { reference });
    await textCode();
    const { html } = await browser.get((await browser.post('/find/code', { code: '246810' })).location ?? '');
    expect(html).toContain('aria-current="step">A crew is coming back');
    expect(html).not.toContain('With the crew');
    expect(html).not.toContain('Dog in the yard');
    portal.clock.nowMs += 5 * 86_400_000;
    await browser.post('/find', { reference });
    await textCode();
    const late = await browser.get((await browser.post('/find/code', { code: '246810' })).location ?? '');
    expect(late.html).toContain('so this is late. We are sorry.');
  });

  it('makes the same one write and gives the same page whatever exists', async () => {
    const known = await openCase();
    const pages: string[] = [];
    for (const reference of [known, portal.keyring.reference('nobody', 0)]) {
      const other = portal.browser();
      portal.calls.length = 0;
      await other.post('/find', { reference });
      expect(portal.calls).toEqual(['PutItem']);
      pages.push((await other.get('/find/code')).html.replaceAll(formatReference(reference), 'REF'));
    }
    expect(pages[0]).toBe(pages[1]);
  });

  it('tells everybody whose code did not come what to do if they texted STOP', async () => {
    for (const reference of [await openCase(), portal.keyring.reference('nobody', 0)]) {
      const other = portal.browser();
      await other.post('/find', { reference });
      expect((await other.get('/find/code')).html).toContain('If you texted STOP to us, text START first, or call us on 01632 960100.');
    }
  });

  it('explains a reference that is none', async () => {
    expect((await browser.post('/find', { reference: '' })).html).toContain('Enter your reference');
    const wrong = await browser.post('/find', { reference: 'K7M-Q2XZ<' });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('Check your reference');
    expect(wrong.html).toContain('value="K7M-Q2XZ&lt;"');
  });

  it('counts wrong codes down, shuts after five, and lets no right one through then', async () => {
    const reference = await openCase();
    await browser.post('/find', { reference });
    await textCode();
    expect((await browser.post('/find/code', { code: '' })).html).toContain('Enter the code from the text');
    expect((await browser.post('/find/code', { code: '111111' })).html).toContain('You can try 4 more times');
    for (const code of ['222222', '333333']) await browser.post('/find/code', { code });
    expect((await browser.post('/find/code', { code: '444444' })).html).toContain('You can try 1 more time');
    expect((await browser.post('/find/code', { code: '555555' })).html).toContain('That was too many tries');
    expect((await browser.post('/find/code', { code: '246810' })).html).toContain('That was too many tries');
  });

  it('says when a code is still on its way, and when it is too old', async () => {
    const reference = await openCase();
    await browser.post('/find', { reference });
    expect((await browser.post('/find/code', { code: '246810' })).html).toContain('still on its way');
    await textCode();
    portal.clock.nowMs += 11 * 60_000;
    expect((await browser.post('/find/code', { code: '246810' })).html).toContain('That code is too old');
  });

  it('opens one case and no other, for 20 minutes after it was last used', async () => {
    const [reference, other] = [await openCase(), await openCase()];
    await browser.post('/find', { reference });
    await textCode();
    await browser.post('/find/code', { code: '246810' });
    expect((await browser.get(`/case/${reference}`)).status).toBe(200);
    expect((await browser.get(`/case/${other}`)).location).toBe(`/find?reference=${formatReference(other)}`);
    for (const minutes of [19, 19, 19]) {
      portal.clock.nowMs += minutes * 60_000;
      expect((await browser.get(`/case/${reference}`)).status).toBe(200);
    }
    portal.clock.nowMs += 20 * 60_000;
    expect((await browser.get(`/case/${reference}`)).location).toBe(`/find?reference=${formatReference(reference)}`);
  });
});

describe('rating', () => {
  const link = (reference: Reference) => ratingLink('', portal.keyring, { kind: 'case', id: reference });

  it('records nothing when the link is opened, and one press with one read and one write', async () => {
    const reference = await openCase();
    await changeCase()(reference, { type: 'complete', basedOn: 1 }, { kind: 'staff', id: 'officer' });
    const path = link(reference);
    portal.calls.length = 0;
    const page = await browser.get(path);
    expect(page.html.match(/name="score"/g)).toHaveLength(5);
    expect(portal.calls).toEqual([]);
    const pressed = await browser.post(path, { score: '4' });
    expect(portal.calls).toEqual(['Query', 'PutItem']);
    expect((await browser.get(pressed.location ?? '')).html).toContain('Thank you');
    expect((await portal.loadCase(reference))?.state.rating).toMatchObject({ score: 4, via: 'link' });
    await browser.post(path, { score: '2' });
    expect((await portal.loadCase(reference))?.state.rating?.score).toBe(2);
  });

  it('keeps no score that is not 1 to 5, none before the end, and none for a forged link', async () => {
    const reference = await openCase();
    const path = link(reference);
    expect((await browser.post(path, { score: '5' })).html).toContain('too soon');
    for (const score of ['0', '6', '4.5', 'five', '']) expect((await browser.post(path, { score })).status).toBe(400);
    expect((await browser.post(`${path.slice(0, -6)}AAAAAA`, { score: '5' })).status).toBe(404);
    expect((await portal.loadCase(reference))?.state.rating).toBeUndefined();
  });
});
