import type { CaseCommit } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { ContactCommit } from '../domain/contact.ts';
import type { Fact } from '../domain/fact.ts';
import { factsOfCase, factsOfContact, factsOfLookup } from '../domain/facts-of.ts';
import type { HandsetCommit } from '../domain/handset.ts';
import type { LookupCommit } from '../domain/lookup.ts';
import type { FactStore } from '../store/fact-store.ts';

/** The commits of one log, from its first. */
export type LogCommits =
  | { kind: 'case'; commits: readonly CaseCommit[] }
  | { kind: 'contact'; commits: readonly ContactCommit[] }
  | { kind: 'lookup'; commits: readonly LookupCommit[] }
  | { kind: 'handset'; commits: readonly HandsetCommit[] };

export type RecordFacts = ReturnType<typeof createRecordFacts>;

/** Writes what one commit counts for. Doing it again changes no number. */
export function createRecordFacts({ factStore, catalogue }: { factStore: FactStore; catalogue: Catalogue }) {
  return async (log: LogCommits, sequence: number): Promise<void> => {
    await factStore.put(factsOf(catalogue, log, sequence));
  };
}

function factsOf(catalogue: Catalogue, log: LogCommits, sequence: number): Fact[] {
  switch (log.kind) {
    case 'case': {
      const opened = log.commits[0]?.events.find((event) => event.type === 'opened');
      const service = opened && catalogue.get(opened.service);
      if (!service) throw new Error(`the catalogue has no service ${opened?.service ?? 'for a case that was never opened'}`);
      return factsOfCase(service, log.commits, sequence);
    }
    case 'contact':
      return factsOfContact(log.commits, sequence);
    case 'lookup':
      return factsOfLookup(log.commits, sequence);
    case 'handset':
      return [];
    default:
      return log satisfies never;
  }
}
