import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Caller, VerifyAccessToken } from '../../shared/adapters/oidc/access-token.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { bodyText, type HttpEvent, type HttpResult } from '../../shared/edge/http.ts';
import { invalidBody, problem } from './problem.ts';

export type Scope = 'services.read' | 'cases.read' | 'cases.write' | 'contacts.write' | 'imports.write' | 'measures.read';

/** Scopes are named after the API, `front-door/cases.read`; an application's roles stand alone, `cases.read`. */
const API = 'front-door';

export type ScopedRoute = (event: HttpEvent, caller: Caller) => Promise<HttpResult>;
export type WithScope = ReturnType<typeof createWithScope>;

/** Runs a route only for a caller whose bearer token is sound and holds the scope; anyone else gets problem details. */
export function createWithScope(verify: VerifyAccessToken) {
  return (scope: Scope, route: ScopedRoute) =>
    async (event: HttpEvent): Promise<HttpResult> => {
      const caller = await verify(event.headers['authorization']);
      if (!caller) return challenge(problem(401, 'A bearer token that is sound and has not expired is needed.'), '');
      if (caller.scopes.some((each) => each === scope || each === `${API}/${scope}`)) return route(event, caller);
      return challenge(problem(403, `The token does not hold the scope ${scope}.`), ` error="insufficient_scope", scope="${API}/${scope}"`);
    };
}

/** RFC 6750: says how to ask. */
function challenge(result: HttpResult, words: string): HttpResult {
  return { ...result, headers: { ...result.headers, 'www-authenticate': `Bearer${words}` } };
}

const MAX_IDEMPOTENCY_KEY = 255;

/**
 * What a request follows from: its caller and `Idempotency-Key`, so that the same key meets what it did before; a fresh
 * value where none was sent. A key of over 255 characters is refused.
 */
export function causeOf(event: HttpEvent, caller: Caller, keyring: Keyring, newId: () => string): string | undefined {
  const key = event.headers['idempotency-key'];
  if (key !== undefined && (key.trim() === '' || key.length > MAX_IDEMPOTENCY_KEY)) return undefined;
  return key === undefined ? newId() : causeOfKey(keyring, caller, event.rawPath, key);
}

/** What something follows from that a caller sent to an address under a key of their own. */
export function causeOfKey(keyring: Keyring, caller: Caller, path: string, key: string): string {
  return keyring.opaque('idempotency', `${caller.id}\u0000${path}\u0000${key}`);
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
