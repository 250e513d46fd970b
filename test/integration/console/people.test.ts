import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createTextStore } from '../../../shared/store/text-store.ts';
import { aText, keyOf } from '../../support/texting.ts';
import {
  type Browser,
  benefitsOfficer,
  binAnswers,
  type Console,
  claimAnswers,
  environmentOfficer,
  openConsole,
  type Page,
  words,
} from './console-browser.ts';

let front: Console;
beforeEach(async () => {
  front = await openConsole();
});
afterEach(() => front.stop());

const hidden = (page: Page, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.html)?.[1] ?? '';
const send = async (browser: Browser, path: string, form: Record<string, string>) => {
  const page = await browser.get(path);
  return browser.post(path.split('?')[0] ?? path, { nonce: hidden(page, 'nonce'), person: hidden(page, 'person'), ...form });
};
const confirm = { do: 'confirm', name: 'Joan Field', 'born-day': '31', 'born-month': '3', 'born-year': '1950', how: 'papers' };
const death = { do: 'death', 'told-by': 'family', officer: 'me', note: 'Her son Tom, 01632 960123' };
const whose = (reference: string) => `/console/cases/${reference}/person`;
/** Confirms the resident of a case as a person; gives the person's reference. */
async function confirmed(browser: Browser, reference: Reference): Promise<string> {
  await send(browser, whose(reference), confirm);
  return (await front.readCaseFile(reference))?.person?.id ?? '';
}

describe('whose a case is', () => {
  it('is confirmed from the case, with what the case says already typed in', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    const page = await browser.get(whose(reference));
    expect(page.html).toContain('value="Joan Field"');
    expect(page.html).toContain('value="1950"');
    const done = await send(browser, whose(reference), confirm);
    expect(done.location).toBe(`${whose(reference)}?done=confirm`);
    const file = await front.readCaseFile(reference);
    expect(file?.person).toMatchObject({ name: 'Joan Field', dateOfBirth: '1950-03-31', confirmed: { how: 'papers' } });
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).toContain('Person Joan Field, ');
  });

  it('takes a press that came twice as one', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    const nonce = hidden(await browser.get(whose(reference)), 'nonce');
    await browser.post(whose(reference), { nonce, ...confirm });
    const second = await browser.post(whose(reference), { nonce, ...confirm });
    expect(second.status).toBe(303);
    expect((await front.readCaseFile(reference))?.state.sequence).toBe(2);
  });

  it('is tied to somebody known, found by their reference or by a case of theirs, after they were shown', async () => {
    const browser = front.browser(benefitsOfficer);
    const [first, second, third] = [
      await front.openCase('housing-benefit', claimAnswers),
      await front.openCase('housing-benefit', claimAnswers),
      await front.openCase('housing-benefit', claimAnswers),
    ];
    const person = await confirmed(browser, first);
    for (const [reference, known] of [
      [second, person],
      [third, first],
    ] as const) {
      const shown = await browser.get(`${whose(reference)}?known=${known}`);
      expect(words(shown.html)).toContain('Is it them? Name Joan Field Born 31 March 1950');
      await send(browser, `${whose(reference)}?known=${known}`, { do: 'tie' });
      expect((await front.readCaseFile(reference))?.state.person).toBe(person);
    }
  });

  it('says what is wrong, and keeps what was typed', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    const empty = await send(browser, whose(reference), {
      do: 'confirm',
      name: ' ',
      'born-day': '31',
      'born-month': '2',
      'born-year': '1950',
    });
    expect(empty.status).toBe(400);
    expect(words(empty.html)).toContain('There is a problem Enter their full name Enter a real date in the past');
    expect(empty.html).toContain('href="#born-day"');
    expect(empty.html).toContain('value="1950"');
    const unknown = await browser.get(`${whose(reference)}?known=K7MQ2X9`);
    expect(unknown.status).toBe(400);
    expect(words(unknown.html)).toContain('Nobody has that reference');
    expect((await browser.get(`${whose(reference)}?known=`)).status).toBe(400);
    expect((await send(browser, whose(reference), { do: 'reach' })).status).toBe(400);
    expect((await send(browser, whose(reference), { do: 'untie' })).status).toBe(409);
    expect((await front.readCaseFile(reference))?.state.sequence).toBe(1);
  });

  it('is for the case’s own team', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const person = await confirmed(front.browser(benefitsOfficer), reference);
    const other = front.browser(environmentOfficer);
    expect((await other.get(whose(reference))).status).toBe(403);
    expect((await other.post(whose(reference), confirm)).status).toBe(403);
    await front.changePerson(person, { type: 'tieCase', reference }, { kind: 'system' });
    expect((await other.get(`/console/people/${person}`)).status).toBe(403);
    expect((await other.post(`/console/people/${person}`, death)).status).toBe(403);
    expect((await other.get('/console/people/K7MQ2X9')).status).toBe(404);
  });

  it('is switched to letters, and the case says how they are told', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).toContain('Told by Text. None has been confirmed yet');
    await send(browser, whose(reference), { do: 'reach', reach: 'letter' });
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).toContain('Told by Letter: they asked for letters');
  });

  it('says that nobody knows how to reach somebody without a number or an address', async () => {
    const reference = await front.openCase('housing-benefit', {
      ...claimAnswers,
      address: { line1: '12 Mill Lane', town: 'Northwick', postcode: ' ' },
      mobile: { wanted: false },
    });
    const browser = front.browser(benefitsOfficer);
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).toContain(
      'Told by Nobody knows: there is no number and no address',
    );
    expect(words((await browser.get(whose(reference))).html)).toContain('There is no address on this case');
  });
});

