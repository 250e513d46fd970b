import type { CaseCommit } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { ContactCommit } from '../domain/contact.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Fact } from '../domain/fact.ts';
import { factsOfCase, factsOfContact, factsOfLookup, factsOfRequest } from '../domain/facts-of.ts';
import type { LookupCommit } from '../domain/lookup.ts';
import type { FactStore } from '../store/fact-store.ts';

/** The commits of one log, from its first. */
export type LogCommits =
  | { kind: 'case'; commits: readonly CaseCommit[] }
  | { kind: 'contact'; commits: readonly ContactCommit[] }
  | { kind: 'lookup'; commits: readonly LookupCommit[] };

export type RecordFacts = ReturnType<typeof createRecordFacts>;

/**
 * Writes what one commit counts for. Doing it again changes no number.
 * `asked`: whether its text asked somebody to rate.
 */
export function createRecordFacts({ factStore, catalogue }: { factStore: FactStore; catalogue: Catalogue }) {
  return async (log: LogCommits, sequence: number, { asked = false } = {}): Promise<void> => {
    const request = asked && log.kind !== 'lookup' ? factsOfRequest(log, sequence, 'asked') : [];
    await factStore.put([...factsOf(catalogue, log, sequence), ...request]);
  };
}

function factsOf(catalogue: Catalogue, log: LogCommits, sequence: number): Fact[] {
  switch (log.kind) {
    case 'case': {
      const found = caseOf(catalogue, log.commits);
      if (!found) throw new Error('a case of a service that the catalogue does not have');
      return factsOfCase(found.service, log.commits, sequence);
    }
    case 'contact':
      return factsOfContact(log.commits, sequence);
    case 'lookup':
      return factsOfLookup(log.commits, sequence);
    default:
      return log satisfies never;
  }
}
