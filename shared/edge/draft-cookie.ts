import { randomBytes } from 'node:crypto';
import { DRAFT_DAYS } from '../domain/draft.ts';
import type { Keyring } from '../domain/keyring.ts';
import { cookie } from './http.ts';

const NAME = '__Host-draft';
const DAY_SECONDS = 86_400;
/** What we make: 24 random bytes. Anything else in the cookie is not ours. */
const SESSION_ID = /^[\w-]{32}$/;

/** The cookie that leads a browser to its drafts. It holds a random id and nothing else; the table holds only its HMAC. */
export const draftCookie = {
  name: NAME,
  newSessionId: (): string => randomBytes(24).toString('base64url'),
  /** The `Set-Cookie` line; it lasts as long as a draft does after its last answer. */
  make: (sessionId: string): string => cookie(NAME, sessionId, DRAFT_DAYS * DAY_SECONDS),
  /** The session's id; undefined when there is none, or it is not one of ours. */
  read(cookies: ReadonlyMap<string, string>): string | undefined {
    const value = cookies.get(NAME);
    return value && SESSION_ID.test(value) ? value : undefined;
  },
  /** What stands for the session in the key of a draft. */
  hash: (keyring: Keyring, sessionId: string): string => keyring.opaque('draft-session', sessionId),
};
