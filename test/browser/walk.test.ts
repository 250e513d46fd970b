import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/catalogue/index.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Door, startDoor } from '../support/browser-door.ts';
import { type Look, NARROW, startLooking } from '../walk/look.ts';
import { languagesOf, walkService } from '../walk/walk.ts';

/** So many services are walked, unless WALK=all. Which, and what is answered, follows from the seed: WALK_SEED walks others. */
const SAMPLE = 3;
const seed = Number(process.env['WALK_SEED'] ?? 20_261_122);
const all = [...catalogue.values()];
const [sample = []] = fc.sample(fc.shuffledSubarray(all, { minLength: SAMPLE, maxLength: SAMPLE }), { seed, numRuns: 1 });
const walked = process.env['WALK'] === 'all' ? all : sample;

let door: Door;
let browser: Browser;
let look: Look;

beforeAll(async () => {
  [door, browser] = await Promise.all([startDoor(), launchBrowser()]);
  look = await startLooking(browser, door.baseUrl);
});
afterAll(async () => {
  const { pages, shapes } = look.looked();
  console.log(
    `Walked ${walked.length} services: ${pages} pages and error states, of ${shapes} shapes. WALK_SEED=${seed} walks them so again.`,
  );
  await browser.close();
  await door.stop();
});

it('finds what is wrong with a page, once for each shape', async () => {
  const own = await startLooking(browser, door.baseUrl);
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: NARROW })).newPage();
  const body = (label: string) =>
    `<html lang="en"><title>A form</title><main><h1>${label}</h1><input id="a"><p style="width:400px">wide</p></main>`;
  for (const [name, label] of Object.entries({ first: 'One', second: 'Another' })) {
    await page.setContent(body(label));
    await own.at(page, name);
  }
  expect(own.looked()).toEqual({ pages: 2, shapes: 1 });
  expect(own.faults()).toEqual([
    expect.stringMatching(/^first: the page is \d+ pixels wide$/),
    expect.stringMatching(/^first: label on <input id="a">$/),
    expect.stringMatching(/^second: the page is \d+ pixels wide$/),
  ]);
  await page.context().close();
  await own.close();
});

describe.each(walked)('$id, walked without scripts on a narrow screen', (service) => {
  it.each(languagesOf(service))('comes by every question, error and ending to its confirmation, in %s', async (language) => {
    const now = new Date(await door.now()).toISOString().slice(0, 10);
    const before = look.faults().length;
    await walkService({ browser, baseUrl: door.baseUrl, look, seed, today: now, settle: door.settle }, service, language);
    expect(look.faults().slice(before)).toEqual([]);
  });
});
