import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../shared/catalogue/index.ts';
import { pothole } from '../../../shared/catalogue/services/pothole.ts';
import { openLocalPlaces } from '../../support/addresses.ts';
import { words } from '../../support/words.ts';
import { type Browser, draftOf, openPortal, type Portal } from './portal-browser.ts';

const [, ...questions] = pothole.questions;
const { nearby: _, ...alone } = pothole;
const catalogue = createCatalogue([
  {
    ...alone,
    questions: [
      { id: 'where', type: 'location', ask: 'Where is the hole?', label: 'Where it is', missing: 'Describe where the hole is' },
      ...questions,
    ],
  },
]);
const map = {
  area: { south: 52.17, west: -2.32, north: 52.28, east: -2.13 },
  middle: { name: 'Northwick', lat: 52.225, lon: -2.2251 },
  tiles: 'https://tiles.example/{z}/{x}/{y}.png',
  deepest: 16,
  credit: 'Of a test',
};

let places: Awaited<ReturnType<typeof openLocalPlaces>>;
let portal: Portal;
beforeAll(async () => {
  places = await openLocalPlaces();
  portal = await openPortal({ catalogue, map, findAddresses: places.findAddresses });
});
afterAll(async () => {
  await portal.stop();
  await places.stop();
});

const PAGE = '/apply/pothole/where';
const answer = (browser: Browser, form: Record<string, string>) => browser.post(PAGE, { _draft: '', ...form });
const kept = async (browser: Browser) => {
  const { html } = await browser.get('/apply/pothole/where');
  const value = (name: string) => new RegExp(`name="where-${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];
  return { postcode: value('postcode'), lat: value('lat'), lon: value('lon'), describe: /<textarea[^>]*>([^<]*)</.exec(html)?.[1] };
};

describe('where something is', () => {
  it('is asked in words and by postcode, with the makings of a map that a script adds, and its script on no other page', async () => {
    const browser = portal.browser();
    const page = await browser.get(PAGE);
    expect(words(page.html)).toContain('Describe the place');
    expect(page.html).toContain('src="/assets/map.js"');
    expect(page.html).toMatch(/data-app-map="[^"]*tiles\.example[^"]*" data-field="where" hidden/);
    expect((await answer(browser, { _draft: draftOf(page), 'where-describe': 'Mill Lane, by the school' })).location).toBe(
      '/apply/pothole/kind',
    );
    expect((await browser.get('/apply/pothole/kind')).html).not.toContain('map.js');
  });

  it('may be said in words alone, for one write and no question to Ordnance Survey', async () => {
    const browser = portal.browser();
    portal.calls.length = places.asked.length = 0;
    expect((await answer(browser, { 'where-describe': 'Mill Lane, by the school' })).location).toBe('/apply/pothole/kind');
    expect(portal.calls).toEqual(['UpdateItem']);
    expect(places.asked).toEqual([]);
  });

  it('is put in the middle of its postcode, and not there any more when the postcode goes', async () => {
    const browser = portal.browser();
    places.asked.length = 0;
    const page = await browser.get(PAGE);
    await answer(browser, { _draft: draftOf(page), 'where-postcode': 'nw1 4rp' });
    expect(places.asked).toEqual(['NW1 4RP']);
    expect(await kept(browser)).toEqual({ postcode: 'NW1 4RP', lat: '', lon: '', describe: '' });
    await answer(browser, {
      _draft: draftOf(await browser.get(PAGE)),
      'where-postcode': '',
      'where-describe': 'The bridge',
      'where-lat': '',
      'where-lon': '',
    });
    expect(await kept(browser)).toEqual({ postcode: '', lat: '', lon: '', describe: 'The bridge' });
  });

  it('may be a pin in the council’s area, and in no other place', async () => {
    const browser = portal.browser();
    const page = await browser.get(PAGE);
    const away = await answer(browser, { _draft: draftOf(page), 'where-lat': '54.97', 'where-lon': '-1.61' });
    expect(away.status).toBe(400);
    expect(words(away.html)).toContain('The pin is outside our area. Move it, or take it away');
    const placed = await answer(browser, { _draft: draftOf(page), 'where-lat': '52.226712345', 'where-lon': '-2.2301' });
    expect(placed.location).toBe('/apply/pothole/kind');
    expect(await kept(browser)).toEqual({ postcode: '', lat: '52.22671', lon: '-2.2301', describe: '' });
  });

  it('must be said in some way', async () => {
    const { status, html } = await answer(portal.browser(), { 'where-describe': ' ', 'where-postcode': '' });
    expect(status).toBe(400);
    expect(html).toContain('href="#where-describe"');
    expect(words(html)).toContain('Error: Describe where the hole is');
  });

  it('is kept where nobody can say where a postcode is', async () => {
    const shut = await openLocalPlaces({ key: 'a wrong key' });
    const other = await openPortal({ catalogue, map, findAddresses: shut.findAddresses });
    const browser = other.browser();
    expect((await answer(browser, { 'where-postcode': 'NW1 4RP' })).location).toBe('/apply/pothole/kind');
    await other.stop();
    await shut.stop();
  });
});
