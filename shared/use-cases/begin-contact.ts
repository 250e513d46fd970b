import type { ContactCommit } from '../domain/contact.ts';
import type { Keyring } from '../domain/keyring.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

/** 30^6 ids: even a million contacts leave one try in 700 to clash, so ten in a row is a fault, not chance. */
const MAX_CLASHES = 10;

export type Begun = { kind: 'begun'; id: string } | { kind: 'begun-before'; id: string; first: ContactCommit };

/**
 * Begins a contact's log with one conditional put of its first commit. Only when the id is taken is anything read: to tell a double
 * press from another contact, past which the next id that follows from the nonce is tried.
 * @param nonce what the id and the commit's cause follow from
 */
export function createBeginContact({ logs, keyring }: { logs: LogStore; keyring: Keyring }) {
  return async (
    { nonce, kind }: { nonce: string; kind: 'contact' | 'rating' },
    rest: Pick<ContactCommit, 'at' | 'by' | 'events' | 'personal'>,
  ): Promise<Begun> => {
    const cause = keyring.opaque(kind, nonce);
    for (let attempt = 0; attempt < MAX_CLASHES; attempt++) {
      const id = keyring.reference(`${kind}/${nonce}`, attempt);
      const log = { kind: 'contact', id } as const;
      if ((await logs.append(nextCommit(log, 0, { ...rest, cause }))) === 'appended') return { kind: 'begun', id };
      const first = (await logs.load(log))[0];
      if (first?.cause === cause) return { kind: 'begun-before', id, first };
    }
    throw new Error('no free id was found for a contact');
  };
}
