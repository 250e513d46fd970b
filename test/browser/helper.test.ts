import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../support/browser-people.ts';
import { createVisitor, reportBin } from '../support/browser-visitor.ts';
import { createStage, said, scriptModes } from './story/stage.ts';

const MAIR = '07700 900341';
const BEA = '07700 900342';
const NOBODY = '07700 900343';

/** Reaches something by the Tab key alone, as somebody who uses no mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${await target.innerText()}`);
}
/** Presses what leads to another page, and waits for that page. */
async function pressKey(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.insertText(text);
}
const button = (page: Page, name: string) => page.getByRole('button', { name });

describe.each(scriptModes)('a second person, %s, by keyboard alone', (_, scripted) => {
  const { stage, open, close } = createStage(scripted);
  let reference = '';
  let other = '';
  let mair: Page;
  let bea: Page;
  beforeAll(async () => {
    await open();
    [mair, bea] = await Promise.all([stage.person(), stage.person()]);
    reference = await reportBin(createVisitor(stage.door.baseUrl), MAIR);
    await stage.door.settle();
    await stage.door.advance('PT1H');
    other = await reportBin(createVisitor(stage.door.baseUrl), MAIR);
    await stage.door.settle();
  });
  afterAll(close);

  const codeFor = async (number: string): Promise<string> => {
    await stage.door.settle();
    return /code is (\d{6})/.exec((await stage.door.textsTo(number)).at(-1) ?? '')?.[1] ?? '';
  };
  const typeCode = async (page: Page, number: string) => {
    await typeInto(page, page.getByLabel('Code'), await codeFor(number));
    await pressKey(page, button(page, 'Show me'));
  };
  const casePath = () => `/case/${reference}`;

  it('the resident sees all that was asked from her number in one list, and opens one', async () => {
    await mair.goto('/find');
    await stage.audit.page(mair, 'find');
    await pressKey(mair, mair.getByRole('link', { name: 'See everything asked from your mobile number' }));
    await stage.audit.page(mair, 'my requests, the number');
    await pressKey(mair, button(mair, 'Continue'));
    await stage.audit.page(mair, 'my requests, no number');
    await typeInto(mair, mair.getByLabel('Your UK mobile number'), MAIR);
    await pressKey(mair, button(mair, 'Continue'));
    await stage.audit.page(mair, 'my requests, the code');
    await typeCode(mair, MAIR);
    expect(await said(mair)).toMatch(new RegExp(`Asked from this number .*${other} .*${reference}`));
    await stage.audit.page(mair, 'my requests');
    await pressKey(mair, mair.getByRole('link', { name: reference }));
    expect(new URL(mair.url()).pathname).toBe(casePath());
  });

  it('and nothing in one of a number from which nothing was asked', async () => {
    const page = await stage.person();
    await page.goto('/my-cases');
    await typeInto(page, page.getByLabel('Your UK mobile number'), NOBODY);
    await pressKey(page, button(page, 'Continue'));
    await typeCode(page, NOBODY);
    expect(await said(page)).toContain('Nothing was asked from this number.');
    await stage.audit.page(page, 'my requests, none');
  });

  it('she lets in an adviser, who gets a text that names nobody', async () => {
    await stage.audit.page(mair, 'case, nobody in');
    await pressKey(mair, mair.getByRole('link', { name: 'Let somebody in, or take them out' }));
    await stage.audit.page(mair, 'helpers, nobody in');
    await pressKey(mair, button(mair, 'Let them in'));
    expect(await said(mair)).toContain('There is a problem Enter their name');
    await stage.audit.page(mair, 'helpers, wrong');
    await typeInto(mair, mair.getByLabel('Their name'), 'Bea Jones');
    await typeInto(mair, mair.getByLabel('Their UK mobile number'), BEA);
    await mair.getByLabel('An adviser, for example from Citizens Advice').focus();
    await mair.keyboard.press('Space');
    await mair.getByLabel('One month').focus();
    await mair.keyboard.press('Space');
    await pressKey(mair, button(mair, 'Let them in'));
    expect(await said(mair)).toContain(`They are in. We have sent them a text. Give them your reference: ${reference}.`);
    expect(await said(mair)).toMatch(/Bea Jones adviser, can look Until \d+ \w+ \d{4} Has not looked yet/);
    await stage.audit.page(mair, 'helpers, one in');
    await stage.door.settle();
    const text = (await stage.door.textsTo(BEA)).at(-1) ?? '';
    expect(text).toMatch(/^Northwick Council: someone has let you see how their request to us is going\..* open http:\S+\/helping$/);
    expect(text).not.toContain(reference);
  });

  it('the adviser looks, with a code of her own, and sees what she may', async () => {
    const [, link = ''] = /open (\S+)$/.exec((await stage.door.textsTo(BEA)).at(-1) ?? '') ?? [];
    await bea.goto(link);
    await stage.audit.page(bea, 'helping');
    await pressKey(bea, button(bea, 'Continue'));
    await stage.audit.page(bea, 'helping, wrong');
    await typeInto(bea, bea.getByLabel('Their reference'), reference);
    await typeInto(bea, bea.getByLabel('Your UK mobile number'), BEA);
    await pressKey(bea, button(bea, 'Continue'));
    await stage.audit.page(bea, 'helping, the code');
    await typeCode(bea, BEA);
    expect(await said(bea)).toContain('You see this because you were let in, until');
    expect(await said(bea)).not.toContain('Who else can see this');
    await stage.audit.page(bea, 'case, as a helper');
    await stage.door.reply(BEA, `STATUS ${reference}`);
    await stage.door.settle();
    expect((await stage.door.textsTo(BEA)).at(-1)).toContain(`missed bin report ${reference}, since`);
  });

  it('the resident and the officer see that she looked', async () => {
    await mair.goto(`${casePath()}/helpers`);
    expect(await said(mair)).toMatch(/Bea Jones adviser, can look Until .* Looked on \d+ \w+/);
    const officer = await stage.person();
    await signIn(officer, 'Esme Clarke', `/console/cases/${reference.replace('-', '')}/helpers`);
    expect(await said(officer)).toMatch(/Bea Jones adviser, can look Until .* 07700 900342\. Let in .* by the resident Looked on/);
    await stage.audit.page(officer, 'helpers, for staff');
    await officer.goto(`/console/cases/${reference.replace('-', '')}`);
    expect(await said(officer)).toContain('Can see it too Bea Jones, adviser');
  });

  it('taken out, she sees nothing more in the page she has open', async () => {
    await pressKey(mair, button(mair, 'Take out Bea Jones'));
    expect(await said(mair)).toContain('They are out. They can see nothing of this any more.');
    await stage.audit.page(mair, 'helpers, one out');
    await bea.reload();
    expect(await said(bea)).toContain('You cannot see this any more');
    await stage.audit.page(bea, 'helper out');
    await stage.door.reply(BEA, `STATUS ${reference}`);
    await stage.door.settle();
    expect((await stage.door.textsTo(BEA)).at(-1)).toContain('we can say nothing on that reference to this number');
  });

  it('loses nothing she typed when her time ran out', async () => {
    await typeInto(mair, mair.getByLabel('Their name'), 'Carys');
    await typeInto(mair, mair.getByLabel('Their UK mobile number'), BEA);
    await mair.getByLabel('Family').focus();
    await mair.keyboard.press('Space');
    await mair.getByLabel('3 months').focus();
    await mair.keyboard.press('Space');
    await stage.door.advance('PT21M');
    await pressKey(mair, button(mair, 'Let them in'));
    expect(await said(mair)).toContain('What you typed is still here: nothing was lost, and nothing was sent.');
    await stage.audit.page(mair, 'kept');
    const tab = await mair.context().newPage();
    await tab.goto(`/find?reference=${reference}`);
    await pressKey(tab, button(tab, 'Continue'));
    await typeCode(tab, MAIR);
    await mair.bringToFront();
    await pressKey(mair, button(mair, 'Send what I typed'));
    expect(await said(mair)).toContain('Carys family, can look');
  });

  it('and nobody saw a page that some could not use', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});

/** The page's script runs: a clock put forward before would be seen by nobody. */
const watched = (page: Page) => page.locator('body.js-enabled').waitFor();

describe('the warning before a session ends', () => {
  const { stage, open, close } = createStage(true);
  beforeAll(open);
  afterAll(close);

  it('comes two minutes before, takes the focus, and stays away when one stays', async () => {
    const page = await stage.person();
    await page.clock.install();
    await signIn(page, 'Esme Clarke', '/console');
    await watched(page);
    const warning = page.getByRole('alertdialog', { name: 'Are you still there?' });
    expect(await warning.isVisible()).toBe(false);
    await stage.door.advance('PT18M5S');
    await page.clock.fastForward('17:05');
    await warning.waitFor();
    expect(await said(page, '#session-warning')).toContain('You will be signed out soon, unless you stay. Time left: 2 minutes');
    await stage.audit.page(page, 'session warning');
    expect(await button(page, 'Stay signed in').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await warning.waitFor({ state: 'hidden' });
    await page.reload();
    expect(new URL(page.url()).pathname).toBe('/console');
  });

  it('covers the page when it has ended, keeps what was typed, and goes on after signing in again', async () => {
    const page = await stage.person();
    await page.clock.install();
    await signIn(page, 'Amal Rahman', '/console/contacts');
    await watched(page);
    await page.getByLabel('Mobile number (optional)').fill('07700 900345');
    await stage.door.advance('PT21M');
    await page.clock.fastForward('17:05');
    const over = page.getByRole('alertdialog', { name: 'You were signed out' });
    await over.waitFor();
    expect(await page.getByLabel('Mobile number (optional)').isVisible()).toBe(false);
    await stage.audit.page(page, 'session over');
    await button(page, 'I have done that: carry on').click();
    await page.getByText('It is not open again yet.').waitFor();
    const tab = await page.context().newPage();
    await signIn(tab, 'Amal Rahman', '/console');
    await page.bringToFront();
    await button(page, 'I have done that: carry on').click();
    await over.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Mobile number (optional)').inputValue()).toBe('07700 900345');
  });

  it('and is a page that all can use', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
