import type { CaseCommit } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { LogId } from '../domain/commit.ts';
import { caseOf } from '../domain/evolve-case.ts';
import type { HandsetCommit } from '../domain/handset.ts';
import type { LookupCommit } from '../domain/lookup.ts';
import type { Reference } from '../domain/reference.ts';
import { readReply } from '../domain/reply.ts';
import type { TextDue } from '../domain/text.ts';
import { type TextSettings, textsOfCase, textsOfContact, textsOfHandset, textsOfLookup } from '../domain/texts-due.ts';
import type { CodeStore } from '../store/code-store.ts';
import type { DraftStore } from '../store/draft-store.ts';
import { type Key, textKey } from '../store/keys.ts';
import type { LogStore } from '../store/log-store.ts';
import type { LookupLimitStore } from '../store/lookup-limit-store.ts';
import { expiryOf } from '../store/lookup-store.ts';
import type { SummaryStore } from '../store/summary-store.ts';
import type { TextStore } from '../store/text-store.ts';
import type { LoadCase } from './change-case.ts';
import type { Rate } from './rate.ts';
import type { RecordFacts } from './record-facts.ts';

export type ProjectCommit = ReturnType<typeof createProjectCommit>;
export type ProjectDeps = {
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
  rate: Rate;
  /** Puts the ids of texts that are due now on the queue. */
  enqueue: (texts: Key[]) => Promise<void>;
  /** Says what people should hear of; nothing of a person is in it. */
  noticed: (what: string) => void;
  now: () => number;
};

/**
 * Writes all that follows from one commit: summary, facts, texts, codes, ratings. Every write is keyed by the commit, so
 * that doing it again changes nothing; the mark `unprojected` comes off last, so that what was cut short is done again.
 */
export function createProjectCommit(deps: ProjectDeps) {
  const { catalogue, settings, logs, texts, recordFacts, enqueue, now } = deps;

  const send = async (due: TextDue[]) => {
    const added: Key[] = [];
    for (const text of due) {
      if ((await texts.add(text)) === 'added' && Date.parse(text.dueAt) <= now())
        added.push(textKey(text.log, text.sequence, text.purpose));
    }
    if (added.length > 0) await enqueue(added);
  };

  const projectCase = async (commits: CaseCommit[], sequence: number) => {
    const latest = caseOf(catalogue, commits);
    const then = caseOf(catalogue, commits.slice(0, sequence));
    const commit = commits[sequence - 1];
    if (!latest || !then || !commit) throw new Error('a case of a service that the catalogue does not have');
    const { service, state } = then;
    await send(textsOfCase(service, state, commit, settings));
    await recordFacts({ kind: 'case', commits }, sequence);
    await deps.summaries.put(service, latest.state);
    const opened = commit.events[0];
    if (opened?.type === 'opened' && opened.session && opened.draft) {
      const place = { sessionHash: opened.session, service: service.id };
      await deps.drafts.markSent(place, opened.draft, state.reference, now());
    }
  };

  const projectLookup = async (commits: LookupCommit[], sequence: number) => {
    await recordFacts({ kind: 'lookup', commits }, sequence);
    const asked = commits[sequence - 1]?.events[0];
    const commit = commits[0];
    if (asked?.type !== 'asked' || !commit) return;
    const found = await deps.loadCase(asked.reference as Reference);
    const admitted = found && (await deps.lookupLimits.admit(asked.reference, commit.log.id, commit.at));
    const { state } = found ?? {};
    if (found && !admitted) deps.noticed('look-up refused: too many of one case');
    const code = state && admitted ? { service: state.service, ...(state.wordHash ? { wordHash: state.wordHash } : {}) } : {};
    await deps.codes.prepare(commit.log.id, code, expiryOf(commit.at));
    if (admitted && state?.mobile) await send(textsOfLookup(commit, state.mobile, settings));
  };

  const projectHandset = async (commit: HandsetCommit) => {
    for (const event of commit.events) {
      if (event.type !== 'rated') continue;
      const reply = readReply(commit.personal.body ?? '');
      const comment = reply.kind === 'rating' ? reply.comment : undefined;
      const rating = { score: event.score, via: 'reply', ...(comment ? { comment } : {}) } as const;
      const outcome = await deps.rate(event.subject, rating, { kind: 'resident' }, `handset/${commit.log.id}/${commit.sequence}`);
      if (outcome === 'busy') throw new Error('a rating could not be kept yet');
    }
    await send(textsOfHandset(commit, settings));
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
        const commit = commits[sequence - 1];
        if (!commit) return 'absent';
        const logged = commits[0]?.events[0];
        await send(textsOfContact(logged?.type === 'logged' ? catalogue.get(logged.service) : undefined, commit, settings));
        await recordFacts({ kind, commits }, sequence);
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
