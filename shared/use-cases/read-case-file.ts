import type { Case } from '../domain/case.ts';
import type { Catalogue, Service } from '../domain/catalogue.ts';
import { isErased } from '../domain/erasure.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Letter } from '../domain/letter.ts';
import type { Person } from '../domain/person.ts';
import type { Reference } from '../domain/reference.ts';
import type { Task } from '../domain/task.ts';
import type { Text } from '../domain/text.ts';
import type { CaseFileStore } from '../store/case-file-store.ts';
import type { Chase } from '../store/chase-store.ts';
import type { LoadPerson } from './change-person.ts';

export type ReadCaseFile = ReturnType<typeof createReadCaseFile>;
export type CaseFile = { service: Service; state: Case; texts: Text[]; tasks: Task[]; chases: Chase[]; letters: Letter[]; person?: Person };

/** Reads one case with its service, its texts, its letters, its tasks and the contacts about it: one Query, and one more for a
 * case that is tied to a person. Undefined for a reference that no case has. */
export function createReadCaseFile({
  caseFiles,
  catalogue,
  loadPerson,
}: {
  caseFiles: CaseFileStore;
  catalogue: Catalogue;
  loadPerson: LoadPerson;
}) {
  return async (reference: Reference): Promise<CaseFile | undefined> => {
    const { commits, ...beside } = await caseFiles(reference);
    const found = isErased(commits) ? undefined : caseOf(catalogue, commits);
    const person = found?.state.person ? await loadPerson(found.state.person) : undefined;
    return found && { ...found, ...beside, ...(person ? { person } : {}) };
  };
}
