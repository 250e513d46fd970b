import { createVisitor, type Visitor } from '../../support/browser-visitor.ts';
import { aJpeg, aPdf } from '../../support/files.ts';
import { type Door, forEach } from './door.ts';
import { sendForm } from './office.ts';

/** Somebody who was asked for things, and sends them today; of some they say that they cannot get them. */
export type Sending = { reference: string; mobile: string; cannot: number };

const AT_ONCE = 4;
const photo = { bytes: aJpeg(), name: 'IMG_1042.jpeg', type: 'image/jpeg' };
const scan = { bytes: aPdf(), name: 'statement.pdf', type: 'application/pdf' };

/** Residents of one day send what they were asked for, by the pages alone: a texted code, the list, a form for each thing. */
export async function sendEvidence(door: Door, residents: readonly Sending[]): Promise<void> {
  const visits = residents.map((resident) => ({ ...resident, visitor: createVisitor(door.baseUrl), before: 0 }));
  await forEach(visits, AT_ONCE, async (visit) => {
    visit.before = (await door.textsTo(visit.mobile)).length;
    const asked = await visit.visitor.post('/find', { reference: visit.reference });
    if (asked.location !== '/find/code') throw new Error(`a look-up was answered ${asked.status}`);
  });
  await door.drain();
  await forEach(visits, AT_ONCE, async ({ visitor, reference, mobile, before, cannot }) => {
    await enterCode(visitor, await codesTo(door, mobile, before));
    await sendAll(visitor, { path: `/case/${reference.slice(0, 3)}-${reference.slice(3)}/evidence`, cannot });
  });
  await door.drain();
}

/** Codes that came to a phone since; two, where two of its cases are looked up at once. */
async function codesTo(door: Door, mobile: string, before: number): Promise<string[]> {
  const texts = (await door.textsTo(mobile)).slice(before);
  return texts.flatMap(({ body }) => /your code is (\d{6})\./.exec(body)?.[1] ?? []);
}

async function enterCode(visitor: Visitor, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const { location } = await visitor.post('/find/code', { code });
    if (location?.startsWith('/case/')) return;
  }
  throw new Error(`none of ${codes.length} codes opened a case`);
}

async function sendAll(visitor: Visitor, { path, cannot }: { path: string; cannot: number }): Promise<void> {
  const list = await visitor.get(path);
  const items = [...new Set([...list.html.matchAll(/\/evidence\/([\w-]+)"/g)].map(([, item]) => item))];
  if (items.length === 0) throw new Error(`a list of things to send was answered ${list.status}, with nothing on it`);
  for (const [index, item] of items.entries()) {
    const page = `${path}/${item}`;
    if (index < cannot) {
      const told = await visitor.post(page, { do: 'cannot', reason: 'I am waiting for my bank' });
      if (!told.location?.includes('done=cannot')) throw new Error(`"I cannot get this" was answered ${told.status}`);
      continue;
    }
    const { html } = await visitor.get(page);
    const back = await sendForm(formIn(html), index % 2 === 0 ? photo : scan);
    await visitor.follow(back);
  }
}

/** The form of a page that uploads: where it goes, and its hidden fields. */
function formIn(html: string): { url: string; fields: Record<string, string> } {
  const [form = ''] = /<form[^>]*data-upload[\s\S]*?<\/form>/.exec(html) ?? [];
  const [, url = ''] = / action="([^"]+)"/.exec(form) ?? [];
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return { url: plain(url), fields: Object.fromEntries(hidden.map(([, name = '', value = '']) => [plain(name), plain(value)])) };
}

const plain = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
