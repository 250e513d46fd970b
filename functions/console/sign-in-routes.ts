import type { StaffIssuer } from '../../shared/adapters/oidc/staff-issuer.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { cookiesOf, type HttpHandler, redirect } from '../../shared/edge/http.ts';
import { beginSession, endSession, keepSignIn, ownPath, readSignIn } from '../../shared/edge/staff-session.ts';
import { describeError, type Logger } from '../../shared/telemetry/logger.ts';
import type { ShowMessage } from './guard.ts';

export type SignInDeps = { issuer: StaffIssuer; keyring: Keyring; showMessage: ShowMessage; logger: Logger; now: () => number };

/** Signing in at the council's issuer, coming back, and signing out of Front Door. */
export function createSignInRoutes({ issuer, keyring, showMessage, logger, now }: SignInDeps) {
  const signIn: HttpHandler = async ({ queryStringParameters: query }) => {
    const { location, challenge } = await issuer.begin({ chooseAgain: query?.['again'] !== undefined });
    return redirect(location, [
      keepSignIn({ ...challenge, returnTo: ownPath(query?.['return'] ?? '/console'), startedAtMs: now() }, keyring),
    ]);
  };

  const callback: HttpHandler = async (event) => {
    const underWay = readSignIn(cookiesOf(event), keyring, now());
    if (!underWay) return showMessage('signInFailed');
    const outcome = await issuer.finish(event.rawQueryString, underWay);
    if (outcome.kind === 'signed-in') return redirect(underWay.returnTo, beginSession(outcome.staff, keyring, now()));
    logger.warn('sign-in refused', describeError(outcome.error));
    return showMessage('signInFailed');
  };

  const signOut: HttpHandler = async () => redirect('/console/signed-out', endSession());
  const signedOut: HttpHandler = async () => showMessage('signedOut');

  return { signIn, callback, signOut, signedOut };
}
