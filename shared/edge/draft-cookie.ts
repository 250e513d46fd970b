import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { assistedSchema, DRAFT_IDLE_SECONDS } from '../domain/draft.ts';
import type { Keyring } from '../domain/keyring.ts';
import { cookie } from './http.ts';

const NAME = '__Host-draft';

const sessionSchema = z.object({
  /** 24 random bytes; the table holds only its HMAC. */
  id: z.string().regex(/^[\w-]{32}$/),
  /** Filled by staff for a resident, every draft of it: on which channel, by whom, and the service it was begun for. */
  assisted: assistedSchema.extend({ service: z.string() }).optional(),
});
export type DraftSession = z.infer<typeof sessionSchema>;
const keptSchema = z.object({ session: sessionSchema, until: z.number() });

/**
 * The signed cookie that leads a browser to its drafts. It goes when the browser is closed, and is not read once a draft
 * would have expired: each answer makes it again.
 */
export const draftCookie = {
  newSession: (assisted?: DraftSession['assisted']): DraftSession => ({
    id: randomBytes(24).toString('base64url'),
    ...(assisted ? { assisted } : {}),
  }),
  /** The `Set-Cookie` line. */
  make: (session: DraftSession, keyring: Keyring, nowMs: number): string =>
    cookie(NAME, keyring.sign(NAME, JSON.stringify({ session, until: nowMs + DRAFT_IDLE_SECONDS * 1000 }))),
  /** The `Set-Cookie` line that takes it away. */
  end: (): string => cookie(NAME, '', 0),
  /** The session; undefined when there is none, it is over, or it is not one of ours. */
  read(cookies: ReadonlyMap<string, string>, keyring: Keyring, nowMs: number): DraftSession | undefined {
    const value = keyring.unsign(NAME, cookies.get(NAME) ?? '');
    const kept = value === undefined ? undefined : keptSchema.safeParse(JSON.parse(value)).data;
    return kept && kept.until > nowMs ? kept.session : undefined;
  },
  /** What stands for the session in the key of a draft. */
  hash: (keyring: Keyring, session: DraftSession): string => keyring.opaque('draft-session', session.id),
  /**
   * What a page carries in place of a draft's id before there is one. Nothing for a resident, who may begin in several
   * tabs; for staff the session's own mark, so that a page of one resident's form never begins another's.
   */
  blank: (keyring: Keyring, session: DraftSession | undefined): string =>
    session?.assisted ? keyring.opaque('draft-page', session.id) : '',
};
