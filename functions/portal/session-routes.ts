import type { Keyring } from '../../shared/domain/keyring.ts';
import { draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, type HttpHandler, json, redirect } from '../../shared/edge/http.ts';
import type { PortalCookies } from './portal-cookies.ts';

export type SessionDeps = { portalCookies: PortalCookies; keyring: Keyring; now: () => number };

/** How long the session of this browser has to go, as a page's warning asks; staying in; and leaving. Nothing is read or written. */
export function createSessionRoutes({ portalCookies: { opened, lookUp, done }, keyring, now }: SessionDeps) {
  const left: HttpHandler = async (event) => json({ secondsLeft: opened.secondsLeft(cookiesOf(event), now()) });
  const stay: HttpHandler = async (event) => redirect('/session', opened.renew(cookiesOf(event), now()));
  /**
   * A look-up under way, a confirmation and answers not sent end too: the next person at this computer must find neither a reference
   * nor what somebody typed. What staff fill in for somebody else is theirs to go on with.
   */
  const leave: HttpHandler = async (event) => {
    const draft = draftCookie.read(cookiesOf(event), keyring, now());
    const typed = draft && !draft.assisted ? [draftCookie.end()] : [];
    return redirect('/find', [opened.end(), lookUp.end(), done.end(), ...typed]);
  };
  return { left, stay, leave };
}
