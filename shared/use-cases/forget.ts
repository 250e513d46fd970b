import { instantOf } from '../domain/calendar.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { contactForgetAt, forgetAt, isErased, lastLookAt } from '../domain/erasure.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Reference } from '../domain/reference.ts';
import type { ErasureStore, Waiting } from '../store/erasure-store.ts';
import type { HeldStore } from '../store/held-store.ts';
import { forgetShards, isImport, summaryKey } from '../store/keys.ts';
import { commitNamed, type LogStore } from '../store/log-store.ts';
import type { BlankCase, BlankPerson } from './blank-case.ts';
import type { ChangeCase } from './change-case.ts';

/** The most items of one shard in one run; the rest is for the next. */
const MAX_PER_SHARD = 500;
/** When an erased case is looked at again whose texts are not all at their end. */
const TEXTS_AGAIN_MS = 6 * 3_600_000;

/** When one is tried again that could not be dealt with: past those that wait behind it. */
const FAILED_AGAIN_MS = 6 * 3_600_000;

/** `erased`: cases whose time was over; `blanked`: cases and commits in which nothing personal is left; `failed`: left to the next run. */
export type Forgotten = { erased: number; blanked: number; failed: number };
export type Forget = ReturnType<typeof createForget>;

type ForgetDeps = {
  erasures: ErasureStore;
  held: HeldStore;
  logs: LogStore;
  catalogue: Catalogue;
  changeCase: ChangeCase;
  blankCase: BlankCase;
  blankPerson: BlankPerson;
  keyring: Keyring;
  now: () => number;
};

/**
 * Forgets what has been kept for its time: an ended case is erased by one commit, as staff do who agree to it, and what is
 * personal in it is blanked by later runs, the last of them three hours on: whatever was being written when it was erased has
 * ended by then. Contacts and texts that came in are blanked where they stand, and so are the words that an import lists.
 * @param stopAt epoch ms after which nothing further is begun; the next run goes on from there
 */
export function createForget({ erasures, held, logs, catalogue, changeCase, blankCase, blankPerson, keyring, now }: ForgetDeps) {
  return async (stopAt = Number.POSITIVE_INFINITY): Promise<Forgotten> => {
    const forgotten: Forgotten = { erased: 0, blanked: 0, failed: 0 };
    for (const shard of forgetShards) {
      for await (const waiting of erasures.due(shard, instantOf(now()), MAX_PER_SHARD)) {
        if (now() > stopAt) return forgotten;
        // One that cannot be dealt with delays nobody: it is put off, and found again.
        const outcome = await forgetOne(waiting).catch(async () => {
          await erasures.lookAgain(waiting, instantOf(now() + FAILED_AGAIN_MS)).catch(() => {});
          return 'failed' as const;
        });
        if (outcome !== 'nothing') forgotten[outcome]++;
      }
    }
    return forgotten;
  };

  async function forgetOne(waiting: Waiting): Promise<Exclude<keyof Forgotten, 'failed'> | 'nothing'> {
    if (isImport(waiting.key)) {
      await erasures.dropWords(waiting);
      return 'blanked';
    }
    const commit = commitNamed(waiting.key);
    if (!commit) return forgetCase(waiting);
    const { log, sequence } = commit;
    if (log.kind === 'person') {
      const became = await blankPerson(log.id);
      await erasures.lookAgain(waiting, became === 'kept' ? contactForgetAt(instantOf(now())) : undefined);
      return became === 'kept' ? 'nothing' : 'blanked';
    }
    if (log.kind === 'contact') {
      const mobile = (await logs.load({ ...log, kind: 'contact' }))[0]?.personal.mobile;
      if (mobile) await held.dropContact(keyring.handsetId(mobile), log.id);
    }
    await erasures.blankCommit(log, sequence);
    await erasures.lookAgain(waiting, undefined);
    return 'blanked';
  }

  async function forgetCase(waiting: Waiting): Promise<'erased' | 'blanked' | 'nothing'> {
    const reference = waiting.key.pk.slice(summaryKey('').pk.length) as Reference;
    const commits = await logs.load({ kind: 'case', id: reference });
    const erased = isErased(commits) ? commits.at(-1) : undefined;
    // Its service may be gone from the catalogue since: what was erased is blanked all the same.
    if (erased) {
      const last = lastLookAt(erased.at);
      const over = last <= instantOf(now());
      const { waits } = await blankCase(commits, { last: over });
      await erasures.lookAgain(waiting, over ? (waits ? instantOf(now() + TEXTS_AGAIN_MS) : undefined) : last);
      return 'blanked';
    }
    const found = caseOf(catalogue, commits);
    if (!found) throw new Error('a case of a service that the catalogue does not have');
    const at = forgetAt(found.service, found.state);
    // Its summary was written before it went on, or before its service kept its cases for longer.
    if (!at || at > instantOf(now())) {
      await erasures.lookAgain(waiting, at);
      return 'nothing';
    }
    const outcome = await changeCase(reference, { type: 'erase', because: 'kept-long-enough' }, { kind: 'system' });
    if (outcome.kind === 'busy') throw new Error('a case kept changing');
    return outcome.kind === 'changed' ? 'erased' : 'nothing';
  }
}
