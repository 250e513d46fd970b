import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, signIn } from '../support/browser-people.ts';
import { aJpeg } from '../support/files.ts';
import { createStage, lastTextOn, said } from './story/stage.ts';

const path = (page: Page) => new URL(page.url()).pathname;
/** A finger that goes up over the middle of something, as past it to what stands below. */
async function swipePast(page: Page, what: ReturnType<Page['locator']>): Promise<void> {
  await what.scrollIntoViewIfNeeded();
  const box = await what.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  const browser = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', up = 0) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: y - up }] });
  await touch('touchStart');
  for (let up = 10; up <= 140; up += 10) await touch('touchMove', up);
  await touch('touchEnd');
  await browser.detach();
}
/** Of a place on Mill Lane, and one some 20 metres from it. */
const HERE = { lat: '52.22671', lon: '-2.23012' };
const THERE = { lat: '52.22689', lon: '-2.23012' };

describe.each([
  ['without a script', false],
  ['with a script', true],
])('where something is, %s', (_, scripted) => {
  const { stage, open, close } = createStage(scripted);
  let page: Page;
  beforeAll(async () => {
    await open();
    page = await stage.person();
  });
  afterAll(close);

  const next = (name = 'Continue') => page.getByRole('button', { name, exact: true }).click();
  const look = (name: string) => stage.audit.page(page, `places ${name} ${scripted}`);
  const send = async (mobile: string): Promise<string> => {
    for (const [question, typed] of [
      ['kind', 'The road'],
      ['depth', 'I do not know'],
      ['danger', 'No'],
      ['photo', 'No'],
      ['mobile', mobile],
    ] as const) {
      await answer(page, question, typed);
      await next();
    }
    await next('Send to the council');
    return (await page.locator('.app-reference').innerText()).trim();
  };

  it('an address is found by its postcode, or typed in', async () => {
    await page.goto('/apply/missed-bin/which-bin');
    await answer(page, 'which-bin', 'Food waste');
    await next();
    await answer(page, 'missed-on', { day: '5', month: '1', year: '2026' });
    await next();
    await look('address');
    await page.locator('#address-find').fill('nw1 4rp');
    await page.locator('#address-find').press('Enter');
    await page.locator('#address-uprn').waitFor();
    await look('addresses');
    await next();
    expect(await said(page, '.govuk-error-summary')).toContain('Choose the address');
    await look('address not chosen');
    await next('The address is not in the list: type it in');
    await page.locator('#address-line1').fill('The Barge');
    await page.locator('#address-town').fill('Northwick');
    await page.locator('#address-postcode').fill('NW1 4RP');
    // Enter in a box of the address is an answer.
    await page.locator('#address-postcode').press('Enter');
    expect(path(page)).toBe('/apply/missed-bin/anything-else');
    await page.goto('/apply/missed-bin/address');
    // The address of before is still in its boxes, and is not what the button is pressed for.
    await page.locator('#address-find').fill('NW1 4RP');
    await page.locator('#address-find').press('Enter');
    await page.locator('#address-uprn').waitFor();
    await page.getByRole('link', { name: 'Look for another postcode' }).click();
    await page.locator('#address-find').fill('NW1 5EG');
    await next('Find address');
    await page.locator('#address-uprn').selectOption({ label: "Flat 3, St Mary's Court, Church Street, Northwick" });
    await next();
    expect(path(page)).toBe('/apply/missed-bin/anything-else');
    await page.goto('/apply/missed-bin/address');
    expect(await page.locator('#address-line1').inputValue()).toBe('Flat 3');
  });

  it('a place is described, or pinned on a map that the keyboard moves', async () => {
    await page.goto('/apply/pothole/where');
    await look('location');
    const map = page.getByRole('application', { name: 'Map' });
    expect(await map.count()).toBe(scripted ? 1 : 0);
    if (scripted) {
      const status = page.locator('.app-map [role=status]');
      await expect.poll(() => status.innerText()).toBe('There is no pin on the map.');
      const scrolled = () => page.evaluate(() => (globalThis as unknown as { scrollY: number }).scrollY);
      const pinned = () => page.locator('#where-lat').inputValue();
      // Neither a swipe past the map nor moving it says where the hole is.
      await map.evaluate((element) => element.scrollIntoView({ block: 'end' }));
      const before = await scrolled();
      await swipePast(page, map);
      await expect.poll(scrolled).toBeGreaterThan(before + 50);
      expect(await pinned()).toBe('');
      await page.getByRole('button', { name: 'Move up' }).click();
      expect(await pinned()).toBe('');
      await page.getByRole('button', { name: 'Move down' }).click();
      await map.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => status.innerText()).toBe('The pin is 0 metres north and 0 metres east of the middle of Northwick.');
      for (const key of ['ArrowUp', 'ArrowUp', 'ArrowLeft', '+', 'ArrowDown', '-']) await page.keyboard.press(key);
      await expect.poll(() => status.innerText()).toMatch(/^The pin is \d+ metres north and \d+ metres west of the middle of Northwick\.$/);
      await look('location pinned');
      // The squares come from another origin, which the page may show.
      const loaded = await page
        .locator('.app-map__square')
        .evaluateAll((all) => all.map((each) => (each as unknown as { naturalWidth: number }).naturalWidth));
      expect(loaded.length).toBeGreaterThan(2);
      expect(new Set(loaded)).toEqual(new Set([256]));
      const pin = await pinned();
      await swipePast(page, map);
      expect(await pinned()).toBe(pin);
      await page.getByRole('button', { name: 'Move down' }).click();
      expect(Number(await pinned())).toBeLessThan(Number(pin));
      await page.getByRole('button', { name: 'Take the pin away' }).click();
      expect(await pinned()).toBe('');
    }
    await next();
    expect(await said(page, '.govuk-error-summary')).toContain('Enter where the hole is');
    await look('location missing');
    await page.locator('#where-describe').fill('Mill Lane, by the school');
    if (scripted) {
      await page.locator('#where-lat').evaluate((field, value) => field.setAttribute('value', value), HERE.lat);
      await page.locator('#where-lon').evaluate((field, value) => field.setAttribute('value', value), HERE.lon);
    } else await page.locator('#where-postcode').fill('NW1 4RP');
    await next();
    expect(path(page)).toBe('/apply/pothole/kind');
    stage.references['first'] = await send('07700 900741');
  });

  it('officers see where it is on a map', async () => {
    await stage.door.settle();
    const officer = await stage.person();
    await signIn(officer, 'Morgan Okafor');
    await officer.goto(`/console/cases/${stage.references['first']?.replace('-', '')}`);
    const link = officer.getByRole('link', { name: scripted ? 'Show it on a map' : 'Show the middle of its postcode on a map' });
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/www\.openstreetmap\.org\/\?mlat=52\.22\d+&mlon=-2\.2\d+#map=18\/52\.22\d+\/-2\.2\d+$/,
    );
    await stage.audit.page(officer, `places case ${scripted}`);
  });

  it('somebody else who saw it is told when it is done, once', async () => {
    page = await stage.person();
    await page.goto('/apply/pothole/where');
    if (scripted) {
      await page.locator('#where-lat').evaluate((field, value) => field.setAttribute('value', value), THERE.lat);
      await page.locator('#where-lon').evaluate((field, value) => field.setAttribute('value', value), THERE.lon);
    } else await page.locator('#where-postcode').fill('NW1 4RP');
    await next();
    expect(await said(page, 'h1')).toBe('Is it one of these?');
    await look('nearby');
    await next();
    expect(await said(page, '.govuk-error-summary')).toContain('Select which one it is');
    await look('nearby missing');
    await page.locator('input[name=near]').first().check();
    await next();
    await look('follow');
    await next('Tell me when it is done');
    await look('follow missing');
    await page.locator('#mobile').fill('07700 900742');
    await next('Tell me when it is done');
    expect(await said(page, 'h1')).toBe('We will text you when it is done');
    await look('followed');
    const officer = await stage.person();
    await signIn(officer, 'Morgan Okafor');
    await officer.goto(`/console/cases/${stage.references['first']?.replace('-', '')}`);
    expect(await said(officer)).toContain('1 person is told when it is done');
    await officer.locator('#complete > summary').click();
    await officer.locator('#complete-button').click();
    await stage.door.settle();
    await stage.door.advance('PT2M');
    await stage.door.settle();
    expect(await lastTextOn(officer, '07700 900742')).toBe(
      'Northwick Council: you asked to hear about this: pothole report. It is done now. You will get no more texts about it.',
    );
    expect((await stage.door.textsTo('07700 900742')).length).toBe(1);
  });

  it('a photo is sent from the confirmation, without a code', async () => {
    page = await stage.person();
    await page.goto('/apply/graffiti/where');
    for (let pages = 0; pages < 10 && !path(page).endsWith('/check'); pages++) {
      const question = path(page).split('/').at(-1) ?? '';
      if (question === 'where') await page.locator('#where-describe').fill('The wall of the shop on Station Road');
      else if (question === 'mobile') await answer(page, 'mobile', '07700 900743');
      else await page.locator(`input[name="${question}"]`).first().check();
      if (question === 'photo') await look('photo');
      await next();
    }
    await next('Send to the council');
    await look('offered');
    await page
      .getByRole('link', { name: 'Send it now' })
      .or(page.getByRole('button', { name: 'Send it now' }))
      .click();
    await look('send a photo');
    await page.locator('#file').setInputFiles({ name: 'wall.jpg', mimeType: 'image/jpeg', buffer: aJpeg() });
    await next('Send this file');
    await page.waitForURL(/\?sent=/);
    await stage.door.settle();
    await page.goto(page.url());
    expect(await said(page)).toContain('We have this.');
    await page.getByRole('link', { name: 'Back to your reference' }).last().click();
    expect(await said(page, 'h1')).toBe('We have got it');
  });

  it('has no fault on any page', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
