import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { formatReference } from '../../../shared/domain/reference.ts';
import type { Task } from '../../../shared/domain/task.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { textKey } from '../../../shared/store/keys.ts';
import { createMarkStore } from '../../../shared/store/mark-store.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { createTaskStore } from '../../../shared/store/task-store.ts';
import { createTextStore } from '../../../shared/store/text-store.ts';
import { createRollUp } from '../../../shared/use-cases/roll-up.ts';
import { some } from '../../support/reports.ts';
import { aText } from '../../support/texting.ts';
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
  type Page,
  words,
} from './console-browser.ts';

const DAY_MS = 86_400_000;
const PATH = '/console/today';
let front: Console;
beforeEach(async () => {
  front = await openConsole();
});
afterEach(() => front.stop());

/** The numbers of the page, by the key that they are brought up to date by. */
const numbers = ({ html }: Page) =>
  Object.fromEntries([...html.matchAll(/data-key="([\w-]+)" data-says="[^"]*">([^<]*)</g)].map(([, key, count]) => [key, count]));
const references = ({ html }: Page) => [...html.matchAll(/\/console\/cases\/([0-9A-Z]{7})"/g)].map(([, reference]) => reference);
const task = async (overrides: Partial<Task> = {}) =>
  createTaskStore(front.table).add({
    log: { kind: 'case', id: 'P8VZ82M' },
    sequence: 2,
    kind: 'reach',
    team: 'benefits',
    service: 'housing-benefit',
    at: '2026-11-20T10:00:00.000Z',
    by: '2026-11-24',
    because: 'stopped',
    personal: { mobile: '+447700900123' },
    ...overrides,
  });
const callBack = { kind: 'call-back', score: 1, because: undefined } as unknown as Partial<Task>;
async function count(facts: Fact[]): Promise<void> {
  const newToken = () => crypto.randomUUID();
  const factStore = createFactStore(front.table, { newToken });
  await factStore.put(facts);
  const parts = { rollupStore: createRollupStore(front.table), markStore: createMarkStore(front.table, newToken) };
  await createRollUp({ factStore, ...parts })(Number.POSITIVE_INFINITY);
}
/** A text of a case that its carrier would not take. */
async function refused(reference: string, service: string): Promise<void> {
  const texts = createTextStore(front.table);
  const text = aText({ log: { kind: 'case', id: reference }, service });
  const key = textKey(text.log, text.sequence, text.purpose);
  const at = new Date(front.clock.nowMs).toISOString();
  await texts.add(text);
  const claimed = await texts.claim(key, { attempts: 0 }, { claimant: 'c', handset: 'h', since: at, leaseUntil: at });
  if (claimed === 'refused') throw new Error('not claimed');
  await texts.settle(key, claimed, { settlement: { state: 'refused', because: 'invalid-number' }, at });
}

describe('a team’s day', () => {
  it('counts its cases by when they are due, its tasks, its failing texts and its contacts, each with a link to what it counts', async () => {
    const { clock, openCase, browser } = front;
    const late = await openCase('housing-benefit', claimAnswers);
    clock.nowMs += 20 * DAY_MS;
    const fast = await openCase('blue-badge', badgeAnswers(true));
    clock.nowMs += 3 * DAY_MS;
    const open = await openCase('housing-benefit', claimAnswers);
    await openCase('missed-bin', binAnswers);
    await task();
    await task({ ...callBack, sequence: 5 });
    await task({ team: 'environment', service: 'missed-bin', sequence: 6 });
    await refused(late, 'housing-benefit');
    await refused('K7MQ2X1', 'missed-bin');
    const day = '2026-12-16';
    await count([
      some(2, { type: 'contact', service: 'housing-benefit', day, channel: 'telephone', outcome: 'answered', detail: 'not-done' }),
      some(1, { type: 'contact', service: 'blue-badge', day, channel: 'telephone', outcome: 'passed-on', shard: 2 }),
      some(4, { type: 'contact', service: 'blue-badge', day, channel: 'web', outcome: 'request' }),
      some(7, { type: 'contact', service: 'blue-badge', day: '2026-12-15', channel: 'web', outcome: 'request' }),
      some(9, { type: 'contact', service: 'missed-bin', day, channel: 'web', outcome: 'request' }),
    ]);
    const officer = browser(benefitsOfficer);

    const page = await officer.get(PATH);

    expect(page.status).toBe(200);
    expect(numbers(page)).toEqual({
      late: '1',
      today: '1',
      week: '0',
      waiting: '3',
      'call-backs': '1',
      texts: '1',
      tasks: '2',
      web: '4',
      text: '0',
      telephone: '3',
      'face-to-face': '0',
      email: '0',
      post: '0',
      social: '0',
      'web-chat': '0',
    });
    expect(words(page.html)).toContain('Benefits, 16 December 2026 . As of 10:00am.');
    const follow = (key: string) => {
      const [, href = ''] = new RegExp(`href="([^"]+)"[^>]*>(?:<span[^>]*data-key="${key}"|${key})`).exec(page.html) ?? [];
      return officer.get(href.replaceAll('&amp;', '&'));
    };
    expect(references(await follow('late'))).toEqual([late]);
    expect(references(await follow('today'))).toEqual([fast]);
    expect(words((await follow('week')).html)).toContain('Only cases due later this week. See all open cases No such cases.');
    expect(references(await follow('waiting'))).toEqual([fast, late, open]);
    expect((await follow('tasks')).html.split('name="task"')).toHaveLength(3);
    expect((await follow('call-backs')).html.split('name="task"')).toHaveLength(2);
    expect(words((await follow('texts')).html)).toContain(
      `${formatReference(late)} 16 December 2026 at 10:00am Claim Housing Benefit Not sent: there is no such number`,
    );
    expect(words((await follow('Telephone')).html)).toContain(
      'Apply for a Blue Badge Passed on to a team How many: 1 Claim Housing Benefit Answered in full It was not done, or not done right How many: 2 Total 3',
    );
  });

  it('says so when nothing waits', async () => {
    const page = await front.browser(environmentOfficer).get(PATH);
    expect(words(page.html)).toContain('Nothing is waiting. Everything that came in is done.');
    expect(words((await front.browser(environmentOfficer).get(`${PATH}/texts`)).html)).toContain('No texts failed in the last 7 days.');
    expect(words((await front.browser(environmentOfficer).get(`${PATH}/contacts?channel=web`)).html)).toContain('None so far today.');
    expect((await front.browser(environmentOfficer).get(`${PATH}/contacts?channel=pigeon`)).status).toBe(404);
  });

  it('forgets a failing text after seven days', async () => {
    await refused('K7MQ2X1', 'missed-bin');
    const officer = front.browser(environmentOfficer);
    expect(numbers(await officer.get(PATH))['texts']).toBe('1');
    front.clock.nowMs += 7 * DAY_MS + 1;
    expect(numbers(await front.browser(environmentOfficer).get(PATH))['texts']).toBe('0');
  });

  it('is that of one team: their own for officers, any for a manager, none for advisers and strangers', async () => {
    await front.openCase('missed-bin', binAnswers);
    const waiting = async (who: typeof manager, query: string) => numbers(await front.browser(who).get(`${PATH}${query}`))['waiting'];
    expect([await waiting(manager, '?team=environment'), await waiting(manager, '?team=benefits'), await waiting(manager, '')]).toEqual([
      '1',
      '0',
      '0',
    ]);
    expect((await front.browser(manager).get(`${PATH}?team=environment`)).html).toContain(
      'href="/console/today?team=environment" aria-current="page"',
    );
    expect(await waiting(benefitsOfficer, '?team=environment')).toBe('0');
    expect((await front.browser(adviser).get(PATH)).status).toBe(403);
    expect((await front.browser().get(PATH)).location).toContain('/console/sign-in');
    expect((await front.browser({ ...benefitsOfficer, teams: [] }).get(PATH)).location).toBe('/console');
  });
});

describe('what a day costs', () => {
  const queries = async (): Promise<string[]> => {
    front.calls.length = 0;
    await front.browser(benefitsOfficer).get(PATH);
    return [...front.calls];
  };
  const services = [...catalogue.values()].filter(({ team }) => team === 'benefits');
  const expected = Array.from({ length: 2 + 2 * services.length }, () => 'Query');

  it('is two Queries for the team and two for each of its services, with no case and with more than are looked at', async () => {
    expect(await queries()).toEqual(expected);
    const listed = (n: number) => ({
      pk: `CASE#N${n}`,
      sk: 'SUMMARY',
      reference: `N${n}`,
      service: 'housing-benefit',
      team: 'benefits',
      stage: 'received',
      actor: 'council',
      openedAt: '2026-11-20T10:00:00.000Z',
      targetDate: '2026-11-22',
      fastTrack: false,
      sequence: 1,
      list: 'QUEUE#benefits',
      rank: `2026-11-22#N${n}`,
      asker: 'f'.repeat(64),
      personal: { name: 'Somebody with a name of some length' },
    });
    for (let n = 0; n < 1050; n += 50) await Promise.all(Array.from({ length: 50 }, (_, k) => front.table.put(listed(n + k))));
    for (let n = 0; n < 210; n++) await task({ sequence: n + 1 });

    expect(await queries()).toEqual(expected);

    const found = numbers(await front.browser(benefitsOfficer).get(PATH));
    expect([found['late'], found['today'], found['waiting'], found['tasks'], found['call-backs']]).toEqual([
      '1,000 or more',
      '0 or more',
      '1,000 or more',
      '200 or more',
      '0 or more',
    ]);
  });

  it('is the same for the numbers alone, which keep no session alive', async () => {
    const officer = front.browser(benefitsOfficer);
    front.clock.nowMs += 5 * 60_000;
    front.calls.length = 0;
    const part = await officer.get(`${PATH}/numbers?team=benefits`);
    expect([part.status, part.cookies, front.calls]).toEqual([200, [], expected]);
    expect(part.html).not.toContain('<html');
    const whole = await officer.get(`${PATH}?team=benefits`);
    expect(whole.cookies).toHaveLength(1);
    expect(whole.html).toContain(part.html.trim());
    front.clock.nowMs += 21 * 60_000;
    expect((await officer.get(`${PATH}/numbers?team=benefits`)).location).toContain('/console/sign-in');
  });

  it('of cases due between two dates is two Queries, page after page', async () => {
    const { openCase, clock, browser } = front;
    const opened = await Promise.all(Array.from({ length: 52 }, () => openCase('missed-bin', binAnswers)));
    clock.nowMs += 30 * DAY_MS;
    const officer = browser(environmentOfficer);
    await openCase('missed-bin', binAnswers);
    front.calls.length = 0;
    const first = await officer.get('/console?due=late');
    expect(front.calls).toEqual(['Query', 'Query']);
    const next = /rel="next" href="([^"]+)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await officer.get(next);
    expect([references(first).length, references(second).length]).toEqual([50, 2]);
    expect([...references(first), ...references(second)].toSorted()).toEqual(opened.map(String).toSorted());
  });
});

describe('people to call back', () => {
  it('are a list of their own, of cases and of contacts; one leaves it when they were called, and the list stays', async () => {
    await task();
    await task({ ...callBack, sequence: 3 });
    await task({ ...callBack, log: { kind: 'contact', id: 'K7MQ2X1' }, sequence: 2 });
    await task({ ...callBack, team: 'environment', service: 'missed-bin', sequence: 9 });
    const officer = front.browser(benefitsOfficer);
    const list = '/console/tasks?team=benefits&kind=call-back';
    const page = await officer.get(list);
    expect(words(page.html)).toContain('Only people to call back for Benefits. See all tasks');
    expect(page.html.split('name="task"')).toHaveLength(3);
    const done = await officer.post('/console/tasks', { task: 'contact.K7MQ2X1.2.call-back', team: 'benefits', kind: 'call-back' });
    expect(done.location).toBe(`${list}&outcome=done`);
    expect((await officer.get(list)).html.split('name="task"')).toHaveLength(2);
    expect(numbers(await officer.get(PATH))['call-backs']).toBe('1');
    await officer.post('/console/tasks', { task: 'case.P8VZ82M.3.call-back', team: 'benefits', kind: 'call-back' });
    expect(words((await officer.get(list)).html)).toContain('Nobody to call back.');
  });

  it('stand far apart in a long list and are all found', async () => {
    for (let n = 0; n < 130; n++) await task({ sequence: n + 1, ...(n % 60 === 0 ? callBack : {}) });
    const page = await front.browser(benefitsOfficer).get('/console/tasks?team=benefits&kind=call-back');
    expect(page.html.split('name="task"')).toHaveLength(4);
  });
});
