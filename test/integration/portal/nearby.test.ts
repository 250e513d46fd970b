import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { MAX_FOLLOWERS } from '../../../shared/domain/follower.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { all } from '../../../shared/store/table.ts';
import { createTexting } from '../../support/texting.ts';
import { words } from '../../support/words.ts';
import { type Browser, draftOf, type Page } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

const RESIDENT = '+447700900123';
const FOLLOWER = '+447700900456';
const PAGE = '/apply/pothole/where';

let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());

const pothole = () => portal.catalogue.get('pothole') as Service;
const officer = { kind: 'staff', id: 'officer-1' } as const;

/** Every test has a corner of the country of its own. */
let corner = 0;
const aCorner = () => ({ lat: 52 + ++corner / 20, lon: -2.2 });
/** So many metres north. */
const north = ({ lat, lon }: { lat: number; lon: number }, metres: number) => ({ lat: Number((lat + metres / 111_195).toFixed(5)), lon });

async function report(point: { lat: number; lon: number }, kind = 'road'): Promise<Reference> {
  const answers: Answers = {
    where: { describe: 'Outside my house at 12 Mill Lane', ...point, by: 'pin' },
    kind,
    depth: 'deep',
    danger: 'no',
    photo: 'no',
    mobile: { wanted: true, number: RESIDENT },
  };
  const outcome = await portal.openCase(pothole(), {
    draftId: crypto.randomUUID(),
    answers,
    channel: 'web',
    assisted: false,
    by: { kind: 'resident' },
  });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  await portal.projectLatest(outcome.reference);
  return outcome.reference;
}
const done = async (reference: Reference, command: { type: 'complete' } | { type: 'close'; reason: string }) => {
  const found = await portal.loadCase(reference);
  await portal.changeCase(reference, { ...command, basedOn: found?.state.sequence ?? 0 }, officer);
  await portal.projectLatest(reference);
};

/** Says where it is; the page that it leads to. */
async function sayWhere(browser: Browser, { lat, lon }: { lat: number; lon: number }): Promise<string | undefined> {
  const page = await browser.get(PAGE);
  return (await browser.post(PAGE, { _draft: draftOf(page), 'where-lat': String(lat), 'where-lon': String(lon) })).location;
}
const tokens = ({ html }: Page) => [...html.matchAll(/name="near" type="radio" value="([^"]+)"/g)].map(([, value = '']) => value);
const textsOf = async (reference: Reference) =>
  (await portal.partition(`CASE#${reference}`))
    .filter(({ sk }) => String(sk).includes('#followed-'))
    .map(({ sk, personal, parts }) => ({ sk: String(sk), parts, ...(personal as { to: string; body: string }) }));

/** Follows the first of those close by. */
async function follow(browser: Browser, mobile = '07700 900456'): Promise<Page> {
  const list = await browser.get('/apply/pothole/nearby');
  const asked = await browser.post('/apply/pothole/nearby', { _draft: draftOf(list), near: tokens(list)[0] ?? '' });
  const page = await browser.get(asked.location ?? '');
  return browser.post(asked.location ?? '', { _draft: draftOf(page), mobile });
}

