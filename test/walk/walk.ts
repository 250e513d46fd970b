import type { Browser, Page } from 'playwright-core';
import type { LocalDate } from '../../shared/domain/calendar.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { Question } from '../../shared/domain/question.ts';
import { REMOVE_FIELD } from '../../web/journeys/apply/remove-entry-page.ts';
import { NEAR_FIELD, OTHER } from '../../web/journeys/nearby/nearby-page.ts';
import { errorsOn, follow, mainButton, send } from './form.ts';
import { type Look, NARROW } from './look.ts';
import { planWalks, type Walk } from './plan.ts';
import type { Filled } from './right-answers.ts';
import { type Wrong, wrongAnswers } from './wrong-answers.ts';

/** `settle`: waits until what was sent is known to all. */
export type Walker = { browser: Browser; baseUrl: string; look: Look; seed: number; today: LocalDate; settle: () => Promise<unknown> };

/** More pages than any service has: past them, a form goes round in a circle. */
const MOST_PAGES = 200;
const REFERENCE = /[0-9BCDFGHJKMNPQRSTVWXYZ]{3}-[0-9BCDFGHJKMNPQRSTVWXYZ]{4}/;

/** The languages that a service is offered in. */
export const languagesOf = ({ languages }: Service): Language[] => ['en', ...(Object.keys(languages ?? {}) as Language[])];

/**
 * Walks a service in a language, in a browser without scripts on a narrow screen: from its page to its confirmation, and by as many more
 * ways as come to every question and ending. At each question it first makes every error there is to make. What is not as it should
 * be is told to `look`.
 */
export async function walkService(walker: Walker, service: Service, language: Language): Promise<void> {
  const { browser, baseUrl, look, seed, today } = walker;
  const { walks, missed } = planWalks(service, { seed, today });
  look.expect(missed.length === 0, `${service.id}: no answers came to ${missed.join(', ')}`);
  const tried = new Set<string>();
  const [first] = walks;
  // Where others are asked whether they mean the same, the same is told of twice.
  const alike = first && service.nearby ? atOnePlace(service, first) : undefined;
  for (const walk of alike ? [alike, ...walks.slice(1), alike] : walks) {
    if (walk === alike) await walker.settle();
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: NARROW, baseURL: baseUrl });
    context.setDefaultTimeout(15_000);
    try {
      await walkOnce({ ...walker, service, language, page: await context.newPage(), tried }, walk);
    } finally {
      await context.close();
    }
  }
  look.expect(!alike || tried.has('follow'), `${service.id}: nobody was asked whether they mean the same as somebody before them`);
}

/** A walk that gives a place which has a point on the map. */
function atOnePlace(service: Service, { given, barred }: Walk): Walk {
  const { id = '' } = service.questions.find(({ type }) => type === 'location') ?? {};
  return { given: { ...given, [id]: { kind: 'page', filled: [[`${id}-postcode`, 'NW1 4RP']] } }, barred };
}

type Way = Walker & { service: Service; language: Language; page: Page; tried: Set<string> };

async function walkOnce(way: Way, { given, barred }: Walk): Promise<void> {
  const { service, language, page, look } = way;
  const name = `${service.id} ${language}`;
  await page.goto(`/services/${service.id}?lang=${language}`);
  look.expect((await page.locator('html').getAttribute('lang')) === language, `${name}: its page is not in the language`);
  await look.at(page, `${name} page`);
  await follow(page, page.locator('main a.govuk-button, main form button.govuk-button').first());
  let entered = 0;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const [, , id, first = '', second] = new URL(page.url()).pathname.split('/');
    if (id !== service.id) throw new Error(`${name} came to ${page.url()}`);
    if (first === 'check') {
      look.expect(!barred, `${name}: answers that an ending stops came to check answers`);
      return sendIt(way);
    }
    if (first === 'ending') {
      await look.at(page, `${name} ending ${second}`);
      const on = page.locator('main a.govuk-button');
      if ((await on.count()) === 0) return look.expect(barred, `${name}: the ending ${second} stops answers that may go on`);
      await follow(page, on);
      continue;
    }
    // Somebody walked here before, and told of the same.
    if (first === 'nearby') {
      await tryWrong(way, 'nearby', [{ why: 'empty', filled: [] }]);
      await lookAtFollowing(way);
      await forward(way, [[NEAR_FIELD, OTHER]]);
      continue;
    }
    const question = service.questions.find((each) => each.id === first);
    const answer = given[first];
    if (!question || !answer) throw new Error(`${name} came to ${page.url()}`);
    if (question.type !== 'repeat') {
      await answerPage(way, question, answer.kind === 'page' ? answer.filled : []);
      continue;
    }
    const entries = answer.kind === 'entries' ? answer.entries : [];
    if (second) {
      await answerEntry(way, question, entries[entered] ?? []);
      entered += 1;
    } else {
      const more = entered < entries.length ? 'yes' : 'no';
      await tryWrong(way, `${first} list ${Math.min(entered, 1)}`, [{ why: 'empty', filled: [] }]);
      if (await takesOneAway(way, first)) {
        entered -= 1;
        continue;
      }
      await forward(way, entered === question.most ? [] : [[first, more]]);
      if (more === 'no') entered = 0;
    }
  }
  throw new Error(`${name} goes round in a circle at ${page.url()}`);
}

