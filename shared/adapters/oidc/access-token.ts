import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as z from 'zod';

/** A list in a claim: words apart by spaces, or an array of them. */
const words = z
  .union([z.string().transform((text) => text.split(/\s+/)), z.array(z.string())])
  .default([])
  .transform((list) => list.filter((word) => word !== ''));
/**
 * Claims of an access token. Cognito names the client `client_id`, leaves out `aud`, and says what it may do in `scope`;
 * Entra names it `azp`, and says what an application may do in `roles`.
 */
const claimsSchema = z.object({
  client_id: z.string().optional(),
  azp: z.string().optional(),
  sub: z.string().optional(),
  aud: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
  scope: words,
  scp: words,
  roles: words,
});
const discoverySchema = z.object({ jwks_uri: z.url() });

/** An API client that an issuer vouches for, and what it may do. */
export type Caller = { id: string; scopes: readonly string[] };
export type VerifyAccessToken = (authorization: string | undefined) => Promise<Caller | undefined>;

/**
 * Checks bearer tokens: signature by the issuer's published keys, issuer, times, and an audience (or, where a token has none,
 * a client) that was made for this API. The issuer is asked for its keys once in a function's life, and when a new key turns up.
 * @returns undefined for anything else; throws when the issuer cannot be reached, which says nothing of the token
 */
export function createAccessTokenVerifier({ issuer, audience }: { issuer: string; audience: readonly string[] }): VerifyAccessToken {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  const keysOfIssuer = async () => {
    if (!keys) {
      const found = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5_000) });
      keys = createRemoteJWKSet(new URL(discoverySchema.parse(await found.json()).jwks_uri));
    }
    return keys;
  };
  return async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) return undefined;
    const published = await keysOfIssuer();
    try {
      const { payload } = await jwtVerify(token, published, { issuer, requiredClaims: ['exp'], clockTolerance: 5 });
      const claims = claimsSchema.parse(payload);
      const id = claims.client_id ?? claims.azp ?? claims.sub;
      const madeFor = claims.aud ?? (claims.client_id ? [claims.client_id] : []);
      if (!id || !madeFor.some((each) => audience.includes(each))) return undefined;
      return { id, scopes: [...claims.scope, ...claims.scp, ...claims.roles] };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_JWKS_TIMEOUT') throw error;
      return undefined;
    }
  };
}
