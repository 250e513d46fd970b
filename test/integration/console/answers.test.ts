import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import { holdingsOf } from '../../../shared/domain/holdings.ts';
import { adviser, type Console, manager, openConsole } from './console-browser.ts';

let front: Console;
beforeAll(async () => {
  front = await openConsole();
});
afterAll(() => front.stop());

const address = { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' };
const plan: Answers = {
  'full-name': 'Sam Ward',
  address,
  nino: 'AB123456C',
  letter: 'bill',
  owed: '1450.50',
  'coming-in': '1200.00',
  'going-out': '1000.00',
  'can-pay': '40.00',
  'first-day': '2026-12-01',
  how: 'direct-debit',
  bank: { name: 'Sam P Ward', sortCode: '309430', account: '00733445', roll: 'A/12' },
  mobile: { wanted: false },
  declaration: 'agreed',
};
const move: Answers = {
  'which-way': 'out',
  'move-date': '2026-12-01',
  'old-address': address,
  'new-address': address,
  'old-home': 'sold',
  people: [
    { name: 'Sam Ward', age: 'adult' },
    { name: 'Mia Ward', age: 'soon', birthday: '2009-03-09' },
  ],
  'full-name': 'Sam Ward',
  mobile: { wanted: false },
};
const secrets = ['309430', '00733445', 'A/12'];

it('shows an officer every answer in words, and of an account its end alone', async () => {
  const officer = front.browser(manager);
  const money = await officer.get(`/console/cases/${await front.openCase('payment-arrangement', plan)}`);
  for (const said of ['AB 12 34 56 C', '£1,450.50', '£1,200', 'Sam P Ward<br>Account ending 45', '1 December 2026'])
    expect(money.html).toContain(said);
  for (const secret of secrets) expect(money.html).not.toContain(secret);
  const moving = await officer.get(`/console/cases/${await front.openCase('moving-home', move)}`);
  for (const said of [
    'It is sold',
    'Person 1<br>Name: Sam Ward<br>18 or over: Yes<br>Person 2<br>Name: Mia Ward',
    'Date of birth: 9 March 2009',
  ])
    expect(moving.html).toContain(said);
  const report = await front.openCase('abandoned-vehicle', {
    kind: 'car',
    'has-plate': 'uk',
    registration: 'AB12CDE',
    'make-and-colour': 'A red van',
    where: 'Mill Lane',
    'days-there': '30',
    signs: ['nothing'],
    mobile: { wanted: false },
  });
  const vehicle = await officer.get(`/console/cases/${report}`);
  for (const said of ['AB12 CDE', '30 days', 'Nothing that I can see']) expect(vehicle.html).toContain(said);
});

it('begins the same questions for somebody an adviser has on the telephone', async () => {
  const person = front.browser(adviser);
  const begun = await person.post('/console/assist', { service: 'moving-home', channel: 'telephone' });
  expect(begun.location).toBe('/apply/moving-home/which-way');
});

it('gives a copy of all that is held in words, and of an account its end alone', async () => {
  const cases = [];
  for (const [service, answers] of [
    ['payment-arrangement', plan],
    ['moving-home', move],
  ] as const) {
    const id = await front.openCase(service, answers);
    const file = await front.readCaseFile(id);
    if (!file) throw new Error(`${service} was not opened`);
    const commits: CaseCommit[] = await front.logs.load({ kind: 'case', id });
    cases.push({ service: file.service, commits, texts: [], letters: [], files: [], tasks: [], looks: [], lookUpsAt: [] });
  }
  const held = holdingsOf({ person: [], cases, contacts: [], handset: { commits: [], texts: [] } }, '2026-11-23T10:00:00.000Z');
  const copy = JSON.stringify(held);
  for (const said of ['Sam P Ward, account ending 45', '£1,450.50', 'Name: Sam Ward, 18 or over: Yes; Name: Mia Ward'])
    expect(copy).toContain(said);
  for (const secret of secrets) expect(copy).not.toContain(secret);
});

it('logs none of it', () => {
  for (const secret of [...secrets, 'AB123456C', 'Mia Ward', 'AB12CDE']) expect(front.logged.join('\n')).not.toContain(secret);
});
