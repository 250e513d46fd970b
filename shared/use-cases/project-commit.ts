import { requestOfCase, requestOfContact } from '../domain/asking.ts';
import { chasesOf } from '../domain/avoidable.ts';
import { instantOf } from '../domain/calendar.ts';
import { foldCalls } from '../domain/calls.ts';
import type { Case, CaseCommit } from '../domain/case.ts';
import type { Catalogue, Service } from '../domain/catalogue.ts';
import type { LogId } from '../domain/commit.ts';
import type { ContactCommit } from '../domain/contact.ts';
import { isErased } from '../domain/erasure.ts';
import { answeredBy, taskToErase } from '../domain/erasure-task.ts';
import { textsOfEvidence } from '../domain/evidence-texts.ts';
import { caseOf } from '../domain/evolve-case.ts';
import { textsOfFollowers } from '../domain/follower.ts';
import { textsOfHelper } from '../domain/helper-texts.ts';
import { keptLanguage } from '../domain/language.ts';
import { bereavementOf, foldPerson, type Person } from '../domain/person.ts';
import { type LetterReason, newsOf, withoutMobile, writesBecause } from '../domain/reach.ts';
import { sendingTime } from '../domain/sending-hours.ts';
import { callBackOfCase, callBackOfContact, type Task, taskToReach, taskToSafeguard } from '../domain/task.ts';
import type { TextDue } from '../domain/text.ts';
import { type TextSettings, textsOfCase, textsOfContact } from '../domain/texts-due.ts';
import type { CallDayStore } from '../store/call-day-store.ts';
import type { ChaseStore } from '../store/chase-store.ts';
import type { DeadlineStore } from '../store/deadline-store.ts';
import type { DraftStore } from '../store/draft-store.ts';
import type { HeldStore } from '../store/held-store.ts';
import { type Key, textKey } from '../store/keys.ts';
import type { LogStore } from '../store/log-store.ts';
import type { PaceStore } from '../store/pace-store.ts';
import type { PaymentWatchStore } from '../store/payment-watch-store.ts';
import type { SavedFormStore } from '../store/saved-form-store.ts';
import type { SummaryStore } from '../store/summary-store.ts';
import type { TaskStore } from '../store/task-store.ts';
import type { TextStore } from '../store/text-store.ts';
import type { LoadCase } from './change-case.ts';
import { createLinkContact } from './link-contact.ts';
import { createMindEvidence } from './mind-evidence.ts';
import type { MindHandset } from './mind-handset.ts';
import { createMindPayment } from './mind-payment.ts';
import { createProjectErased } from './project-erased.ts';
import { createProjectHandset, type ProjectHandsetDeps } from './project-handset.ts';
import { createProjectLookup, type ProjectLookupDeps } from './project-lookup.ts';
import type { RecordFacts } from './record-facts.ts';
import type { TendPeople } from './tend-people.ts';
import type { WriteLetter } from './write-letter.ts';

const mayLeave = ({ dueAt, urgency }: TextDue, now: string) => dueAt <= now && sendingTime(now, urgency) === now;

/** The number that a case was last texted at, by its commits. */
const lastMobile = (commits: readonly CaseCommit[]) => commits.findLast(({ personal }) => personal.mobile)?.personal.mobile;

/** What a case's summary says of its person. */
const whoseCase = (person: Person | undefined) =>
  person ? { assignedTo: bereavementOf(person)?.officer.name, personSequence: person.sequence } : {};

export type ProjectCommit = ReturnType<typeof createProjectCommit>;
export type ProjectDeps = Omit<ProjectHandsetDeps & ProjectLookupDeps, 'send' | 'wordOf'> & {
  catalogue: Catalogue;
  settings: TextSettings;
  logs: LogStore;
  texts: TextStore;
  drafts: DraftStore;
  savedForms: SavedFormStore;
  held: HeldStore;
  summaries: SummaryStore;
  chases: ChaseStore;
  callDays: CallDayStore;
  recordFacts: RecordFacts;
  loadCase: LoadCase;
  tasks: TaskStore;
  deadlines: DeadlineStore;
  paymentWatches: PaymentWatchStore;
  mindHandset: MindHandset;
  people: TendPeople;
  letters: WriteLetter;
  pace: PaceStore;
  /** Puts the ids of texts that are due now on the queue of codes and urgent texts. */
  enqueue: (texts: Key[]) => Promise<void>;
  /** Says what people should hear of; nothing of a person is in it. */
  noticed: (what: string) => void;
  now: () => number;
};

/**
 * Writes all that follows from one commit: summary, facts, texts, letters, codes, ratings, tasks. Every write is keyed by the commit, so
 * that doing it again changes nothing; the mark `unprojected` comes off last, so that what was cut short is done again.
 */
