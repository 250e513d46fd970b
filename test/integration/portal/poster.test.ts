import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { posterPath } from '../../../shared/domain/poster.ts';
import { ratingLink } from '../../../shared/domain/rating-link.ts';
import { beginSession } from '../../../shared/edge/staff-session.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { type Browser, openPortal, type Portal } from './portal-browser.ts';

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.stop());
beforeEach(() => {
  browser = portal.browser();
  portal.calls.length = 0;
});

const path = () => posterPath(portal.keyring, { service: 'missed-bin', place: 'library' });
const pageIn = (html: string) => /name="page" value="([^"]+)"/.exec(html)?.[1] ?? '';
const signIn = (someone: Browser, id: string) => {
  const [line = ''] = beginSession({ id, name: 'Amal', roles: ['adviser'], teams: [] }, portal.keyring, portal.clock.nowMs);
  const at = line.indexOf('=');
  someone.cookies.set(line.slice(0, at), line.slice(at + 1, line.indexOf(';')));
};

it('keeps one press with one write, that of a double press once, and one a day of one browser', async () => {
  const page = await browser.get(path());
  expect(page.html).toContain('Report a missed bin');
  expect(portal.calls).toEqual([]);
  const press = { score: '4', page: pageIn(page.html) };
  const other = portal.browser();
  const [pressed, again] = [await browser.post(path(), press), await other.post(path(), press)];
  expect([pressed.location, again.location]).toEqual([`${path()}/thanks`, `${path()}/thanks`]);
  expect(portal.calls).toEqual(['PutItem', 'PutItem', 'Query']);
  expect((await browser.get(`${path()}/thanks`)).html).toContain('Thank you');
  expect((await browser.get(path())).location).toBe(`${path()}/thanks`);
  portal.calls.length = 0;
  await browser.post(path(), { ...press, page: pageIn((await portal.browser().get(path())).html) });
  expect(portal.calls).toEqual([]);
});

it.each([
  ['no choice', { score: '' }, false],
  ['a number that is no score', { score: '9' }, false],
  ['a page that we did not make', { score: '5', page: 'made.up' }, false],
  ['a page opened long ago', { score: '5' }, true],
])('keeps nothing of a press with %s, and shows the choices again', async (_why, rest, later) => {
  const page = pageIn((await browser.get(path())).html);
  if (later) portal.clock.nowMs += 61 * 60_000;
  const answer = await browser.post(path(), { page, ...rest });
  expect(answer.status).toBe(400);
  expect(portal.calls).toEqual([]);
  expect((await browser.post(path(), { score: '5', page: pageIn(answer.html) })).status).toBe(303);
});

it('knows no poster that we did not make, and none of another service under its address', async () => {
  const made = path();
  const end = made.slice(made.lastIndexOf('/'));
  for (const other of [`/rate/at/blue-badge${end}`, '/rate/at/missed-bin/library-aaaaaa', '/rate/at/moon/library-aaaaaa'])
    expect((await browser.get(other)).status).toBe(404);
  expect((await browser.post('/rate/at/missed-bin/library-aaaaaa', { score: '5' })).status).toBe(404);
});

it('lets nobody rate their own work: staff at no poster, and none by the link of what they did something to', async () => {
  const page = pageIn((await browser.get(path())).html);
  signIn(browser, 'amal');
  expect((await browser.get(path())).status).toBe(403);
  expect((await browser.post(path(), { score: '5', page })).status).toBe(403);
  const logs = createLogStore(portal.table);
  await logs.append({
    log: { kind: 'contact', id: 'K7MQ2X1' },
    sequence: 1,
    at: '2026-11-23T09:00:00.000Z',
    by: { kind: 'staff', id: 'amal' },
    events: [{ type: 'logged', channel: 'telephone', service: 'missed-bin', outcome: 'answered' }],
    personal: {},
  });
  const link = new URL(ratingLink('https://x.example', portal.keyring, { kind: 'contact', id: 'K7MQ2X1' })).pathname;
  expect((await browser.post(link, { score: '5' })).status).toBe(403);
  const colleague = portal.browser();
  signIn(colleague, 'bo');
  expect((await colleague.post(link, { score: '5' })).location).toBe(`${link}/thanks`);
});
