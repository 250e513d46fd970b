import * as z from 'zod';
import type { Commit } from './commit.ts';
import { otherLanguageSchema } from './language.ts';

/** Wrong tries that a look-up takes before it is shut. */
export const MAX_TRIES = 5;
/** How long a code or look-up word may be used after it was asked for. */
export const CODE_MINUTES = 10;

/** How long a look-up is kept after it was asked: what it counted for stands in the facts. */
export const LOOKUP_DAYS = 30;
/** And one that holds the number that asked: as long as it may still have to be projected. */
const LOOKUP_WITH_NUMBER_DAYS = 2;

/**
 * A "Where is it?", opened by a texted code or the look-up word. The first commit is written before anything is read, so
 * that asking tells nothing of what exists.
 * - `asked`: about one case, by its reference; `helping` when somebody let in asks, whose own number is in `personal`
 * - `askedAll`: about everything asked from one number, which is in `personal`; `handset` is its HMAC; `saving` where it is to put a
 *   form by
 * - `language`: of the page on which it was asked, where it is not English
 */
export const lookupEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('asked'),
    reference: z.string(),
    helping: z.literal(true).optional(),
    language: otherLanguageSchema.optional(),
  }),
  z.object({
    type: z.literal('askedAll'),
    handset: z.string(),
    saving: z.literal(true).optional(),
    language: otherLanguageSchema.optional(),
  }),
  z.object({ type: z.literal('failed') }),
  /** Without a service when it opened a list; `byWord` when no text had to arrive for it; `form` when all it was for was a form of one's own. */
  z.object({
    type: z.literal('opened'),
    service: z.string().optional(),
    byWord: z.literal(true).optional(),
    form: z.literal(true).optional(),
  }),
]);
export type LookupEvent = z.infer<typeof lookupEventSchema>;
export const lookupPersonalSchema = z.object({ mobile: z.string().optional() });
export type LookupCommit = Commit<LookupEvent, z.infer<typeof lookupPersonalSchema>>;

/** What a look-up is about, as its first commit says. */
export type Asked = Extract<LookupEvent, { type: 'asked' | 'askedAll' }>;
export function askedIn([first]: readonly LookupCommit[]): Asked | undefined {
  const event = first?.events[0];
  return event?.type === 'asked' || event?.type === 'askedAll' ? event : undefined;
}

/** Days for which a look-up's commits are kept. */
export const daysKept = ([first]: readonly LookupCommit[]): number => (first?.personal.mobile ? LOOKUP_WITH_NUMBER_DAYS : LOOKUP_DAYS);

/**
 * What opens a look-up, made after it was asked: the hash of a texted code, of the look-up word, or neither when
 * nothing is known or it was asked for too often. It is there for every look-up, so that none stands out.
 * - `service`: of the case it opens, `helper` as whom; or `handset`: whose list; `form`: nothing but a form can be saved or taken up with it
 */
export const codeSchema = z.object({
  service: z.string().optional(),
  helper: z.string().optional(),
  handset: z.string().optional(),
  form: z.literal(true).optional(),
  codeHash: z.string().optional(),
  wordHash: z.string().optional(),
});
export type Code = z.infer<typeof codeSchema>;

export type TryOutcome =
  | { kind: 'opened'; reference: string; service: string; helper?: string; byWord?: true }
  /** Everything asked from the number of that HMAC. */
  | { kind: 'opened-all'; handset: string; form?: true }
  /** A try lost; with none left the look-up is shut. */
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'shut' }
  | { kind: 'expired' }
  | { kind: 'not-ready' };

/**
 * Decides one try.
 * @param hash of what was typed
 * @param code undefined while it is still being made: such a try costs nothing
 */
export function tryCode(commits: readonly LookupCommit[], code: Code | undefined, hash: string, at: string): TryOutcome {
  const asked = askedIn(commits);
  if (!asked || !commits[0]) return { kind: 'expired' };
  if (Date.parse(at) - Date.parse(commits[0].at) > CODE_MINUTES * 60_000) return { kind: 'expired' };
  const failed = commits.flatMap((each) => each.events).filter((each) => each.type === 'failed').length;
  if (failed >= MAX_TRIES) return { kind: 'shut' };
  if (!code) return { kind: 'not-ready' };
  const { service, helper, handset, form } = code;
  const byWord = hash === code.wordHash;
  if (byWord || hash === code.codeHash) {
    if (asked.type === 'askedAll' && handset) return { kind: 'opened-all', handset, ...(form ? { form } : {}) };
    if (asked.type === 'asked' && service)
      return { kind: 'opened', reference: asked.reference, service, ...(helper ? { helper } : {}), ...(byWord ? { byWord } : {}) };
  }
  return { kind: 'wrong', triesLeft: MAX_TRIES - failed - 1 };
}