describe('a report of something that others have reported', () => {
  it('is asked about by kind, distance and date, and by nothing that the other resident said', async () => {
    const here = aCorner();
    const reference = await report(here);
    const browser = portal.browser();
    expect(await sayWhere(browser, north(here, 30))).toBe('/apply/pothole/nearby');
    const page = await browser.get('/apply/pothole/nearby');
    const said = words(page.html);
    expect(said).toContain('Is it one of these?');
    expect(said).toContain('What it is in: The road About 30 metres from your place. We heard of it on 23 November 2026.');
    for (const theirs of ['12 Mill Lane', reference, RESIDENT.slice(-6), String(here.lat)]) expect(page.html).not.toContain(theirs);
  });

  it('costs the answer, and one to four Queries', async () => {
    const here = aCorner();
    await report(here);
    const browser = portal.browser();
    const page = await browser.get(PAGE);
    portal.calls.length = 0;
    // A corner is where cells of the map meet.
    await browser.post(PAGE, { _draft: draftOf(page), 'where-lat': String(here.lat), 'where-lon': String(here.lon) });
    expect(portal.calls).toEqual(['UpdateItem', 'Query', 'Query', 'Query', 'Query']);
    portal.calls.length = 0;
    await browser.get('/apply/pothole/nearby');
    expect(portal.calls).toEqual(['GetItem', 'Query', 'Query', 'Query', 'Query']);
    const inside = { lat: here.lat + 0.0025, lon: here.lon + 0.005 };
    const other = portal.browser();
    const first = await other.get(PAGE);
    portal.calls.length = 0;
    await other.post(PAGE, { _draft: draftOf(first), 'where-lat': String(inside.lat), 'where-lon': String(inside.lon) });
    expect(portal.calls).toEqual(['UpdateItem', 'Query']);
  });

  it('goes on where it is another one, where none is so close, and where nobody knows where it is', async () => {
    const here = aCorner();
    await report(here);
    const browser = portal.browser();
    await sayWhere(browser, here);
    const list = await browser.get('/apply/pothole/nearby');
    expect((await browser.post('/apply/pothole/nearby', { _draft: draftOf(list), near: 'other' })).location).toBe('/apply/pothole/kind');
    expect(await sayWhere(portal.browser(), north(here, 60))).toBe('/apply/pothole/kind');
    const inWords = portal.browser();
    const page = await inWords.get(PAGE);
    expect((await inWords.post(PAGE, { _draft: draftOf(page), 'where-describe': 'Mill Lane' })).location).toBe('/apply/pothole/kind');
  });

  it('must say which, and knows no other than those on the page', async () => {
    const here = aCorner();
    await report(here);
    const browser = portal.browser();
    await sayWhere(browser, here);
    const list = await browser.get('/apply/pothole/nearby');
    for (const near of ['', portal.keyring.opaque('near', 'K7MQ2XW')]) {
      const { status, html } = await browser.post('/apply/pothole/nearby', { _draft: draftOf(list), near });
      expect([status, words(html).includes('Select which one it is, or that it is another one')]).toEqual([400, true]);
    }
    expect((await browser.get(`/apply/pothole/nearby/${portal.keyring.opaque('near', 'K7MQ2XW')}`)).location).toBe('/apply/pothole/nearby');
  });

  it('is not asked about one that has ended, or that is older than the service looks back', async () => {
    const here = aCorner();
    const reference = await report(here);
    await done(reference, { type: 'complete' });
    expect(await sayWhere(portal.browser(), here)).toBe('/apply/pothole/kind');
    const other = aCorner();
    await report(other);
    portal.clock.nowMs += 61 * 86_400_000;
    expect(await sayWhere(portal.browser(), other)).toBe('/apply/pothole/kind');
    portal.clock.nowMs -= 61 * 86_400_000;
  });

  it('is nobody’s of a service that does not ask, or of somebody without a form', async () => {
    expect((await portal.browser().get('/apply/missed-bin/nearby')).status).toBe(404);
    expect((await portal.browser().get('/apply/missed-bin/followed')).status).toBe(404);
    expect((await portal.browser().get('/apply/pothole/nearby')).location).toBe('/services/pothole');
  });
});

