import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../../shared/domain/reference.ts';
import { wirePeople } from '../../../shared/edge/people.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { createLetterStore } from '../../../shared/store/letter-store.ts';
import {
  adviser,
  type Browser,
  benefitsOfficer,
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
/** A claim of somebody without a mobile, whose first letter the projector has made. */
async function written(name = 'Joan Field'): Promise<Reference> {
  const reference = await front.openCase('housing-benefit', { ...claimAnswers, 'full-name': name, mobile: { wanted: false } });
  const { table, logs, catalogue, keyring, now } = front;
  const factStore = createFactStore(table, { newToken: () => crypto.randomUUID() });
  const { letters } = wirePeople({ table, logs, factStore, catalogue, keyring, now });
  const file = await front.readCaseFile(reference);
  const [commit] = await logs.load({ kind: 'case', id: reference });
  if (!file || !commit) throw new Error('no case');
  await letters.write({ ...file, commit }, { why: 'no-mobile', at: commit.at });
  return reference;
}
async function printed(browser: Browser): Promise<string> {
  const page = await browser.get('/console/letters');
  const { location } = await browser.post('/console/letters', { do: 'print', team: 'benefits', nonce: hidden(page, 'nonce') });
  return location?.split('?')[0] ?? '';
}

describe('more letters than a page has', () => {
  it('go on on the next, and those to print are found behind all that wait to be posted', async () => {
    const reference = await written();
    const store = createLetterStore(front.table);
    const [letter] = await store.ofCase(reference);
    if (!letter) throw new Error('no letter');
    for (let sequence = 2; sequence < 203; sequence++)
      await store.add({ ...letter, sequence, by: '2026-11-20', state: 'printed', personal: { ...letter.personal } });
    const browser = front.browser(benefitsOfficer);
    const first = await browser.get('/console/letters');
    expect(words(first.html)).toContain('Later letters');
    expect(first.html).not.toContain('>Print ');
    const next = /href="([^"]+)"[^>]*>Later letters/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = words((await browser.get(next)).html);
    expect(second).toContain('Print the next letters');
    expect(second).toContain('First letters');
    const { location } = await browser.post('/console/letters', { do: 'print', team: 'benefits', nonce: 'a-nonce' });
    expect(words((await browser.get(location ?? '')).html)).toContain('0 of 1 posted.');
  });
});

describe('letters', () => {
  it('are listed with when to post them, printed with one press and marked with another', async () => {
    const reference = await written();
    await written('Sam Reed');
    const browser = front.browser(benefitsOfficer);
    const list = words((await browser.get('/console/letters')).html);
    expect(list).toContain('2 letters to print, the first to be posted by 24 November.');
    expect(list).toContain('Print 2 letters');
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).toContain('To do Print and post a letter. Due tomorrow');

    const path = await printed(browser);
    expect(words((await browser.get(path)).html)).toContain('0 of 2 posted.');
    await browser.post(path, { do: 'post' });
    const posted = await browser.get(`${path}?done=post`);
    expect(words(posted.html)).toContain('All are posted.');
    expect(posted.html).not.toContain('Mark ');
    expect(words((await browser.get('/console/letters')).html)).toContain('No letters.');
    expect(words((await browser.get(`/console/cases/${reference}`)).html)).toContain(
      'Letters to the resident Posted 23 November 2026 at 10:00am Received',
    );
  });

  it('say the address, the words of the page, the link and the word, and nothing of ours around them', async () => {
    const reference = await written();
    const browser = front.browser(benefitsOfficer);
    const path = await printed(browser);
    const sheet = await browser.get(`${path}/print`);
    const said = words(sheet.html);
    expect(said).toContain('Joan Field 12 Mill Lane Northwick NW1 4RP');
    expect(said).toContain('We have your claim.');
    const state = (await front.readCaseFile(reference))?.state;
    expect(said).toContain(`Go to my.northwick.gov.uk/l/${reference} and type this: ${front.keyring.lookUpWord(state?.draft ?? '')}`);
    expect(said).toContain('Or call us on 01632 960100 and say your reference.');
    expect(sheet.html).not.toContain('app-footer');
    expect(sheet.html).not.toContain('app-header');
  });

  it('are taken out of the pile by name when somebody has died since they were printed', async () => {
    const reference = await written();
    const browser = front.browser(benefitsOfficer);
    const path = await printed(browser);
    await browser.post(`/console/cases/${reference}/person`, { do: 'confirm', name: 'Joan Field', how: 'known', nonce: '1' });
    const person = (await front.readCaseFile(reference))?.person?.id ?? '';
    await browser.post(`/console/people/${person}`, { do: 'death', 'told-by': 'family', officer: 'me', nonce: '2' });
    expect(words((await browser.get(path)).html)).toContain('Take these out of the pile and shred them');
    expect(words((await browser.get(`${path}/print`)).html)).toContain('There are no letters here to print.');
    await browser.post(path, { do: 'post' });
    expect(words((await browser.get(path)).html)).toContain('Joan Field: their death was recorded');
    expect((await front.readCaseFile(reference))?.letters).toMatchObject([{ state: 'dropped', because: 'bereaved' }]);
  });

  it('are put back when nobody posted them', async () => {
    await written();
    const browser = front.browser(benefitsOfficer);
    const path = await printed(browser);
    await browser.post(path, { do: 'put-back' });
    expect(words((await browser.get('/console/letters')).html)).toContain('Print 1 letter');
  });

  it('say so when somebody else has taken them all', async () => {
    await written();
    const browser = front.browser(benefitsOfficer);
    const nonce = hidden(await browser.get('/console/letters'), 'nonce');
    await printed(browser);
    const { location } = await browser.post('/console/letters', { do: 'print', team: 'benefits', nonce });
    expect(location).toBe('/console/letters?outcome=nothing');
    expect(words((await browser.get('/console/letters?outcome=nothing')).html)).toContain('There was nothing left to print');
  });

  it('are for the team’s own officers', async () => {
    await written();
    const path = await printed(front.browser(benefitsOfficer));
    const other = front.browser(environmentOfficer);
    expect((await other.get(path)).status).toBe(403);
    expect((await other.get(`${path}/print`)).status).toBe(403);
    expect((await other.post(path, { do: 'post' })).status).toBe(403);
    expect((await other.post('/console/letters', { do: 'print', team: 'benefits' })).status).toBe(403);
    expect(words((await other.get('/console/letters')).html)).toContain('No letters.');
    expect((await front.browser(adviser).get('/console/letters')).status).toBe(403);
    expect((await other.get('/console/letters/nothing-of-ours')).status).toBe(404);
  });
});
