import * as z from 'zod';
import type { Commit } from './commit.ts';

/** Wrong tries that a look-up takes before it is shut. */
export const MAX_TRIES = 5;
/** How long a code or look-up word may be used after it was asked for. */
export const CODE_MINUTES = 10;

/** How long a look-up is kept after it was asked: what it counted for stands in the facts. */
export const LOOKUP_DAYS = 30;

/**
 * A resident's "Where is it?": asked with a reference, opened by a texted code or the look-up word.
 * The first commit is written before anything is read, so that asking tells nothing of what exists.
 */
export const lookupEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asked'), reference: z.string() }),
  z.object({ type: z.literal('failed') }),
  z.object({ type: z.literal('opened'), service: z.string() }),
]);
export type LookupEvent = z.infer<typeof lookupEventSchema>;
export const lookupPersonalSchema = z.object({});
export type LookupCommit = Commit<LookupEvent, Record<string, never>>;

/**
 * What opens a look-up, made after it was asked: the hash of a texted code, of the look-up word, or neither when
 * the reference is unknown or was asked for too often. It is there for every look-up, so that none stands out.
 */
export const codeSchema = z.object({ service: z.string().optional(), codeHash: z.string().optional(), wordHash: z.string().optional() });
export type Code = z.infer<typeof codeSchema>;

export type TryOutcome =
  | { kind: 'opened'; reference: string; service: string }
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
  const first = commits[0]?.events[0];
  if (first?.type !== 'asked' || !commits[0]) return { kind: 'expired' };
  if (Date.parse(at) - Date.parse(commits[0].at) > CODE_MINUTES * 60_000) return { kind: 'expired' };
  const failed = commits.flatMap((each) => each.events).filter((each) => each.type === 'failed').length;
  if (failed >= MAX_TRIES) return { kind: 'shut' };
  if (!code) return { kind: 'not-ready' };
  if (code.service && (hash === code.codeHash || hash === code.wordHash))
    return { kind: 'opened', reference: first.reference, service: code.service };
  return { kind: 'wrong', triesLeft: MAX_TRIES - failed - 1 };
}
