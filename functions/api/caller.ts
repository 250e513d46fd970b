import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { bodyText, type HttpEvent, type HttpResult } from '../../shared/edge/http.ts';
import { invalidBody, problem } from './problem.ts';

export type Scope = 'services.read' | 'cases.read' | 'cases.write' | 'contacts.write' | 'measures.read';

/** Claims of the access token that API Gateway has verified. Cognito names the client `client_id`, others `azp` or the subject. */
const claimsSchema = z.object({
  client_id: z.string().optional(),
  azp: z.string().optional(),
  sub: z.string().optional(),
  scope: z.string().default(''),
});

export type Caller = { id: string; scopes: readonly string[] };

/** Who calls, by the token that the authorizer let in. Undefined where no authorizer stood before the route. */
export function callerOf(event: HttpEvent): Caller | undefined {
  const claims = claimsSchema.safeParse((event.requestContext as { authorizer?: { jwt?: { claims?: unknown } } }).authorizer?.jwt?.claims);
  const id = claims.success ? (claims.data.client_id ?? claims.data.azp ?? claims.data.sub) : undefined;
  return id && claims.data ? { id, scopes: claims.data.scope.split(' ') } : undefined;
}

/** Runs a route only for a caller whose token holds the scope, named after the API: `front-door/cases.read`. */
export function withScope(scope: Scope, route: (event: HttpEvent, caller: Caller) => Promise<HttpResult>) {
  return async (event: HttpEvent): Promise<HttpResult> => {
    const caller = callerOf(event);
    if (!caller) return problem(401, 'A token is needed.');
    if (!caller.scopes.some((each) => each === scope || each.endsWith(`/${scope}`)))
      return problem(403, `The token does not hold the scope ${scope}.`);
    return route(event, caller);
  };
}

const MAX_IDEMPOTENCY_KEY = 255;

/**
 * What a request follows from: its caller and `Idempotency-Key`, so that the same key meets what it did before; a fresh
 * value where none was sent. A key of over 255 characters is refused.
 */
export function causeOf(event: HttpEvent, caller: Caller, keyring: Keyring, newId: () => string): string | undefined {
  const key = event.headers['idempotency-key'];
  if (key !== undefined && (key.trim() === '' || key.length > MAX_IDEMPOTENCY_KEY)) return undefined;
  return key === undefined ? newId() : keyring.opaque('idempotency', `${caller.id}\u0000${event.rawPath}\u0000${key}`);
}

/** What was asked for, as a hash: tells a repeat from another request under the same key. */
export function fingerprint(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16);
}

/** The body by its schema, or the problem to answer with. */
export function parseBody<S extends z.ZodType>(event: HttpEvent, schema: S): { body: z.infer<S> } | { refused: HttpResult } {
  if (!/^application\/json\b/.test(event.headers['content-type'] ?? '')) return { refused: problem(415, 'Send application/json.') };
  let value: unknown;
  try {
    value = JSON.parse(bodyText(event));
  } catch {
    return { refused: problem(400, 'The body is not JSON.') };
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? { body: parsed.data } : { refused: invalidBody(parsed.error) };
}
