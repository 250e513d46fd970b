import * as z from 'zod';
import type { Actor, Commit } from './commit.ts';
import type { Reference } from './reference.ts';

/** How staff made sure who somebody is. A telephone number alone is none of them: a phone is shared. */
export const confirmedBy = ['papers', 'records', 'questions', 'known'] as const;
export type ConfirmedBy = (typeof confirmedBy)[number];
/** Who told of a death: `tell-us-once` is gov.uk/tell-us-once, `registrar` the council's own. */
export const toldByWhom = ['family', 'tell-us-once', 'registrar', 'other'] as const;
export type ToldBy = (typeof toldByWhom)[number];

/** A member of staff by the name they go by; the id where they named themselves. */
export const officerSchema = z.object({ id: z.string().optional(), name: z.string() });
export type Officer = z.infer<typeof officerSchema>;

/** What can happen to the record of a person. `caseTied` and `caseUntied` follow from the case's own log, which says whose it is. */
export const personEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('confirmed'), how: z.enum(confirmedBy) }),
  z.object({ type: z.literal('caseTied'), reference: z.string() }),
  z.object({ type: z.literal('caseUntied'), reference: z.string() }),
  z.object({ type: z.literal('bereaved'), toldBy: z.enum(toldByWhom), officer: officerSchema }),
  z.object({ type: z.literal('bereavementUndone') }),
  /** No case of theirs is left: what is personal in the log is blanked after this, and nothing is added to it. */
  z.object({ type: z.literal('forgotten') }),
]);
export type PersonEvent = z.infer<typeof personEventSchema>;

/** What is personal in a person's commit. Dates are local, `1950-03-31`. */
export const personPersonalSchema = z.object({
  name: z.string().optional(),
  dateOfBirth: z.string().optional(),
  diedOn: z.string().optional(),
  note: z.string().optional(),
});
export type PersonPersonal = z.infer<typeof personPersonalSchema>;
export type PersonCommit = Commit<PersonEvent, PersonPersonal>;

/** A death as it was recorded, and where it was a mistake, who took it back and why. */
export type Bereavement = {
  sequence: number;
  at: string;
  by: Actor;
  toldBy: ToldBy;
  officer: Officer;
  diedOn?: string;
  note?: string;
  undone?: { at: string; by: Actor; note?: string };
};

/** A person whom staff confirmed: the fold of their commits. */
export type Person = {
  id: Reference;
  sequence: number;
  name?: string;
  dateOfBirth?: string;
  confirmed: { how: ConfirmedBy; at: string; by: Actor };
  /** References of their cases, in the order they were tied. */
  cases: Reference[];
  /** Deaths recorded, oldest first: all but the last were mistakes, and the last may be. */
  bereavements: Bereavement[];
  /** When a case was last listed with them. */
  tiedAt?: string;
  forgotten?: true;
  causes: string[];
};

/** Folds a person's commits, in order. Undefined when there are none. */
export function foldPerson(commits: readonly PersonCommit[]): Person | undefined {
  let state: Person | undefined;
  for (const commit of commits) {
    for (const event of commit.events) state = evolve(state, event, commit);
    if (state) state = { ...state, sequence: commit.sequence, causes: commit.cause ? [...state.causes, commit.cause] : state.causes };
  }
  return state;
}

function evolve(state: Person | undefined, event: PersonEvent, { log, sequence, at, by, personal }: PersonCommit): Person | undefined {
  if (event.type === 'confirmed') {
    const { name, dateOfBirth } = personal;
    const id = log.id as Reference;
    const confirmed = { how: event.how, at, by };
    return {
      ...{ id, sequence, confirmed, cases: [], bereavements: [], causes: [] },
      ...state,
      ...(name ? { name } : {}),
      ...(dateOfBirth ? { dateOfBirth } : {}),
    };
  }
  if (!state) return undefined;
  switch (event.type) {
    case 'caseTied':
      return { ...state, tiedAt: at, cases: [...without(state.cases, event.reference), event.reference as Reference] };
    case 'caseUntied':
      return { ...state, cases: without(state.cases, event.reference) };
    case 'bereaved': {
      const { toldBy, officer } = event;
      const { diedOn, note } = personal;
      const told = { sequence, at, by, toldBy, officer, ...(diedOn ? { diedOn } : {}), ...(note ? { note } : {}) };
      return { ...state, bereavements: [...state.bereavements, told] };
    }
    case 'bereavementUndone': {
      const last = state.bereavements.at(-1);
      const undone = { at, by, ...(personal.note ? { note: personal.note } : {}) };
      return last ? { ...state, bereavements: [...state.bereavements.slice(0, -1), { ...last, undone }] } : state;
    }
    case 'forgotten':
      return { ...state, forgotten: true };
  }
}

const without = (references: readonly Reference[], reference: string) => references.filter((each) => each !== reference);

/** The death that stands: undefined while they live, and once it was taken back. */
export function bereavementOf(person: Pick<Person, 'bereavements'> | undefined): Bereavement | undefined {
  const last = person?.bereavements.at(-1);
  return last?.undone ? undefined : last;
}
