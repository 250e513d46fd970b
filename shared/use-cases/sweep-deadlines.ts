import { instantOf } from '../domain/calendar.ts';
import { isWaiting } from '../domain/evidence.ts';
import { bereavementOf } from '../domain/person.ts';
import type { Reference } from '../domain/reference.ts';
import { taskOfLateEvidence } from '../domain/task.ts';
import type { Deadline, DeadlineStore } from '../store/deadline-store.ts';
import type { TaskStore } from '../store/task-store.ts';
import type { LoadCase } from './change-case.ts';
import type { LoadPerson } from './change-person.ts';

/** The most in one run; the rest is for the next. */
const MAX = 500;

export type SweepDeadlines = ReturnType<typeof createSweepDeadlines>;
/** How many dates a run looked at: those that were `late`, those that were `kept`; `failed` are left to the next run. */
export type SweptDeadlines = { late: number; kept: number; failed: number };

/**
 * Looks at the dates named to residents that have passed. Where something has still not come, the team gets a task; nothing
 * happens to the case. One Query of each case, one of its person where it is tied to one, and one put where it is late.
 * @param stopAt epoch ms after which no further one is begun
 */
export function createSweepDeadlines({
  deadlines,
  tasks,
  loadCase,
  loadPerson,
  now,
}: {
  deadlines: DeadlineStore;
  tasks: TaskStore;
  loadCase: LoadCase;
  loadPerson: LoadPerson;
  now: () => number;
}) {
  return async (stopAt = Number.POSITIVE_INFINITY): Promise<SweptDeadlines> => {
    const swept: SweptDeadlines = { late: 0, kept: 0, failed: 0 };
    for await (const deadline of deadlines.due(instantOf(now()), MAX)) {
      if (now() > stopAt) return swept;
      // One that cannot be dealt with delays nobody, and is found again.
      swept[await look(deadline).catch(() => 'failed' as const)]++;
    }
    return swept;
  };

  async function look(deadline: Deadline): Promise<'late' | 'kept'> {
    const found = await loadCase(deadline.log.id as Reference);
    const evidence = found?.state.evidence;
    const waits = found && isWaiting(evidence) && evidence.planned === deadline.sequence && !found.state.erasure.erasedAt;
    // After a death the named officer sees to the case, and nobody is called about what was not sent.
    const late = waits && !(found.state.person && bereavementOf(await loadPerson(found.state.person)));
    if (late) await tasks.add(taskOfLateEvidence(found.service, found.state, { sequence: deadline.sequence, at: instantOf(now()) }));
    await deadlines.remove(deadline);
    return late ? 'late' : 'kept';
  }
}
