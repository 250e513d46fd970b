import type { Case } from '../domain/case.ts';
import type { Catalogue, Service } from '../domain/catalogue.ts';
import { isErased } from '../domain/erasure.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Letter } from '../domain/letter.ts';
import type { Person } from '../domain/person.ts';
import { parseReference, type Reference } from '../domain/reference.ts';
import type { Text } from '../domain/text.ts';
import type { CaseFileStore } from '../store/case-file-store.ts';
import type { LoadPerson } from './change-person.ts';

export type ReadPersonFile = ReturnType<typeof createReadPersonFile>;
export type PersonCase = { service: Service; state: Case; texts: Text[]; letters: Letter[] };
export type PersonFile = { person: Person; cases: PersonCase[] };
type Deps = { loadPerson: LoadPerson; caseFiles: CaseFileStore; catalogue: Catalogue };

/** Reads a person with the cases that are tied to them: one Query, and one for each case. Undefined for an id that nobody has, or whose record was forgotten. */
export function createReadPersonFile({ loadPerson, caseFiles, catalogue }: Deps) {
  return async (id: string): Promise<PersonFile | undefined> => {
    const person = await loadPerson(id);
    if (!person || person.forgotten) return undefined;
    const files = await Promise.all(person.cases.map((reference) => caseFiles(reference)));
    const cases = files.flatMap(({ commits, texts, letters }) => {
      const found = isErased(commits) ? undefined : caseOf(catalogue, commits);
      // The case's own log says whose it is: one that was untied a moment ago is not listed.
      return found?.state.person === person.id ? [{ ...found, texts, letters }] : [];
    });
    return { person, cases };
  };
}

export type FindPerson = ReturnType<typeof createFindPerson>;

/** Finds a person by their own reference, or by that of a case of theirs: two Queries, three at most. */
export function createFindPerson({ loadPerson, caseFiles, catalogue }: Deps) {
  const idOf = async (reference: Reference): Promise<string | undefined> => {
    const { commits } = await caseFiles(reference);
    return isErased(commits) ? undefined : caseOf(catalogue, commits)?.state.person;
  };
  return async (typed: string): Promise<Person | undefined> => {
    const reference = parseReference(typed);
    if (!reference) return undefined;
    const person = await loadPerson(reference);
    if (person) return person.forgotten ? undefined : person;
    const id = await idOf(reference);
    return id ? loadPerson(id) : undefined;
  };
}
