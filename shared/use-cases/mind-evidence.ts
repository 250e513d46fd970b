import type { Case, CaseCommit } from '../domain/case.ts';
import type { Service } from '../domain/catalogue.ts';
import type { LogId } from '../domain/commit.ts';
import { isWaiting } from '../domain/evidence.ts';
import { lateAt, NOTHING_TO_ASK, reminderPurposes } from '../domain/reminders.ts';
import { taskToReach } from '../domain/task.ts';
import type { DeadlineStore } from '../store/deadline-store.ts';
import { textKey } from '../store/keys.ts';
import type { TaskStore } from '../store/task-store.ts';
import type { TextStore } from '../store/text-store.ts';

type Moment = { service: Service; before: Case | undefined; after: Case; commit: CaseCommit; told: 'by-text' | 'by-letter' | 'nobody' };

/** News of evidence that is no stage's, and so has no letter of its own. */
const asksAgain = ({ events }: CaseCommit) => events.some(({ type }) => type === 'itemRejected' || type === 'evidenceDateChanged');

/**
 * What follows for staff from one commit about evidence: when to look whether it has come, if this commit named the date; a task
 * to tell somebody who gets no texts what they must send again; and that nobody need be reminded of, or called about, what has come since. At
 * most two puts and three updates; doing it again changes nothing.
 * @param moment.told how the resident hears of this commit; `nobody` after a death
 */
export function createMindEvidence({ deadlines, tasks, texts }: { deadlines: DeadlineStore; tasks: TaskStore; texts: TextStore }) {
  /** The reminders of a date that does not hold any more, and the task of when it had passed. One that leaves just now looks itself. */
  const letGo = async (service: Service, log: LogId, planned: number, at: string): Promise<void> => {
    for (const purpose of reminderPurposes) await texts.takeBack(textKey(log, planned, purpose), { because: NOTHING_TO_ASK, at });
    await tasks.finish({ log, sequence: planned, kind: 'evidence-late' }, { by: { kind: 'system' }, at, teams: [service.team] });
  };

  return async ({ service, before, after, commit, told }: Moment): Promise<void> => {
    const { log, sequence, at } = commit;
    const [was, is] = [before?.evidence, after.evidence];
    if (isWaiting(is) && is.planned === sequence) await deadlines.set({ log, sequence }, lateAt(is));
    if (told === 'by-letter' && isWaiting(is) && asksAgain(commit))
      await tasks.add(taskToReach(service, after, { sequence, purpose: 'evidence-again' }, { because: 'by-letter', at }));
    if (isWaiting(was) && !(isWaiting(is) && is.planned === was.planned)) await letGo(service, log, was.planned, at);
  };
}