async function answerPage(way: Way, question: Question, filled: Filled): Promise<void> {
  const isNew = !way.tried.has(question.id);
  await tryWrong(way, question.id, wrongAnswers(question, way.today));
  if (question.type === 'address' && isNew) await chooseAddress(way, question.id);
  else await forward(way, filled);
}

/** Finds an address by its postcode, and chooses the first of them: no condition looks at which one it is. */
async function chooseAddress(way: Way, id: string): Promise<void> {
  const postcode = [`${id}-find`, 'NW1 4RP'] as const;
  await send(way.page, [postcode], 'find');
  await tryWrong(way, `${id} found`, [{ why: 'none chosen', filled: [] }]);
  const uprn = await way.page.locator(`[name="${id}-uprn"] option:not([value=""])`).first().getAttribute('value');
  await forward(way, [[`${id}-uprn`, uprn ?? 'none']]);
}

/** Looks at the page that offers to tell of one of those close by, and goes back without it. */
async function lookAtFollowing(way: Way): Promise<void> {
  const { page, tried } = way;
  if (tried.has('follow')) return;
  const list = page.url();
  const token = await page.locator(`[name="${NEAR_FIELD}"]`).first().getAttribute('value');
  await forward(way, [[NEAR_FIELD, token ?? 'none']]);
  await tryWrong(way, 'follow', [
    { why: 'empty', filled: [] },
    { why: 'a number no text goes to', filled: [['mobile', '01632 960001']] },
  ]);
  await page.goto(list);
}

/** Takes the last entry of a list away, once: it is entered again. */
async function takesOneAway(way: Way, id: string): Promise<boolean> {
  const { page, tried } = way;
  const remove = page.locator('main a[href*="/remove"]').last();
  if (tried.has(`${id} remove`) || (await remove.count()) === 0) return false;
  await follow(page, remove);
  await tryWrong(way, `${id} remove`, [{ why: 'empty', filled: [] }]);
  await forward(way, [[REMOVE_FIELD, 'yes']]);
  return true;
}

/** An entry's page has several fields: what is wrong with one is wrong beside right answers to the others. */
async function answerEntry(way: Way, question: Extract<Question, { type: 'repeat' }>, filled: Filled): Promise<void> {
  const wrong = question.fields.flatMap((field) => {
    const others = filled.filter(([name]) => name !== field.id && !name.startsWith(`${field.id}-`));
    return wrongAnswers(field, way.today).map((each) => ({ why: `${field.id} ${each.why}`, filled: [...others, ...each.filled] }));
  });
  await tryWrong(way, `${question.id} entry`, wrong);
  await forward(way, filled);
}

/** Looks at a question's page, and makes each error there: the page must come back and say what is wrong, with a link to where. */
async function tryWrong(way: Way, what: string, wrong: readonly Wrong[]): Promise<void> {
  const { page, look, service, language, tried } = way;
  if (tried.has(what)) return;
  tried.add(what);
  const name = `${service.id} ${language} ${what}`;
  await look.at(page, name);
  const { pathname } = new URL(page.url());
  const before = await page.title();
  for (const { why, filled, press } of wrong) {
    await send(page, filled, press);
    const errors = await errorsOn(page);
    const told = `${name}, ${why}`;
    look.expect(new URL(page.url()).pathname === pathname, `${told}: it was taken`);
    look.expect(errors.lines.length > 0, `${told}: no summary says what is wrong`);
    for (const { text, href, leadsTo } of errors.lines) {
      look.expect(text.length > 5, `${told}: the summary says “${text}”`);
      look.expect(/^(INPUT|TEXTAREA|SELECT)$/.test(leadsTo ?? ''), `${told}: “${text}” leads to ${href}, which is ${leadsTo ?? 'nothing'}`);
      look.expect(
        errors.beside.some((each) => each.includes(text)),
        `${told}: “${text}” is not said beside its box`,
      );
    }
    look.expect(errors.title !== before && errors.title.endsWith(before), `${told}: the title is “${errors.title}”`);
    await look.at(page, told);
    if (new URL(page.url()).pathname !== pathname) await page.goto(pathname);
  }
}

/** Gives a right answer: another page comes. */
async function forward({ page, service, language }: Way, filled: Filled): Promise<void> {
  const from = page.url();
  await send(page, filled);
  if (page.url() !== from) return;
  const { lines } = await errorsOn(page);
  throw new Error(`${service.id} ${language}: ${from} did not take ${JSON.stringify(filled)}: ${lines.map(({ text }) => text).join('. ')}`);
}

async function sendIt({ page, look, service, language }: Way): Promise<void> {
  const name = `${service.id} ${language}`;
  await look.at(page, `${name} check`);
  await follow(page, mainButton(page));
  await look.at(page, `${name} sent`);
  if (service.payment) await pay(page);
  look.expect(REFERENCE.test((await page.locator('main').textContent()) ?? ''), `${name}: no reference was confirmed at ${page.url()}`);
  if (service.payment) await look.at(page, `${name} paid`);
}

/** Pays at the local GOV.UK Pay with its card that always pays, and comes back. */
async function pay(page: Page): Promise<void> {
  await follow(page, mainButton(page));
  const card = { cardNo: '4444333322221111', expiryMonth: '11', expiryYear: '35', cardholderName: 'Joan Field', cvc: '123' };
  for (const [name, value] of Object.entries(card)) await page.locator(`[name="${name}"]`).fill(value);
  await follow(page, page.getByRole('button', { name: 'Continue' }));
  await follow(page, page.getByRole('button', { name: 'Confirm payment' }));
}
