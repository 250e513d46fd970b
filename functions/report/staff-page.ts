import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import { parseQuarter, type Quarter, quarterOf } from '../../shared/domain/quarter.ts';
import { hasRole, type Staff, type StaffRole, staffRoles } from '../../shared/domain/staff.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import { readStaff, renewSession, signInPath } from '../../shared/edge/staff-session.ts';
import { messagePage, resumePage } from '../../web/journeys/console/message-page.ts';
import type { ReportDeps } from './deps.ts';

type Handle = (event: HttpEvent, staff: Staff, quarter: Quarter) => Promise<HttpResult | undefined>;

/** What all routes of the report share: who may see them, the session kept alive, and the quarter that the address names. */
export function createStaffPage({ council, keyring, now }: Pick<ReportDeps, 'council' | 'keyring' | 'now'>) {
  const today = (): Quarter => quarterOf(localDate(instantOf(now())));

  /** A page of a quarter that has begun; anything else in the address is not found. */
  const ofQuarter =
    (handle: Handle, roles: readonly StaffRole[] = staffRoles): HttpHandler =>
    async (event) => {
      const cookies = cookiesOf(event);
      const staff = readStaff(cookies, keyring, now());
      if (!staff) return askToSignIn(event);
      if (!hasRole(staff, ...roles)) return html(messagePage({ council, staff }, 'noRole'), { status: 403 });
      const quarter = parseQuarter(event.pathParameters?.['quarter'] ?? '');
      const found = quarter && quarter <= today() ? await handle(event, staff, quarter) : undefined;
      const result = found ?? html(messagePage({ council, staff }, 'notFound'), { status: 404 });
      return { ...result, cookies: [...(result.cookies ?? []), ...renewSession(cookies, keyring, now())] };
    };

  /** To sign in and back; a form sent after its session had ended is held on a page, so that no typing is lost. */
  function askToSignIn(event: HttpEvent): HttpResult {
    const here = event.rawQueryString ? `${event.rawPath}?${event.rawQueryString}` : event.rawPath;
    if (event.requestContext.http.method !== 'POST') return redirect(signInPath(here));
    return html(resumePage({ council }, { action: here, posted: formOf(event), signIn: signInPath('/console') }), { status: 401 });
  }

  return { today, ofQuarter };
}

/** The page that an address asks for, from 1. */
export function pageIn(event: HttpEvent): number {
  const asked = Number(event.queryStringParameters?.['page'] ?? '1');
  return Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
}
