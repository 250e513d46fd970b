import type { CaseCommit } from '../domain/case.ts';
import { isErased } from '../domain/erasure.ts';
import type { Keyring } from '../domain/keyring.ts';
import { foldPerson } from '../domain/person.ts';
import { personOf } from '../domain/whose-case.ts';
import type { AskedFromStore } from '../store/asked-from-store.ts';
import type { ErasureStore, PartitionItem } from '../store/erasure-store.ts';
import type { HeldStore } from '../store/held-store.ts';
import { CHASE_PREFIX, FILE_PREFIX } from '../store/keys.ts';
import type { LogStore } from '../store/log-store.ts';
import type { ChangePerson } from './change-person.ts';

export type BlankCase = ReturnType<typeof createBlankCase>;
/** Takes away what the bucket holds of one file, in all its versions. Nothing there is no failure. */
export type RemoveObjects = (fileId: string) => Promise<void>;

type BlankDeps = {
  erasures: ErasureStore;
  held: HeldStore;
  logs: LogStore;
  changePerson: ChangePerson;
  askedFrom: AskedFromStore;
  removeObjects: RemoveObjects;
  keyring: Keyring;
};

export type BlankPerson = ReturnType<typeof createBlankPerson>;

/**
 * Blanks the record of a person of whom no case is left: one commit, after which no case is tied to them any more, and then the
 * blanking. `kept` while one is left, or is being tied.
 */
export function createBlankPerson({ erasures, logs, changePerson }: Pick<BlankDeps, 'erasures' | 'logs' | 'changePerson'>) {
  return async (id: string): Promise<'blanked' | 'kept'> => {
    const person = foldPerson(await logs.load({ kind: 'person', id }));
    for (const reference of person?.cases ?? []) {
      const commits = await logs.load({ kind: 'case', id: reference });
      if (commits.length > 0 && !isErased(commits) && personOf(commits) === id) return 'kept';
    }
    if (person && !person.forgotten && (await changePerson(id, { type: 'forget' }, { kind: 'system' })).kind !== 'changed') return 'kept';
    await erasures.blankLog({ kind: 'person', id });
    return 'blanked';
  };
}

/**
 * Blanks everything personal that is kept of a case that was erased, in place. Its first commit goes last: it names the number
 * and the draft that lead to the rest, so that a run cut short at any write is done again to the end by the next.
 * @returns whether a text of it is still on its way or waits to be dropped: then it is to be looked at again
 */
export function createBlankCase(deps: BlankDeps) {
  const { erasures, held, askedFrom, removeObjects, keyring } = deps;
  const blankPerson = createBlankPerson(deps);
  return async ([first, ...commits]: readonly CaseCommit[], look: { last: boolean }): Promise<{ waits: boolean }> => {
    if (!first) return { waits: false };
    const { log } = first;
    const reference = log.id;
    const items = await erasures.itemsOf(log);
    for (const handset of handsetsOf(items, [first, ...commits])) {
      const others = (await askedFrom.newest(handset, 2)).filter((each) => each.reference !== reference);
      const asked = [first, ...commits].some(({ personal }) => handset === handsetOf(personal.mobile));
      await erasures.forgetOnHandset(handset, reference, { all: asked && others.length === 0 });
    }
    for (const contact of named(items, CHASE_PREFIX)) await blankContact(contact);
    for (const fileId of named(items, FILE_PREFIX)) await removeObjects(fileId);
    await erasures.blankLookUps(reference);
    const { waits } = await erasures.blankCase(reference, look);
    const opened = first.events.find((event) => event.type === 'opened');
    if (opened?.session && opened.draft) await erasures.dropDraft(opened.session, opened.service, opened.draft);
    const person = personOf([first, ...commits]);
    if (person) await blankPerson(person);
    await erasures.blankCommit(log, first.sequence);
    return { waits };
  };

  /** Blanks the log of a contact with what followed from it, and its way from the number. */
  async function blankContact(id: string): Promise<void> {
    const items = await erasures.itemsOf({ kind: 'contact', id });
    for (const { mobile } of items.map(personalOf)) if (mobile) await held.dropContact(keyring.handsetId(mobile), id);
    for (const item of items.toReversed()) await erasures.blank(item);
  }

  function handsetOf(number: unknown): string | undefined {
    return typeof number === 'string' ? keyring.handsetId(number) : undefined;
  }

  /** The handsets that the case's numbers and texts lead to: the resident's, and those of people whom it was shown to or who followed it. */
  function handsetsOf(items: readonly PartitionItem[], commits: readonly CaseCommit[]): Set<string> {
    const numbers = commits.flatMap(({ personal }) => [personal.mobile, personal.helperMobile, personal.followerMobile].map(handsetOf));
    const texted = items.map(({ handset }) => (typeof handset === 'string' ? handset : undefined));
    return new Set([...numbers, ...texted].filter((each) => each !== undefined));
  }
}

const personalOf = (item: PartitionItem) => (item['personal'] ?? {}) as { mobile?: string };

/** The last part of the keys of one kind: the id of a contact or a file. */
const named = (items: readonly PartitionItem[], prefix: string): string[] =>
  items.filter(({ sk }) => sk.startsWith(prefix)).map(({ sk }) => sk.slice(sk.lastIndexOf('#') + 1));
