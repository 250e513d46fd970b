import { createHandler } from '../../../functions/report/handler.ts';
import { wireReport } from '../../../functions/report/wire.ts';
import { createKeyring } from '../../../shared/domain/keyring.ts';
import type { Staff, StaffRole } from '../../../shared/domain/staff.ts';
import type { HttpEvent } from '../../../shared/edge/http.ts';
import { beginSession } from '../../../shared/edge/staff-session.ts';
import { createTestTable } from '../../support/table.ts';

const secret = 'a secret of at least thirty-two characters';
const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };

export type Report = Awaited<ReturnType<typeof openReport>>;

/** The report on a table of its own, at a clock that the test sets. */
export async function openReport() {
  const test = await createTestTable();
  const { client, tableName } = test;
  const clock = { nowMs: Date.parse('2026-11-21T10:00:00Z') };
  const keyring = createKeyring(secret);
  const handler = createHandler(wireReport({ client, tableName, secret, council, now: () => clock.nowMs }));
  /** Asks as staff of those roles, or as nobody; posts where there is a form. */
  const as = (...roles: StaffRole[]) => {
    const staff: Staff = { id: 'ada', name: 'Ada Hart', roles, teams: [] };
    const cookies = roles.length > 0 ? beginSession(staff, keyring, clock.nowMs).map((line) => line.split(';')[0] ?? '') : [];
    return (address: string, form?: Record<string, string | string[]>) => {
      const [path = '', query = ''] = address.split('?');
      const body = Object.entries(form ?? {}).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]));
      return handler({
        rawPath: path,
        rawQueryString: query,
        cookies,
        headers: {},
        version: '2.0',
        queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
        requestContext: { http: { method: form ? 'POST' : 'GET', path } },
        ...(form ? { body: new URLSearchParams(body).toString() } : {}),
      } as unknown as HttpEvent);
    };
  };
  return { ...test, clock, as };
}
