import { isRealDate, localDate } from './calendar.ts';
import {
  bereavementOf,
  type ConfirmedBy,
  type Officer,
  type Person,
  type PersonEvent,
  type PersonPersonal,
  type ToldBy,
} from './person.ts';

/** What staff, or a case's log, ask of the record of a person. */
export type PersonCommand =
  /** Their last case was forgotten, and none was listed within the last hour. */
  | { type: 'forget' }
  /** The first of every person. @property dateOfBirth left out where nobody knows it */
  | { type: 'confirm'; name: string; dateOfBirth?: string; how: ConfirmedBy }
  | { type: 'tieCase' | 'untieCase'; reference: string }
  /** @property diedOn left out where nobody said */
  | { type: 'recordDeath'; toldBy: ToldBy; officer: Officer; diedOn?: string; note?: string }
  /** It was a mistake. @property note what happened, for whoever asks later */
  | { type: 'undoDeath'; note: string };

export type PersonRefusal =
  | 'not-confirmed'
  | 'already-confirmed'
  | 'name-missing'
  | 'date-not-past'
  | 'officer-missing'
  | 'already-recorded'
  | 'not-recorded'
  | 'note-missing'
  | 'case-being-tied'
  | 'no-change';
export type PersonDecision =
  | { kind: 'accepted'; events: PersonEvent[]; personal: PersonPersonal }
  | { kind: 'refused'; reason: PersonRefusal };

/** A case is listed with its person just before its own log names them: by then that has been done, or never will be. */
const TYING_MS = 3_600_000;

const refused = (reason: PersonRefusal): PersonDecision => ({ kind: 'refused', reason });
const accepted = (event: PersonEvent, personal: PersonPersonal = {}): PersonDecision => ({ kind: 'accepted', events: [event], personal });

/** Decides a command on a person; `state` is undefined for one who is not confirmed yet. Pure. */
export function decidePerson(state: Person | undefined, command: PersonCommand, at: string): PersonDecision {
  const past = (date: string | undefined) => date === undefined || (isRealDate(date) && date <= localDate(at));
  if (command.type === 'confirm') {
    if (state) return refused('already-confirmed');
    const name = command.name.trim();
    if (!name) return refused('name-missing');
    if (!past(command.dateOfBirth)) return refused('date-not-past');
    const { dateOfBirth, how } = command;
    return accepted({ type: 'confirmed', how }, { name, ...(dateOfBirth ? { dateOfBirth } : {}) });
  }
  if (!state || state.forgotten) return refused('not-confirmed');
  switch (command.type) {
    case 'forget': {
      const tying = state.tiedAt !== undefined && Date.parse(at) - Date.parse(state.tiedAt) < TYING_MS;
      return tying ? refused('case-being-tied') : accepted({ type: 'forgotten' });
    }
    case 'tieCase':
    case 'untieCase': {
      const tie = command.type === 'tieCase';
      const tied = state.cases.some((each) => each === command.reference);
      if (tied === tie) return refused('no-change');
      return accepted({ type: tie ? 'caseTied' : 'caseUntied', reference: command.reference });
    }
    case 'recordDeath': {
      const { toldBy, officer, diedOn, note } = command;
      if (bereavementOf(state)) return refused('already-recorded');
      if (!officer.name.trim()) return refused('officer-missing');
      if (!past(diedOn)) return refused('date-not-past');
      const personal = { ...(diedOn ? { diedOn } : {}), ...(note?.trim() ? { note: note.trim() } : {}) };
      return accepted({ type: 'bereaved', toldBy, officer: { ...officer, name: officer.name.trim() } }, personal);
    }
    case 'undoDeath': {
      if (!bereavementOf(state)) return refused('not-recorded');
      return command.note.trim() ? accepted({ type: 'bereavementUndone' }, { note: command.note.trim() }) : refused('note-missing');
    }
  }
}
