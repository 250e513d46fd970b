import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../../shared/domain/decide-case.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import {
  benefitsOfficer,
  type Console,
  claimAnswers,
  environmentOfficer,
  formOf,
  openConsole,
  otherBenefitsOfficer,
  words,
} from './console-browser.ts';

let front: Console;
beforeAll(async () => {
  front = await openConsole();
});
afterAll(() => front.stop());

const by = (day: string, month: string, of = 'review') => ({ [`${of}-by-day`]: day, [`${of}-by-month`]: month, [`${of}-by-year`]: '2026' });

/** A claim of which two things are asked; the commands after that are the resident's and the check's. */
async function asked(...commands: CaseCommand[]): Promise<{ reference: Reference; page: string }> {
  const reference = await front.openCase('housing-benefit', claimAnswers);
  const ask: CaseCommand = { type: 'askEvidence', items: ['your last 2 payslips', 'a bank statement'], by: '2026-12-07', basedOn: 1 };
  for (const command of [ask, ...commands]) {
    const { kind } = await front.changeCase(reference, command, { kind: 'resident' });
    expect(kind).toBe('changed');
  }
  return { reference, page: `/console/cases/${reference}/evidence` };
}
const file: CaseCommand = { type: 'keepFile', item: '2-1', file: 'f-1', media: 'image/jpeg', bytes: 4_500_000 };
const stateOf = async (reference: Reference) => {
  const { state } = (await front.loadCase(reference)) ?? {};
  return state?.evidence?.items.map((item) => `${item.state}${item.reason ? `: ${item.reason}` : ''}`);
};

describe('asking for evidence', () => {
  it('takes what is ticked and what is typed, a thing on each line', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const officer = front.browser(benefitsOfficer);
    const path = `/console/cases/${reference}`;
    const shown = await officer.get(path);
    expect(words(shown.html)).toContain('What must they send? What is often asked for. your tenancy agreement, all pages');
    const form = formOf(shown, 'ask-evidence', {
      picks: 'your last 2 payslips',
      instruction: 'your rent book\r\n\r\n your P60 ',
      'by-day': '7',
      'by-month': '12',
      'by-year': '2026',
    });
    expect(await officer.post(path, form)).toMatchObject({ location: `${path}?done=ask-evidence` });
    const items = (await front.loadCase(reference))?.state.evidence?.items.map(({ instruction }) => instruction);
    expect(items).toEqual(['your last 2 payslips', 'your rent book', 'your P60']);
    expect(words((await officer.get(path)).html)).toContain('Evidence 0 of 3 in. See files, accept or ask again');
  });

  it('says what is wrong and loses no typing', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const officer = front.browser(benefitsOfficer);
    const path = `/console/cases/${reference}`;
    const many = Array.from({ length: 9 }, (_, index) => `thing ${index}`).join('\n');
    const form = formOf(await officer.get(path), 'ask-evidence', { instruction: many, 'by-day': '7', 'by-month': '12', 'by-year': '2026' });
    const back = await officer.post(path, form);
    expect(back.status).toBe(400);
    expect(words(back.html)).toContain('Ask for 8 things at most');
    expect(back.html).toContain('thing 8');
  });
});

