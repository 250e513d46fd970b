import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { wirePeople } from '../../../shared/edge/people.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { createOpenCase } from '../../../shared/use-cases/open-case.ts';
import { adviser, benefitsOfficer, type Console, claimAnswers, manager, openConsole, words } from './console-browser.ts';

let front: Console;
beforeEach(async () => {
  front = await openConsole();
});
afterEach(() => front.stop());

/** A claim of somebody who reads Welsh and has no mobile, with its first letter made. */
async function welshClaim() {
  const { table, logs, catalogue, keyring, now } = front;
  const open = createOpenCase({ logs, keyring, now });
  const opened = await open(catalogue.get('housing-benefit') as Service, {
    draftId: crypto.randomUUID(),
    answers: { ...claimAnswers, mobile: { wanted: false } },
    channel: 'telephone',
    assisted: true,
    language: 'cy',
    by: { kind: 'staff', id: 'amal' },
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { reference } = opened;
  const factStore = createFactStore(table, { newToken: () => crypto.randomUUID() });
  const { letters } = wirePeople({ table, logs, factStore, catalogue, keyring, now });
  const file = await front.readCaseFile(reference);
  const [commit] = await logs.load({ kind: 'case', id: reference });
  if (!file || !commit) throw new Error('no case');
  await letters.write({ ...file, commit }, { why: 'no-mobile', at: commit.at });
  return reference;
}

describe('staff', () => {
  it('see in which language somebody is told, on a page that is in English', async () => {
    const reference = await welshClaim();
    const shown = words((await front.browser(benefitsOfficer).get(`/console/cases/${reference}`)).html);
    expect(shown).toContain('Told in Welsh');
    expect(shown).toContain('Claim Housing Benefit');
    expect(shown).not.toContain('hawliad');
  });

  it('print a letter in the language of its resident', async () => {
    await welshClaim();
    const browser = front.browser(benefitsOfficer);
    const list = await browser.get('/console/letters');
    const nonce = /name="nonce" value="([^"]*)"/.exec(list.html)?.[1] ?? '';
    const { location = '' } = await browser.post('/console/letters', { do: 'print', team: 'benefits', nonce });
    const { html } = await browser.get(`${location.split('?')[0]}/print`);
    expect(html).toContain('<div class="app-letter__body" lang="cy" dir="ltr">');
    const sheet = words(html);
    expect(sheet).toContain('Annwyl Joan Field');
    expect(sheet).toContain('Eich hawliad Budd-dal Tai');
    expect(sheet).toContain('Mae eich hawliad gennym.');
    expect(sheet).toMatch(/Byddwch yn clywed gennym erbyn \d+ \p{L}+ 20\d\d\./u);
    expect(sheet).toContain('I weld ble mae eich cais');
  });

  it('read texts in each language with their parts and price', async () => {
    const browser = front.browser(manager);
    const welsh = words((await browser.get('/console/texts?language=cy')).html);
    expect(welsh).toContain('Northwick Council: mae eich bin yn wag (K7M-Q2XW). Sut wnaethon ni?');
    expect(welsh).toContain('Answer to HELP Northwick Council: anfonwch STATUS');
    const arabic = words((await browser.get('/console/texts?service=missed-bin&language=ar')).html);
    expect(arabic).toMatch(/من Northwick Council: تم تفريغ صندوقك .* 3 parts, 12p/);
    expect(arabic).toContain('of 70 characters');
    expect(arabic).not.toContain('Reading grade');
  });

  it('choose the language of somebody for whom they fill in a form', async () => {
    const browser = front.browser(adviser);
    expect((await browser.get('/console/assist')).html).toContain('<option value="cy">Welsh</option>');
    const begun = await browser.post('/console/assist', { service: 'blue-badge', channel: 'telephone', language: 'ar' });
    const cookie = begun.cookies.find((each) => each.startsWith('__Host-draft=')) ?? '';
    const kept = JSON.parse(Buffer.from(cookie.split('=')[1]?.split('.')[0] ?? '', 'base64url').toString());
    expect(kept.session.assisted).toEqual({ channel: 'telephone', by: 'amal', service: 'blue-badge', language: 'ar' });
    expect((await browser.post('/console/assist', { service: 'blue-badge', channel: 'telephone', language: 'xx' })).status).toBe(400);
  });
});
