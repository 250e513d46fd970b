import { instantOf } from '../domain/calendar.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { ContactCommit } from '../domain/contact.ts';
import { casesOf, isErased } from '../domain/erasure.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { HandsetCommit } from '../domain/handset.ts';
import { type CaseHeld, type Holdings, holdingsOf } from '../domain/holdings.ts';
import type { Keyring } from '../domain/keyring.ts';
import { foldPerson } from '../domain/person.ts';
import type { Reference } from '../domain/reference.ts';
import type { Text } from '../domain/text.ts';
import { personOf } from '../domain/whose-case.ts';
import type { AskedFromStore } from '../store/asked-from-store.ts';
import type { HeldStore } from '../store/held-store.ts';
import type { LogStore } from '../store/log-store.ts';

export type ReadHoldings = ReturnType<typeof createReadHoldings>;
/** `teams` whose cases are in it. */
export type HoldingsFile = { holdings: Holdings; references: Reference[]; teams: string[] };
type Deps = { held: HeldStore; logs: LogStore; askedFrom: AskedFromStore; catalogue: Catalogue; keyring: Keyring; now: () => number };

/** Staff may have written of others in a note: they look first, before anybody is given it. */
const NOTE_WITHHELD = 'Our staff look at this first. Ask them for it.';

/** The most cases of one number that are looked at to see whether all of them are one person's. */
const CASES_OF_A_NUMBER = 50;

/**
 * Reads all that is held about whoever a case is about: that case, or every case of the person whom staff confirmed and tied it
 * to. A telephone may be shared: what was texted or said from its number is in it where it is about one of these cases, and
 * all of it only where every case of that number is, and then from when the first of them had it: somebody else may have had the
 * number before. Undefined for a reference that no case has.
 * @param reach `case` for the resident, whom a code let in to one case and no more, and who gets the notes of staff from staff;
 *   `person` for staff who confirmed them
 */
export function createReadHoldings({ held, logs, askedFrom, catalogue, keyring, now }: Deps) {
  return async (reference: Reference, reach: 'case' | 'person'): Promise<HoldingsFile | undefined> => {
    const first = await readCase(reference);
    if (!first) return undefined;
    const id = reach === 'person' ? personOf(first.commits) : undefined;
    const person = id ? await logs.load({ kind: 'person', id }) : [];
    const others = (foldPerson(person)?.cases ?? []).filter((each) => each !== reference);
    const theirs = (await Promise.all(others.map(readCase))).filter((each) => each !== undefined && personOf(each.commits) === id);
    const cases = [first, ...theirs].filter((each) => each !== undefined).map((each) => (reach === 'case' ? withoutNotes(each) : each));
    const references = cases.map(({ reference: each }) => each);
    const { contacts, handset } = await besideThem(cases);
    const said = reach === 'case' ? contacts.map(withoutReason) : contacts;
    return {
      holdings: holdingsOf({ person, cases, contacts: said, handset }, instantOf(now())),
      references,
      teams: [...new Set(cases.map(({ service }) => service.team))],
    };
  };

  type Read = CaseHeld & { reference: Reference; chases: string[] };

  async function readCase(reference: Reference): Promise<Read | undefined> {
    const { chases, ...kept } = await held.ofCase(reference);
    const service = isErased(kept.commits) ? undefined : caseOf(catalogue, kept.commits)?.service;
    return service && { reference, service, chases, ...kept };
  }

  /** Contacts and texts that came in: those about the cases, and all of a number that nobody else's case came from. */
  async function besideThem(
    cases: readonly Read[],
  ): Promise<{ contacts: ContactCommit[]; handset: { commits: HandsetCommit[]; texts: Text[] } }> {
    const references: string[] = cases.map(({ reference }) => reference);
    const contactIds = new Set(cases.flatMap(({ chases }) => chases));
    const plain: ContactCommit[][] = [];
    const handset: { commits: HandsetCommit[]; texts: Text[] } = { commits: [], texts: [] };
    for (const [id, since] of handsetsOf(cases)) {
      const known = await askedFrom.newest(id, CASES_OF_A_NUMBER);
      const whole = known.length < CASES_OF_A_NUMBER && known.every((each) => references.includes(each.reference));
      const { commits, texts } = await held.ofHandset(id);
      const theirs = commits.filter((commit) => {
        const about = casesOf(commit);
        return about.length > 0 ? about.every((each) => references.includes(each)) : whole && commit.at >= since;
      });
      handset.commits.push(...theirs);
      handset.texts.push(...texts.filter((text) => theirs.some(({ sequence }) => sequence === text.sequence)));
      if (!whole) continue;
      const left = (await held.contactsOf(id)).filter((contact) => !contactIds.has(contact));
      const logged = await Promise.all(left.map((contact) => logs.load({ kind: 'contact', id: contact })));
      plain.push(...logged.filter(([first]) => first && first.at >= since));
    }
    const about = await Promise.all([...contactIds].map((id) => logs.load({ kind: 'contact', id })));
    return { contacts: [...about, ...plain].filter(isTheirs(references)).flat(), handset };
  }

  /** A contact that was about a case of somebody else's is theirs, whichever number it left. */
  function isTheirs(references: readonly string[]) {
    return ([logged]: readonly ContactCommit[]): boolean => {
      const event = logged?.events[0];
      return event?.type === 'logged' && (event.about === undefined || references.includes(event.about));
    };
  }

  /** Their handsets, and from when: a number may have been changed, by an import. */
  function handsetsOf(cases: readonly CaseHeld[]): Map<string, string> {
    const found = new Map<string, string>();
    for (const { at, personal } of cases.flatMap(({ commits }) => commits)) {
      const id = personal.mobile && keyring.handsetId(personal.mobile);
      if (id && at < (found.get(id) ?? '~')) found.set(id, at);
    }
    return found;
  }
}

function withoutNotes<C extends CaseHeld>(held: C): C {
  const commits = held.commits.map((commit) =>
    commit.personal.note ? { ...commit, personal: { ...commit.personal, note: NOTE_WITHHELD } } : commit,
  );
  return { ...held, commits };
}

/** A contact without what a manager wrote when they changed it. */
function withoutReason(commit: ContactCommit): ContactCommit {
  return commit.personal.because ? { ...commit, personal: { ...commit.personal, because: NOTE_WITHHELD } } : commit;
}
