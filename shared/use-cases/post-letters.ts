import { instantOf } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { Catalogue, Service } from '../domain/catalogue.ts';
import type { Actor } from '../domain/commit.ts';
import { isErased } from '../domain/erasure.ts';
import { caseOf } from '../domain/evolve-case.ts';
import { factOfLetter, type Letter, type LetterDrop } from '../domain/letter.ts';
import { isOutOfDate } from '../domain/out-of-date.ts';
import { bereavementOf } from '../domain/person.ts';
import { addressOf } from '../domain/reach.ts';
import type { Reference } from '../domain/reference.ts';
import { personOf } from '../domain/whose-case.ts';
import type { CaseFileStore } from '../store/case-file-store.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { Key } from '../store/keys.ts';
import { keyOfLetter, type LetterBatch, type LetterStore, type WaitingLetter } from '../store/letter-store.ts';
import type { LoadPerson } from './change-person.ts';

/** The most letters that are printed together: what a person folds in an hour, and a request can mark. */
export const BATCH_LETTERS = 50;
/** The most letters that a page lists, and that are read at once. */
const LISTED = 200;
/** Pages that are read to find letters to print behind those that are printed and not posted yet. */
const MAX_PAGES = 25;

export type ListLetters = ReturnType<typeof createListLetters>;
export type PostLetters = ReturnType<typeof createPostLetters>;
/** A letter as it stands, with its case. `drop`: it must not be posted, and why. */
export type BatchLetter = { letter: Letter; service: Service; state: Case; drop?: LetterDrop };
export type OpenBatch = { id: string; batch: LetterBatch; letters: BatchLetter[] };
/** What a press came to. `takenOut`: letters on paper that must not be posted, for a person to take from the pile. */
export type Posted = { posted: number; takenOut: Letter[] };

/** A letter that is not posted yet, to where its resident lives now: a file may have brought another address since it was made. */
function addressed(letter: Letter, { service, state }: { service: Service; state: Case }): Letter {
  const address = letter.state === 'due' || letter.state === 'printed' ? addressOf(service, state) : undefined;
  return address ? { ...letter, personal: { ...letter.personal, address, ...(state.name ? { name: state.name } : {}) } } : letter;
}

type Deps = {
  letters: LetterStore;
  caseFiles: CaseFileStore;
  factStore: FactStore;
  loadPerson: LoadPerson;
  catalogue: Catalogue;
  now: () => number;
};

/** One page of the letters of some teams that are not posted yet, the earliest date first, and where the next begins. One Query per team. */
export function createListLetters({ letters }: Pick<Deps, 'letters'>) {
  return async (teams: readonly string[], after?: string): Promise<{ letters: WaitingLetter[]; next?: string }> => {
    const pages = await Promise.all(teams.map((team) => letters.waiting(team, { after, limit: LISTED + 1 })));
    const ranked = pages.flat().toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    const shown = ranked.slice(0, LISTED);
    const last = shown.at(-1);
    return { letters: shown, ...(ranked.length > LISTED && last ? { next: last.rank } : {}) };
  };
}

/**
 * Prints letters in batches and marks them posted. Each is looked at twice, as a text is before it leaves: when it is printed, and when
 * it is marked. Every step is one conditional write for each letter, so that one cut short is gone on with by pressing again.
 */
export function createPostLetters({ letters, caseFiles, factStore, loadPerson, catalogue, now }: Deps) {
  /** A letter as it stands now, and its case: one Query, and one more where the case is tied to a person. */
  const look = async (key: Key): Promise<BatchLetter | undefined> => {
    const reference = key.pk.split('#')[1] as Reference;
    const { commits, letters: kept } = await caseFiles(reference);
    const letter = kept.find((each) => keyOfLetter(each).sk === key.sk);
    const found = caseOf(catalogue, commits);
    if (!letter || !found) return undefined;
    const person = personOf(commits);
    const died = person && bereavementOf(await loadPerson(person));
    const drop = isErased(commits)
      ? 'erased'
      : died
        ? 'bereaved'
        : isOutOfDate(found.service, commits, letter.sequence)
          ? 'out-of-date'
          : undefined;
    return { letter: addressed(letter, found), ...found, ...(drop ? { drop } : {}) };
  };

  const drop = async ({ letter }: BatchLetter, because: LetterDrop): Promise<boolean> => {
    await factStore.put([factOfLetter(letter, 'dropped')]);
    return (await letters.drop(keyOfLetter(letter), because, instantOf(now()))) === 'done';
  };

  const open = async (id: string): Promise<OpenBatch | undefined> => {
    const batch = await letters.batch(id);
    if (!batch) return undefined;
    const found = await Promise.all(batch.letters.map(look));
    return { id, batch, letters: found.filter((each) => each !== undefined).filter(({ letter }) => letter.batch === id) };
  };

  /** A team's next letters to print, behind whatever was printed and is not posted yet. */
  const nextDue = async (team: string): Promise<WaitingLetter[]> => {
    const due: WaitingLetter[] = [];
    for (let pages = 0, after: string | undefined; pages < MAX_PAGES && due.length < BATCH_LETTERS; pages++) {
      const waiting = await letters.waiting(team, { after, limit: LISTED });
      due.push(...waiting.filter(({ state }) => state === 'due'));
      after = waiting.at(-1)?.rank;
      if (waiting.length < LISTED) break;
    }
    return due.slice(0, BATCH_LETTERS);
  };

  return {
    /**
     * Takes a team's next letters into a batch, at most {@link BATCH_LETTERS}; those that must not be posted any more are dropped.
     * @param id the same id again goes on with the same batch
     */
    async print(team: string, id: string, by: Actor): Promise<'begun' | 'nothing'> {
      const at = instantOf(now());
      const next = await nextDue(team);
      if (next.length === 0 && !(await letters.batch(id))) return 'nothing';
      await letters.beginBatch(id, { team, at, by, letters: next.map(keyOfLetter) });
      const batch = await letters.batch(id);
      for (const key of batch?.letters ?? []) {
        const found = await look(key);
        if (found?.letter.state !== 'due') continue;
        if (found.drop) await drop(found, found.drop);
        else await letters.print(key, { batch: id, by, at });
      }
      return 'begun';
    },
    /** A batch with its letters as they stand now: what is put back, or was taken by another, is no longer in it. */
    open,
    /** Marks what is left of a batch as posted, but for letters that must not be: those are dropped, and named. */
    async post(id: string, by: Actor): Promise<Posted> {
      const at = instantOf(now());
      const takenOut: Letter[] = [];
      let posted = 0;
      const left = ((await open(id))?.letters ?? []).filter(({ letter }) => letter.state === 'printed');
      for (const each of left) {
        if (each.drop) {
          if (await drop(each, each.drop)) takenOut.push(each.letter);
          continue;
        }
        // Counted first: a press that is cut short in between counts it again, which changes nothing.
        await factStore.put([factOfLetter(each.letter, 'posted')]);
        if ((await letters.post(keyOfLetter(each.letter), id, { by, at })) === 'done') posted++;
      }
      return { posted, takenOut };
    },
    /** Puts what is left of a batch back among the letters to print. */
    async putBack(id: string): Promise<number> {
      const left = ((await open(id))?.letters ?? []).filter(({ letter }) => letter.state === 'printed');
      for (const { letter } of left) await letters.putBack(keyOfLetter(letter), id);
      return left.length;
    },
  };
}