describe('the page of evidence', () => {
  it('accepts one thing and asks again for another, with the reason and one date', async () => {
    const { reference, page } = await asked(file, { type: 'cannotGet', item: '2-2', reason: 'The bank closed it' });
    const officer = front.browser(benefitsOfficer);
    const shown = await officer.get(page);
    expect(words(shown.html)).toContain('Everything is in.');
    expect(words(shown.html)).toContain('A bank statement They cannot get it Why: The bank closed it');
    expect(words(shown.html)).toContain('Open photo, 4.3 MB of Your last 2 payslips (opens in a new tab)');
    const form = formOf(shown, 'review', {
      'choice-2-2': 'accept',
      'choice-2-1': 'again',
      'reason-2-1': 'It is blurred',
      ...by('14', '12'),
    });
    expect(await officer.post(page, form)).toMatchObject({ location: `${page}?done=review` });
    expect(await stateOf(reference)).toEqual(['rejected: It is blurred', 'accepted']);
    const timeline = words((await officer.get(`/console/cases/${reference}`)).html);
    expect(timeline).toContain('Asked for again: Your last 2 payslips');
  });

  it.each<[Record<string, string>, string]>([
    [{ 'choice-2-1': 'later' }, 'Choose accept or ask again for at least one thing'],
    [{ 'choice-2-1': 'again', 'reason-2-1': ' ', ...by('14', '12') }, 'Enter why they must send “your last 2 payslips” again'],
    [
      { 'choice-2-1': 'again', 'reason-2-1': 'Too dark to read', ...by('1', '1') },
      'Enter a real date after today and within 400 days, like 27 3 2027',
    ],
  ])('keeps what was typed when %j is wrong', async (typed, message) => {
    const { reference, page } = await asked(file);
    const officer = front.browser(benefitsOfficer);
    const back = await officer.post(page, formOf(await officer.get(page), 'review', typed));
    expect(back.status).toBe(400);
    expect(words(back.html)).toContain(`There is a problem ${message}`);
    if (typed['reason-2-1']?.trim()) expect(back.html).toContain(typed['reason-2-1']);
    expect(await stateOf(reference)).toEqual(['in', 'needed']);
  });

  it('marks what was brought to the counter, and changes the date', async () => {
    const { reference, page } = await asked();
    const officer = front.browser(benefitsOfficer);
    const nothing = await officer.post(page, formOf(await officer.get(page), 'bring-in'));
    expect(words(nothing.html)).toContain('Choose what they brought');
    await officer.post(page, formOf(await officer.get(page), 'bring-in', { brought: '2-1' }));
    expect(await stateOf(reference)).toEqual(['brought-in', 'needed']);
    const dated = await officer.post(page, formOf(await officer.get(page), 'date', by('31', '12', 'date')));
    expect(dated.location).toBe(`${page}?done=date`);
    expect(words((await officer.get(page)).html)).toContain('They have until 31 December 2026.');
  });

  it('shows two officers at once what the other did, and keeps what was typed', async () => {
    const { reference, page } = await asked(file);
    const [bryn, nia] = [front.browser(benefitsOfficer), front.browser(otherBenefitsOfficer)];
    const [first, second] = [await bryn.get(page), await nia.get(page)];
    await bryn.post(page, formOf(first, 'review', { 'choice-2-1': 'accept' }));
    const late = await nia.post(
      page,
      formOf(second, 'review', { 'choice-2-1': 'again', 'reason-2-1': 'It is blurred', ...by('14', '12') }),
    );
    expect(late.status).toBe(409);
    expect(words(late.html)).toContain('This case changed while you were working on it Nothing of yours was saved.');
    expect(words(late.html)).toContain('Accepted: Your last 2 payslips');
    expect(late.html).toContain('It is blurred');
    expect(await stateOf(reference)).toEqual(['accepted', 'needed']);
  });

  it('opens a file that was checked, and no other', async () => {
    const { reference } = await asked(file);
    const place = { reference, item: '2-1', fileId: 'f-1' };
    const at = '2026-11-23T10:00:00.000Z';
    const officer = front.browser(benefitsOfficer);
    const path = `/console/cases/${reference}/files/2-1/f-1`;
    expect((await officer.get(path)).status).toBe(404);
    await front.files.expect(place, { at, look: at });
    expect((await officer.get(path)).status).toBe(404);
    await front.files.claim(place, { at, upload: 'u' });
    await front.files.ready(place, { at, upload: 'u', media: 'image/jpeg', bytes: 4_500_000, key: 'evidence/f-1' });
    const { status, location } = await officer.get(path);
    expect(status).toBe(303);
    expect(location).toMatch(/^https:\/\/evidence\.example\/evidence\/f-1\?.*X-Amz-Expires=60/);
    expect((await front.browser(environmentOfficer).get(path)).status).toBe(403);
  });
});
