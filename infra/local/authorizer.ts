import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import type { Clock } from './clock.ts';
import type { Templates } from './templates.ts';

export interface Authorizer {
  issuer: string;
  audience: string[];
  keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
}

export type Authorized =
  | { kind: 'accepted'; claims: Record<string, string>; scopes: string[] | null }
  | { kind: 'refused'; status: 401 | 403; message: string; challenge: string };

const authorizers = new WeakMap<object, Authorizer>();

/** A JWT authorizer of the templates; any other kind is refused. */
export function readAuthorizer(templates: Templates, id: string): Authorizer {
  const resource = templates.find(id, 'AWS::ApiGatewayV2::Authorizer');
  const known = authorizers.get(resource);
  if (known) return known;
  const { AuthorizerType, JwtConfiguration, IdentitySource } = templates.read(resource, {
    AuthorizerType: z.string(),
    JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
    IdentitySource: z.array(z.string()).default([]),
  });
  if (AuthorizerType !== 'JWT') throw new Error(`The local runner has no ${AuthorizerType} authorizer`);
  if (IdentitySource.join() !== '$request.header.Authorization')
    throw new Error(`The local runner reads tokens from the Authorization header, not from ${IdentitySource.join()}`);
  const made: Authorizer = { issuer: JwtConfiguration.Issuer, audience: JwtConfiguration.Audience, keys: undefined };
  authorizers.set(resource, made);
  return made;
}

/** Checks a request's bearer token as API Gateway does: signature, issuer, audience or client id, times, and any one of the route's scopes. */
export async function authorize(
  authorizer: Authorizer,
  scopes: string[],
  headers: Record<string, string>,
  clock: Clock,
): Promise<Authorized> {
  const token = /^(?:Bearer\s+)?(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!token) return refused(401, scopes, '');
  let payload: JWTPayload;
  try {
    const keys = await keysOf(authorizer);
    ({ payload } = await jwtVerify(token, keys, { issuer: authorizer.issuer, currentDate: new Date(clock.now()) }));
  } catch {
    return refused(401, scopes, ' error="invalid_token"');
  }
  const audience = [payload.aud ?? [], payload.aud === undefined ? String(payload.client_id ?? '') : []].flat();
  if (!audience.some((one) => authorizer.audience.includes(one)))
    return refused(401, scopes, ' error="invalid_token" error_description="the token has an invalid audience"');
  const granted = String(payload.scope ?? payload.scp ?? '')
    .split(' ')
    .filter(Boolean);
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) return refused(403, scopes, ' error="insufficient_scope"');
  return {
    kind: 'accepted',
    claims: asText(payload),
    scopes: scopes.length > 0 ? granted.filter((scope) => scopes.includes(scope)) : null,
  };
}

function refused(status: 401 | 403, scopes: string[], error: string): Authorized {
  const scope = scopes.length > 0 ? ` scope="${scopes.join(' ')}"` : '';
  return { kind: 'refused', status, message: status === 401 ? 'Unauthorized' : 'Forbidden', challenge: `Bearer${scope}${error}` };
}

/** The issuer's keys, found by its discovery document. Not remembered when it could not be read. */
function keysOf(authorizer: Authorizer): Promise<ReturnType<typeof createRemoteJWKSet>> {
  authorizer.keys ??= discover(authorizer.issuer).catch((error: unknown) => {
    authorizer.keys = undefined;
    throw error;
  });
  return authorizer.keys;
}

async function discover(issuer: string): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { jwks_uri } = (await response.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(jwks_uri));
}

/** API Gateway gives every claim as text; a list as `[a b]`. */
function asText(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [name, Array.isArray(value) ? `[${value.join(' ')}]` : String(value)]),
  );
}
