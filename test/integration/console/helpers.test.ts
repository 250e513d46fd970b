import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createLookStore } from '../../../shared/store/look-store.ts';
import { benefitsOfficer, type Console, claimAnswers, environmentOfficer, openConsole, words } from './console-browser.ts';

let front: Console;
beforeAll(async () => {
  front = await openConsole();
});
afterAll(() => front.stop());

const bea = { do: 'let-in', name: 'Bea Jones', mobile: '07700 900200', as: 'adviser', term: 'three-months', upload: 'yes' };
async function setup() {
  const reference = await front.openCase('housing-benefit', claimAnswers);
  const officer = front.browser(benefitsOfficer);
  const page = `/console/cases/${reference}/helpers`;
  return { reference, officer, page };
}
const nonceOf = (html: string) => /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? '';
const helpers = async (reference: Reference) => (await front.readCaseFile(reference))?.state.helpers;

describe('staff', () => {
  it('let somebody in for the resident, see who is in and when they looked, and take them out', async () => {
    const { reference, officer, page } = await setup();
    expect(words((await officer.get(`/console/cases/${reference}`)).html)).toContain('Can see it too Nobody else');
    const nonce = nonceOf((await officer.get(page)).html);
    for (const press of [1, 2]) expect([press, (await officer.post(page, { ...bea, nonce })).location]).toEqual([press, `${page}?done=in`]);
    expect(await helpers(reference)).toMatchObject([{ id: '2', name: 'Bea Jones', letInBy: { kind: 'staff', name: 'Bryn Davies' } }]);
    await createLookStore(front.table).keep(reference, { day: '2026-11-24', helper: '2' });
    front.calls.length = 0;
    const shown = words((await officer.get(`${page}?done=in`)).html);
    expect(front.calls).toEqual(['Query']);
    expect(shown).toContain('They are in. A text is on its way to them.');
    expect(shown).toContain('Bea Jones adviser, can look, and send what we ask for Until 23 February 2027');
    expect(shown).toContain('07700 900200. Let in 23 November 2026 at 10:00am by Bryn Davies Looked on 24 November');
    const casePage = words((await officer.get(`/console/cases/${reference}`)).html);
    expect(casePage).toContain('Can see it too Bea Jones, adviser');
    expect(casePage).toContain('Somebody was let in to see it');
    await officer.post(page, { do: 'take-out', helper: '2', nonce });
    const after = words((await officer.get(page)).html);
    expect(after).toContain('Nobody else');
    expect(after).toContain('Bea Jones. Taken out 23 November 2026 at 10:00am');
  });

  it('are told what is wrong, with what they typed', async () => {
    const { officer, page } = await setup();
    const wrong = await officer.post(page, { ...bea, mobile: '07700 900123' });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('That is the number this request was asked from.');
    expect(wrong.html).toContain('value="Bea Jones"');
  });

  it('find nobody on a case that was erased, as on one that is not there', async () => {
    const { reference, officer, page } = await setup();
    await officer.post(page, { ...bea, nonce: nonceOf((await officer.get(page)).html) });
    const log = { kind: 'case', id: reference } as const;
    const at = '2026-11-23T10:00:00.000Z';
    const events = [{ type: 'erased' as const, because: 'kept-long-enough' as const }];
    await front.logs.append({ log, sequence: 3, at, by: { kind: 'system' }, events, personal: {} });
    const gone = await officer.get(page);
    expect(gone.status).toBe(404);
    expect(gone.html).toBe((await officer.get('/console/cases/K7MQ2X1/helpers')).html);
  });

  it('of another team see and do nothing of it', async () => {
    const { reference, page } = await setup();
    const other = front.browser(environmentOfficer);
    expect((await other.get(page)).status).toBe(403);
    expect((await other.post(page, bea)).status).toBe(403);
    expect(await helpers(reference)).toEqual([]);
    expect((await other.get('/console/cases/K7MQ2X1/helpers')).status).toBe(404);
  });
});

describe('a staff session', () => {
  const left = async (officer: ReturnType<Console['browser']>) =>
    (JSON.parse((await officer.get('/console/session')).html) as { secondsLeft: number }).secondsLeft;

  it('says how long it has to go without going on, and goes on when asked', async () => {
    const { officer } = await setup();
    front.clock.nowMs += 18 * 60_000;
    expect([await left(officer), await left(officer)]).toEqual([120, 120]);
    expect((await officer.post('/console/session')).location).toBe('/console/session');
    expect(await left(officer)).toBe(1200);
    front.clock.nowMs += 20 * 60_000;
    expect(await left(officer)).toBe(0);
  });

  it('keeps what was typed into a form that was sent after it had ended', async () => {
    const { officer, page, reference } = await setup();
    front.clock.nowMs += 21 * 60_000;
    const kept = await officer.post(page, bea);
    expect(kept.status).toBe(401);
    expect(kept.html).toContain('<input type="hidden" name="name" value="Bea Jones">');
    expect(await helpers(reference)).toEqual([]);
  });

  it('is told of on every page, with the way to stay', async () => {
    const { html } = await front.browser(benefitsOfficer).get('/console');
    expect(words(html)).toContain('You are signed out if you do nothing for 20 minutes. What you type is not lost.');
    expect(html).toContain('data-path="/console/session"');
  });
});
