import { instantOf } from '../domain/calendar.ts';
import { factsOfRequest, type RatedLog } from '../domain/facts-of.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Reference } from '../domain/reference.ts';
import { taskToReach, type UnreachedReason, unreachedReasons } from '../domain/task.ts';
import type { Text } from '../domain/text.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import type { LogStore } from '../store/log-store.ts';
import type { TaskStore } from '../store/task-store.ts';
import type { LoadCase } from './change-case.ts';

export type AfterText = ReturnType<typeof createAfterText>;
type Ended = Pick<Text, 'log' | 'sequence' | 'purpose' | 'subject' | 'personal'>;

/**
 * What follows from what became of a text: the facts of a request to rate, and the task to write or call where a text about
 * a case could not do it. Each is keyed by the text's cause: doing it again changes nothing.
 */
export function createAfterText({
  factStore,
  logs,
  loadCase,
  handsets,
  tasks,
  keyring,
  now,
}: {
  factStore: FactStore;
  logs: LogStore;
  loadCase: LoadCase;
  handsets: HandsetStore;
  tasks: TaskStore;
  keyring: Keyring;
  now: () => number;
}) {
  return {
    /** Its carrier says that it is on the phone. */
    async delivered(text: Ended): Promise<void> {
      await recordRequest(text, 'reached');
    },
    /** It never left, and will not. `because` is a reason of {@link unreachedReasons}, or one for which nobody need be told otherwise. */
    async notSent(text: Ended, because: string): Promise<void> {
      const unreached = unreachedReasons.find((reason) => reason === because);
      if (unreached) await reachOtherwise(text, unreached);
      if (!text.subject) return;
      await recordRequest(text, 'not-sent');
      if (text.personal.to) await handsets.releaseAsk(keyring.handsetId(text.personal.to), text.subject);
    },
    /** Its carrier would not take it, or says that it did not arrive. */
    async failed(text: Ended): Promise<void> {
      await reachOtherwise(text, 'unreachable');
    },
  };

  async function recordRequest({ subject, log, sequence }: Ended, became: 'reached' | 'not-sent'): Promise<void> {
    const { kind } = log;
    if (!subject || (kind !== 'case' && kind !== 'contact')) return;
    const rated = { kind, commits: await logs.load({ ...log, kind }) } as RatedLog;
    await factStore.put(factsOfRequest(rated, sequence, became));
  }

  async function reachOtherwise(text: Ended, because: UnreachedReason): Promise<void> {
    const found = text.log.kind === 'case' && (await loadCase(text.log.id as Reference));
    if (found) await tasks.add(taskToReach(found.service, found.state, text, { because, at: instantOf(now()) }));
  }
}
