import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import type { Browser } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  portal.clock.nowMs = Date.parse('2026-11-23T10:00:00Z');
});

let numbers = 0;
const aNumber = () => `+4477009007${String(++numbers).padStart(2, '0')}`;
const bea = { do: 'let-in', name: 'Bea Jones', mobile: '07700 900200', as: 'adviser', term: 'month' };

/** A case that its resident has open, with somebody let in. */
async function setup({ form = bea }: { form?: Record<string, string> } = {}) {
  const reference = await portal.report(aNumber());
  const resident = portal.browser();
  await portal.openedBy(resident, reference);
  const path = `/case/${formatReference(reference)}`;
  const letIn = await resident.post(`${path}/helpers`, { ...form, mobile: helperNumber(reference) });
  await portal.projectLatest(reference);
  return { reference, resident, path, letIn, helper: portal.browser() };
}
/** A number of their own for the helper of each case, so that none uses up another's codes. */
const helperNumbers = new Map<Reference, string>();
function helperNumber(reference: Reference): string {
  const number = helperNumbers.get(reference) ?? `077009008${String(helperNumbers.size).padStart(2, '0')}`;
  helperNumbers.set(reference, number);
  return number;
}
async function helperOpens(helper: Browser, reference: Reference, mobile = helperNumber(reference)) {
  await helper.post('/helping', { reference, mobile });
  const to = await portal.textCode(helper);
  return { to, page: await helper.post('/find/code', { code: '246810' }) };
}

describe('letting somebody in', () => {
  it('shows nobody once the case was erased, though the session that opened it goes on', async () => {
    const { reference, resident, path } = await setup();
    const officer = { kind: 'staff', id: 'bryn' } as const;
    await portal.changeCase(reference, { type: 'complete', basedOn: 2 }, officer);
    expect((await portal.changeCase(reference, { type: 'erase', because: 'kept-long-enough' }, officer)).kind).toBe('changed');
    const page = await resident.get(`${path}/helpers`);
    expect([page.status, page.html.includes('Bea Jones')]).toEqual([404, false]);
  });

  it('says so, lists who is in, and texts them without the name or the reference', async () => {
    const { reference, resident, path, letIn } = await setup();
    expect(letIn.location).toBe(`${path}/helpers?done=in`);
    const { html } = await resident.get(letIn.location ?? '');
    expect(html).toContain(`They are in. We have sent them a text. Give them your reference: ${formatReference(reference)}.`);
    expect(html).toContain('Bea Jones');
    expect(html).toContain('adviser, can look<br>Until 23 December 2026<br>Has not looked yet');
    expect((await resident.get(path)).html).toContain('Bea Jones, adviser');
    const texts = (await portal.partition(`CASE#${reference}`)).filter(({ sk }) => String(sk).endsWith('#let-in'));
    expect(texts).toHaveLength(1);
    const said = JSON.stringify(texts[0]?.['personal']);
    expect(said).toContain('open https://my.northwick.gov.uk/helping');
    expect(said).not.toContain(formatReference(reference));
  });

  it('shows every mistake beside its field, and keeps what was typed', async () => {
    const { resident, path } = await setup();
    const wrong = await resident.post(`${path}/helpers`, { do: 'let-in', name: '', mobile: '0123<' });
    expect(wrong.status).toBe(400);
    for (const message of [
      'Enter their name',
      'Enter a UK mobile number, like 07700 900123',
      'Choose what they are',
      'Choose for how long',
    ])
      expect(wrong.html).toContain(message);
    expect(wrong.html).toContain('value="0123&lt;"');
  });

  it('lets nobody in twice, whether pressed twice or asked again', async () => {
    const { reference, resident, path } = await setup();
    const form = { ...bea, mobile: helperNumber(reference), basedOn: '1' };
    const again = await resident.post(`${path}/helpers`, form);
    expect(again.status).toBe(400);
    expect(again.html).toContain('Somebody with that number is in already');
    const other = { ...bea, mobile: '07700 900299', basedOn: '2' };
    for (const press of [1, 2])
      expect([press, (await resident.post(`${path}/helpers`, other)).location]).toEqual([press, `${path}/helpers?done=in`]);
    expect((await portal.loadCase(reference))?.state.helpers).toHaveLength(2);
  });

  it('is for the resident alone', async () => {
    const { reference, path, helper } = await setup();
    await helperOpens(helper, reference);
    for (const page of ['helpers', 'texts', 'look-again']) {
      expect((await helper.get(`${path}/${page}`)).location).toBe(`/find?reference=${formatReference(reference)}`);
      expect((await helper.post(`${path}/${page}`, { ...bea, texts: 'all' })).status).toBe(401);
    }
    expect((await portal.loadCase(reference))?.state.sequence).toBe(2);
  });
});

