import { answerTo, type Told, toldOf } from '../domain/answer-texts.ts';
import { type LocalDate, localDate } from '../domain/calendar.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { factOfStatus } from '../domain/facts-of.ts';
import type { HandsetCommit, HandsetEvent } from '../domain/handset.ts';
import { bereavementOf } from '../domain/person.ts';
import { parseReference, type Reference } from '../domain/reference.ts';
import { readReply } from '../domain/reply.ts';
import type { TextDue } from '../domain/text.ts';
import type { TextSettings } from '../domain/texts-due.ts';
import type { CaseFileStore } from '../store/case-file-store.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ChangeCase, LoadCase } from './change-case.ts';
import type { LoadPerson } from './change-person.ts';
import type { Rate } from './rate.ts';

/** What `STATUS` without a reference looks up: no case has it, since its check symbol is wrong. */
const NO_REFERENCE = '0000001' as Reference;

export type ProjectHandsetDeps = {
  catalogue: Catalogue;
  settings: TextSettings;
  caseFiles: CaseFileStore;
  factStore: FactStore;
  rate: Rate;
  changeCase: ChangeCase;
  loadCase: LoadCase;
  loadPerson: LoadPerson;
  send: (due: TextDue[]) => Promise<void>;
};

/**
 * What follows from a text that came in: its rating reaches the case or contact, what staff should read reaches the case,
 * and HELP, STATUS and what we cannot read are answered.
 */
export function createProjectHandset({
  catalogue,
  settings,
  caseFiles,
  factStore,
  rate,
  changeCase,
  loadCase,
  loadPerson,
  send,
}: ProjectHandsetDeps) {
  return async (commit: HandsetCommit): Promise<void> => {
    const cause = `handset/${commit.log.id}/${commit.sequence}`;
    for (const event of commit.events) await pass(event, commit, cause);
    const asked = commit.events.find((event) => event.type === 'statusAsked' && event.answer);
    if (asked?.type !== 'statusAsked') {
      const { died, language } = await aboutOf(commit);
      return send(answerTo(commit, { ...settings, language }, undefined, died));
    }
    const told = await tell(asked.reference, commit.personal.number ?? '', localDate(commit.at));
    const died = told?.state.person && bereavementOf(await loadPerson(told.state.person)) ? told : undefined;
    await send(answerTo(commit, settings, told, died));
    // After the answer has left: until then any case but one tied to a person costs the same calls, whosever it is.
    if (told) await factStore.put([factOfStatus(commit, told.service.id)]);
  };

  async function pass(event: HandsetEvent, commit: HandsetCommit, cause: string): Promise<void> {
    if (event.type === 'rated') {
      const reply = readReply(commit.personal.body ?? '');
      const comment = reply.kind === 'rating' ? reply.comment : undefined;
      const rating = { score: event.score, via: 'reply', ...(comment ? { comment } : {}) } as const;
      const outcome = await rate(event.subject, rating, { kind: 'resident' }, cause);
      if (outcome === 'busy') throw new Error('a rating could not be kept yet');
    }
    if (event.type === 'received' && event.about?.kind === 'case' && commit.personal.body) {
      const command = { type: 'keepText', said: commit.personal.body } as const;
      const outcome = await changeCase(event.about.id as Reference, command, { kind: 'resident' }, cause);
      if (outcome.kind === 'busy') throw new Error('a text could not be kept on its case yet');
    }
  }

  /** Of the case that an answer to a text we cannot read is about: its language, and the case where its person has died. */
  async function aboutOf({ events }: HandsetCommit) {
    const about = events.find((event) => event.type === 'received' && event.answer && event.about?.kind === 'case');
    if (about?.type !== 'received' || !about.about) return {};
    const found = await loadCase(about.about.id as Reference);
    const died = found?.state.person && bereavementOf(await loadPerson(found.state.person)) ? found : undefined;
    return { died, language: found?.state.language };
  }

  /** One Query, whether the case exists or not, and whoever asks. */
  async function tell(typed: string | undefined, number: string, on: LocalDate): Promise<Told | undefined> {
    const file = await caseFiles(parseReference(typed ?? '') ?? NO_REFERENCE);
    const opened = file.commits[0]?.events[0];
    const service = opened?.type === 'opened' ? catalogue.get(opened.service) : undefined;
    return service && toldOf(service, file, number, on);
  }
}
