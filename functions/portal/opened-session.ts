import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseReference, type Reference } from '../../shared/domain/reference.ts';
import { beginTimes, renewedTimes, type SessionTimes, secondsLeft, sessionTimesSchema } from '../../shared/domain/session.ts';
import { cookie } from '../../shared/edge/http.ts';

type Cookies = ReadonlyMap<string, string>;
const NAME = '__Host-opened';
/** However busily it is used: as long as the answers to a form are kept. */
const LONGEST_HOURS = 4;

export const referenceSchema = z.custom<Reference>((value) => typeof value === 'string' && parseReference(value) === value);

/**
 * What a code or a word opened in this browser: never more than one of these.
 * - `case`: one case, to its resident
 * - `number`: everything asked from one number, by its HMAC; `references` are those that its list showed
 * - `helper`: one case, to somebody whom its resident let in; `looked` once that was noted
 */
const openedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), reference: referenceSchema }),
  z.object({ kind: z.literal('number'), handset: z.string(), references: z.array(referenceSchema) }),
  z.object({ kind: z.literal('helper'), reference: referenceSchema, helper: z.string(), looked: z.boolean() }),
]);
export type Opened = z.infer<typeof openedSchema>;
const keptSchema = z.object({ opened: openedSchema, times: sessionTimesSchema });
type Kept = z.infer<typeof keptSchema>;

const newId = () => randomBytes(16).toString('base64url');

/**
 * The signed cookie of a resident's or helper's session. It goes when the browser is closed, when it was left alone for 20
 * minutes, and in any case after four hours; each opening begins another in its place.
 */
export function createOpenedSession(keyring: Keyring) {
  const line = (kept: Kept) => cookie(NAME, keyring.sign(NAME, JSON.stringify(kept)));
  const kept = (cookies: Cookies, nowMs: number): Kept | undefined => {
    const text = keyring.unsign(NAME, cookies.get(NAME) ?? '');
    // What an earlier release signed may have another shape: then a code is asked for again.
    const parsed = text === undefined ? undefined : keptSchema.safeParse(JSON.parse(text)).data;
    return parsed && secondsLeft(parsed.times, nowMs, LONGEST_HOURS) > 0 ? parsed : undefined;
  };
  const begun = (opened: Opened, nowMs: number) => line({ opened, times: beginTimes(newId(), nowMs) });
  return {
    /** The `Set-Cookie` line that begins a session, under a new id. */
    begin: begun,
    /** {@link begin} for the resident of one case. */
    make: ({ reference }: { reference: Reference }, nowMs: number) => begun({ kind: 'case', reference }, nowMs),
    read: (cookies: Cookies, nowMs: number): Opened | undefined => kept(cookies, nowMs)?.opened,
    /** The `Set-Cookie` line of the session under way with something else noted in it; none when it is over. */
    change(cookies: Cookies, opened: Opened, nowMs: number): string[] {
      const before = kept(cookies, nowMs);
      return before ? [line({ opened, times: turned(before.times, nowMs) })] : [];
    },
    /** The `Set-Cookie` lines that keep a session alive: none when it is over, or was written within the last minute. */
    renew(cookies: Cookies, nowMs: number): string[] {
      const before = kept(cookies, nowMs);
      const times = before && renewedTimes(before.times, nowMs, newId);
      return before && times ? [line({ ...before, times })] : [];
    },
    /** Seconds until it ends if nothing more is done; 0 when there is none. */
    secondsLeft(cookies: Cookies, nowMs: number): number {
      const before = kept(cookies, nowMs);
      return before ? secondsLeft(before.times, nowMs, LONGEST_HOURS) : 0;
    },
    /** The `Set-Cookie` line that takes it away. */
    end: () => cookie(NAME, '', 0),
    isIn: (lines: readonly string[]) => lines.some((each) => each.startsWith(`${NAME}=`)),
  };
}

const turned = (times: SessionTimes, nowMs: number): SessionTimes => renewedTimes(times, nowMs, newId) ?? times;
