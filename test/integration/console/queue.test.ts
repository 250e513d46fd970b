import { afterEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import {
  adviser,
  badgeAnswers,
  benefitsOfficer,
  binAnswers,
  type Console,
  claimAnswers,
  environmentOfficer,
  manager,
  openConsole,
  words,
} from './console-browser.ts';

const DAY_MS = 86_400_000;
let front: Console;
const setup = async () => {
  front = await openConsole();
  return front;
};
afterEach(() => front.stop());

describe('the queue', () => {
  it('shows a fast track before all else, then the oldest breach of target, and only the team’s cases', async () => {
    const { clock, openCase, browser } = await setup();
    const badge = await openCase('blue-badge', badgeAnswers(false));
    const late = await openCase('housing-benefit', claimAnswers);
    clock.nowMs += 20 * DAY_MS;
    const urgent = await openCase('blue-badge', badgeAnswers(true));
    const bin = await openCase('missed-bin', binAnswers);
    clock.nowMs += 4 * DAY_MS;

    const page = await browser(benefitsOfficer).get('/console');

    expect(page.status).toBe(200);
    const shown = [...page.html.matchAll(/\/console\/cases\/([0-9A-Z]{7})"/g)].map((each) => each[1]);
    expect(shown).toEqual([urgent, late, badge]);
    expect(words(page.html)).toContain(`Late by 3 days ${formatReference(late)} Joan Field Claim Housing Benefit Received`);
    expect(words(page.html)).toContain(`Late by 1 day ${formatReference(urgent)} Sam Reed Apply for a Blue Badge Fast track`);
    expect(page.html).not.toContain(bin);
  });

  it('reads each team with one query, however many services it does', async () => {
    const { openCase, browser, calls } = await setup();
    await openCase('missed-bin', binAnswers);
    calls.length = 0;
    const page = await browser(manager).get('/console');
    expect(page.status).toBe(200);
    const teams = new Set([...catalogue.values()].map(({ team }) => team));
    expect(calls).toEqual([...teams].map(() => 'Query'));
    calls.length = 0;
    await browser(manager).get('/console?team=benefits');
    expect([...catalogue.values()].filter(({ team }) => team === 'benefits').length).toBeGreaterThan(2);
    expect(calls).toEqual(['Query']);
  });

  it('says so when there is nothing to do', async () => {
    const { browser } = await setup();
    const page = await browser(environmentOfficer).get('/console');
    expect(words(page.html)).toContain('No open cases.');
  });

  it('goes on from one page of 50 to the next without leaving a case out', async () => {
    const { openCase, browser } = await setup();
    const opened = await Promise.all(Array.from({ length: 53 }, () => openCase('missed-bin', binAnswers)));
    const person = browser(manager);
    const first = await person.get('/console');
    const next = /rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await person.get(next);
    const shown = [first, second].map((page) => [...page.html.matchAll(/\/console\/cases\/([0-9A-Z]{7})"/g)].map((each) => each[1]));
    expect(shown.map((page) => page.length)).toEqual([50, 3]);
    expect(shown.flat().toSorted()).toEqual(opened.map(String).toSorted());
    expect(second.html).not.toContain('rel="next"');
  });

  it('leads an adviser to what an adviser does', async () => {
    const { browser } = await setup();
    const page = await browser(adviser).get('/console');
    expect(page.location).toBe('/console/contacts');
  });

  it('finds a case by a reference typed by hand, and says what is wrong with one that cannot be', async () => {
    const { openCase, browser } = await setup();
    const reference = await openCase('missed-bin', binAnswers);
    const person = browser(environmentOfficer);
    expect((await person.get(`/console/cases?reference=${formatReference(reference).toLowerCase()}`)).location).toBe(
      `/console/cases/${reference}`,
    );
    const wrong = await person.get('/console/cases?reference=nonsense');
    expect(wrong.status).toBe(400);
    expect(words(wrong.html)).toContain('There is a problem Enter a reference, like K7M-Q2X1');
  });
});
