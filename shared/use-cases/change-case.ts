import { instantOf } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { Catalogue, Service } from '../domain/catalogue.ts';
import type { Actor } from '../domain/commit.ts';
import { type CaseCommand, decide, type Refusal } from '../domain/decide-case.ts';
import { isErased } from '../domain/erasure.ts';
import { applyCommit, caseOf } from '../domain/evolve-case.ts';
import type { Reference } from '../domain/reference.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

export type LoadCase = ReturnType<typeof createLoadCase>;
export type ChangeCase = ReturnType<typeof createChangeCase>;
export type ChangeCaseOutcome =
  | { kind: 'changed' | 'already-done'; service: Service; state: Case }
  | { kind: 'refused'; reason: Refusal; service: Service; state: Case }
  /** The key of the cause was used before, for something else. */
  | { kind: 'cause-reused' }
  /** `unread`: it is there, but of a service that the catalogue no longer has. */
  | { kind: 'not-found'; unread?: true }
  | { kind: 'too-large' }
  /** Other writers won every time: nothing was kept, and the person should try again. */
  | { kind: 'busy' };

/** Two people at once is common, five never: the loser reloads and decides again. */
const MAX_RACES = 5;

/** Reads one case with its service: one Query. Undefined for a reference that no case has, or one that was erased: to everybody these are alike. */
export function createLoadCase({ logs, catalogue }: { logs: LogStore; catalogue: Catalogue }) {
  return async (reference: Reference): Promise<{ service: Service; state: Case } | undefined> => {
    const commits = await logs.load({ kind: 'case', id: reference });
    return isErased(commits) ? undefined : caseOf(catalogue, commits);
  };
}

/**
 * Does one command on one case: one Query, one conditional put. When another writer was first it reloads and decides again.
 * @param cause the same cause twice changes nothing: `already-done`. It may be a key, a dot and a fingerprint of what was
 *   asked: then the same key with another fingerprint is `cause-reused`
 */
export function createChangeCase({ logs, catalogue, now }: { logs: LogStore; catalogue: Catalogue; now: () => number }) {
  return async (reference: Reference, command: CaseCommand, by: Actor, cause?: string): Promise<ChangeCaseOutcome> => {
    for (let race = 0; race < MAX_RACES; race++) {
      const commits = await logs.load({ kind: 'case', id: reference });
      const isThere = commits.length > 0 && !isErased(commits);
      const found = isThere ? caseOf(catalogue, commits) : undefined;
      if (!found) return { kind: 'not-found', ...(isThere ? { unread: true } : {}) };
      const { service, state } = found;
      if (cause && state.causes.includes(cause)) return { kind: 'already-done', service, state };
      if (cause && state.causes.some((each) => keyOf(each) === keyOf(cause))) return { kind: 'cause-reused' };
      const at = instantOf(now());
      const decision = decide(service, state, command, at);
      if (decision.kind === 'refused') return { ...decision, service, state };
      const commit = nextCommit({ kind: 'case', id: reference }, state.sequence, {
        at,
        by,
        ...(cause ? { cause } : {}),
        events: decision.events,
        personal: decision.personal,
      });
      const done = await logs.append(commit);
      if (done === 'too-large') return { kind: 'too-large' };
      if (done === 'appended') return { kind: 'changed', service, state: applyCommit(service, state, commit) };
    }
    return { kind: 'busy' };
  };
}

const keyOf = (cause: string) => cause.split('.')[0];
