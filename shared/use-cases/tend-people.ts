import type { CaseCommit } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { isErased } from '../domain/erasure.ts';
import { caseOf } from '../domain/evolve-case.ts';
import { factOfLetter } from '../domain/letter.ts';
import { type Bereavement, bereavementOf, type Person, type PersonCommit } from '../domain/person.ts';
import type { Reference } from '../domain/reference.ts';
import { taskAfterDeath } from '../domain/task.ts';
import { personOf } from '../domain/whose-case.ts';
import type { FactStore } from '../store/fact-store.ts';
import { keyOfLetter, type LetterStore } from '../store/letter-store.ts';
import type { LogStore } from '../store/log-store.ts';
import type { SummaryStore } from '../store/summary-store.ts';
import type { TaskStore } from '../store/task-store.ts';
import type { ChangePerson, LoadPerson } from './change-person.ts';

export type TendPeople = ReturnType<typeof createTendPeople>;
type Deps = {
  catalogue: Catalogue;
  logs: LogStore;
  loadPerson: LoadPerson;
  changePerson: ChangePerson;
  summaries: SummaryStore;
  letters: LetterStore;
  factStore: FactStore;
  tasks: TaskStore;
};

/**
 * What follows on both sides of whose a case is. The case's log says it; the person's log lists it. After a death each of their
 * cases goes to the named officer, with a task, and its letters are not posted. Texts need nothing here: each looks at the person
 * itself, just before it leaves.
 */
export function createTendPeople({ catalogue, logs, loadPerson, changePerson, summaries, letters, factStore, tasks }: Deps) {
  const nameOf = ({ log, sequence }: CaseCommit) => `case/${log.id}/${sequence}`;

  const list = async (commit: CaseCommit): Promise<void> => {
    for (const event of commit.events) {
      if (event.type !== 'personTied' && event.type !== 'personUntied') continue;
      const type = event.type === 'personTied' ? 'tieCase' : 'untieCase';
      const outcome = await changePerson(event.person, { type, reference: commit.log.id }, { kind: 'system' }, nameOf(commit));
      if (outcome.kind === 'busy') throw new Error('a case could not be listed with its person yet');
      // It was listed before its own log named them: what follows from that is due now.
      if (type === 'tieCase' && outcome.kind === 'refused' && outcome.person) await place(commit.log.id as Reference, outcome.person);
      if (type === 'untieCase' && outcome.kind !== 'refused') await letGo(commit.log.id as Reference, outcome.person.bereavements);
    }
  };

  /** Ends the tasks of deaths that a case has nothing to do with any more. */
  const letGo = async (reference: Reference, bereavements: readonly Bereavement[]): Promise<void> => {
    const found = caseOf(catalogue, await logs.load({ kind: 'case', id: reference }));
    if (!found) return;
    for (const { sequence, undone, by, at } of bereavements) {
      const done = { by: undone?.by ?? by, at: undone?.at ?? at, teams: [found.service.team] };
      await tasks.finish({ log: { kind: 'case', id: reference }, sequence, kind: 'bereavement' }, done);
    }
  };

  const place = async (reference: Reference, person: Person): Promise<void> => {
    const commits = await logs.load({ kind: 'case', id: reference });
    const found = caseOf(catalogue, commits);
    // It was untied again, or tied to somebody else: its own log says so, and what follows from that is done there.
    if (!found || isErased(commits) || personOf(commits) !== person.id) return;
    const { service, state } = found;
    const died = bereavementOf(person);
    await summaries.assign(reference, { assignedTo: died?.officer.name, personSequence: person.sequence });
    await letGo(
      reference,
      person.bereavements.filter(({ undone }) => undone),
    );
    if (!died) return;
    await tasks.add(taskAfterDeath(service, state, { sequence: died.sequence, at: died.at, officer: died.officer.name }));
    for (const letter of await letters.ofCase(reference)) {
      if (letter.state !== 'due' && letter.state !== 'printed') continue;
      await factStore.put([factOfLetter(letter, 'dropped')]);
      await letters.drop(keyOfLetter(letter), 'bereaved', died.at);
    }
  };

  return {
    /** The person that a case is tied to; nothing is read for one that is tied to nobody. One Query. */
    async of(commits: readonly CaseCommit[]): Promise<Person | undefined> {
      const id = personOf(commits);
      return id ? loadPerson(id) : undefined;
    },
    /** Lists a case with the person it was tied to, or takes it off. */
    list,
    /**
     * After a case's summary was written by what `seen` said of its person: puts it right if a death was recorded, or taken back,
     * in between. Whoever comes second, this or the person's own commit, sees the other.
     */
    async recheck(commits: readonly CaseCommit[], seen: Person | undefined): Promise<void> {
      if (!seen) return;
      const person = await loadPerson(seen.id);
      if (person && bereavementOf(person)?.sequence !== bereavementOf(seen)?.sequence) await place(commits[0]?.log.id as Reference, person);
    },
    /** What follows from one commit of a person, for each case that it is about. */
    async project(commits: readonly PersonCommit[], sequence: number, person: Person): Promise<void> {
      const events = commits[sequence - 1]?.events ?? [];
      const all = events.some(({ type }) => type === 'bereaved' || type === 'bereavementUndone');
      const tied = events.flatMap((event) => (event.type === 'caseTied' ? [event.reference as Reference] : []));
      for (const reference of all ? person.cases : tied) await place(reference, person);
    },
  };
}
