import { type Answers, answersOnPath, askedByThemselves, nextUnanswered } from '../domain/answers.ts';
import { instantOf, localDate } from '../domain/calendar.ts';
import type { CaseCommit, Channel } from '../domain/case.ts';
import type { Service } from '../domain/catalogue.ts';
import type { Actor } from '../domain/commit.ts';
import { open } from '../domain/decide-case.ts';
import { barredBy, type Ending } from '../domain/ending.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { Language } from '../domain/language.ts';
import type { Reference } from '../domain/reference.ts';
import { isSame } from '../domain/same.ts';
import { type LogStore, nextCommit } from '../store/log-store.ts';

export type OpenCase = ReturnType<typeof createOpenCase>;
export type Application = {
  /** What the reference follows from: the same draft always meets the same case. */
  draftId: string;
  answers: Answers;
  channel: Channel;
  assisted: boolean;
  /** The HMAC of the cookie its draft is kept under, where it came from a draft. */
  session?: string;
  /** The HMAC of the number it was put by under and taken up from. */
  savedBy?: string;
  /** In which the resident is told. */
  language?: Language | undefined;
  /** The local day of the draft's first answer. */
  begunOn?: string | undefined;
  by: Actor;
};
/** `at` is when it was opened, `targetDate` the council's aim for it. */
type Opened = { reference: Reference; at: string; targetDate: string; lookUpWord?: string };
export type OpenCaseOutcome =
  | ({ kind: 'opened' } & Opened)
  /** The same draft was sent before: `changed` when its answers are not those that were sent. */
  | ({ kind: 'already-open'; changed: boolean } & Opened)
  | { kind: 'incomplete'; questionId: string }
  /** An ending that nothing may be sent past. */
  | { kind: 'barred'; ending: Ending }
  | { kind: 'too-large' };

/** 30^6 references: even a million cases leave one try in 700 to clash, so ten in a row is a fault, not chance. */
const MAX_CLASHES = 10;

/**
 * Opens a case with one conditional put of its first commit. Only when the reference is taken is anything read: to tell
 * a double press from another resident's case, past which the next reference that follows from the draft is tried.
 */
export function createOpenCase({ logs, keyring, now }: { logs: LogStore; keyring: Keyring; now: () => number }) {
  return async (service: Service, application: Application): Promise<OpenCaseOutcome> => {
    const at = instantOf(now());
    const today = localDate(at);
    const answers = answersOnPath({ service, answers: askedByThemselves(service, application.answers), today });
    const ending = barredBy({ service, answers, today });
    if (ending) return { kind: 'barred', ending };
    const unanswered = nextUnanswered({ service, answers, today });
    if (unanswered) return { kind: 'incomplete', questionId: unanswered.id };
    const { draftId, channel, assisted, session, savedBy, begunOn, language, by } = application;
    const word = keyring.lookUpWord(draftId);
    for (let attempt = 0; attempt < MAX_CLASHES; attempt++) {
      const reference = keyring.reference(draftId, attempt);
      const log = { kind: 'case', id: reference } as const;
      const { events, personal } = open(
        service,
        {
          answers,
          channel,
          assisted,
          draft: draftId,
          ...(session ? { session } : {}),
          ...(savedBy ? { savedBy } : {}),
          language,
          ...(begunOn ? { begunOn } : {}),
          wordHash: keyring.secretHash(reference, word),
        },
        at,
      );
      const done = await logs.append(nextCommit(log, 0, { at, by, events, personal }));
      if (done === 'appended') return { kind: 'opened', ...openedOf(reference, { at, events }, word) };
      if (done === 'too-large') return { kind: 'too-large' };
      const first = (await logs.load(log))[0];
      const event = first?.events[0];
      if (first && event?.type === 'opened' && event.draft === draftId) {
        const sameAnswers = isSame(first.personal.answers, answers);
        const changed = !sameAnswers || event.service !== service.id || event.channel !== channel;
        return { kind: 'already-open', ...openedOf(reference, first, word), changed };
      }
    }
    throw new Error('no free reference was found');
  };
}

/** What is said of a case by its first commit: the look-up word opens only one without a mobile. */
function openedOf(reference: Reference, { at, events: [event] }: Pick<CaseCommit, 'at' | 'events'>, word: string): Opened {
  if (event?.type !== 'opened') throw new Error('the log of a case begins with an event other than opened');
  return { reference, at, targetDate: event.targetDate, ...(event.wordHash ? { lookUpWord: word } : {}) };
}
