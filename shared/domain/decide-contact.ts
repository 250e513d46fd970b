import type { Score } from './case.ts';
import type { Contact, ContactEvent, ContactPersonal } from './contact.ts';

export type RateContact = { score: Score; via: NonNullable<Contact['rating']>['via']; comment?: string };

/** What rating a contact adds to its log. A contact can be rated from the moment it was logged, and again. */
export function rateContact(command: RateContact): { events: ContactEvent[]; personal: ContactPersonal } {
  return {
    events: [{ type: 'rated', score: command.score, via: command.via }],
    personal: command.comment ? { comment: command.comment } : {},
  };
}
