import * as z from 'zod';
import { addWorkingDays, type Instant, type LocalDate, localDate } from './calendar.ts';
import { type Case, type CaseCommit, type Score, scoreSchema } from './case.ts';
import type { Service } from './catalogue.ts';
import { actorSchema, type LogId } from './commit.ts';
import { type ContactCommit, foldContact } from './contact.ts';

/**
 * Why a text did not, or will not, reach the resident: they said STOP, muted this case, or the number fails for good; or, while it waited,
 * they asked for letters, or the case has another number or none.
 */
export const unreachedReasons = ['stopped', 'muted', 'unreachable', 'prefers-letters', 'number-changed'] as const;
export type UnreachedReason = (typeof unreachedReasons)[number];
/** `no-address`: there is no mobile, and nowhere to write to. `by-letter`: they get letters, and this is news that has no letter of its own. */
const toldBecause = [...unreachedReasons, 'no-address', 'by-letter'] as const;
type ToldBecause = (typeof toldBecause)[number];

/**
 * Something that staff must do because a text cannot: write or call with the news, or call back who was unhappy.
 * Its cause names it (log, commit, purpose), so that the same cause never makes two.
 */
export const taskSchema = z.object({
  kind: z.enum(['reach', 'call-back', 'evidence-late', 'erase', 'bereavement', 'refund', 'safeguard']),
  team: z.string(),
  service: z.string(),
  at: z.string(),
  /** The local date by which it should be done. */
  by: z.string(),
  because: z.enum(toldBecause).optional(),
  /** The stage that the text was about. */
  stage: z.string().optional(),
  score: scoreSchema.optional(),
  /** The name of the officer whose task it is; of anybody in the team where nobody is named. */
  assignedTo: z.string().optional(),
  doneAt: z.string().optional(),
  doneBy: actorSchema.optional(),
  personal: z.object({ name: z.string().optional(), mobile: z.string().optional() }).default({}),
});
export type TaskCause = { log: LogId; sequence: number };
export type Task = z.infer<typeof taskSchema> & TaskCause;

/** Working days within which the news must be told in another way, and within which somebody unhappy is called. */
const REACH_WORKING_DAYS = 1;
const CALL_BACK_WORKING_DAYS = 3;
/** Working days within which somebody is called who has not sent what we need. */
const LATE_WORKING_DAYS = 1;
/** Working days within which money is given back that nothing is owed for. */
const REFUND_WORKING_DAYS = 3;
/** Ratings that make us call: poor and very poor. */
const UNHAPPY: Score = 2;

/** The task to write or call, in place of a text about a case. */
export function taskToReach(
  service: Service,
  state: Case,
  { sequence, purpose }: { sequence: number; purpose: string },
  { because, at }: { because: ToldBecause; at: Instant },
): Task {
  const log = { kind: 'case', id: state.reference } as const;
  const by = workingDaysFrom(at, REACH_WORKING_DAYS);
  const stage = service.stages.some((each) => each.id === purpose) ? { stage: purpose } : {};
  return { log, sequence, kind: 'reach', team: service.team, service: service.id, at, by, because, ...stage, personal: whoIs(state) };
}

/** The task of the named officer to see to a case whose person has died. `sequence` is that of the commit on the person. */
export function taskAfterDeath(
  service: Service,
  state: Case,
  { sequence, at, officer }: { sequence: number; at: Instant; officer: string },
): Task {
  const log = { kind: 'case', id: state.reference } as const;
  const by = workingDaysFrom(at, REACH_WORKING_DAYS);
  const { team, id } = service;
  // No number goes with it: whoever answers that phone now is not who it was given by.
  const personal = state.name ? { name: state.name } : {};
  return { log, sequence, kind: 'bereavement', team, service: id, at, by, assignedTo: officer, personal };
}

/** The task to go after what was asked for and has not come by its date. `sequence` is that of the commit which named the date. */
export function taskOfLateEvidence(service: Service, state: Case, { sequence, at }: { sequence: number; at: Instant }): Task {
  const log = { kind: 'case', id: state.reference } as const;
  const by = workingDaysFrom(at, LATE_WORKING_DAYS);
  return { log, sequence, kind: 'evidence-late', team: service.team, service: service.id, at, by, personal: whoIs(state) };
}

/** The task to give money back that was taken for a case which owed nothing. `sequence` is that of the commit which says so. */
export function taskToRefund(service: Service, state: Case, { sequence, at }: { sequence: number; at: Instant }): Task {
  const log = { kind: 'case', id: state.reference } as const;
  const by = workingDaysFrom(at, REFUND_WORKING_DAYS);
  return { log, sequence, kind: 'refund', team: service.team, service: service.id, at, by, personal: whoIs(state) };
}

/** The task to look at once at a case whose answers say that somebody may be in danger; undefined for a commit that says no such thing. */
export function taskToSafeguard(service: Service, state: Case, { sequence, at, events }: CaseCommit): Task | undefined {
  const [opened] = events;
  if (opened?.type !== 'opened' || !opened.flags?.length) return undefined;
  const log = { kind: 'case', id: state.reference } as const;
  return { log, sequence, kind: 'safeguard', team: service.team, service: service.id, at, by: localDate(at), personal: whoIs(state) };
}

/** The task to call back that a case's commit makes: that of its first rating of 1 or 2, and none for a second. */
export function callBackOfCase(service: Service, state: Case, commits: readonly CaseCommit[], sequence: number): Task | undefined {
  const unhappy = firstUnhappy(commits);
  if (unhappy?.commit.sequence !== sequence) return undefined;
  return callBack({ log: unhappy.commit.log, sequence }, service, { ...unhappy, personal: whoIs(state) });
}

/** The task to call back that a contact's commit makes; see {@link callBackOfCase}. */
export function callBackOfContact(service: Service, commits: readonly ContactCommit[], sequence: number): Task | undefined {
  const unhappy = firstUnhappy(commits);
  if (unhappy?.commit.sequence !== sequence) return undefined;
  const mobile = foldContact(commits)?.mobile;
  return callBack({ log: unhappy.commit.log, sequence }, service, { ...unhappy, personal: mobile ? { mobile } : {} });
}

type Unhappy = { commit: CaseCommit | ContactCommit; score: Score };

function firstUnhappy(commits: readonly (CaseCommit | ContactCommit)[]): Unhappy | undefined {
  for (const commit of commits)
    for (const event of commit.events) if (event.type === 'rated' && event.score <= UNHAPPY) return { commit, score: event.score };
  return undefined;
}

function callBack(cause: TaskCause, service: Service, { commit, score, personal }: Unhappy & Pick<Task, 'personal'>): Task {
  const by = workingDaysFrom(commit.at, CALL_BACK_WORKING_DAYS);
  return { ...cause, kind: 'call-back', team: service.team, service: service.id, at: commit.at, by, score, personal };
}

const workingDaysFrom = (at: Instant, days: number): LocalDate => addWorkingDays(localDate(at), days);
const whoIs = ({ name, mobile }: Case) => ({ ...(name ? { name } : {}), ...(mobile ? { mobile } : {}) });