describe('somebody who says that it is one of those', () => {
  it('gives a number in the right form, and gets one text when it ends, in one part, about no reference', async () => {
    const here = aCorner();
    const reference = await report(here);
    const browser = portal.browser();
    await sayWhere(browser, here);
    const wrong = await follow(browser, '0123');
    expect([wrong.status, words(wrong.html).includes('Enter a UK mobile number in the right form')]).toEqual([400, true]);
    const followed = await follow(browser);
    expect(followed.location).toBe('/apply/pothole/followed');
    expect(words((await browser.get('/apply/pothole/followed')).html)).toContain('We will text you when it is done');
    // Their form is over.
    expect((await browser.get('/apply/pothole/nearby')).location).toBe('/services/pothole');
    await portal.projectLatest(reference);
    expect(await textsOf(reference)).toEqual([]);
    await done(reference, { type: 'complete' });
    const texts = await textsOf(reference);
    expect(texts).toEqual([
      {
        sk: 'TEXT#000003#followed-2',
        parts: 1,
        to: FOLLOWER,
        body: 'Northwick Council: you asked to hear about this: pothole report. It is done now. You will get no more texts about it.',
      },
    ]);
    await portal.projectLatest(reference);
    expect(await textsOf(reference)).toHaveLength(1);
  });

  it('hears that it was closed without the work, and in their own language', async () => {
    const here = aCorner();
    const reference = await report(here);
    const browser = portal.browser();
    await browser.get('/?lang=cy');
    await sayWhere(browser, here);
    await follow(browser);
    await done(reference, { type: 'close', reason: 'Not deep enough' });
    const [text] = await textsOf(reference);
    expect(text?.body).toMatch(/^Northwick Council: gofynnoch/);
    expect(text?.body).not.toContain('Not deep enough');
  });

  it('counts as a web look-up of the service, and not as another request', async () => {
    const here = aCorner();
    const reference = await report(here);
    const browser = portal.browser();
    await sayWhere(browser, here);
    await follow(browser);
    await portal.projectLatest(reference);
    const factStore = createFactStore(portal.table, { newToken: () => 'a-token' });
    const facts = [];
    for (let shard = 0; shard < 4; shard++) facts.push(...(await all(factStore.in({ day: '2026-11-23', service: 'pothole', shard }))));
    expect(facts.filter(({ id }) => id === `contact:case:${reference}:2`)).toMatchObject([
      { type: 'contact', channel: 'web', outcome: 'look-up', quantity: 1 },
    ]);
  });

  it('is there once, however often they press, and the resident of it not at all', async () => {
    const here = aCorner();
    const reference = await report(here);
    for (const mobile of ['07700 900456', '+44 7700 900456', '07700 900123']) {
      const browser = portal.browser();
      await sayWhere(browser, here);
      expect((await follow(browser, mobile)).location).toBe('/apply/pothole/followed');
    }
    expect((await portal.loadCase(reference))?.state.followers).toEqual([{ id: '2', mobile: FOLLOWER }]);
  });

  it(`is one of ${MAX_FOLLOWERS} at most`, async () => {
    const here = aCorner();
    const reference = await report(here);
    for (let each = 0; each < MAX_FOLLOWERS; each++) {
      const mobile = `+4477009001${String(each + 30).padStart(2, '0')}`;
      await portal.changeCase(reference, { type: 'follow', mobile, channel: 'web', assisted: false }, { kind: 'resident' });
    }
    const browser = portal.browser();
    await sayWhere(browser, here);
    const { status, html } = await follow(browser);
    expect([status, words(html).includes('Many people have asked us about this one')]).toEqual([400, true]);
  });

  it('is texted though the resident has stopped, is not when they stop themselves, and never twice', async () => {
    const reference = await report(aCorner());
    const texting = createTexting(portal.table);
    texting.clock.ms = portal.clock.nowMs + 60_000;
    const [goes, stops] = ['+447700900777', '+447700900778'];
    for (const mobile of [goes, stops])
      await portal.changeCase(reference, { type: 'follow', mobile, channel: 'web', assisted: false }, { kind: 'resident' });
    const sentAt = new Date(texting.clock.ms).toISOString();
    for (const from of [RESIDENT, stops]) await texting.receiveText({ from, body: 'STOP', messageId: `stop-${from}`, sentAt });
    await done(reference, { type: 'complete' });
    const texts = (await textsOf(reference)).map(({ sk }) => ({ pk: `CASE#${reference}`, sk }));
    texting.outcomes.push({ kind: 'unknown', because: 'timeout' });
    for (const text of texts) await texting.sendText(text);
    expect(texting.published.map(({ to }) => to)).toEqual([goes]);
    texting.clock.ms += 2 * 3_600_000;
    for (const text of texts) await texting.sendText(text);
    await texting.run();
    expect(texting.published.filter(({ to }) => to === goes)).toHaveLength(1);
  });

  it('is in no copy of the case, and on no page', async () => {
    const reference = await report(aCorner());
    await portal.changeCase(reference, { type: 'follow', mobile: FOLLOWER, channel: 'web', assisted: false }, { kind: 'resident' });
    await done(reference, { type: 'complete' });
    const resident = portal.browser();
    await portal.openedBy(resident, reference);
    for (const path of [`/case/${reference}`, `/case/${reference}/your-data`]) {
      const { html, status } = await resident.get(path);
      expect([status, html.includes('900456'), html.includes('900 456'), html.includes('*** 456')]).toEqual([200, false, false, false]);
    }
    for (const reach of ['case', 'person'] as const) {
      const file = await portal.readHoldings(reference, reach);
      expect(file?.holdings.cases[0]?.texts.map(({ what }) => what)).toContain('followed-2');
      expect(JSON.stringify(file)).not.toMatch(/900 ?456|\*\*\* 456/);
    }
  });
});
