import type { Case } from '../domain/case.ts';
import type { Catalogue, Service } from '../domain/catalogue.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Reference } from '../domain/reference.ts';
import type { Task } from '../domain/task.ts';
import type { Text } from '../domain/text.ts';
import type { CaseFileStore } from '../store/case-file-store.ts';

export type ReadCaseFile = ReturnType<typeof createReadCaseFile>;
export type CaseFile = { service: Service; state: Case; texts: Text[]; tasks: Task[] };

/** Reads one case with its service, its texts and its tasks: one Query. Undefined for a reference that no case has. */
export function createReadCaseFile({ caseFiles, catalogue }: { caseFiles: CaseFileStore; catalogue: Catalogue }) {
  return async (reference: Reference): Promise<CaseFile | undefined> => {
    const { commits, texts, tasks } = await caseFiles(reference);
    const found = caseOf(catalogue, commits);
    return found && { ...found, texts, tasks };
  };
}