export function createProjectCommit(deps: ProjectDeps) {
  const { catalogue, settings, logs, texts, recordFacts, mindHandset, tasks, people, letters, pace, enqueue, now } = deps;

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
  const mindEvidence = createMindEvidence(deps);
  const mindPayment = createMindPayment(deps);
  const projectHandset = createProjectHandset({ ...deps, send });
  const projectErased = createProjectErased(deps);
  const linkContact = createLinkContact({ ...deps, keyring: settings.keyring });

  /** By letter, or where there is no address by hand. */
  const write = async (about: { service: Service; state: Case; commit: CaseCommit }, why: LetterReason) => {
    const { service, state, commit } = about;
    const purpose = newsOf(service, state, commit);
    if (!purpose || (await letters.write(about, { why, at: commit.at })) === 'written') return;
    await keep(taskToReach(service, state, { sequence: commit.sequence, purpose }, { because: 'no-address', at: commit.at }));
  };

  const projectCase = async (commits: CaseCommit[], sequence: number) => {
    const latest = caseOf(catalogue, commits);
    const then = caseOf(catalogue, commits.slice(0, sequence));
    const commit = commits[sequence - 1];
    if (!latest || !then || !commit) throw new Error('a case of a service that the catalogue does not have');
    const { service, state } = then;
    await mindHandset.keepConsent(state, commit, lastMobile(commits.slice(0, sequence - 1)));
    const person = await people.of(commits);
    const died = bereavementOf(person) !== undefined;
    const why = writesBecause(service, state);
    const request = died || why ? undefined : requestOfCase(service, state, commit);
    const asked = await mindHandset.mayAsk(request, state.mobile, commit.at);
    // While a death stands each text is dropped as it is claimed, so that staff see what was not sent. No letter is made.
    const told = why ? withoutMobile(state) : state;
    await send([
      ...textsOfCase(service, told, commit, { ...settings, asked }),
      ...textsOfEvidence(service, told, commit, settings),
      ...textsOfFollowers(service, state, commit, settings),
      ...textsOfHelper(service, commit, { ...settings, ...keptLanguage(state.language) }),
    ]);
    if (why && !died) await write({ service, state, commit }, why);
    const before = caseOf(catalogue, commits.slice(0, sequence - 1))?.state;
    await mindEvidence({ service, before, after: state, commit, told: died ? 'nobody' : told.mobile ? 'by-text' : 'by-letter' });
    await mindPayment(service, state, commit);
    await recordFacts({ kind: 'case', commits }, sequence, { asked });
    if (!died) await keep(callBackOfCase(service, state, commits, sequence));
    await keep(taskToErase(service, state, commit));
    await keep(taskToSafeguard(service, state, commit));
    const answered = answeredBy(commits, commit);
    if (answered) await tasks.finish({ ...answered, kind: 'erase' }, { by: commit.by, at: commit.at, teams: [service.team] });
    const asker = latest.state.mobile && settings.keyring.handsetId(latest.state.mobile);
    await deps.summaries.put(latest.service, latest.state, { ...whoseCase(person), asker });
    await people.list(commit);
    await people.recheck(commits, person);
    const opened = commit.events[0];
    if (opened?.type === 'opened' && opened.session && opened.draft) {
      const place = { sessionHash: opened.session, service: service.id };
      await deps.drafts.markSent(place, opened.draft, state.reference, now());
    }
    if (opened?.type === 'opened' && opened.savedBy && opened.draft)
      await deps.savedForms.drop(opened.savedBy, { service: service.id, draft: opened.draft });
  };

  /** What opens a case without a code: the word it was given, or the one that its letters print. */
  const wordOf = async (state: Case) => state.wordHash ?? (await letters.wordHashOf(state.reference));

  const projectLookup = createProjectLookup({ ...deps, wordOf, send });

  const projectContact = async (commits: ContactCommit[], sequence: number) => {
    const logged = commits[0]?.events[0];
    const service = logged?.type === 'logged' ? catalogue.get(logged.service) : undefined;
    const commit = commits[sequence - 1];
    if (!commit) return;
    // Of a service no longer offered nobody is asked; its contacts count all the same.
    const request = service && requestOfContact(service, commit);
    const { mobile } = commit.personal;
    if (mobile) await deps.held.addContact(settings.keyring.handsetId(mobile), commit.log.id);
    const asked = await mindHandset.mayAsk(request, mobile, commit.at);
    if (asked) await send(textsOfContact(service, commit, settings));
    await recordFacts({ kind: 'contact', commits }, sequence, { asked });
    await linkContact(commits, sequence);
    const latest = commits.at(-1)?.sequence ?? sequence;
    for (const { reference, ...chase } of chasesOf(commits)) await deps.chases.put(reference, { ...chase, contact: commit.log.id }, latest);
    if (service) await keep(callBackOfContact(service, commits, sequence));
  };

  /** @returns `absent` when the log has no such commit: a record of a write that never was */
  return async (log: LogId, sequence: number): Promise<'projected' | 'absent'> => {
    const { kind } = log;
    switch (kind) {
      case 'case': {
        const commits = await logs.load({ ...log, kind });
        if (!commits[sequence - 1]) return 'absent';
        await (isErased(commits) ? projectErased(commits, sequence) : projectCase(commits, sequence));
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
      case 'person': {
        const commits = await logs.load({ ...log, kind });
        const person = foldPerson(commits);
        if (!person || !commits[sequence - 1]) return 'absent';
        await people.project(commits, sequence, person);
        break;
      }
      case 'calls': {
        const commits = await logs.load({ ...log, kind });
        const state = foldCalls(commits.slice(0, sequence));
        if (!state || !commits[sequence - 1]) return 'absent';
        await recordFacts({ kind, commits }, sequence);
        await deps.callDays.put(state);
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
