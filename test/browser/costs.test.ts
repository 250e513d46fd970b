import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, startDoor } from '../support/browser-door.ts';
import { answerBin, binAnswers, createVisitor, onCase, reportBin, sendBin } from '../support/browser-visitor.ts';

let door: Door;
beforeAll(async () => {
  door = await startDoor();
  // Both functions loaded, both secrets read.
  await createVisitor(door.baseUrl).get('/');
});
afterAll(() => door.stop());

const NUMBER = '07700 900301';
const http = ['portal', 'console', 'report', 'api'];
const portal = (...operations: string[]) => operations.map((operation) => `portal dynamodb ${operation}`);
/** What a visitor's request cost until it was answered: only the functions that answer. */
const costOf = (does: () => Promise<unknown>) => door.callsOf(does, ({ function: name }) => http.includes(name));

describe('asking', () => {
  it('shows a page that is the same for all without a read, but for how services are doing', async () => {
    const visitor = createVisitor(door.baseUrl);
    expect(await costOf(() => visitor.get('/'))).toEqual([]);
    // How each service is doing is read for all of them at once, at most once in ten minutes.
    expect(await costOf(() => visitor.get('/services/missed-bin'))).toEqual(portal('Query'));
    expect(await costOf(() => visitor.get('/services/blue-badge'))).toEqual([]);
    expect(await costOf(() => visitor.get('/apply/missed-bin/which-bin'))).toEqual([]);
  });

  it('reads once for a question page, and writes once for an answer', async () => {
    const visitor = createVisitor(door.baseUrl);
    for (const [question, form] of Object.entries(binAnswers(NUMBER))) {
      const pageCost = await costOf(() => visitor.get(`/apply/missed-bin/${question}`));
      expect(pageCost).toEqual(question === 'which-bin' ? [] : portal('GetItem'));
      expect(await costOf(() => visitor.post(`/apply/missed-bin/${question}`, form))).toEqual(portal('UpdateItem'));
    }
    expect(await costOf(() => visitor.get('/apply/missed-bin/check'))).toEqual(portal('GetItem'));
  });

  it('sends with one read of the answers and one conditional write, and confirms without a read', async () => {
    const visitor = createVisitor(door.baseUrl);
    await answerBin(visitor, NUMBER);
    expect(await costOf(() => visitor.post('/apply/missed-bin/check', {}))).toEqual(portal('GetItem', 'PutItem'));
    expect(await costOf(() => visitor.get('/apply/missed-bin/done'))).toEqual([]);
  });

  it('costs one read more when the same form is sent again', async () => {
    const visitor = createVisitor(door.baseUrl);
    await answerBin(visitor, NUMBER);
    await sendBin(visitor);
    expect(await costOf(() => visitor.post('/apply/missed-bin/check', {}))).toEqual(portal('GetItem', 'PutItem', 'Query'));
  });
});

describe('looking', () => {
  it('asks for a code with the same one write, whatever exists', async () => {
    const reference = await reportBin(createVisitor(door.baseUrl), NUMBER);
    const [known, unknown] = [createVisitor(door.baseUrl), createVisitor(door.baseUrl)];
    expect(await costOf(() => known.post('/find', { reference }))).toEqual(portal('PutItem'));
    expect(await costOf(() => unknown.post('/find', { reference: 'K7M-Q2X1' }))).toEqual(portal('PutItem'));
    expect((await known.get('/find/code')).html.replaceAll(reference, 'K7M-Q2X1')).toBe((await unknown.get('/find/code')).html);
  });

  it('tries a code with one query and one write, and shows the case with one query', async () => {
    await door.settle();
    const visitor = createVisitor(door.baseUrl);
    const reference = await reportBin(visitor, '07700 900302');
    await visitor.post('/find', { reference });
    await door.settle();
    const [, code = ''] = /code is (\d{6})/.exec((await door.textsTo('07700 900302')).at(-1) ?? '') ?? [];
    expect(await costOf(() => visitor.post('/find/code', { code }))).toEqual(portal('Query', 'PutItem'));
    expect(await costOf(() => visitor.get(`/case/${reference}`))).toEqual(portal('Query'));
  });
});

describe('rating', () => {
  const ended = async (number: string): Promise<string> => {
    const reference = await reportBin(createVisitor(door.baseUrl), number);
    const officer = createVisitor(door.baseUrl);
    await officer.signIn('esme');
    expect((await onCase(officer, reference, { do: 'complete' })).location).toMatch(/done=complete$/);
    await door.settle();
    return /http:\S+\/r\/\S+/.exec((await door.textsTo(number)).at(-1) ?? '')?.[0] ?? '';
  };

  it('by link reads once and writes once at the press, and nothing when it is opened', async () => {
    const link = await ended('07700 900303');
    const visitor = createVisitor(door.baseUrl);
    expect(await costOf(() => visitor.get(link))).toEqual([]);
    expect(await costOf(() => visitor.post(link, { score: '5' }))).toEqual(portal('Query', 'PutItem'));
  });

  it('by reply reads once and writes once when it comes in', async () => {
    await ended('07700 900304');
    const taken = await door.callsOf(
      async () => {
        await door.reply('07700 900304', '5');
        await door.settle();
      },
      ({ function: name }) => name === 'receive-text',
    );
    expect(taken).toEqual(['receive-text dynamodb Query', 'receive-text dynamodb PutItem']);
  });
});

it('lets no function that answers people send a text', async () => {
  await door.settle();
  const publishers = new Set((await door.calls()).filter(({ service }) => service === 'sns').map((call) => call.function));
  expect([...publishers]).toEqual(['send-text']);
});

describe('the first view of a resident page', () => {
  const pages = ['/', '/services/housing-benefit', '/apply/housing-benefit/who-for', '/find', '/nowhere'];

  it.each(pages)('%s weighs at most 40 KB on the wire: its HTML, styles and scripts together, and needs no third party', async (path) => {
    for (const encoding of ['br', 'gzip']) {
      const fetched = await fetch(`${door.baseUrl}${path}`, { headers: { 'accept-encoding': encoding } });
      expect(fetched.headers.get('content-encoding')).toBe(encoding);
      const html = await fetched.text();
      const linked = [...html.matchAll(/<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"/g)].map(([, address = '']) => address);
      expect(linked.filter((address) => !address.startsWith('/assets/'))).toEqual([]);
      const assets = linked.filter((address) => /\.(css|js)$/.test(address));
      expect(assets).toHaveLength(2);
      const sizes = await Promise.all([path, ...assets].map((address) => sizeOnTheWire(address, encoding)));
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(40_000);
    }
  });

  it('has no web font in its styles, and nothing from elsewhere', async () => {
    const { html } = await createVisitor(door.baseUrl).get('/');
    const [, stylesheet = ''] = /href="(\/assets\/[^"]+\.css)"/.exec(html) ?? [];
    const css = await (await fetch(`${door.baseUrl}${stylesheet}`)).text();
    expect(css.match(/@font-face|@import|url\(\s*["']?(?:https?:)?\/\//g) ?? []).toEqual([]);
  });

  /** Bytes of the body as it was sent: content-length counts the compressed ones. */
  async function sizeOnTheWire(address: string, encoding: string): Promise<number> {
    const fetched = await fetch(`${door.baseUrl}${address}`, { headers: { 'accept-encoding': encoding } });
    expect(fetched.headers.get('content-encoding')).toBe(encoding);
    await fetched.arrayBuffer();
    return Number(fetched.headers.get('content-length'));
  }
});
