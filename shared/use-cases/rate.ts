import { instantOf } from '../domain/calendar.ts';
import type { Actor } from '../domain/commit.ts';
import { foldContact } from '../domain/contact.ts';
import { type RateContact, rateContact } from '../domain/decide-contact.ts';
import type { Subject } from '../domain/handset.ts';
import type { Reference } from '../domain/reference.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';
import type { ChangeCase } from './change-case.ts';

export type Rate = ReturnType<typeof createRate>;
export type Rating = RateContact;
export type RateOutcome = 'rated' | 'already-done' | 'not-found' | 'not-ended' | 'busy';

const MAX_RACES = 5;

/** Rates a case or a contact: one Query and one conditional put. A later rating replaces an earlier one. */
export function createRate({ changeCase, logs, now }: { changeCase: ChangeCase; logs: LogStore; now: () => number }) {
  const rateAContact = async (id: string, rating: Rating, by: Actor, cause?: string): Promise<RateOutcome> => {
    const log = { kind: 'contact', id } as const;
    for (let race = 0; race < MAX_RACES; race++) {
      const contact = foldContact(await logs.load(log));
      if (!contact) return 'not-found';
      if (cause && contact.causes.includes(cause)) return 'already-done';
      const commit = nextCommit(log, contact.sequence, { at: instantOf(now()), by, ...(cause ? { cause } : {}), ...rateContact(rating) });
      if ((await logs.append(commit)) === 'appended') return 'rated';
    }
    return 'busy';
  };
  return async (subject: Subject, rating: Rating, by: Actor, cause?: string): Promise<RateOutcome> => {
    if (subject.kind === 'contact') return rateAContact(subject.id, rating, by, cause);
    const outcome = await changeCase(subject.id as Reference, { type: 'rate', ...rating }, by, cause);
    switch (outcome.kind) {
      case 'changed':
        return 'rated';
      case 'refused':
        return 'not-ended';
      case 'cause-reused':
        return 'already-done';
      case 'too-large':
        return 'busy';
      default:
        return outcome.kind;
    }
  };
}
