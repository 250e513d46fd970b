import type { Score } from './case.ts';
import { type Coding, type Contact, type ContactEvent, type ContactPersonal, codingOf } from './contact.ts';

/** `happenedAt`: when it was given, if not now. */
export type RateContact = { score: Score; via: NonNullable<Contact['rating']>['via']; comment?: string; happenedAt?: string };

/** What a log keeps of a rating, besides its words. */
export const ratedBy = ({ score, via, happenedAt }: RateContact) => ({
  type: 'rated' as const,
  score,
  via,
  ...(happenedAt ? { happenedAt } : {}),
});

/** What rating a contact adds to its log. A contact can be rated from the moment it was logged, and again. */
export function rateContact(command: RateContact): { events: ContactEvent[]; personal: ContactPersonal } {
  return {
    events: [ratedBy(command)],
    personal: command.comment ? { comment: command.comment } : {},
  };
}

/** The most characters of a manager's reason. */
export const MAX_BECAUSE = 500;

/** What a manager does to a contact that was logged wrongly. `basedOn`: how many changes it had when they read it. */
export type ContactCommand = { because: string; basedOn: number } & ({ type: 'recode'; coding: Coding } | { type: 'withdraw' });
export type ContactRefusal = 'because-missing' | 'because-too-long' | 'withdrawn' | 'nothing-changed' | 'changed-since';
type ContactDecision =
  | { kind: 'accepted'; events: ContactEvent[]; personal: ContactPersonal }
  | { kind: 'refused'; reason: ContactRefusal };

/** Decides on putting a contact right. One that was withdrawn stays so: what happened after all is logged anew. */
export function decideContact(state: Contact, command: ContactCommand): ContactDecision {
  const refused = (reason: ContactRefusal): ContactDecision => ({ kind: 'refused', reason });
  const because = command.because.trim();
  if (state.withdrawn) return refused('withdrawn');
  if (command.basedOn !== state.changes.length) return refused('changed-since');
  if (because === '') return refused('because-missing');
  if (because.length > MAX_BECAUSE) return refused('because-too-long');
  if (command.type === 'withdraw') return { kind: 'accepted', events: [{ type: 'withdrawn' }], personal: { because } };
  const { channel, service, outcome, reason } = codingOf(command.coding);
  const same = channel === state.channel && service === state.service && outcome === state.outcome && reason === state.reason;
  if (same) return refused('nothing-changed');
  return { kind: 'accepted', events: [{ type: 'recoded', ...codingOf(command.coding) }], personal: { because } };
}
