import { instantOf } from '../domain/calendar.ts';
import { factsOfRequest, type RatedLog } from '../domain/facts-of.ts';
import { factsOfReminder } from '../domain/facts-of-evidence.ts';
import { factOfText, type TextBecame } from '../domain/facts-of-text.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Reference } from '../domain/reference.ts';
import { taskToReach, type UnreachedReason, unreachedReasons } from '../domain/task.ts';
import { isToOther, type Text } from '../domain/text.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import type { LogStore } from '../store/log-store.ts';
import type { TaskStore } from '../store/task-store.ts';
import type { LoadCase } from './change-case.ts';
import type { WriteLetter } from './write-letter.ts';

export type AfterText = ReturnType<typeof createAfterText>;
type Ended = Pick<Text, 'log' | 'sequence' | 'purpose' | 'at' | 'service' | 'subject' | 'personal'>;

/**
 * What follows from what became of a text: what it counts for, the facts of a request to rate, and the letter, or the task to write or call, where a text
 * about a case could not do it. Each is keyed by the text's cause: doing it again changes nothing.
 */
export function createAfterText({
  factStore,
  logs,
  loadCase,
  handsets,
  tasks,
  letters,
  keyring,
  now,
}: {
  factStore: FactStore;
  logs: LogStore;
  loadCase: LoadCase;
  handsets: HandsetStore;
  tasks: TaskStore;
  letters: WriteLetter;
  keyring: Keyring;
  now: () => number;
}) {
  return {
    /** Its carrier says that it is on the phone. */
    async delivered(text: Ended): Promise<void> {
      await count(text, 'delivered');
      await recordRequest(text, 'reached');
    },
    /** Its carrier took it, and said no more. */
    async unconfirmed(text: Ended): Promise<void> {
      await count(text, 'unconfirmed');
    },
    /** It never left, and will not. `because` is a reason of {@link unreachedReasons}, or one for which nobody need be told otherwise. */
    notSent,
    /** Its carrier would not take it, for good. */
    async refused(text: Ended): Promise<void> {
      await count(text, 'refused');
      await notSent(text, 'unreachable');
    },
    /** Its carrier says that it did not arrive. */
    async failed(text: Ended): Promise<void> {
      await count(text, 'failed');
      await reachOtherwise(text, 'unreachable');
    },
  };

  async function notSent(text: Ended, because: string): Promise<void> {
    const unreached = unreachedReasons.find((reason) => reason === because);
    if (unreached) await reachOtherwise(text, unreached);
    if (!text.subject) return;
    await recordRequest(text, 'not-sent');
    if (text.personal.to) await handsets.releaseAsk(keyring.handsetId(text.personal.to), text.subject);
  }

  async function count(text: Ended, became: TextBecame): Promise<void> {
    await factStore.put([factOfText(text, became), ...factsOfReminder(text, became)]);
  }

  async function recordRequest({ subject, log, sequence }: Ended, became: 'reached' | 'not-sent'): Promise<void> {
    const { kind } = log;
    if (!subject || (kind !== 'case' && kind !== 'contact')) return;
    const rated = { kind, commits: await logs.load({ ...log, kind }) } as RatedLog;
    await factStore.put(factsOfRequest(rated, sequence, became));
  }

  async function reachOtherwise(text: Ended, because: UnreachedReason): Promise<void> {
    if (text.log.kind !== 'case' || isToOther(text)) return;
    const at = instantOf(now());
    const commits = await logs.load({ kind: 'case', id: text.log.id });
    if ((await letters.insteadOf(commits, text, { why: because, at })) !== 'tell') return;
    const found = await loadCase(text.log.id as Reference);
    if (found) await tasks.add(taskToReach(found.service, found.state, text, { because, at }));
  }
}
