import type { Instant } from '../domain/calendar.ts';
import type { Case, CaseCommit } from '../domain/case.ts';
import type { Catalogue, Service } from '../domain/catalogue.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Keyring } from '../domain/keyring.ts';
import { factOfLetter, letterFor } from '../domain/letter.ts';
import { ownWord, wordFor } from '../domain/letter-word.ts';
import { isOutOfDate } from '../domain/out-of-date.ts';
import { bereavementOf } from '../domain/person.ts';
import { type LetterReason, mayWrite, newsOf } from '../domain/reach.ts';
import type { Text } from '../domain/text.ts';
import { personOf } from '../domain/whose-case.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { LetterStore } from '../store/letter-store.ts';
import type { LoadPerson } from './change-person.ts';

export type WriteLetter = ReturnType<typeof createWriteLetter>;
type Deps = {
  letters: LetterStore;
  factStore: FactStore;
  loadPerson: LoadPerson;
  catalogue: Catalogue;
  keyring: Keyring;
};
type About = { service: Service; state: Case; commit: CaseCommit };

/** Makes letters, where a text would have gone and cannot. A letter is keyed by what caused it: doing it again changes nothing. */
export function createWriteLetter({ letters, factStore, loadPerson, catalogue, keyring }: Deps) {
  /** @returns `no-address` where nobody can be written to */
  const write = async (
    { service, state, commit }: About,
    { why, at }: { why: LetterReason; at: Instant },
  ): Promise<'written' | 'no-address'> => {
    const due = letterFor(service, state, commit, { why, at });
    if (!due) return 'no-address';
    const wordHash = ownWord(keyring, state) ? {} : { wordHash: keyring.secretHash(state.reference, wordFor(keyring, state)) };
    await letters.add({ ...due, ...wordHash });
    await factStore.put([factOfLetter(due, 'made')]);
    return 'written';
  };

  return {
    write,
    /** The HMAC of the look-up word that letters about a case print; none before the first is printed. One Query. */
    async wordHashOf(reference: string): Promise<string | undefined> {
      const printed = (await letters.ofCase(reference)).filter(({ state }) => state === 'printed' || state === 'posted');
      return printed.findLast(({ wordHash }) => wordHash)?.wordHash;
    },
    /**
     * Writes in place of a text that did not, or will not, arrive.
     * @returns `tell` when somebody must write or call by hand: the text was no stage's, or there is no address; `nothing` when
     *   nobody should: their person has died, or the case has gone on to news of its own
     */
    async insteadOf(
      commits: readonly CaseCommit[],
      { sequence, purpose }: Pick<Text, 'sequence' | 'purpose'>,
      { why, at }: { why: LetterReason; at: Instant },
    ): Promise<'written' | 'tell' | 'nothing'> {
      const person = personOf(commits);
      if (person && bereavementOf(await loadPerson(person))) return 'nothing';
      const then = caseOf(catalogue, commits.slice(0, sequence));
      const latest = caseOf(catalogue, commits);
      const commit = commits[sequence - 1];
      if (!then || !latest || !commit || !mayWrite(then.service, latest.state)) return 'tell';
      const { service, state } = then;
      if (newsOf(service, state, commit) !== purpose) return 'tell';
      if (isOutOfDate(service, commits, sequence)) return 'nothing';
      return (await write({ service, state, commit }, { why, at })) === 'written' ? 'written' : 'tell';
    },
  };
}
