import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalPlaces } from '../../support/addresses.ts';
import { words } from '../../support/words.ts';
import { type Browser, draftOf, openPortal, type Portal } from './portal-browser.ts';

const PAGE = '/apply/missed-bin/address';
const NEXT = '/apply/missed-bin/anything-else';

let places: Awaited<ReturnType<typeof openLocalPlaces>>;
let portal: Portal;
beforeAll(async () => {
  places = await openLocalPlaces();
  portal = await openPortal({ findAddresses: places.findAddresses });
});
afterAll(async () => {
  await portal.stop();
  await places.stop();
});

/** Somebody who has come to the question of their address, and posts its page. */
async function atAddress(
  by: Portal = portal,
): Promise<{ browser: Browser; post: (form: Record<string, string>) => ReturnType<Browser['post']> }> {
  const browser = by.browser();
  await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'food', _draft: '' });
  await browser.post('/apply/missed-bin/missed-on', { 'missed-on-day': '20', 'missed-on-month': '11', 'missed-on-year': '2026' });
  const _draft = draftOf(await browser.get(PAGE));
  return { browser, post: (form) => browser.post(PAGE, { _draft, ...form }) };
}
const options = (html: string) =>
  [...html.matchAll(/<option value="(\d*)"[^>]*>([^<]*)</g)].map(([, value = '', text = '']) => [value, text]);

/** What stands in the fields of an address, shown or not, by the part of the answer that they are. */
const boxesOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.replaceAll('&#39;', "'").matchAll(/<input[^>]* name="address-(\w+)"[^>]*>/g)].map(([field, part]) => [
      part,
      /value="([^"]*)"/.exec(field)?.[1] ?? '',
    ]),
  );

