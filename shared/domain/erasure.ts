import * as z from 'zod';
import { addDays, type Instant, instantOf, localDate } from './calendar.ts';
import type { Case, CaseCommit, CaseEvent, CasePersonal } from './case.ts';
import type { Service } from './catalogue.ts';
import type { Actor } from './commit.ts';
import type { HandsetCommit } from './handset.ts';

/** How whoever gets a copy showed that it is theirs: a texted code or the look-up word; or to staff, in one of three ways. */
export const copyChecks = ['code', 'in-person', 'called-back', 'answers'] as const;
export type CopyCheck = (typeof copyChecks)[number];

/** What can happen to the keeping of a case. `erased` is the last event of a log. */
export const erasureEvents = [
  z.object({ type: z.literal('erasureAsked') }),
  z.object({ type: z.literal('erasureDeclined') }),
  z.object({ type: z.literal('erased'), because: z.enum(['asked', 'kept-long-enough']) }),
  /** A copy of all that is held was given out. */
  z.object({ type: z.literal('copyGiven'), checked: z.enum(copyChecks) }),
] as const;
export type ErasureEvent = z.infer<(typeof erasureEvents)[number]>;

/** What was asked about the keeping of a case, and what was done. `erasedAt`: nothing personal is in it any more. */
export type Erasure = {
  askedAt?: Instant;
  declined?: { at: Instant; reason?: string };
  erasedAt?: Instant;
  /** Copies of all that is held: when each was given out, and by whom; residents fetch their own. */
  copies: { at: Instant; by: Actor }[];
};

export type ErasureCommand =
  /** Asks for the case to be erased: the resident on their page, or staff who were asked. */
  | { type: 'askErasure' }
  | { type: 'declineErasure'; reason: string; basedOn: number }
  /** `asked`: staff agree to what was asked; `kept-long-enough`: its time is over. */
  | { type: 'erase'; because: 'asked'; basedOn: number }
  | { type: 'erase'; because: 'kept-long-enough' }
  | { type: 'giveCopy'; checked: CopyCheck };

export type ErasureRefusal = 'not-ended' | 'not-asked' | 'already-asked' | 'reason-missing' | 'too-many-copies';
type ErasureDecision = { kind: 'accepted'; events: CaseEvent[]; personal: CasePersonal } | { kind: 'refused'; reason: ErasureRefusal };

/** Copies of one case that are given out in an hour: one to read, one that was lost, and no machine's harvest. */
export const COPIES_AN_HOUR = 5;
/** How long a copy may be read again after it was given out. */
export const COPY_SHOWN_MS = 30 * 60_000;
/** What ran when a case was erased has ended by then, and a file that was on its way has come and been checked. */
const LOOK_AGAIN_MS = 3 * 3_600_000;
const HOUR_MS = 3_600_000;

/**
 * Contacts that advisers logged, and what was texted to us: what is personal in them is blanked after a year. As often it is
 * looked whether any case of a person remains.
 */
export const CONTACT_DAYS = 365;

/** Decides on the keeping of a case; see {@link ErasureCommand}. An open case is not erased: what it asks for could not be done. */
export function decideErasure(state: Case, command: ErasureCommand, at: Instant): ErasureDecision {
  const refused = (reason: ErasureRefusal): ErasureDecision => ({ kind: 'refused', reason });
  const accepted = (event: ErasureEvent, personal: CasePersonal = {}): ErasureDecision => ({ kind: 'accepted', events: [event], personal });
  const { erasure, endedAt } = state;
  switch (command.type) {
    case 'askErasure':
      return isErasureAsked(state) ? refused('already-asked') : accepted({ type: 'erasureAsked' });
    case 'declineErasure':
      if (!isErasureAsked(state)) return refused('not-asked');
      if (command.reason.trim() === '') return refused('reason-missing');
      return accepted({ type: 'erasureDeclined' }, { reason: command.reason.trim() });
    case 'erase':
      if (command.because === 'asked' && !isErasureAsked(state)) return refused('not-asked');
      return endedAt ? accepted({ type: 'erased', because: command.because }) : refused('not-ended');
    case 'giveCopy': {
      const lately = erasure.copies.filter((each) => Date.parse(at) - Date.parse(each.at) < HOUR_MS);
      return lately.length >= COPIES_AN_HOUR ? refused('too-many-copies') : accepted({ type: 'copyGiven', checked: command.checked });
    }
  }
}

