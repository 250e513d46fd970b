import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../../functions/report/handler.ts';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import type { Staff, StaffRole } from '../../../shared/domain/staff.ts';
import type { HttpEvent } from '../../../shared/edge/http.ts';
import { beginSession } from '../../../shared/edge/staff-session.ts';
import { baseline } from '../../../shared/measures/index.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { createReadReport } from '../../../shared/use-cases/read-report.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

const keyring = createKeyring('a secret of at least thirty-two characters');
const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
let test: TestTable;
let nowMs = Date.parse('2026-11-21T10:00:00Z');

beforeAll(async () => {
  test = await createTestTable();
  const rollup = { sums: { 'contact|web|request|': 3, 'contact|telephone|answered|': 1 }, days: {}, scores: { 5: 1 } };
  await createRollupStore(test.table).writeQuarter({ quarter: quarterOf('2026-11-21'), service: 'missed-bin', rollup }, 0);
});
afterAll(() => test.stop());
beforeEach(() => {
  nowMs = Date.parse('2026-11-21T10:00:00Z');
  test.calls.splice(0);
});

function setup(...roles: StaffRole[]) {
  const staff: Staff = { id: 'ada', name: 'Ada Hart', roles, teams: [] };
  const cookies = roles.length > 0 ? beginSession(staff, keyring, nowMs).map((line) => line.split(';')[0] ?? '') : [];
  const readReport = createReadReport({ rollupStore: createRollupStore(test.table), baseline });
  const handler = createHandler({ council, catalogue, baseline, readReport, keyring, now: () => nowMs });
  return (path: string) =>
    handler({
      rawPath: path,
      cookies,
      headers: {},
      version: '2.0',
      requestContext: { http: { method: 'GET', path } },
    } as unknown as HttpEvent);
}

describe('the report', () => {
  it('leads to the quarter that today is in', async () => {
    const get = setup('manager');
    expect((await get('/console/report')).headers?.['location']).toBe('/console/report/2026-27-q3');
    nowMs = Date.parse('2027-03-31T23:30:00Z');
    expect((await get('/console/report')).headers?.['location']).toBe('/console/report/2027-28-q1');
  });

  it.each(['adviser', 'officer', 'manager'] as const)('is open to an %s, for one Query', async (role) => {
    const { statusCode, body } = await setup(role)('/console/report/2026-27-q3');
    expect(statusCode).toBe(200);
    expect(body).toContain('75% served themselves; the target is 40%.');
    expect(test.calls).toEqual(['Query']);
  });

  it('asks anybody else to sign in, and reads nothing', async () => {
    const { statusCode, headers } = await setup()('/console/report/2026-27-q3');
    expect([statusCode, headers?.['location']]).toEqual([303, '/console/sign-in?return=%2Fconsole%2Freport%2F2026-27-q3']);
    expect((await setup()('/console/report/2026-27-q3/self-serve.csv')).statusCode).toBe(303);
    expect(test.calls).toEqual([]);
  });

  it('shows a quarter before launch to the digit', async () => {
    const { body } = await setup('officer')('/console/report/2019-20-q3');
    expect(body).toContain('23,249 contacts, 2,422 fewer than last quarter.');
    expect(body).toContain('14.08 days on average');
    expect(body).toContain('85.62%');
  });

  it('gives the numbers of a figure as CSV', async () => {
    const { headers, body } = await setup('manager')('/console/report/2026-27-q3/contacts-by-channel.csv');
    expect(headers?.['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers?.['content-disposition']).toBe('attachment; filename="2026-27-q3-contacts-by-channel.csv"');
    expect(body).toBe(
      [
        'Channel,Contacts',
        'Web,3',
        'Text,0',
        'Telephone,1',
        'Face to face,0',
        'Email,0',
        'Post,0',
        'Social media,0',
        'Web chat,0',
        'Total,4',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    '2026-27-q4',
    '2026-28-q1',
    'q3',
    '2026-27-q3/made-up.csv',
    '2026-27-q3/self-serve',
    '2026-27-q3/constructor.csv',
    '2026-27-q3/a/b',
  ])('says kindly that %s is not there', async (path) => {
    const { statusCode, body } = await setup('manager')(`/console/report/${path}`);
    expect(statusCode).toBe(404);
    expect(body).toContain('We cannot find that page');
  });

  it('keeps a session alive', async () => {
    const get = setup('manager');
    nowMs += 5 * 60_000;
    expect((await get('/console/report/2026-27-q3')).cookies).toHaveLength(1);
  });
});
