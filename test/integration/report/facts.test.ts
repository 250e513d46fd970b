import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { createMarkStore } from '../../../shared/store/mark-store.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { createRollUp } from '../../../shared/use-cases/roll-up.ts';
import { some } from '../../support/reports.ts';
import { openReport, type Report } from './open-report.ts';

let report: Report;
const path = '/console/report/2026-27-q3/self-serve/facts';
const text = (html: string | undefined) => (html ?? '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

beforeAll(async () => {
  report = await openReport();
  let token = 0;
  const newToken = () => `t${token++}`;
  const facts = [
    ...Array.from({ length: 120 }, (_, n) =>
      some(1, { id: `web${n}`, shard: n % 4, type: 'contact', channel: 'web', outcome: 'request', service: 'missed-bin' }),
    ),
    some(1, { id: 'call', type: 'contact', channel: 'telephone', outcome: 'answered', detail: 'where-is-it', service: 'missed-bin' }),
    some(1, { id: 'before', day: '2026-11-20', type: 'contact', channel: 'web', outcome: 'look-up', service: 'missed-bin' }),
    some(2, { id: 'other', type: 'contact', channel: 'face-to-face', outcome: 'passed-on', service: 'blue-badge' }),
    some(9, { id: 'calls', type: 'calls', outcome: 'answered', detail: 'main', service: 'none' }),
  ];
  const factStore = createFactStore(report.table, { newToken });
  await factStore.put(facts);
  const rollUp = createRollUp({
    factStore,
    rollupStore: createRollupStore(report.table),
    markStore: createMarkStore(report.table, newToken),
  });
  await rollUp();
});
afterAll(() => report.stop());
beforeEach(() => report.calls.splice(0));

describe('from a number to the facts it counts', () => {
  it('begins with services, which with the calls that nobody logged come to the figure: one Query', async () => {
    const { statusCode, body } = await report.as('adviser')(path);
    expect(statusCode).toBe(200);
    const said = text(body);
    expect(said).toContain('Report a missed bin 121 122');
    expect(said).toContain('Apply for a Blue Badge 0 2');
    expect(said).toContain('Answered calls that nobody logged 0 8');
    expect(said).toContain('Total 121 132');
    expect(report.calls).toEqual(['Query']);
  });

  it('goes on to the days of a service: one Query more', async () => {
    const { body } = await report.as('adviser')(`${path}?service=missed-bin`);
    expect(text(body)).toMatch(/20 November 2026 1 1 21 November 2026 120 121 Total 121 122/);
    expect(report.calls).toEqual(['Query', 'Query']);
  });

  it('ends with the facts of a day, fifty a page: one Query a shard more, and no word of who', async () => {
    const day = `${path}?service=missed-bin&day=2026-11-21`;
    const first = await report.as('adviser')(day);
    expect(report.calls).toEqual(['Query', 'Query', 'Query', 'Query', 'Query']);
    expect(text(first.body)).toContain('121 facts');
    expect((first.body ?? '').match(/<tbody[\s\S]*<\/tbody>/)?.[0].match(/<tr/g)).toHaveLength(50);
    const last = await report.as('adviser')(`${day}&page=3`);
    expect((last.body ?? '').match(/<tbody[\s\S]*<\/tbody>/)?.[0].match(/<tr/g)).toHaveLength(21);
    const all = await Promise.all([1, 2, 3].map((page) => report.as('adviser')(`${day}&page=${page}`)));
    expect(all.map(({ body }) => text(body)).join(' ')).toMatch(/Contact Telephone Answered Where is it – nothing – nothing 1 Among/);
    expect(first.body).not.toContain('web0');
  });

  it.each([
    '/console/report/2026-27-q3/council-tax-collected/facts',
    '/console/report/2019-20-q3/self-serve/facts',
    '/console/report/2026-27-q3/made-up/facts',
    `${path}?service=Missed%23bin`,
    `${path}?service=missed-bin&day=2026-02-30`,
    `${path}?service=missed-bin&day=2026-09-30`,
  ])('says kindly that there is nothing at %s', async (address) => {
    expect((await report.as('manager')(address)).statusCode).toBe(404);
  });

  it('asks anybody else to sign in', async () => {
    expect((await report.as()(path)).statusCode).toBe(303);
    expect(report.calls).toEqual([]);
  });

  it('is led to from the page of the measure', async () => {
    expect((await report.as('officer')('/console/report/2026-27-q3/self-serve')).body).toContain(`href="${path}"`);
    expect((await report.as('officer')('/console/report/2026-27-q3/council-tax-collected')).body).not.toContain('/facts"');
  });
});