/** Whether somebody asked for the case to be erased and was not answered yet. */
export function isErasureAsked({ erasure: { askedAt, declined, erasedAt } }: Pick<Case, 'erasure'>): boolean {
  return askedAt !== undefined && erasedAt === undefined && (declined === undefined || declined.at < askedAt);
}

/** Whether somebody gave out, or fetched, a copy so lately that its page is still shown to them: to nobody else. */
export function isCopyOpen({ erasure: { copies } }: Pick<Case, 'erasure'>, at: Instant, { kind, id }: Actor): boolean {
  const last = copies.findLast(({ by }) => by.kind === kind && by.id === id);
  return last !== undefined && Date.parse(at) - Date.parse(last.at) < COPY_SHOWN_MS;
}

/** Where the keeping of a case stands after one more event. */
export function evolveErasure(
  erasure: Erasure,
  event: ErasureEvent,
  { at, by, personal }: Pick<CaseCommit, 'at' | 'by' | 'personal'>,
): Erasure {
  switch (event.type) {
    case 'erasureAsked':
      return { ...erasure, askedAt: at };
    case 'erasureDeclined':
      return { ...erasure, declined: { at, ...(personal.reason ? { reason: personal.reason } : {}) } };
    case 'erased':
      return { ...erasure, erasedAt: at };
    case 'copyGiven':
      return { ...erasure, copies: [...erasure.copies, { at, by }] };
  }
}

/** Whether a case's log ends in its erasure: to everybody it is as if it were not there, and nothing is added to it. */
export function isErased(commits: readonly Pick<CaseCommit, 'events'>[]): boolean {
  return commits.at(-1)?.events.some((event) => event.type === 'erased') ?? false;
}

/** The last local date on which an ended case is kept; undefined while it is open. */
export function keptUntil(service: Service, { endedAt }: Pick<Case, 'endedAt'>): string | undefined {
  return endedAt && addDays(localDate(endedAt), service.keptForDays);
}

/**
 * When something is to be done about the keeping of a case: it is erased when it has been kept for as long as its service
 * states, from its end; once erased it is looked at again. Undefined while it is open.
 */
export function forgetAt(service: Service, state: Pick<Case, 'endedAt' | 'erasure'>): Instant | undefined {
  const { erasedAt } = state.erasure;
  if (erasedAt) return erasedAt;
  const last = keptUntil(service, state);
  // Midnight in UTC is never before the council's: the whole last day is over.
  return last && `${addDays(last, 1)}T00:00:00.000Z`;
}

/** When an erased case may be looked at for the last time. */
export const lastLookAt = (erasedAt: Instant): Instant => instantOf(Date.parse(erasedAt) + LOOK_AGAIN_MS);

/** When what is personal in a contact's or a handset's commit is blanked, or a person's record looked at. */
export const contactForgetAt = (at: Instant): Instant => instantOf(Date.parse(at) + CONTACT_DAYS * 86_400_000);

type KeptEvent = { type: string; status?: string; savedBy?: string };

/**
 * The events of a commit without what leads to somebody: the back office's own word, where a commit has it among them, and the HMAC
 * of the number under which a form waited. The same events where there is nothing of these.
 */
export function blankedEvents<E extends KeptEvent>(events: readonly E[]): readonly E[] {
  if (!events.some(({ type, status, savedBy }) => (type === 'imported' && status) || savedBy)) return events;
  return events.map(({ savedBy: _, ...event }) => (event.type === 'imported' ? { ...event, status: '' } : event) as E);
}

/** Whether a text that came in is about a case: it answered a request about it, followed a text about it, or names it. */
export const isAboutCase = (commit: Pick<HandsetCommit, 'events'>, reference: string): boolean => casesOf(commit).includes(reference);

/** The cases that a text which came in is about; see {@link isAboutCase}. */
export function casesOf({ events }: Pick<HandsetCommit, 'events'>): string[] {
  return events.flatMap((event) => [
    ...('reference' in event && event.reference ? [event.reference] : []),
    ...(event.type === 'rated' && event.subject.kind === 'case' ? [event.subject.id] : []),
    ...(event.type === 'received' && event.about?.kind === 'case' ? [event.about.id] : []),
  ]);
}
