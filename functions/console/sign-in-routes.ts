import type { StaffIssuer } from '../../shared/adapters/oidc/staff-issuer.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, type HttpHandler, json, redirect } from '../../shared/edge/http.ts';
import {
  beginSession,
  endSession,
  keepSignIn,
  ownPath,
  readSignIn,
  renewSession,
  sessionEnded,
  staffSecondsLeft,
} from '../../shared/edge/staff-session.ts';
import { describeError, type Logger } from '../../shared/telemetry/logger.ts';
import type { ShowMessage } from './guard.ts';

export type SignInDeps = { issuer: StaffIssuer; keyring: Keyring; showMessage: ShowMessage; logger: Logger; now: () => number };

/** Signing in at the council's issuer, coming back, and signing out of Front Door. */
export function createSignInRoutes({ issuer, keyring, showMessage, logger, now }: SignInDeps) {
  const signIn: HttpHandler = async (event) => {
    const afresh = sessionEnded(cookiesOf(event), keyring, now());
    const { location, challenge } = await issuer.begin({ afresh });
    const returnTo = ownPath(event.queryStringParameters?.['return'] ?? '/console');
    return redirect(location, [keepSignIn({ ...challenge, returnTo, startedAtMs: now(), afresh }, keyring)]);
  };

  const callback: HttpHandler = async (event) => {
    const underWay = readSignIn(cookiesOf(event), keyring, now());
    if (!underWay) return showMessage('signInFailed');
    const { afresh, startedAtMs } = underWay;
    const outcome = await issuer.finish(event.rawQueryString, underWay, afresh ? { withinMs: now() - startedAtMs } : {});
    if (outcome.kind === 'signed-in') return redirect(underWay.returnTo, beginSession(outcome.staff, keyring, now()));
    logger.warn('sign-in refused', describeError(outcome.error));
    return showMessage('signInFailed');
  };

  /** The form of a resident that was being filled ends too: the next person at the desk must not find it. */
  const signOut: HttpHandler = async () => redirect('/console/signed-out', [...endSession(), draftCookie.end()]);
  const signedOut: HttpHandler = async () => showMessage('signedOut');

  /** How long a session has to go, as a page's warning asks; and staying signed in. */
  const left: HttpHandler = async (event) => json({ secondsLeft: staffSecondsLeft(cookiesOf(event), keyring, now()) });
  const stay: HttpHandler = async (event) => redirect('/console/session', renewSession(cookiesOf(event), keyring, now()));

  return { signIn, callback, signOut, signedOut, left, stay };
}
