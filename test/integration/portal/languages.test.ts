import { describe, expect, it } from 'vitest';
import { SpokenCatalogue } from '../../../functions/portal/spoken-catalogue.ts';
import { catalogue as services } from '../../../shared/catalogue/index.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { answerMissedBin, type Browser, binAnswers, draftOf } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

/** Sends a missed bin report in whatever language the browser reads. */
async function report(portal: ProjectedPortal, browser: Browser): Promise<Reference> {
  await answerMissedBin(browser);
  const check = await browser.get('/apply/missed-bin/check');
  const draft = /name="_draft" value="([^"]*)"/.exec(check.html)?.[1] ?? '';
  await browser.post('/apply/missed-bin/check', { _draft: draft });
  const done = await browser.get('/apply/missed-bin/done');
  const shown = /app-reference">(?:<bdi>)?([0-9A-Z]{3}-[0-9A-Z]{4})/.exec(done.html)?.[1] ?? '';
  const reference = shown.replace('-', '') as Reference;
  await portal.project({ kind: 'case', id: reference }, 1);
  return reference;
}

const draftIn = async (browser: Browser, question: string) => ({ _draft: draftOf(await browser.get(`/apply/missed-bin/${question}`)) });

const textsOf = async (portal: ProjectedPortal, reference: string): Promise<{ body: string; parts: number }[]> =>
  (await portal.partition(`CASE#${reference}`))
    .filter(({ sk }) => String(sk).startsWith('TEXT#'))
    .map(({ personal, parts }) => ({ body: (personal as { body: string }).body, parts: Number(parts) }));

const staff = { kind: 'staff', id: 'o1' } as const;