describe('an address', () => {
  it('is found by its postcode and chosen from a list, for a read and a write', async () => {
    const { browser, post } = await atAddress();
    places.asked.length = portal.calls.length = 0;
    const list = await post({ 'address-find': 'nw14rp', _do: 'find' });
    expect([list.status, portal.calls, places.asked]).toEqual([200, ['GetItem'], ['NW1 4RP']]);
    expect(options(list.html).slice(0, 3)).toEqual([
      ['', '39 addresses found'],
      ['10090000001', '1 Mill Lane, Northwick'],
      ['10090000002', '2 Mill Lane, Northwick'],
    ]);
    expect(list.html).not.toContain('address-line1');
    portal.calls.length = 0;
    expect((await post({ 'address-find': 'NW1 4RP', 'address-uprn': '10090000012' })).location).toBe(NEXT);
    expect(portal.calls).toEqual(['UpdateItem']);
    const { html } = await browser.get(PAGE);
    expect(html).toContain('value="12 Mill Lane"');
    expect(html).toContain('value="NW1 4RP"');
  });

  it('keeps the number of what stands there, as far as the case', async () => {
    const { browser, post } = await atAddress();
    await post({ 'address-find': 'NW1 5EG', 'address-uprn': '10090009002' });
    const _draft = draftOf(await browser.get(PAGE));
    await browser.post(NEXT, { _draft, 'anything-else': '' });
    await browser.post('/apply/missed-bin/mobile', { _draft, mobile: 'no' });
    expect(words((await browser.get('/apply/missed-bin/check')).html)).toContain("Flat 2 St Mary's Court, Church Street Northwick NW1 5EG");
    const sent = await browser.post('/apply/missed-bin/check', { _draft });
    const done = await browser.get(sent.location ?? '');
    const [, reference = ''] = /app-reference">([^<]+)</.exec(done.html) ?? [];
    const found = await portal.loadCase(reference.replace('-', '') as never);
    expect(found?.state.answers['address']).toEqual({
      line1: 'Flat 2',
      line2: "St Mary's Court, Church Street",
      town: 'Northwick',
      postcode: 'NW1 5EG',
      uprn: '10090009002',
    });
  });

  it('can be typed in: what is typed goes before a postcode, unless that is what the button was pressed for', async () => {
    const typed = { 'address-line1': '1 High Street', 'address-town': 'Northwick', 'address-postcode': 'NW1 2AB' };
    places.asked.length = 0;
    expect((await (await atAddress()).post(typed)).location).toBe(NEXT);
    expect((await (await atAddress()).post({ ...typed, 'address-find': 'NW1 4RP' })).location).toBe(NEXT);
    expect((await (await atAddress()).post({ ...typed, _do: 'find' })).location).toBe(NEXT);
    expect(places.asked).toEqual([]);
    const { post } = await atAddress();
    const list = await post({ ...typed, 'address-find': 'NW1 4RP', _do: 'find' });
    expect([list.status, options(list.html).length, places.asked]).toEqual([200, 40, ['NW1 4RP']]);
    // What was typed before goes with the list, and is there again for who does not find theirs in it.
    expect(boxesOf(list.html)).toEqual({ line1: '1 High Street', town: 'Northwick', postcode: 'NW1 2AB', find: 'NW1 4RP' });
    const page = await post({ ...typed, 'address-find': 'NW1 4RP', 'address-uprn': '', _do: 'type' });
    expect([page.status, page.html.includes('value="1 High Street"')]).toEqual([200, true]);
    expect((await post({ ...typed, 'address-find': 'NW1 4RP', 'address-uprn': '10090000012' })).location).toBe(NEXT);
  });

  it('is sent by Enter with a button that asks for nothing else', async () => {
    const { browser, post } = await atAddress();
    for (const { html } of [await browser.get(PAGE), await post({ 'address-find': 'NW1 4RP', _do: 'find' })])
      expect(/<button[^>]*>/.exec(html.slice(html.indexOf('<form method="post" novalidate')))?.[0]).toBe(
        '<button class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">',
      );
  });

  it('that was kept is no answer to another one that is looked for, and keeps its number when nothing is changed', async () => {
    const { browser, post } = await atAddress();
    await post({ 'address-find': 'NW1 5EG', 'address-uprn': '10090009002' });
    const shown = async () => Object.entries(boxesOf((await browser.get(PAGE)).html)).map(([part, text]) => [`address-${part}`, text]);
    const kept = Object.fromEntries(await shown());
    expect(kept).toMatchObject({ 'address-line1': 'Flat 2', 'address-find': '', 'address-kept': expect.stringMatching(/^10090009002\./) });
    for (const pressed of [{ _do: 'find' }, {}]) {
      const list = await post({ ...kept, 'address-find': 'NW1 4RP', ...pressed });
      expect([list.status, options(list.html).length, boxesOf(list.html)]).toEqual([200, 40, { find: 'NW1 4RP' }]);
    }
    expect((await post({ ...kept, _do: 'find' })).status).toBe(400);
    const none = await post({ ...kept, 'address-find': 'NW1 9ZZ' });
    expect([none.status, boxesOf(none.html)['find']]).toEqual([200, '']);
    portal.calls.length = 0;
    expect((await post(kept)).location).toBe(NEXT);
    expect(portal.calls).toEqual(['UpdateItem']);
    expect(Object.fromEntries(await shown())).toEqual(kept);
    // Another address has another number, and a page can bring none of its own.
    await post({ ...kept, 'address-line1': 'Flat 3' });
    expect(boxesOf((await browser.get(PAGE)).html)['kept']).toMatch(/^\./);
    await post({ ...kept, 'address-kept': kept['address-kept'].replace('10090009002', '10090009003') });
    expect(boxesOf((await browser.get(PAGE)).html)['kept']).toMatch(/^\./);
  });

  it('is looked for by who forgets the button, and asked for again by who chooses none', async () => {
    const { post } = await atAddress();
    expect(options((await post({ 'address-find': 'NW1 4RP' })).html)).toHaveLength(40);
    const again = await post({ 'address-find': 'NW1 4RP', 'address-uprn': '' });
    expect([again.status, again.html.includes('href="#address-uprn"')]).toEqual([400, true]);
    expect(words(again.html)).toContain('Choose the address, or say that it is not in the list');
    expect((await post({ 'address-find': 'NW1 4RP', 'address-uprn': '10090009002' })).status).toBe(400);
  });

  it('needs a postcode to be found by', async () => {
    const { post } = await atAddress();
    for (const [typed, says] of [
      ['', 'Enter a postcode to look for'],
      ['Mill Lane', 'Enter a full UK postcode, like NW1 4RP'],
    ] as const) {
      const page = await post({ 'address-find': typed, _do: 'find' });
      expect([page.status, page.html.includes('href="#address-find"'), words(page.html).includes(says)]).toEqual([400, true, true]);
    }
  });

  it('is typed in where nobody lives there, or nobody can say', async () => {
    const { post } = await atAddress();
    const none = await post({ 'address-find': 'NW1 9ZZ', _do: 'find' });
    expect(words(none.html)).toContain('We found no address for NW1 9ZZ. Check the postcode, or type the address in.');
    expect(none.html).toContain('name="address-line1"');
    const without = await openPortal();
    const unknown = await (await atAddress(without)).post({ 'address-find': 'NW1 4RP', _do: 'find' });
    expect([unknown.status, words(unknown.html).includes('We cannot look addresses up now. Type the address in.')]).toEqual([200, true]);
    await without.stop();
  });

  it('can be left for later from its list', async () => {
    const { post } = await atAddress();
    expect((await post({ 'address-find': 'NW1 4RP', 'address-uprn': '', _do: 'save' })).location).toBe('/apply/missed-bin/save');
    const chosen = await atAddress();
    const left = await chosen.post({ 'address-find': 'NW1 4RP', 'address-uprn': '10090000012', _do: 'save' });
    expect(left.location).toBe('/apply/missed-bin/save');
    expect((await chosen.browser.get(PAGE)).html).toContain('value="12 Mill Lane"');
  });
});
