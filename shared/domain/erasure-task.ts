import { addWorkingDays, localDate } from './calendar.ts';
import type { Case, CaseCommit } from './case.ts';
import type { Service } from './catalogue.ts';
import type { Task } from './task.ts';

/** An answer is owed within a month (UK GDPR, article 12(3)); this is inside it whatever the bank holidays. */
export const ANSWER_WORKING_DAYS = 15;

/** The task to agree or decline that the commit which asked for a case to be erased makes; undefined for any other commit. */
export function taskToErase(service: Service, state: Case, { log, sequence, at, events }: CaseCommit): Task | undefined {
  if (!events.some((event) => event.type === 'erasureAsked')) return undefined;
  const { name, mobile } = state;
  const personal = { ...(name ? { name } : {}), ...(mobile ? { mobile } : {}) };
  const by = addWorkingDays(localDate(at), ANSWER_WORKING_DAYS);
  return { log, sequence, kind: 'erase', team: service.team, service: service.id, at, by, personal };
}

/** The commit that asked for what a later one declines: whose task is done by that. */
export function answeredBy(commits: readonly CaseCommit[], { sequence, events }: CaseCommit): CaseCommit | undefined {
  if (!events.some((event) => event.type === 'erasureDeclined')) return undefined;
  return commits.findLast((each) => each.sequence < sequence && each.events.some((event) => event.type === 'erasureAsked'));
}
