import { type CallsCommit, factsOfCalls } from '../domain/calls.ts';
import type { CaseCommit } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { type CommentPlace, commentOf, quarterRated } from '../domain/comment.ts';
import type { ContactCommit } from '../domain/contact.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { Fact } from '../domain/fact.ts';
import { factsOfCase, factsOfContact, factsOfLookup, factsOfRequest } from '../domain/facts-of.ts';
import type { LookupCommit } from '../domain/lookup.ts';
import type { Quarter } from '../domain/quarter.ts';
import type { CommentStore } from '../store/comment-store.ts';
import type { FactStore } from '../store/fact-store.ts';

/** The commits of one log, from its first. */
export type LogCommits =
  | { kind: 'case'; commits: readonly CaseCommit[] }
  | { kind: 'contact'; commits: readonly ContactCommit[] }
  | { kind: 'lookup'; commits: readonly LookupCommit[] }
  | { kind: 'calls'; commits: readonly CallsCommit[] };

export type RecordFacts = ReturnType<typeof createRecordFacts>;

/**
 * Writes what one commit counts for. Doing it again changes no number.
 * `asked`: whether its text asked somebody to rate.
 */
export function createRecordFacts({
  factStore,
  commentStore,
  catalogue,
}: {
  factStore: FactStore;
  commentStore: CommentStore;
  catalogue: Catalogue;
}) {
  return async (log: LogCommits, sequence: number, { asked = false } = {}): Promise<void> => {
    const request = asked && (log.kind === 'case' || log.kind === 'contact') ? factsOfRequest(log, sequence, 'asked') : [];
    await factStore.put([...factsOf(catalogue, log, sequence), ...request]);
    const noted = commentToNote(log, sequence);
    if (noted) await commentStore.note(noted.quarter, noted, noted.service);
  };
}

/** A rating with words is noted where managers choose from; its words stay in the log. */
function commentToNote(log: LogCommits, sequence: number): (CommentPlace & { quarter: Quarter; service: string }) | undefined {
  if (log.kind !== 'case' && log.kind !== 'contact') return undefined;
  const commits = log.commits.slice(0, sequence);
  const found = commits[sequence - 1]?.events.some(({ type }) => type === 'rated' || type === 'ratingLeft')
    ? commentOf(commits)
    : undefined;
  const [quarter, id] = [quarterRated(commits), commits[0]?.log.id];
  return found && quarter && id ? { kind: log.kind, id, quarter, service: found.service } : undefined;
}

/** The facts that follow from one commit alone, whoever asks and whenever. */
export function factsOf(catalogue: Catalogue, log: LogCommits, sequence: number): Fact[] {
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
    case 'calls':
      return factsOfCalls(log.commits, sequence);
    default:
      return log satisfies never;
  }
}
