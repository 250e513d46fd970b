import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommentStore } from '../../../shared/store/comment-store.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { createRecordFacts } from '../../../shared/use-cases/record-facts.ts';
import { adviser, benefitsOfficer, type Console, manager, openConsole, words } from './console-browser.ts';

let front: Console;
beforeEach(async () => {
  front = await openConsole();
});
afterEach(() => front.stop());

const contact = { nonce: 'n1', channel: 'telephone', service: 'missed-bin', reason: 'missed-bin/which-day', outcome: 'answered' };
/** Logs a contact as an adviser, and gives the address of its page. */
async function logged(rest: Record<string, string> = {}): Promise<string> {
  const { location = '' } = await front.browser(adviser).post('/console/contacts', { ...contact, ...rest });
  return `/console/contacts/${new URLSearchParams(location.split('?')[1]).get('contact')}`;
}
const record = async (path: string, sequence: number) => {
  const factStore = createFactStore(front.table, { newToken: () => crypto.randomUUID() });
  const commits = await front.logs.load({ kind: 'contact', id: path.split('/').at(-1) ?? '' });
  await createRecordFacts({ factStore, commentStore: createCommentStore(front.table), catalogue: front.catalogue })(
    { kind: 'contact', commits },
    sequence,
  );
};

describe('one contact', () => {
  it('is shown to advisers, who cannot change it, and put right by a manager with a reason that stays beside it', async () => {
    const path = await logged();
    const shown = await front.browser(adviser).get(path);
    expect(words(shown.html)).toContain('What it was really about Which day is my collection? How it ended Answered in full');
    expect(shown.html).not.toContain('<form method="post" novalidate');
    const boss = front.browser(manager);
    const put = {
      do: 'recode',
      ...contact,
      nonce: 'n2',
      basedOn: '0',
      channel: 'email',
      reason: 'how-is-it-going',
      'recode-because': 'It was an email',
    };
    expect((await boss.post(path, put)).location).toBe(`${path}?done=recoded`);
    const after = words((await boss.get(`${path}?done=recoded`)).html);
    expect(after).toContain('Put right.');
    expect(after).toContain('How they reached us Email');
    expect(after).toContain(
      'Put right 23 November 2026 at 10:00am, by Morgan Okafor It was: Telephone; Report a missed bin; Which day is my collection?; Answered in full. Why: It was an email',
    );
    expect((await boss.post(path, put)).location).toBe(`${path}?done=recoded`);
    expect((await front.logs.load({ kind: 'contact', id: path.slice(18) })).length).toBe(2);
  });

  it('is withdrawn once and for good', async () => {
    const path = await logged();
    const boss = front.browser(manager);
    const out = { do: 'withdraw', nonce: 'n2', basedOn: '0', 'withdraw-because': 'Logged twice' };
    expect((await boss.post(path, out)).location).toBe(`${path}?done=withdrawn`);
    const page = await boss.get(path);
    expect(words(page.html)).toContain('Withdrawn: it counts for nothing.');
    expect(page.html).not.toContain('name="do"');
    expect(words((await boss.post(path, { ...out, nonce: 'n3', basedOn: '1' })).html)).toContain(
      'It was withdrawn. Log what happened as a new contact',
    );
  });

  it.each([
    ['without a reason', { 'recode-because': ' ' }, 400, 'Say why'],
    ['as what it is already', { 'recode-because': 'Because' }, 400, 'Change something first'],
    [
      'over somebody else’s change',
      { 'recode-because': 'Because', basedOn: '7', channel: 'post' },
      409,
      'Somebody changed it since you opened this page',
    ],
    ['with another service’s reason', { 'recode-because': 'Because', service: 'blue-badge' }, 400, 'Choose what it was really about'],
  ] as const)('is not put right %s', async (_why, rest, status, says) => {
    const path = await logged();
    const page = await front.browser(manager).post(path, { do: 'recode', ...contact, nonce: 'n2', basedOn: '0', ...rest });
    expect(page.status).toBe(status);
    expect(words(page.html)).toContain(says);
    expect((await front.logs.load({ kind: 'contact', id: path.slice(18) })).length).toBe(1);
  });

  it('is changed by managers alone, and is not found under an id that none has', async () => {
    const path = await logged();
    expect((await front.browser(adviser).post(path, { do: 'withdraw', 'withdraw-because': 'x', basedOn: '0' })).status).toBe(403);
    expect((await front.browser(benefitsOfficer).get(path)).status).toBe(403);
    expect((await front.browser(manager).get('/console/contacts/K7MQ2X1')).status).toBe(404);
  });
});

describe('the contacts of a day', () => {
  it('are those that count there, read from the facts of that day and service alone', async () => {
    const [one, other] = [await logged(), await logged({ nonce: 'n2', reason: 'not-done', channel: 'web-chat' })];
    for (const path of [one, other]) await record(path, 1);
    const boss = front.browser(manager);
    front.calls.length = 0;
    const page = await boss.get('/console/contacts/list?service=missed-bin&day=2026-11-23');
    expect(front.calls).toEqual(['Query', 'Query', 'Query', 'Query']);
    expect(words(page.html)).toContain('Report a missed bin, 23 November 2026: 2 contacts');
    expect(page.html).toContain(`href="${other}"`);
    await boss.post(one, { do: 'withdraw', nonce: 'n3', basedOn: '0', 'withdraw-because': 'Twice' });
    await record(one, 2);
    const after = await boss.get('/console/contacts/list?service=missed-bin&day-day=23&day-month=11&day-year=2026');
    expect(words(after.html)).toContain('1 contact');
    expect(after.html).not.toContain(`href="${one}"`);
  });

  it('asks for the service and a real day', async () => {
    const boss = front.browser(manager);
    expect((await boss.get('/console/contacts/list')).status).toBe(200);
    const page = await boss.get('/console/contacts/list?service=&day-day=31&day-month=2&day-year=2026');
    expect(page.status).toBe(400);
    expect(words(page.html)).toContain('Choose a service Enter a real day, not ahead of today');
  });
});
