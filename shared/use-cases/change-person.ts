import { instantOf } from '../domain/calendar.ts';
import type { Actor } from '../domain/commit.ts';
import { decidePerson, type PersonCommand, type PersonRefusal } from '../domain/decide-person.ts';
import { foldPerson, type Person } from '../domain/person.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

export type LoadPerson = ReturnType<typeof createLoadPerson>;
export type ChangePerson = ReturnType<typeof createChangePerson>;
export type ChangePersonOutcome =
  | { kind: 'changed' | 'already-done'; person: Person }
  | { kind: 'refused'; reason: PersonRefusal; person?: Person }
  /** Other writers won every time: nothing was kept, and it should be tried again. */
  | { kind: 'busy' };

const MAX_RACES = 5;

/** Reads the record of one person: one consistent Query. Undefined for an id that nobody has. */
export function createLoadPerson({ logs }: { logs: LogStore }) {
  return async (id: string): Promise<Person | undefined> => foldPerson(await logs.load({ kind: 'person', id }));
}

/**
 * Does one command on the record of one person, or begins it: one Query, one conditional put. When another writer was first it
 * reloads and decides again.
 * @param cause the same cause twice changes nothing: `already-done`
 */
export function createChangePerson({ logs, now }: { logs: LogStore; now: () => number }) {
  const loadPerson = createLoadPerson({ logs });
  return async (id: string, command: PersonCommand, by: Actor, cause?: string): Promise<ChangePersonOutcome> => {
    for (let race = 0; race < MAX_RACES; race++) {
      const person = await loadPerson(id);
      if (person && cause && person.causes.includes(cause)) return { kind: 'already-done', person };
      const at = instantOf(now());
      const decision = decidePerson(person, command, at);
      if (decision.kind === 'refused') return { ...decision, ...(person ? { person } : {}) };
      const { events, personal } = decision;
      const commit = nextCommit({ kind: 'person', id }, person?.sequence ?? 0, { at, by, ...(cause ? { cause } : {}), events, personal });
      if ((await logs.append(commit)) !== 'appended') continue;
      const changed = await loadPerson(id);
      if (changed) return { kind: 'changed', person: changed };
    }
    return { kind: 'busy' };
  };
}