describe('a resident who reads Welsh', () => {
  it('chooses it once, and every page after is in it', async () => {
    const browser = (await openProjectedPortal()).browser();
    const chosen = await browser.get('/?lang=cy');
    expect(chosen.html).toContain('<html lang="cy"');
    expect(chosen.html).toContain('Beth allwn ni eich helpu ag ef?');
    const next = await browser.get('/apply/missed-bin/which-bin');
    expect(next.html).toContain('Pa fin a fethwyd?');
    expect(next.html).toContain('Parhau');
    expect(next.html).toContain('href="?lang=en" lang="en" hreflang="en"');
  });

  it('is told in Welsh what is wrong with an answer', async () => {
    const browser = (await openProjectedPortal()).browser();
    await browser.get('/?lang=cy');
    const empty = await browser.post('/apply/missed-bin/which-bin', {});
    expect(empty.status).toBe(400);
    expect(empty.html).toContain('<title>Gwall: Pa fin a fethwyd?');
    expect(empty.html).toContain('<span class="govuk-visually-hidden">Gwall:</span> Dewiswch pa fin a fethwyd');
    await browser.post('/apply/missed-bin/which-bin', { 'which-bin': 'food' });
    const date = await browser.post('/apply/missed-bin/missed-on', {
      'missed-on-day': '31',
      'missed-on-month': '2',
      'missed-on-year': '2026',
    });
    expect(date.html).toContain('Y diwrnod y cafodd ei fethu: rhaid i hyn fod yn ddyddiad go iawn');
  });

  it('is texted in Welsh, and the links of the texts open in Welsh on another phone', async () => {
    const portal = await openProjectedPortal();
    const browser = portal.browser();
    await browser.get('/?lang=cy');
    const reference = await report(portal, browser);
    await portal.changeCase(reference, { type: 'moveStage', stage: 'booked', basedOn: 1 }, staff);
    await portal.projectLatest(reference);
    await portal.changeCase(reference, { type: 'complete', basedOn: 2 }, staff);
    await portal.projectLatest(reference);
    const shown = `${reference.slice(0, 3)}-${reference.slice(3)}`;
    const [received, booked, emptied] = await textsOf(portal, reference);
    expect(received).toEqual({
      body: `Northwick Council: mae eich adroddiad bin ${shown} gennym. Byddwn yn ceisio dod yno eto erbyn 25 Tachwedd. Nid oes angen i chi wneud dim.`,
      parts: 1,
    });
    expect(booked?.body).toContain('mae criw yn dod eto at eich bin');
    expect(emptied?.body).toMatch(/mae eich bin yn wag .* Sut wnaethon ni\? Atebwch 5 ardderchog i 1 gwael iawn, neu \S+\?cy$/);

    const link = /https:\/\/my\.northwick\.gov\.uk(\/r\/\S+)/.exec(emptied?.body ?? '')?.[1] ?? '';
    const other = portal.browser();
    expect((await other.get(link)).html).toContain('Sut y gwnaethom?');
    expect(other.cookies.get('__Host-lang')).toBe('cy');
  });

  it('gets the code in Welsh, and the page of the case, in a browser that has chosen nothing', async () => {
    const portal = await openProjectedPortal();
    const browser = portal.browser();
    await browser.get('/?lang=cy');
    const reference = await report(portal, browser);
    await browser.post('/find', { reference });
    await portal.textCode(browser);
    const id = portal.lookUpId(browser);
    const code = (await portal.partition(`LOOKUP#${id}`)).find(({ sk }) => String(sk).startsWith('TEXT#'));
    expect(code?.['personal']).toMatchObject({
      body: expect.stringMatching(/^Northwick Council: eich cod yw .*Mae'n gweithio am 10 munud/),
    });

    const other = portal.browser();
    await portal.openedBy(other, reference);
    const shown = `${reference.slice(0, 3)}-${reference.slice(3)}`;
    expect((await other.get(`/case/${shown}`)).location).toBe(`/case/${shown}?lang=cy`);
    const page = await other.get(`/case/${shown}?lang=cy`);
    expect(page.html).toContain('Mae eich adroddiad gennym.');
    expect(page.html).toContain('25 Tachwedd 2026');
    const english = await other.get(`/case/${shown}?lang=en`);
    expect(english.html).toContain('We have your report.');
    expect((await other.get(`/case/${shown}`)).location).toBeUndefined();
  });

  it('reads a service that is in English in English, all of it, and says so to those who listen', async () => {
    const browser = (await openProjectedPortal()).browser();
    await browser.get('/?lang=cy');
    const { html } = await browser.get('/services/support-referral');
    expect(html).toContain('<html lang="cy"');
    expect(html).toContain('<main class="govuk-main-wrapper" id="main-content" lang="en" dir="ltr">');
    expect(html).toContain('Start now');
    expect(html).not.toContain('Dechrau nawr');
    expect(html).toContain('Neidio i');
    expect((await browser.get('/')).html).toContain('<li class="app-services__service" lang="en" dir="ltr">');
  });
});

describe('a service that is in English, to a resident who reads Welsh', () => {
  it('says in English what is wrong with a postcode to look for', async () => {
    const browser = (await openProjectedPortal()).browser();
    await browser.get('/?lang=cy');
    const form = { 'address-find': 'nowhere', _do: 'find' };
    const { status, html } = await browser.post('/apply/garden-waste/address', form);
    expect(status).toBe(400);
    expect(html).toContain('Enter a full UK postcode');
  });

  it('says in English that nobody chose whether there is another', async () => {
    const browser = (await openProjectedPortal()).browser();
    await browser.get('/?lang=cy');
    const at = (place: string) => ({
      [`${place}-line1`]: '12 Mill Lane',
      [`${place}-town`]: 'Northwick',
      [`${place}-postcode`]: 'NW1 4RP',
    });
    for (const [question, form] of [
      ['which-way', { 'which-way': 'in' }],
      ['move-date', { 'move-date-day': '1', 'move-date-month': '12', 'move-date-year': '2026' }],
      ['old-address', at('old-address')],
      ['new-address', at('new-address')],
      ['new-home', { 'new-home': 'own' }],
      ['people/1', { name: 'Sam Ward', age: 'adult' }],
    ] as const)
      await browser.post(`/apply/moving-home/${question}`, form);
    const list = await browser.get('/apply/moving-home/people');
    const { status, html } = await browser.post('/apply/moving-home/people', { _draft: draftOf(list) });
    expect(status).toBe(400);
    expect(html).toContain('Select yes if you need to add another person');
  });

  it('keeps what it asks to be sent in its own words, whoever reads them', async () => {
    const bin = services.get('missed-bin') as Service;
    const photo = services.get('graffiti')?.questions.find(({ id }) => id === 'photo') as Service['questions'][number];
    const languages = { cy: { ...bin.languages?.cy, [photo.label]: 'Llun' } };
    const questions = [...bin.questions.filter(({ id }) => id !== 'anything-else'), photo];
    const portal = await openProjectedPortal({ catalogue: new SpokenCatalogue([[bin.id, { ...bin, questions, languages }]]) });
    const browser = portal.browser();
    await browser.get('/?lang=cy');
    for (const [question, form] of [...binAnswers.filter(([id]) => id !== 'anything-else'), ['photo', { photo: 'yes' }] as const])
      await browser.post(`/apply/missed-bin/${question}`, { ...form, ...(await draftIn(browser, question)) });
    const check = await browser.get('/apply/missed-bin/check');
    expect(check.html).toContain('Llun');
    await browser.post('/apply/missed-bin/check', { _draft: draftOf(check) });
    const done = await browser.get('/apply/missed-bin/done');
    const shown = /app-reference">(?:<bdi>)?([0-9A-Z]{3}-[0-9A-Z]{4})/.exec(done.html)?.[1] ?? '';
    const found = await portal.loadCase(shown.replace('-', '') as Reference);
    expect(found?.state.evidence?.items.map(({ instruction }) => instruction)).toEqual(['Photo']);
  });
});

describe('a resident who reads Arabic', () => {
  it('has pages from right to left, with numbers that keep their order', async () => {
    const browser = (await openProjectedPortal()).browser();
    const { html } = await browser.get('/services/missed-bin?lang=ar');
    expect(html).toContain('<html lang="ar" dir="rtl"');
    expect(html).toContain('الإبلاغ عن صندوق قمامة لم يُفرّغ');
    expect(html).toContain('<bdi>01632 960100</bdi>');
  });

  it('is texted in Arabic, and answered in Arabic', async () => {
    const portal = await openProjectedPortal();
    const browser = portal.browser();
    await browser.get('/?lang=ar');
    const reference = await report(portal, browser);
    const [received] = await textsOf(portal, reference);
    expect(received?.body).toMatch(/^من Northwick Council: استلمنا بلاغك .* 25 نوفمبر/);
    expect(received?.parts).toBe(2);
  });
});

describe('everybody else', () => {
  it('has what was before: no cookie, and no mark on the case', async () => {
    const portal = await openProjectedPortal();
    const browser = portal.browser();
    expect((await browser.get('/')).cookies).toEqual([]);
    const reference = await report(portal, browser);
    const [first] = await portal.partition(`CASE#${reference}`);
    expect(JSON.stringify(first)).not.toContain('language');
  });

  it('is shown nothing of what an address asks for beside the language', async () => {
    const browser = (await openProjectedPortal()).browser();
    const { html, cookies } = await browser.get('/find?reference=K7M-Q2X1&lang=xx%22%3E');
    expect(html).toContain('<html lang="en"');
    expect(html).toContain('href="?reference=K7M-Q2X1&amp;lang=cy"');
    expect(cookies).toEqual([]);
  });

  it('answers the same questions, so that a form begun in one language is sent in another', async () => {
    const portal = await openProjectedPortal();
    const browser = portal.browser();
    const [first, ...rest] = binAnswers;
    await browser.post(`/apply/missed-bin/${first?.[0]}`, first?.[1]);
    await browser.get('/apply/missed-bin/missed-on?lang=ar');
    for (const [question, form] of rest) await browser.post(`/apply/missed-bin/${question}`, form);
    expect((await browser.get('/apply/missed-bin/check')).html).toContain('بقايا الطعام');
  });
});
