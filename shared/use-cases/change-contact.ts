import { instantOf } from '../domain/calendar.ts';
import type { Actor } from '../domain/commit.ts';
import { type Contact, foldContact } from '../domain/contact.ts';
import { type ContactCommand, type ContactRefusal, decideContact } from '../domain/decide-contact.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

export type LoadContact = ReturnType<typeof createLoadContact>;
export type ChangeContact = ReturnType<typeof createChangeContact>;
export type ContactChanged =
  | { kind: 'changed' | 'already-done' }
  | { kind: 'refused'; reason: ContactRefusal; contact: Contact }
  | { kind: 'not-found' | 'busy' };

const MAX_RACES = 5;

/** One contact that was logged; undefined for an id that none has, and for ratings that were left. One Query. */
export function createLoadContact({ logs }: { logs: LogStore }) {
  return async (id: string): Promise<Contact | undefined> => foldContact(await logs.load({ kind: 'contact', id }));
}

/** Puts a contact right, or takes it out: one Query and one conditional put. The numbers follow from the commit. */
export function createChangeContact({ logs, now }: { logs: LogStore; now: () => number }) {
  return async (id: string, command: ContactCommand, by: Actor, cause: string): Promise<ContactChanged> => {
    const log = { kind: 'contact', id } as const;
    for (let race = 0; race < MAX_RACES; race++) {
      const contact = foldContact(await logs.load(log));
      if (!contact) return { kind: 'not-found' };
      if (contact.causes.includes(cause)) return { kind: 'already-done' };
      const decision = decideContact(contact, command);
      if (decision.kind === 'refused') return { ...decision, contact };
      const { events, personal } = decision;
      const commit = nextCommit(log, contact.sequence, { at: instantOf(now()), by, cause, events, personal });
      if ((await logs.append(commit)) === 'appended') return { kind: 'changed' };
    }
    return { kind: 'busy' };
  };
}
