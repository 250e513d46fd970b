import type { AnswerCheck, AnswerError } from '../domain/answer-check.ts';
import { type Answer, isAnswered, type Progress, questionsOnPath } from '../domain/answers.ts';
import { instantOf, type LocalDate, localDate } from '../domain/calendar.ts';
import type { Service } from '../domain/catalogue.ts';
import { checkAnswer, checkEntry } from '../domain/check-answer.ts';
import type { Assisted, Draft } from '../domain/draft.ts';
import type { Location } from '../domain/location.ts';
import type { Question } from '../domain/question.ts';
import { isSame } from '../domain/same.ts';
import type { DraftExpected, DraftPlace, DraftStore } from '../store/draft-store.ts';
import type { EndJourney } from './end-journey.ts';
import type { Locate } from './locate.ts';

export type SaveAnswer = ReturnType<typeof createSaveAnswer>;
export type GivenAnswer = {
  place: DraftPlace;
  /** The draft that the page was of. */
  expected: DraftExpected;
  questionId: string;
  candidate: unknown;
  /** Of a repeated question: which entry it is, by its place in the draft, or that it goes. Else the candidate is all there is. */
  entry?: { place: number; goes?: true };
  /** Who fills it for a resident, where a draft begins here. */
  assisted?: Assisted | undefined;
};
export type SaveAnswerOutcome =
  | { kind: 'saved'; draft: Draft }
  | { kind: 'refused'; errors: AnswerError[] }
  | { kind: 'no-such-question' }
  /** The answers were already sent, and this is not the first question of a new request. */
  | { kind: 'already-sent' }
  /** Another draft is open in the place of the one that the page was of. */
  | { kind: 'other-form' }
  /** The answers before this one are gone. */
  | { kind: 'expired' }
  | { kind: 'too-large' };

type SaveAnswerDeps = { drafts: DraftStore; endJourney: EndJourney; locate: Locate; newId: () => string; now: () => number };

/**
 * Keeps one answer of a draft: one update, whose result tells what to ask next. A refused answer writes nothing.
 * An answer to the first question after a draft was sent or has expired begins a new one; what expired is counted as left first, for
 * it goes with that. Where something is, is put on the map first.
 */
export function createSaveAnswer({ drafts, endJourney, locate, newId, now }: SaveAnswerDeps) {
  return async (service: Service, given: GivenAnswer): Promise<SaveAnswerOutcome> => {
    const { place, expected, questionId, entry, assisted } = given;
    const question = service.questions.find((each) => each.id === questionId);
    if (!question) return { kind: 'no-such-question' };
    const nowMs = now();
    const checked = checkGiven(question, given, localDate(instantOf(nowMs)));
    if (checked.kind !== 'accepted') return checked;
    const check = question.type === 'location' && checked.value !== undefined ? await locate(checked.value as Location) : checked;
    if (check.kind === 'refused') return check;
    const answer = check.value;
    const begins = { id: newId(), assisted };
    const saved = await drafts.save(place, { questionId, answer, entry: entry?.place, expected, begins }, nowMs);
    if (saved === 'too-large') return { kind: 'too-large' };
    if (saved !== 'refused') return { kind: 'saved', draft: saved };
    const kept = await drafts.read(place);
    const found = kept && kept.openUntil > nowMs / 1000 ? kept : undefined;
    const over = !found || found.sentAs !== undefined;
    if (over && typeof expected === 'string' && service.questions[0]?.id === questionId) {
      const answers: Record<string, Answer> = answer === undefined ? {} : { [questionId]: answer };
      if (kept && kept.sentAs === undefined) await endJourney(service.id, kept, { outcome: 'left' });
      const begun = await drafts.begin(place, { id: begins.id, answers, ...(assisted ? { assisted } : {}) }, nowMs);
      return begun === 'refused' ? { kind: 'other-form' } : { kind: 'saved', draft: begun };
    }
    if (!found) return { kind: 'expired' };
    if (found.sentAs && (typeof expected === 'string' || expected.id === found.id)) return { kind: 'already-sent' };
    // A double press of the first answer: the other one began the draft.
    if (expected === 'none' && isSame(found.answers[questionId], answer)) return { kind: 'saved', draft: found };
    return { kind: 'other-form' };
  };
}

/** One entry of a repeated question counts as an answer of one entry. */
function checkGiven(question: Question, { candidate, entry }: GivenAnswer, today: LocalDate): AnswerCheck | { kind: 'no-such-question' } {
  if (!entry) return checkAnswer(question, candidate, today);
  if (question.type !== 'repeat' || entry.place < 1 || entry.place > question.most) return { kind: 'no-such-question' };
  if (entry.goes) return { kind: 'accepted', value: undefined };
  const check = checkEntry(question, candidate, today);
  return check.kind === 'refused' ? check : { kind: 'accepted', value: [check.entry] };
}

/** Whether a page may be shown: every question before it on the path has been answered. */
export function mayAsk(progress: Progress, questionId: string): boolean {
  const path = questionsOnPath(progress);
  const index = path.findIndex((each) => each.id === questionId);
  return index >= 0 && path.slice(0, index).every((each) => isAnswered(each, progress.answers[each.id]));
}
