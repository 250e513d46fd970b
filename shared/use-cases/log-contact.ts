import { instantOf } from '../domain/calendar.ts';
import type { Channel } from '../domain/case.ts';
import type { Actor } from '../domain/commit.ts';
import type { ContactCommit, ContactOutcome } from '../domain/contact.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Reference } from '../domain/reference.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

export type LogContact = ReturnType<typeof createLogContact>;
export type NewContact = {
  /** What the contact's id follows from, so that a double press logs one: a form's nonce, or an idempotency key. */
  nonce: string;
  channel: Channel;
  service: string;
  outcome: ContactOutcome;
  /** The case that they asked about: one of that service, as the caller has checked. */
  about?: Reference;
  /** E.164; the person is then asked to rate by text. */
  mobile?: string;
  by: Actor;
};

export type LogContactOutcome =
  | { kind: 'logged'; id: string }
  /** The same nonce was logged before: `changed` when it was for something else. */
  | { kind: 'already-logged'; id: string; changed: boolean };

/** 30^6 ids: even a million contacts leave one try in 700 to clash, so ten in a row is a fault, not chance. */
const MAX_CLASHES = 10;

/**
 * Logs a contact with one conditional put of its first commit. Only when the id is taken is anything read: to tell a double
 * press from another contact, past which the next id that follows from the nonce is tried.
 */
export function createLogContact({ logs, keyring, now }: { logs: LogStore; keyring: Keyring; now: () => number }) {
  return async ({ nonce, channel, service, outcome, about, mobile, by }: NewContact): Promise<LogContactOutcome> => {
    const cause = keyring.opaque('contact', nonce);
    for (let attempt = 0; attempt < MAX_CLASHES; attempt++) {
      const id = keyring.reference(`contact/${nonce}`, attempt);
      const log = { kind: 'contact', id } as const;
      const commit: ContactCommit = nextCommit(log, 0, {
        at: instantOf(now()),
        by,
        cause,
        events: [{ type: 'logged', channel, service, outcome, ...(about ? { about } : {}), textable: mobile !== undefined }],
        personal: mobile ? { mobile } : {},
      });
      if ((await logs.append(commit)) === 'appended') return { kind: 'logged', id };
      const first = (await logs.load(log))[0];
      if (first?.cause !== cause) continue;
      const before = first.events[0];
      const same =
        before?.type === 'logged' &&
        before.channel === channel &&
        before.service === service &&
        before.outcome === outcome &&
        before.about === about;
      return { kind: 'already-logged', id, changed: !same || first.personal.mobile !== mobile };
    }
    throw new Error('no free id was found for a contact');
  };
}
