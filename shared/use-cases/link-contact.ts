import { linkOf } from '../domain/avoidable.ts';
import { instantOf } from '../domain/calendar.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { type Contact, type ContactCommit, type ContactLink, foldContact } from '../domain/contact.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { AskedFromStore } from '../store/asked-from-store.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

/** Of one number and service, the newest cases that are looked at: more open ones than that nobody has. */
const MOST_CASES = 5;
/** And the newest of all its services: a shared telephone's. */
const MOST_OF_A_NUMBER = 20;
const MAX_RACES = 5;

type Deps = { logs: LogStore; askedFrom: AskedFromStore; catalogue: Catalogue; keyring: Keyring; now: () => number };

/**
 * Finds whether a contact was avoidable, and adds to its log which case made its person ask: the one that they named, else the newest that
 * was open and asked from the number that they left. Once for every channel and service that it was logged or put right
 * as. Nothing is read where the contact names no case and left no number.
 */
export function createLinkContact({ logs, askedFrom, catalogue, keyring, now }: Deps) {
  return async (read: readonly ContactCommit[], sequence: number): Promise<void> => {
    let commits = read;
    for (let race = 0; race < MAX_RACES; race++) {
      const contact = foldContact(commits);
      // Of a later coding than this commit's, that commit's own projection finds it.
      if (!contact || contact.placedIn !== sequence || contact.link || contact.withdrawn) return;
      const link = await find(contact);
      if (!link) return;
      const log = { kind: 'contact', id: contact.id } as const;
      const outcome = await logs.append(
        nextCommit(log, contact.sequence, {
          at: instantOf(now()),
          by: { kind: 'system' },
          events: [{ type: 'linked', coded: sequence, ...link }],
          personal: {},
        }),
      );
      if (outcome === 'appended') return;
      commits = await logs.load(log);
    }
    throw new Error('a contact kept changing');
  };

  async function find(contact: Contact): Promise<ContactLink | undefined> {
    const service = catalogue.get(contact.service);
    if (!service?.chasing.channels.includes(contact.channel)) return undefined;
    for (const reference of await candidates(contact)) {
      const link = linkOf(service, await ofService(reference, service.id), contact);
      if (link) return link;
    }
    return undefined;
  }

  async function candidates({ about, mobile, service }: Contact): Promise<string[]> {
    if (about || !mobile) return about ? [about] : [];
    const asked = await askedFrom.newest(keyring.handsetId(mobile), MOST_OF_A_NUMBER);
    return asked
      .filter((each) => each.service === service)
      .slice(0, MOST_CASES)
      .map(({ reference }) => reference);
  }

  async function ofService(reference: string, service: string) {
    const commits = await logs.load({ kind: 'case', id: reference });
    return commits[0]?.events.some((event) => event.type === 'opened' && event.service === service) ? commits : [];
  }
}
