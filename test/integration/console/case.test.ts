import { afterEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../shared/domain/calendar.ts';
import { createChaseStore } from '../../../shared/store/chase-store.ts';
import { createTextStore } from '../../../shared/store/text-store.ts';
import {
  adviser,
  type Browser,
  benefitsOfficer,
  binAnswers,
  type Console,
  claimAnswers,
  environmentOfficer,
  formOf,
  manager,
  openConsole,
  otherBenefitsOfficer,
  words,
} from './console-browser.ts';

let front: Console;
const setup = async () => {
  front = await openConsole();
  return front;
};
afterEach(() => front.stop());

const evidence = { instruction: 'your last 2 payslips', 'by-day': '7', 'by-month': '12', 'by-year': '2026' };
const award = { amount: '118.50', per: 'week', 'first-day': '7', 'first-month': '12', 'first-year': '2026' };
const act = async (browser: Browser, path: string, form: string, typed: Record<string, string> = {}) =>
  browser.post(path, formOf(await browser.get(path), form, typed));

describe('the case page', () => {
  it('shows a case with its texts from one query: answers, what happened and what became of each text', async () => {
    const { openCase, browser, table, calls, clock } = await setup();
    const reference = await openCase('housing-benefit', claimAnswers);
    const at = instantOf(clock.nowMs);
    await createTextStore(table).add({
      log: { kind: 'case', id: reference },
      sequence: 1,
      purpose: 'received',
      at,
      dueAt: at,
      urgency: 'urgent',
      parts: 1,
      personal: { to: '+447700900123', body: 'Northwick Council: we have your claim' },
    });
    calls.length = 0;

    const page = await browser(benefitsOfficer).get(`/console/cases/${reference}`);

    expect(page.status).toBe(200);
    expect(calls).toEqual(['Query']);
    const shown = words(page.html);
    expect(shown).toContain('Situation I am over State Pension age');
    expect(shown).toContain('Address 12 Mill Lane Northwick NW1 4RP');
    expect(shown).toContain('Came in online 23 November 2026 at 10:00am, the resident');
    expect(shown).toContain('Waiting to be sent 23 November 2026 at 10:00am Northwick Council: we have your claim');
  });

  it('works a claim to its end, and then offers only what stays open', async () => {
    const { openCase, browser } = await setup();
    const path = `/console/cases/${await openCase('housing-benefit', claimAnswers)}`;
    const officer = browser(benefitsOfficer);

    expect((await act(officer, path, 'ask-evidence', evidence)).location).toBe(`${path}?done=ask-evidence`);
    const asked = words((await officer.get(`${path}?done=ask-evidence`)).html);
    expect(asked).toContain('Success Asked. The case waits for the resident.');
    expect(asked).toContain('Asked for something, by 7 December 2026 23 November 2026 at 10:00am, you your last 2 payslips');
    expect((await act(officer, path, 'move-stage', { stage: 'assessing' })).status).toBe(303);
    expect((await act(officer, path, 'decide', { outcome: 'awarded', ...award })).status).toBe(303);
    expect((await act(officer, path, 'complete')).status).toBe(303);
    const done = await officer.get(path);
    expect([...done.html.matchAll(/name="do" value="([^"]+)"/g)].map((each) => each[1])).toEqual(['reconsider', 'texts', 'note']);
    expect((await act(officer, path, 'note', { note: 'Rang to say thanks' })).location).toBe(`${path}?done=note`);
  });

  it('tells what was decided and paid, how often they asked about it, and looks at it again with a reason', async () => {
    const { openCase, browser, table, clock, logs } = await setup();
    const reference = await openCase('housing-benefit', claimAnswers);
    const path = `/console/cases/${reference}`;
    const officer = browser(benefitsOfficer);
    await createChaseStore(table).put(
      reference,
      { contact: 'C1', at: instantOf(clock.nowMs), channel: 'telephone', named: true, gone: false },
      1,
    );
    await createChaseStore(table).put(
      reference,
      { contact: 'C2', at: instantOf(clock.nowMs), channel: 'telephone', named: true, gone: false },
      1,
    );
    await createChaseStore(table).put(
      reference,
      { contact: 'C2', at: instantOf(clock.nowMs), channel: 'telephone', named: true, gone: false },
      1,
    );
    expect((await act(officer, path, 'decide', { outcome: 'refused', reasons: 'savings' })).status).toBe(303);
    const refused = words((await officer.get(path)).html);
    expect(refused).toContain('Asked what is happening 2 calls to ask what is happening');
    expect(refused).toContain('Can ask again by 23 December 2026');
    expect(refused).toContain('Decided: refused 23 November 2026 at 10:00am, you You have more than £16,000 in savings');

    clock.nowMs += 100 * 86_400_000;
    const later = browser(benefitsOfficer);
    expect((await act(later, path, 'reconsider', { reason: 'The savings were not theirs' })).location).toBe(`${path}?done=reconsider`);
    expect((await act(later, path, 'decide', { outcome: 'awarded', ...award })).status).toBe(303);
    const awarded = words((await later.get(path)).html);
    expect(awarded).toContain('Award We will pay you £118.50 a week. Your first payment is due on 7 December 2026.');
    expect(awarded).toContain('Decided again: awarded');
    const [, , again, last] = await logs.load({ kind: 'case', id: reference });
    expect([again?.events[0]?.type, last?.events[0]]).toEqual([
      'reconsidered',
      { type: 'decided', stage: 'awarded', outcome: 'awarded', reconsiderBy: '2027-04-03' },
    ]);
  });

  it('takes a double press once', async () => {
    const { openCase, browser, logs } = await setup();
    const reference = await openCase('housing-benefit', claimAnswers);
    const officer = browser(benefitsOfficer);
    const form = formOf(await officer.get(`/console/cases/${reference}`), 'note', { note: 'Rang, no answer' });

    const presses = await Promise.all([
      officer.post(`/console/cases/${reference}`, form),
      officer.post(`/console/cases/${reference}`, form),
    ]);

    expect(presses.map((each) => each.status)).toEqual([303, 303]);
    expect(await logs.load({ kind: 'case', id: reference })).toHaveLength(2);
  });

  it('lets one of two officers win; the other sees what changed, and sends what they typed again', async () => {
    const { openCase, browser } = await setup();
    const path = `/console/cases/${await openCase('housing-benefit', claimAnswers)}`;
    const [first, second] = [browser(benefitsOfficer), browser(otherBenefitsOfficer)];
    const secondForm = formOf(await second.get(path), 'ask-evidence', evidence);
    expect((await act(first, path, 'move-stage', { stage: 'assessing' })).status).toBe(303);

    const conflict = await second.post(path, secondForm);

    expect(conflict.status).toBe(409);
    const shown = words(conflict.html);
    expect(shown).toContain('This case changed while you were working on it');
    expect(shown).toContain('Moved to “Being assessed” 23 November 2026 at 10:00am, Bryn Davies');
    expect(conflict.html).toContain('your last 2 payslips</textarea>');
    expect(conflict.html).toMatch(/name="by-day"[^>]*value="7"/);
    const again = await second.post(path, formOf(conflict, 'ask-evidence', evidence));
    expect(again.status).toBe(303);
  });

  it('lets one of two win who press at the same moment', async () => {
    const { openCase, browser, logs } = await setup();
    const reference = await openCase('housing-benefit', claimAnswers);
    const path = `/console/cases/${reference}`;
    const [first, second] = [browser(benefitsOfficer), browser(otherBenefitsOfficer)];
    const [firstPage, secondPage] = await Promise.all([first.get(path), second.get(path)]);

    const presses = await Promise.all([
      first.post(path, formOf(firstPage, 'close', { reason: 'Sent twice' })),
      second.post(path, formOf(secondPage, 'ask-evidence', evidence)),
    ]);

    expect(presses.map((each) => each.status).toSorted()).toEqual([303, 409]);
    expect(await logs.load({ kind: 'case', id: reference })).toHaveLength(2);
  });

  it('keeps what was typed to be copied when the case ended meanwhile', async () => {
    const { openCase, browser } = await setup();
    const path = `/console/cases/${await openCase('housing-benefit', claimAnswers)}`;
    const [first, second] = [browser(benefitsOfficer), browser(manager)];
    const form = formOf(await second.get(path), 'decide', { outcome: 'refused', reason: 'Too much saved' });
    await act(first, path, 'close', { reason: 'Sent twice' });

    const conflict = await second.post(path, form);

    expect(conflict.status).toBe(409);
    expect(words(conflict.html)).toContain('to copy if you need it: Too much saved');
  });

  it('says kindly what is missing, keeps the rest, and tells of a change at the same time', async () => {
    const { openCase, browser } = await setup();
    const path = `/console/cases/${await openCase('housing-benefit', claimAnswers)}`;
    const officer = browser(benefitsOfficer);
    const before = await officer.get(path);
    await act(browser(manager), path, 'note', { note: 'Please hurry' });

    const page = await officer.post(path, formOf(before, 'ask-evidence', { ...evidence, 'by-day': '31', 'by-month': '2' }));

    expect(page.status).toBe(400);
    const shown = words(page.html);
    expect(shown).toContain('There is a problem Enter a real date after today and within 400 days, like 27 3 2027');
    expect(shown).toContain('Note 23 November 2026 at 10:00am, Morgan Okafor Please hurry');
    expect(page.html).toContain('your last 2 payslips</textarea>');
  });

  it.each([
    ['decide', { outcome: 'refused', reason: ' ' }, 'Select why you refuse, or enter the reason below'],
    [
      'decide',
      { outcome: 'awarded' },
      'Enter how much in pounds, like 118.50, up to £10,000 Select how often it is paid Enter a real date',
    ],
    ['decide', { outcome: 'awarded', ...award, amount: '12,3' }, 'Enter how much in pounds'],
    ['decide', { outcome: 'awarded', ...award, 'first-day': '31', 'first-month': '11' }, 'Enter a real date for the first payment'],
    ['decide', { outcome: 'awarded', ...award, 'from-day': '40' }, 'Enter a real date from which it counts'],
    ['reconsider', { reason: 'They sent their bank statement' }, 'That can no longer be done'],
    ['decide', {}, 'Choose your decision'],
    ['close', {}, 'Enter the reason'],
    ['move-stage', {}, 'Choose the stage to move to'],
    ['move-stage', { stage: 'paid' }, 'That can no longer be done'],
    ['complete', {}, 'That can no longer be done'],
    ['note', { note: '' }, 'Enter the note'],
    ['note', { note: '🐛'.repeat(4001) }, 'Note must be 4,000 characters or fewer'],
    ['ask-evidence', { ...evidence, instruction: 'x'.repeat(51) }, 'What they must send or do must be 50 characters or fewer'],
    ['ask-evidence', { ...evidence, instruction: '' }, 'Enter what they must send or do'],
  ])('refuses %s with %o', async (form, typed, message) => {
    const { openCase, browser, logs } = await setup();
    const reference = await openCase('housing-benefit', claimAnswers);
    const page = await act(browser(benefitsOfficer), `/console/cases/${reference}`, form, typed as Record<string, string>);
    expect(page.status).toBe(400);
    expect(words(page.html)).toContain(`There is a problem ${message}`);
    expect(await logs.load({ kind: 'case', id: reference })).toHaveLength(1);
  });
});

describe('who may', () => {
  it('keeps a case from another team and from advisers, and changes nothing for them', async () => {
    const { openCase, browser, logs } = await setup();
    const reference = await openCase('missed-bin', binAnswers);
    const path = `/console/cases/${reference}`;
    const form = formOf(await browser(environmentOfficer).get(path), 'complete');
    for (const staff of [benefitsOfficer, adviser]) {
      expect((await browser(staff).get(path)).status).toBe(403);
      expect((await browser(staff).post(path, form)).status).toBe(403);
    }
    expect(await logs.load({ kind: 'case', id: reference })).toHaveLength(1);
    expect((await browser(manager).post(path, form)).status).toBe(303);
  });

  it('knows no case of an unknown or mistyped reference', async () => {
    const { browser } = await setup();
    expect((await browser(manager).get('/console/cases/K7MQ2XW')).status).toBe(404);
    expect((await browser(manager).get('/console/cases/nonsense')).status).toBe(404);
  });

  it('holds a form that was sent after the session ended, with everything typed', async () => {
    const { openCase, browser, clock } = await setup();
    const path = `/console/cases/${await openCase('missed-bin', binAnswers)}`;
    const officer = browser(environmentOfficer);
    const form = formOf(await officer.get(path), 'note', { note: 'A long note\nof two lines & more' });
    clock.nowMs += 21 * 60_000;

    const held = await officer.post(path, form);

    expect(held.status).toBe(401);
    expect(held.html).toContain('name="note" value="A long note\nof two lines &amp; more"');
    expect((await officer.get(path)).location).toBe(`/console/sign-in?return=${encodeURIComponent(path)}`);
    const back = browser(environmentOfficer);
    expect((await back.post(path, form)).status).toBe(303);
  });

  it('puts nothing of a person in a log line', async () => {
    const { openCase, browser, logged } = await setup();
    await act(browser(benefitsOfficer), `/console/cases/${await openCase('housing-benefit', claimAnswers)}`, 'close', {
      reason: 'Moved away',
    });
    expect(logged.join()).not.toMatch(/Joan|7700|Mill|Moved away|Bryn/);
  });
});
