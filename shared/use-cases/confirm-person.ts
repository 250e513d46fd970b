import type { Actor } from '../domain/commit.ts';
import type { PersonCommand, PersonRefusal } from '../domain/decide-person.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Reference } from '../domain/reference.ts';
import type { ChangeCase } from './change-case.ts';
import type { ChangePerson } from './change-person.ts';

export type ConfirmPerson = ReturnType<typeof createConfirmPerson>;
export type ConfirmOutcome =
  | { kind: 'tied'; person: Reference }
  | { kind: 'refused'; reason: PersonRefusal }
  /** The case is tied to somebody else, or was changed by others every time. */
  | { kind: 'already-tied' | 'busy' };

/** As references of cases: even a million people leave one try in 700 to clash. */
const MAX_CLASHES = 10;

/**
 * Begins the record of a person, and ties the case to it from which they are known: two puts in theirs, one in the case's. Their id follows from the
 * form that was posted, so that sending it again goes on where it was cut short.
 */
export function createConfirmPerson({
  changePerson,
  changeCase,
  keyring,
}: {
  changePerson: ChangePerson;
  changeCase: ChangeCase;
  keyring: Keyring;
}) {
  return async (
    reference: Reference,
    confirm: Extract<PersonCommand, { type: 'confirm' }>,
    { by, cause }: { by: Actor; cause: string },
  ): Promise<ConfirmOutcome> => {
    for (let clash = 0; clash < MAX_CLASHES; clash++) {
      const id = keyring.reference(`person/${cause}`, clash);
      const begun = await changePerson(id, confirm, by, cause);
      if (begun.kind === 'busy') return begun;
      if (begun.kind === 'refused' && begun.reason === 'already-confirmed') continue;
      if (begun.kind === 'refused') return { kind: 'refused', reason: begun.reason };
      // The person lists it first: while a case is being tied, nobody forgets them.
      const listed = await changePerson(id, { type: 'tieCase', reference }, by, `${cause}/tie`);
      if (listed.kind === 'busy') return listed;
      if (listed.kind === 'refused' && listed.reason !== 'no-change') return { kind: 'refused', reason: listed.reason };
      const tied = await changeCase(reference, { type: 'tiePerson', person: id }, by, cause);
      if (tied.kind === 'changed' || tied.kind === 'already-done') return { kind: 'tied', person: id };
      return { kind: tied.kind === 'refused' ? 'already-tied' : 'busy' };
    }
    throw new Error('no free reference was found');
  };
}
