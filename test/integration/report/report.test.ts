import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { emptyRollup } from '../../../shared/domain/rollup.ts';
import type { StaffRole } from '../../../shared/domain/staff.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { openReport, type Report } from './open-report.ts';

let report: Report;

beforeAll(async () => {
  report = await openReport();
  const sums = { 'contact|web|request|': 30, 'contact|telephone|answered|': 10 };
  const rollup = { ...emptyRollup(), sums, scores: { 'web|5': 1 } };
  await createRollupStore(report.table).writeQuarter(
    { quarter: quarterOf('2026-11-21'), service: 'missed-bin', rollup, foldedAt: '2026-11-21T09:00:00.000Z' },
    0,
  );
});
afterAll(() => report.stop());
beforeEach(() => {
  report.clock.nowMs = Date.parse('2026-11-21T10:00:00Z');
  report.calls.splice(0);
});

const setup = (...roles: StaffRole[]) => report.as(...roles);

describe('the report', () => {
  it('leads to the quarter that today is in', async () => {
    const get = setup('manager');
    expect((await get('/console/report')).headers?.['location']).toBe('/console/report/2026-27-q3');
    report.clock.nowMs = Date.parse('2027-03-31T23:30:00Z');
    expect((await get('/console/report')).headers?.['location']).toBe('/console/report/2027-28-q1');
  });

  it.each(['adviser', 'officer', 'manager'] as const)('is open to an %s, for one Query', async (role) => {
    const { statusCode, body } = await setup(role)('/console/report/2026-27-q3');
    expect(statusCode).toBe(200);
    expect(body).toContain('So far: 75% served themselves; the target is 40%.');
    expect(report.calls).toEqual(['Query']);
  });

  it('asks anybody else to sign in, and reads nothing', async () => {
    const { statusCode, headers } = await setup()('/console/report/2026-27-q3');
    expect([statusCode, headers?.['location']]).toEqual([303, '/console/sign-in?return=%2Fconsole%2Freport%2F2026-27-q3']);
    expect((await setup()('/console/report/2026-27-q3/self-serve.csv')).statusCode).toBe(303);
    expect(report.calls).toEqual([]);
  });

  it('leads back to the page with its query, and loses no typing, when a session has ended', async () => {
    const page = await setup()('/console/report/2026-27-q3/comments?page=2');
    expect(page.headers?.['location']).toBe('/console/sign-in?return=%2Fconsole%2Freport%2F2026-27-q3%2Fcomments%3Fpage%3D2');
    const held = await setup()('/console/report/2026-27-q3/council-tax-collected?outcome=entered', { value: '56.48', source: 'Revenues' });
    expect(held.statusCode).toBe(401);
    expect(held.body).toContain('action="/console/report/2026-27-q3/council-tax-collected?outcome=entered"');
    expect(held.body).toMatch(/name="value" value="56.48"/);
    expect(report.calls).toEqual([]);
  });

  it('shows a quarter before launch to the digit', async () => {
    const { body } = await setup('officer')('/console/report/2019-20-q3');
    expect(body).toContain('23,249 contacts, 2,422 fewer than last quarter.');
    expect(body).toContain('Housing Benefit claims took 14.08 days on average, 1.31 days shorter than last quarter.');
    expect(body).toContain('85.62%');
  });

  it('gives a measure its own page: what it counts, and by channel, for one Query', async () => {
    const { statusCode, body } = await setup('officer')('/console/report/2026-27-q3/contacts-total');
    expect(statusCode).toBe(200);
    expect(body).toContain('Every time a resident used any channel.');
    expect(body).toContain('Report a missed bin');
    expect(report.calls).toEqual(['Query']);
  });

  it('gives the numbers of a figure as CSV', async () => {
    const { headers, body } = await setup('manager')('/console/report/2026-27-q3/contacts-total-by-channel.csv');
    expect(headers?.['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers?.['content-disposition']).toBe('attachment; filename="2026-27-q3-contacts-total-by-channel.csv"');
    expect(body).toBe(['Channel,Figure', 'Web,30', 'Telephone,10', 'Total,40', ''].join('\r\n'));
    const trend = await setup('manager')('/console/report/2026-27-q3/self-serve.csv');
    expect(trend.body).toContain('2026-27 Q3,75,30,40');
  });

  it('has behind every link of every measure’s page to numbers the numbers', async () => {
    const sums = {
      'opened|web|||': 12,
      'decided|web|awarded||first': 11,
      'decided|web|refused||again': 1,
      'text||delivered|': 30,
      'journey|web|started|': 12,
      'journey|web|left||full-name': 2,
    };
    await createRollupStore(report.table).writeQuarter(
      {
        quarter: quarterOf('2025-04-21'),
        service: 'blue-badge',
        rollup: { ...emptyRollup(), sums, days: { 'decided|9': 11 }, scores: { 'web|5': 12 } },
        foldedAt: '2025-06-30T09:00:00.000Z',
      },
      0,
    );
    const links: string[] = [];
    for (const id of measures.keys()) {
      const { body = '' } = await setup('officer')(`/console/report/2025-26-q1/${id}`);
      for (const [, link = ''] of body.matchAll(/href="([^"]+\.csv)"/g)) {
        links.push(link);
        expect([link, (await setup('officer')(link)).statusCode]).toEqual([link, 200]);
      }
    }
    expect(links).toContain('/console/report/2025-26-q1/days-to-decide-median-by-service.csv');
    expect(links).toContain('/console/report/2025-26-q1/decisions-awarded-by-channel.csv');
    expect(links).toContain('/console/report/2025-26-q1/completion-rate-by-question-blue-badge.csv');
    expect(links).toContain('/console/report/2025-26-q1/satisfaction-levels-by-service.csv');
  });

  it.each([
    '2026-27-q4',
    '2026-28-q1',
    'q3',
    '2026-27-q3/made-up.csv',
    '2026-27-q3/self-service',
    '2026-27-q3/self-serve-by-moon.csv',
    '2026-27-q3/constructor.csv',
    '2026-27-q3/a/b',
  ])('says kindly that %s is not there', async (path) => {
    const { statusCode, body } = await setup('manager')(`/console/report/${path}`);
    expect(statusCode).toBe(404);
    expect(body).toContain('We cannot find that page');
  });

  it('keeps a session alive', async () => {
    const get = setup('manager');
    report.clock.nowMs += 5 * 60_000;
    expect((await get('/console/report/2026-27-q3')).cookies).toHaveLength(1);
  });
});

describe('the scrutiny report', () => {
  it('is one document: each measure said, charted and tabled, definitions and caveats, for two Queries', async () => {
    const { statusCode, body } = await setup('officer')('/console/report/2026-27-q3/document');
    expect(statusCode).toBe(200);
    expect(body).toContain('75% served themselves; the target is 40%.');
    expect(body).toContain('This quarter has not been frozen: its figures may still change.');
    expect(body).toContain('Every time a resident used any channel.');
    expect(body).not.toMatch(/<style|\sstyle=/);
    expect(report.calls).toEqual(['Query', 'Query']);
  });

  it('gives every figure as CSV and as a spreadsheet, the same numbers under the same names', async () => {
    const csv = await setup('officer')('/console/report/2026-27-q3/document.csv');
    expect(csv.body?.split('\r\n').slice(0, 2)).toEqual([
      'quarter,measure,title,unit,service,channel,value,numerator,denominator,low95,high95,why,target,source,queue,stage,reason,team,restated',
      '2026-27-q3,contacts-total,"Total number of customer contacts received via the contact centre, all channels",count,,,40,,,,,,,facts,,,,,',
    ]);
    const ods = await setup('officer')('/console/report/2026-27-q3/document.ods');
    expect(ods.headers?.['content-type']).toBe('application/vnd.oasis.opendocument.spreadsheet');
    const files = unzipSync(Buffer.from(ods.body ?? '', 'base64'));
    expect(Object.keys(files)[0]).toBe('mimetype');
    const cells = [...strFromU8(files['content.xml'] ?? new Uint8Array()).matchAll(/<table:table-row>(.*?)<\/table:table-row>/g)];
    expect(cells).toHaveLength((csv.body ?? '').trim().split('\r\n').length);
  });
});

describe('the public performance page', () => {
  it('shows everybody the last quarters beside their targets, for one Query, and nothing of staff', async () => {
    const { statusCode, headers, body } = await setup()('/performance');
    expect(statusCode).toBe(200);
    expect(headers?.['cache-control']).toBe('public, max-age=300');
    expect(body).toContain('2026-27 Q3 so far');
    expect(body).toMatch(/self-serve channel access[^<]*<br><span[^>]*>Target: At least 40% by 2022<\/span><\/th>\s*<td[^>]*>75%/);
    expect(body).not.toContain('Sign out');
    expect(report.calls).toEqual(['Query']);
  });
});

describe('freezing a quarter', () => {
  it('is for managers, once the quarter is over, and stays as it was whatever comes later', async () => {
    const rollups = createRollupStore(report.table);
    const quarter = quarterOf('2026-08-01');
    const of = (quantity: number) => ({ ...emptyRollup(), sums: { 'contact|web|request|': quantity, 'contact|telephone|answered|': 10 } });
    await rollups.writeQuarter({ quarter, service: 'missed-bin', rollup: of(30), foldedAt: '2026-10-01T02:00:00.000Z' }, 0);
    const path = '/console/report/2026-27-q2';
    expect((await setup('officer')(`${path}/freeze`, {})).statusCode).toBe(403);
    expect((await setup('manager')('/console/report/2026-27-q3/freeze', {})).headers?.['location']).toContain('outcome=not-over');
    expect((await setup('manager')(`${path}/freeze`, {})).headers?.['location']).toBe(`${path}?outcome=frozen`);
    expect((await setup('manager')(`${path}/freeze`, {})).headers?.['location']).toContain('outcome=exists');
    await rollups.writeQuarter({ quarter, service: 'missed-bin', rollup: of(70), foldedAt: '2026-11-20T02:00:00.000Z' }, 1);
    const document = (await setup('officer')(`${path}/document`)).body ?? '';
    expect(document).toContain('75% served themselves');
    expect(document).toMatch(/<td[^>]*>75%<\/td>\s*<td[^>]*>88%<\/td>\s*<td[^>]*>20 November 2026/);
    expect((await setup('officer')(`${path}/document.csv`)).body).toContain(
      'self-serve,Percentage of self-serve channel access against telephone and face-to-face channels,percent,,,75,30,40,,,,>=40,facts,,,,,87.5\r\n',
    );
    report.calls.splice(0);
    const performance = (await setup()('/performance')).body;
    expect(performance).toMatch(/self-serve channel access.*?<td[^>]*>75%<\/td>\s*<td[^>]*>75%/s);
    expect(performance).not.toContain('88%');
    const next = (await setup('officer')('/console/report/2026-27-q3/document')).body ?? '';
    expect(next).toMatch(/data-name="2026-27 Q2" data-value="75"/);
    expect(next).not.toMatch(/data-name="2026-27 Q2" data-value="88"/);
    expect(report.calls).toEqual(['Query', 'Query', 'Query']);
    const live = (await setup('officer')(`${path}/self-serve`)).body ?? '';
    expect(live).toContain('88% served themselves');
    expect(live).toContain('Reported as 75% on 21 November 2026');
  });
});

describe('entering a figure', () => {
  const path = '/console/report/2026-27-q3/council-tax-collected';
  const entry = { value: '56.48', source: 'Revenues system, 1 October', entries: '0' };

  it('is for managers, keeps every entry, and shows the latest with who entered it', async () => {
    expect((await setup('officer')(path, entry)).statusCode).toBe(403);
    expect((await setup('manager')(path, entry)).headers?.['location']).toBe(`${path}?outcome=entered`);
    expect((await setup('manager')(path, { ...entry, value: '57.1%', entries: '1' })).statusCode).toBe(303);
    const { body } = await setup('officer')(path);
    expect(body).toContain('57.1% of the year’s Council Tax was collected.');
    expect(body).toContain('56.48%');
    expect(body).toContain('Ada Hart');
  });

  it('says kindly what is wrong, and loses no typing', async () => {
    const refused = await setup('manager')(path, { ...entry, value: 'fifty', entries: '2' });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('Enter the figure as a number, like 29.31');
    expect(refused.body).toContain('value="fifty"');
    expect((await setup('manager')(path, { ...entry, value: '101', entries: '2' })).body).toContain('a percentage of 100 or less');
    expect((await setup('manager')(path, { ...entry, source: ' ', entries: '2' })).body).toContain('Enter where the figure comes from');
    const late = await setup('manager')(path, entry);
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('Somebody else entered this figure');
    expect((await setup('manager')('/console/report/2026-27-q3/contacts-total', entry)).statusCode).toBe(400);
  });
});
