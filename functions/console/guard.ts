import type { Keyring } from '../../shared/domain/keyring.ts';
import { hasRole, type Staff, type StaffRole } from '../../shared/domain/staff.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import { readStaff, renewSession, signInPath } from '../../shared/edge/staff-session.ts';
import { type ConsoleMessage, messagePage, resumePage } from '../../web/journeys/console/message-page.ts';
import type { CouncilView } from '../../web/render.ts';

export type StaffHandler = (event: HttpEvent, staff: Staff) => Promise<HttpResult>;
/** `keepsAlive: false` for what a page asks by itself: it is no sign that somebody is there. */
export type StaffOnly = (roles: readonly StaffRole[], handler: StaffHandler, how?: { keepsAlive: boolean }) => HttpHandler;
export type ShowMessage = (what: ConsoleMessage, staff?: Staff) => HttpResult;

const statuses: Record<ConsoleMessage, number> = {
  signedOut: 200,
  signInFailed: 400,
  noRole: 403,
  notYourTeam: 403,
  notFound: 404,
  deleted: 200,
  'not-through-front': 403,
  'not-our-page': 403,
  'too-large': 413,
  'went-wrong': 500,
};

/** Answers with a page that says what happened, under its status. */
export function createShowMessage(council: CouncilView): ShowMessage {
  return (what, staff) => html(messagePage({ council, staff }, what, '/console/sign-in'), { status: statuses[what] });
}

/**
 * Lets signed-in staff with one of the roles through, and keeps their session alive. Others are sent to sign in and back;
 * a form sent after its session had ended is held on a page, so that no typing is lost.
 */
export function createStaffOnly({
  council,
  keyring,
  showMessage,
  now,
}: {
  council: CouncilView;
  keyring: Keyring;
  showMessage: ShowMessage;
  now: () => number;
}): StaffOnly {
  return (roles, handler, { keepsAlive } = { keepsAlive: true }) =>
    async (event) => {
      const cookies = cookiesOf(event);
      const staff = readStaff(cookies, keyring, now());
      if (!staff) {
        if (event.requestContext.http.method !== 'POST')
          return redirect(signInPath(event.rawQueryString ? `${event.rawPath}?${event.rawQueryString}` : event.rawPath));
        return html(resumePage({ council }, { action: event.rawPath, posted: formOf(event), signIn: signInPath('/console') }), {
          status: 401,
        });
      }
      const result = hasRole(staff, ...roles) ? await handler(event, staff) : showMessage('noRole', staff);
      return keepsAlive ? { ...result, cookies: [...(result.cookies ?? []), ...renewSession(cookies, keyring, now())] } : result;
    };
}
