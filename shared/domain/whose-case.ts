import * as z from 'zod';
import type { Case, CaseEvent, CasePersonal } from './case.ts';

export const reachWays = ['text', 'letter'] as const;
/** How a resident asked to be told. */
export type ReachBy = (typeof reachWays)[number];

/** Whose a case is, as staff confirmed it, and how they asked to be told. None changes the stage. */
export const whoseEvents = [
  z.object({ type: z.literal('personTied'), person: z.string() }),
  z.object({ type: z.literal('personUntied'), person: z.string() }),
  z.object({ type: z.literal('reachChanged'), by: z.enum(reachWays) }),
] as const;

/** `tiePerson` to a person of a case that is tied to another is refused: staff untie it first, and see whose it was. */
export type WhoseCommand = { type: 'tiePerson'; person: string } | { type: 'untiePerson' } | { type: 'reachBy'; by: ReachBy };
export type WhoseRefusal = 'already-tied' | 'not-tied' | 'no-address';
type WhoseDecision =
  | { kind: 'accepted'; events: CaseEvent[]; personal: CasePersonal }
  | { kind: 'refused'; reason: WhoseRefusal | 'no-mobile' };

/** Decides on whose a case is. @param address whether the case has one to write to */
export function decideWhose(state: Case, command: WhoseCommand, address: boolean): WhoseDecision {
  const accepted = (event: CaseEvent): WhoseDecision => ({ kind: 'accepted', events: [event], personal: {} });
  const refused = (reason: WhoseRefusal | 'no-mobile'): WhoseDecision => ({ kind: 'refused', reason });
  switch (command.type) {
    case 'tiePerson':
      return state.person ? refused('already-tied') : accepted({ type: 'personTied', person: command.person });
    case 'untiePerson':
      return state.person ? accepted({ type: 'personUntied', person: state.person }) : refused('not-tied');
    case 'reachBy':
      if (command.by === 'letter' && !address) return refused('no-address');
      if (command.by === 'text' && !state.mobile) return refused('no-mobile');
      return accepted({ type: 'reachChanged', by: command.by });
  }
}

type WhoseEvent = z.infer<(typeof whoseEvents)[number]>;

/** What such an event changes of a case. */
export function evolveWhose(event: WhoseEvent): Partial<Pick<Case, 'person' | 'reachBy'>> {
  if (event.type === 'reachChanged') return { reachBy: event.by };
  return { person: event.type === 'personTied' ? event.person : undefined };
}

/** Whose a case is, from its commits alone: the person it was last tied to, if not untied since. */
export function personOf(commits: readonly { events: readonly CaseEvent[] }[]): string | undefined {
  let person: string | undefined;
  for (const { events } of commits)
    for (const event of events) {
      if (event.type === 'personTied') person = event.person;
      if (event.type === 'personUntied') person = undefined;
    }
  return person;
}
