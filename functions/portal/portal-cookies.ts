import * as z from 'zod';
import { DRAFT_IDLE_SECONDS } from '../../shared/domain/draft.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { cookie } from '../../shared/edge/http.ts';
import { createOpenedSession, referenceSchema as reference } from './opened-session.ts';

type Cookies = ReadonlyMap<string, string>;
type SignedCookie<T> = {
  /** The `Set-Cookie` line. */
  make: (value: T, nowMs: number) => string;
  /** What we signed, while it lasts; undefined for anything else. */
  read: (cookies: Cookies, nowMs: number) => T | undefined;
  /** The `Set-Cookie` line that takes it away. */
  end: () => string;
};

/** What was just sent: the confirmation page shows it without a read. */
const doneSchema = z.object({
  service: z.string(),
  reference,
  draft: z.string(),
  targetDate: z.string(),
  /** When the look-up word, if there is one, stops being shown, and what was offered can be sent no more without a code. */
  wordUntilMs: z.number(),
  /** The item of evidence that was offered with it. */
  offers: z.string().optional(),
  lookUpWord: z.string().optional(),
  changed: z.boolean().optional(),
  assisted: z.boolean().optional(),
  theirs: z.enum(['looks', 'does-not-look']).optional(),
});
/**
 * A look-up: of one case, by its resident or by somebody let in; or, without a reference, of all that was asked from a number.
 * `saving`: the service whose form is put by for that number once its code came back.
 */
const lookUpSchema = z.object({
  id: z.string(),
  reference: reference.optional(),
  helping: z.literal(true).optional(),
  saving: z.string().optional(),
});

/** A little longer than a code lasts, so that a late one is told so. */
const LOOK_UP_SECONDS = 15 * 60;

/** How long after sending the look-up word is shown: time to write it down, and no more at a shared computer. */
export const WORD_SHOWN_MS = 30 * 60_000;

/** The portal's signed cookies: references, and just after it was sent the look-up word; expiry is inside the signature. */
export function createPortalCookies(keyring: Keyring) {
  return {
    /** Goes when the browser is closed. */
    done: signed(keyring, '__Host-done', doneSchema, DRAFT_IDLE_SECONDS, 'session'),
    /** The look-up under way. */
    lookUp: signed(keyring, '__Host-look-up', lookUpSchema, LOOK_UP_SECONDS),
    /** What this browser may see. */
    opened: createOpenedSession(keyring),
  };
}

function signed<T extends object>(
  keyring: Keyring,
  name: `__Host-${string}`,
  schema: z.ZodType<T>,
  lastsSeconds: number,
  kind?: 'session',
): SignedCookie<T> {
  const maxAge = kind === 'session' ? undefined : lastsSeconds;
  const kept = z.object({ value: schema, until: z.number() });
  return {
    make: (value, nowMs) => cookie(name, keyring.sign(name, JSON.stringify({ value, until: nowMs + lastsSeconds * 1000 })), maxAge),
    read(cookies, nowMs) {
      const text = keyring.unsign(name, cookies.get(name) ?? '');
      // What an earlier release signed may have another shape: then it is as if it were not there.
      const parsed = text === undefined ? undefined : kept.safeParse(JSON.parse(text)).data;
      return parsed && parsed.until > nowMs ? parsed.value : undefined;
    },
    end: () => cookie(name, '', 0),
  };
}

export type PortalCookies = ReturnType<typeof createPortalCookies>;