describe('a death', () => {
  it('is recorded by one commit, shown on each of their cases, and taken back by another', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    const person = await confirmed(browser, reference);
    const path = `/console/people/${person}`;
    const done = await send(browser, path, { ...death, 'died-on-day': '18', 'died-on-month': '11', 'died-on-year': '2026' });
    expect(done.location).toBe(`${path}?done=death`);
    expect((await front.readPersonFile(person))?.person).toMatchObject({
      sequence: 3,
      bereavements: [{ toldBy: 'family', diedOn: '2026-11-18', officer: { id: 'bryn', name: 'Bryn Davies' } }],
    });
    const shown = words((await browser.get(`/console/cases/${reference}`)).html);
    expect(shown).toContain(
      'This person has died Nothing is sent about this case: no text, letter, reminder or request to rate. Bryn Davies is looking after it.',
    );
    expect(shown).toContain('Told by Nobody is told anything');
    expect((await send(browser, path, { do: 'undo', note: 'Her neighbour' })).location).toBe(`${path}?done=undo`);
    const after = words((await browser.get(`${path}?done=undo`)).html);
    expect(after).toContain('A death was recorded by mistake');
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).not.toContain('has died');
  });

  it('costs a case that is tied to nobody one Query, and a tied one two', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    front.calls.length = 0;
    await browser.get(`/console/cases/${reference}`);
    expect(front.calls).toEqual(['Query']);
    await confirmed(browser, reference);
    front.calls.length = 0;
    await browser.get(`/console/cases/${reference}`);
    expect(front.calls).toEqual(['Query', 'Query']);
  });

  it('is not recorded without who told, who looks after it, or with a date ahead', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    const path = `/console/people/${await confirmed(browser, reference)}`;
    const wrong = await send(browser, path, {
      do: 'death',
      'died-on-day': '1',
      'died-on-month': '1',
      'died-on-year': '2030',
      note: 'Her son',
    });
    expect(wrong.status).toBe(400);
    expect(words(wrong.html)).toContain(
      'Choose who told us Enter a real date that is not ahead, like 3 11 2026, or leave it empty Choose who looks after',
    );
    expect(wrong.html).toContain('Her son');
    expect((await send(browser, path, { ...death, officer: 'colleague' })).status).toBe(400);
    expect((await send(browser, path, { do: 'undo', note: ' ' })).status).toBe(400);
    expect((await send(browser, path, { do: 'undo', note: 'x' })).status).toBe(409);
    await send(browser, path, death);
    expect((await send(browser, path, death)).status).toBe(409);
  });

  it('names a colleague as the officer', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    const person = await confirmed(browser, reference);
    await send(browser, `/console/people/${person}`, { ...death, officer: 'colleague', colleague: 'Nia Hughes' });
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).toContain('Nia Hughes is looking after it.');
  });

  it('shows a team what was not sent about its own cases, and of others only that there is something', async () => {
    const [claim, bin] = [await front.openCase('housing-benefit', claimAnswers), await front.openCase('missed-bin', binAnswers)];
    const browser = front.browser(benefitsOfficer);
    const person = await confirmed(browser, claim);
    for (const reference of [claim, bin]) {
      await front.changeCase(reference, { type: 'tiePerson', person }, { kind: 'system' });
      await front.changePerson(person, { type: 'tieCase', reference }, { kind: 'system' });
      const log = { kind: 'case', id: reference } as const;
      const text = aText({ log, sequence: 1, personal: { to: '+447700900123', body: `About ${reference}` } });
      await createTextStore(front.table).add(text);
      await createTextStore(front.table).takeBack(keyOf(text), { because: 'bereaved', at: '2026-11-23T10:00:00.000Z' });
    }
    const path = `/console/people/${person}`;
    await send(browser, path, death);
    const others = 'Another team has news to tell them too.';
    const page = words((await browser.get(path)).html);
    expect(page).toContain(`Text: About ${claim}`);
    expect(page).toContain(others);
    expect(page).not.toMatch(new RegExp(`About ${bin}|Missed|bin collection`, 'i'));
    const theirs = words((await front.browser(environmentOfficer).get(path)).html);
    expect(theirs).toContain(`Text: About ${bin}`);
    expect(theirs).toContain(others);
    expect(theirs).not.toMatch(new RegExp(`About ${claim}|Housing Benefit`, 'i'));
  });

  it('can be recorded of nobody whose record was forgotten, and no case is tied to them', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const person = await confirmed(front.browser(benefitsOfficer), reference);
    await front.changeCase(reference, { type: 'untiePerson' }, { kind: 'system' });
    front.clock.nowMs += 3_600_000;
    const browser = front.browser(benefitsOfficer);
    const shown = await browser.get(`${whose(reference)}?known=${person}`);
    expect(words(shown.html)).toContain('Is it them?');
    expect((await front.changePerson(person, { type: 'forget' }, { kind: 'system' })).kind).toBe('changed');
    const tied = await browser.post(whose(reference), { nonce: 'n', do: 'tie', person });
    expect([tied.status, words(tied.html)]).toEqual([409, expect.stringContaining('Nobody has that reference')]);
    expect((await browser.get(`/console/people/${person}`)).status).toBe(404);
    expect((await front.readCaseFile(reference))?.state.person).toBeUndefined();
  });

  it('leaves nothing of a person in the log', async () => {
    const reference = await front.openCase('housing-benefit', claimAnswers);
    const browser = front.browser(benefitsOfficer);
    const person = await confirmed(browser, reference);
    await send(browser, `/console/people/${person}`, death);
    await browser.get(`${whose(reference)}?known=${reference}`);
    expect(front.logged.join('\n')).not.toMatch(/Joan|Field|1950|Tom|960123|Bryn/);
  });
});