describe('helping', () => {
  it('takes the reference and a code to one’s own mobile, and shows what the resident sees', async () => {
    const { reference, path, helper } = await setup();
    const { to, page } = await helperOpens(helper, reference);
    expect(to).toBe(`+44${helperNumber(reference).slice(1)}`);
    expect(page.location).toBe(path);
    const { html } = await helper.get(path);
    expect(html).toContain('You see this because you were let in, until 23 December 2026.');
    expect(html).toContain('aria-current="step">Received');
    for (const hidden of ['Who else can see this', 'Stop or restart texts']) expect(html).not.toContain(hidden);
  });

  it('reads the case once for each page, and notes a look once a session', async () => {
    const { reference, path, helper } = await setup();
    await helperOpens(helper, reference);
    portal.calls.length = 0;
    await helper.get(path);
    expect(portal.calls).toEqual(['Query', 'PutItem']);
    for (const wait of [0, 5, 15]) {
      portal.clock.nowMs += wait * 60_000;
      portal.calls.length = 0;
      await helper.get(path);
      expect(portal.calls).toEqual(['Query']);
    }
    const looks = (await portal.partition(`CASE#${reference}`)).filter(({ sk }) => String(sk).startsWith('LOOK#'));
    expect(looks).toEqual([{ pk: `CASE#${reference}`, sk: 'LOOK#2026-11-23#2', day: '2026-11-23', helper: '2' }]);
  });

  it('keeps that they looked once a day beside the case, and shows it to the resident', async () => {
    const { reference, resident, path, helper } = await setup();
    await helperOpens(helper, reference);
    await helper.get(path);
    await helperOpens(portal.browser(), reference);
    portal.clock.nowMs += 86_400_000;
    await helperOpens(helper, reference);
    await helper.get(path);
    const looks = (await portal.partition(`CASE#${reference}`)).filter(({ sk }) => String(sk).startsWith('LOOK#'));
    expect(looks.map(({ sk }) => sk)).toEqual(['LOOK#2026-11-23#2', 'LOOK#2026-11-24#2']);
    await portal.openedBy(resident, reference);
    portal.calls.length = 0;
    const { html } = await resident.get(`${path}/helpers`);
    expect(portal.calls).toEqual(['Query']);
    expect(html).toContain('Looked on 24 November, 23 November');
  });

  it('ends at the moment they are taken out, in the page they have open', async () => {
    const { reference, resident, path, helper } = await setup();
    await helperOpens(helper, reference);
    expect((await helper.get(path)).status).toBe(200);
    const out = await resident.post(`${path}/helpers`, { do: 'take-out', helper: '2' });
    expect((await resident.get(out.location ?? '')).html).toContain('They are out. They can see nothing of this any more.');
    const gone = await helper.get(path);
    expect(gone.status).toBe(403);
    expect(gone.html).toContain('You cannot see this any more');
    expect(gone.html).not.toContain(formatReference(reference));
    expect(helper.cookies.has('__Host-opened')).toBe(false);
    expect((await helperOpens(helper, reference)).to).toBeUndefined();
  });

  it('ends when its last day is over', async () => {
    const { reference, path, helper } = await setup();
    portal.clock.nowMs = Date.parse('2026-12-23T23:50:00Z');
    await helperOpens(helper, reference);
    expect((await helper.get(path)).status).toBe(200);
    portal.clock.nowMs += 11 * 60_000;
    expect((await helper.get(path)).status).toBe(403);
  });

  it('opens one case and no other', async () => {
    const { reference, helper } = await setup();
    const other = await portal.report(aNumber());
    await helperOpens(helper, reference);
    expect((await helper.get(`/case/${formatReference(other)}`)).location).toBe(`/find?reference=${formatReference(other)}`);
  });

  it('lets those send what is asked for who may, and no others', async () => {
    const look = await setup();
    await helperOpens(look.helper, look.reference);
    expect((await look.helper.get(`${look.path}/evidence`)).status).toBe(404);
    const send = await setup({ form: { ...bea, upload: 'yes' } });
    await helperOpens(send.helper, send.reference);
    expect((await send.helper.get(`${send.path}/evidence`)).status).toBe(200);
    expect((await send.helper.get(send.path)).html).toContain('You may send what is asked for.');
  });
});

describe('a stranger who says that they are helping', () => {
  it('makes the same one write and gets the same page, whatever exists', async () => {
    const { reference } = await setup();
    const pages: string[] = [];
    for (const [about, mobile] of [
      [reference, helperNumber(reference)],
      [reference, '07700 900111'],
      [portal.keyring.reference('nobody', 0), '07700 900111'],
    ] as const) {
      const browser = portal.browser();
      portal.calls.length = 0;
      expect((await browser.post('/helping', { reference: about, mobile })).location).toBe('/find/code');
      expect(portal.calls).toEqual(['PutItem']);
      pages.push((await browser.get('/find/code')).html.replaceAll(formatReference(about), 'REF'));
    }
    expect(new Set(pages).size).toBe(1);
  });

  it('gets no code, opens nothing, and uses up none of the case’s look-ups', async () => {
    const { reference, helper } = await setup();
    for (let count = 0; count < 6; count++) expect((await helperOpens(helper, reference, '07700 900111')).to).toBeUndefined();
    const { to, page } = await helperOpens(helper, reference, '07700 900111');
    expect([to, page.html]).toEqual([undefined, expect.stringContaining('That code is not right')]);
    expect((await helperOpens(helper, reference)).page.location).toContain('/case/');
  });

  it('is told what is wrong with a reference or a number that is none', async () => {
    const { html, status } = await portal.browser().post('/helping', { reference: 'K7M', mobile: '12' });
    expect(status).toBe(400);
    expect(html).toContain('Enter their reference. It has 7 letters and numbers, like K7M-Q2X1');
    expect(html).toContain('Enter your UK mobile number, like 07700 900123');
    expect(html).toContain('value="K7M"');
  });

  it('who gives the resident’s own number is the resident', async () => {
    const number = aNumber();
    const reference = await portal.report(number);
    const browser = portal.browser();
    const { page } = await helperOpens(browser, reference, number);
    expect((await browser.get(page.location ?? '')).html).toContain('Who else can see this');
  });
});
