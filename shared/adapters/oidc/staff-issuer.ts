import * as oidc from 'openid-client';
import { rolesAndTeams, type Staff } from '../../domain/staff.ts';

export type StaffIssuer = ReturnType<typeof createStaffIssuer>;
/** What must be kept in the browser from leaving for the issuer until coming back. */
export type Challenge = { state: string; nonce: string; verifier: string };
export type SignInOutcome = { kind: 'signed-in'; staff: Staff } | { kind: 'refused'; error: unknown };

/** Scopes that bring `sub` and `name`; groups come by the issuer's configuration, as Cognito and Entra ID do it. */
const SCOPE = 'openid profile';
const LEEWAY_SECONDS = 2;

/**
 * Signs staff in at an OpenID Connect issuer: authorization code with PKCE, state and nonce, as a public client.
 * The issuer's metadata is read once and kept for the function's life; a read that failed is tried again.
 * @param issuer plain http is taken from this machine only
 */
export function createStaffIssuer({ issuer, clientId, redirectUri }: { issuer: string; clientId: string; redirectUri: string }) {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    found ??= discover(issuer, clientId).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
  return {
    /** @param afresh asks for the password even of somebody who is signed in at the issuer */
    async begin({ afresh }: { afresh: boolean }): Promise<{ location: string; challenge: Challenge }> {
      const config = await configuration();
      const challenge = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const location = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state: challenge.state,
        nonce: challenge.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(challenge.verifier),
        code_challenge_method: 'S256',
        ...(afresh ? { prompt: 'login' } : {}),
      });
      return { location: location.href, challenge };
    },
    /**
     * Who came back; `refused` when the issuer or the person said no, or the answer is not to this challenge.
     * @param query of the address they came back to, without the question mark
     * @param withinMs how long ago they were sent to the issuer, where they had to give their password there: a sign-in older
     *   than that is refused, for whoever takes `prompt=login` out of the address. An issuer that does not say when is believed.
     */
    async finish(query: string, { state, nonce, verifier }: Challenge, { withinMs }: { withinMs?: number } = {}): Promise<SignInOutcome> {
      const config = await configuration();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, new URL(`${redirectUri}?${query}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (withinMs !== undefined && !signedInWithin(claims, withinMs))
          return { kind: 'refused', error: new Error('the issuer asked for no password') };
        return { kind: 'signed-in', staff: staffOf(claims) };
      } catch (error) {
        if (isRefusal(error)) return { kind: 'refused', error };
        throw error;
      }
    },
  };
}

async function discover(issuer: string, clientId: string): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  const onThisMachine = url.protocol === 'http:' && url.hostname === 'localhost';
  return oidc.discovery(url, clientId, undefined, oidc.None(), onThisMachine ? { execute: [oidc.allowInsecureRequests] } : {});
}

/** Answers that a person can bring about, by pressing Cancel, an old tab or a made-up address, are no fault of ours. */
function isRefusal(error: unknown): boolean {
  return error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError || error instanceof oidc.ClientError;
}

/** Both times are the issuer's own, so that its clock need not agree with ours; the leeway is for their whole seconds. */
export function signedInWithin(claims: Record<string, unknown> | undefined, withinMs: number): boolean {
  const { iat, auth_time: signedInAt } = claims ?? {};
  if (typeof iat !== 'number' || typeof signedInAt !== 'number') return true;
  return iat - signedInAt <= withinMs / 1000 + LEEWAY_SECONDS;
}

/** The member of staff that the claims of an ID token name. */
export function staffOf(claims: Record<string, unknown> | undefined): Staff {
  const { sub, name, email } = claims ?? {};
  if (typeof sub !== 'string') throw new Error('an ID token names no subject');
  const groups = [claims?.['groups'], claims?.['cognito:groups']].flat().filter((group) => typeof group === 'string');
  const called = [name, email].find((each) => typeof each === 'string' && each !== '') as string | undefined;
  return { id: sub, name: called ?? 'Signed in', ...rolesAndTeams(groups) };
}
