import { requestOfCase, requestOfContact } from '../domain/asking.ts';
import { instantOf } from '../domain/calendar.ts';
import type { CaseCommit } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { LogId } from '../domain/commit.ts';
import type { ContactCommit } from '../domain/contact.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { LookupCommit } from '../domain/lookup.ts';
import type { Reference } from '../domain/reference.ts';
import { sendingTime } from '../domain/sending-hours.ts';
import { callBackOfCase, callBackOfContact, type Task } from '../domain/task.ts';
import type { TextDue } from '../domain/text.ts';
import { type TextSettings, textsOfCase, textsOfContact, textsOfLookup } from '../domain/texts-due.ts';
import type { CodeStore } from '../store/code-store.ts';
import type { DraftStore } from '../store/draft-store.ts';
import { type Key, textKey } from '../store/keys.ts';
import type { LogStore } from '../store/log-store.ts';
import type { LookupLimitStore } from '../store/lookup-limit-store.ts';
import { expiryOf } from '../store/lookup-store.ts';
import type { PaceStore } from '../store/pace-store.ts';
import type { SummaryStore } from '../store/summary-store.ts';
import type { TaskStore } from '../store/task-store.ts';
import type { TextStore } from '../store/text-store.ts';
import type { LoadCase } from './change-case.ts';
import type { MindHandset } from './mind-handset.ts';
import { createProjectHandset, type ProjectHandsetDeps } from './project-handset.ts';
import type { RecordFacts } from './record-facts.ts';

const mayLeave = ({ dueAt, urgency }: TextDue, now: string) => dueAt <= now && sendingTime(now, urgency) === now;

export type ProjectCommit = ReturnType<typeof createProjectCommit>;
export type ProjectDeps = Omit<ProjectHandsetDeps, 'send'> & {
  catalogue: Catalogue;
  settings: TextSettings;
  logs: LogStore;
  texts: TextStore;
  codes: CodeStore;
  drafts: DraftStore;
  summaries: SummaryStore;
  lookupLimits: LookupLimitStore;
  recordFacts: RecordFacts;
  loadCase: LoadCase;
  tasks: TaskStore;
  mindHandset: MindHandset;
  pace: PaceStore;
  /** Puts the ids of texts that are due now on the queue of codes and urgent texts. */
  enqueue: (texts: Key[]) => Promise<void>;
  /** Says what people should hear of; nothing of a person is in it. */
  noticed: (what: string) => void;
  now: () => number;
};

/**
 * Writes all that follows from one commit: summary, facts, texts, codes, ratings, tasks. Every write is keyed by the commit, so
 * that doing it again changes nothing; the mark `unprojected` comes off last, so that what was cut short is done again.
 */
export function createProjectCommit(deps: ProjectDeps) {
  const { catalogue, settings, logs, texts, recordFacts, mindHandset, tasks, pace, enqueue, now } = deps;

  /** What is bulk, or held back by the pace, or not due yet waits in the table: release-texts finds it within a minute of its time. */
  const send = async (due: TextDue[]) => {
    const leaving: Key[] = [];
    for (const text of due) {
      const { parts, urgency } = text;
      if ((await texts.add(text)) === 'exists' || urgency === 'bulk' || !mayLeave(text, instantOf(now()))) continue;
      if ((await pace.take({ parts, urgency, whole: true })) > 0) leaving.push(textKey(text.log, text.sequence, text.purpose));
    }
    if (leaving.length > 0) await enqueue(leaving);
  };

  const keep = async (task: Task | undefined) => {
    if (task) await tasks.add(task);
  };
  const projectHandset = createProjectHandset({ ...deps, send });

  const projectCase = async (commits: CaseCommit[], sequence: number) => {
    const latest = caseOf(catalogue, commits);
    const then = caseOf(catalogue, commits.slice(0, sequence));
    const commit = commits[sequence - 1];
    if (!latest || !then || !commit) throw new Error('a case of a service that the catalogue does not have');
    const { service, state } = then;
    await mindHandset.keepConsent(state, commit);
    const asked = await mindHandset.mayAsk(requestOfCase(service, state, commit), state.mobile, commit.at);
    await send(textsOfCase(service, state, commit, { ...settings, asked }));
    await recordFacts({ kind: 'case', commits }, sequence, { asked });
    await keep(callBackOfCase(service, state, commits, sequence));
    await deps.summaries.put(service, latest.state);
    const opened = commit.events[0];
    if (opened?.type === 'opened' && opened.session && opened.draft) {
      const place = { sessionHash: opened.session, service: service.id };
      await deps.drafts.markSent(place, opened.draft, state.reference, now());
    }
  };

  const projectLookup = async (commits: LookupCommit[], sequence: number) => {
    await recordFacts({ kind: 'lookup', commits }, sequence);
    const commit = commits[0];
    const asked = commit?.events[0];
    const event = commits[sequence - 1]?.events[0];
    if (asked?.type !== 'asked' || !commit || event?.type === 'failed') return;
    const found = await deps.loadCase(asked.reference as Reference);
    if (event?.type === 'opened') return mindHandset.verified(found?.state, commits[sequence - 1]?.at ?? commit.at);
    const admitted = found && (await deps.lookupLimits.admit(asked.reference, commit.log.id, commit.at));
    const { state } = found ?? {};
    if (found && !admitted) deps.noticed('look-up refused: too many of one case');
    const code = state && admitted ? { service: state.service, ...(state.wordHash ? { wordHash: state.wordHash } : {}) } : {};
    await deps.codes.prepare(commit.log.id, code, expiryOf(commit.at));
    if (admitted && state?.mobile) await send(textsOfLookup(commit, state.mobile, settings));
  };

  const projectContact = async (commits: ContactCommit[], sequence: number) => {
    const logged = commits[0]?.events[0];
    const service = logged?.type === 'logged' ? catalogue.get(logged.service) : undefined;
    const commit = commits[sequence - 1];
    if (!commit) return;
    // Of a service no longer offered nobody is asked; its contacts count all the same.
    const request = service && requestOfContact(service, commit);
    const asked = await mindHandset.mayAsk(request, commit.personal.mobile, commit.at);
    if (asked) await send(textsOfContact(service, commit, settings));
    await recordFacts({ kind: 'contact', commits }, sequence, { asked });
    if (service) await keep(callBackOfContact(service, commits, sequence));
  };

  /** @returns `absent` when the log has no such commit: a record of a write that never was */
  return async (log: LogId, sequence: number): Promise<'projected' | 'absent'> => {
    const { kind } = log;
    switch (kind) {
      case 'case': {
        const commits = await logs.load({ ...log, kind });
        if (!commits[sequence - 1]) return 'absent';
        await projectCase(commits, sequence);
        break;
      }
      case 'contact': {
        const commits = await logs.load({ ...log, kind });
        if (!commits[sequence - 1]) return 'absent';
        await projectContact(commits, sequence);
        break;
      }
      case 'lookup': {
        const commits = await logs.load({ ...log, kind });
        if (!commits[sequence - 1]) return 'absent';
        await projectLookup(commits, sequence);
        break;
      }
      case 'handset': {
        const commit = (await logs.load({ ...log, kind }))[sequence - 1];
        if (!commit) return 'absent';
        await projectHandset(commit);
        break;
      }
    }
    await logs.markProjected(log, sequence);
    return 'projected';
  };
}
