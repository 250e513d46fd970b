import { type Answer, type Answers, questionsOnPath } from '../domain/answers.ts';
import { instantOf, localDate } from '../domain/calendar.ts';
import type { Service } from '../domain/catalogue.ts';
import { type AnswerError, checkAnswer } from '../domain/check-answer.ts';
import type { Assisted, Draft } from '../domain/draft.ts';
import type { DraftExpected, DraftPlace, DraftStore } from '../store/draft-store.ts';
import type { EndJourney } from './end-journey.ts';

export type SaveAnswer = ReturnType<typeof createSaveAnswer>;
export type GivenAnswer = {
  place: DraftPlace;
  /** The draft that the page was of. */
  expected: DraftExpected;
  questionId: string;
  candidate: unknown;
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

/**
 * Keeps one answer of a draft: one update, whose result tells what to ask next. A refused answer writes nothing.
 * An answer to the first question after a draft was sent or has expired begins a new one; what expired is counted as left first, for
 * it goes with that.
 */
export function createSaveAnswer({
  drafts,
  endJourney,
  newId,
  now,
}: {
  drafts: DraftStore;
  endJourney: EndJourney;
  newId: () => string;
  now: () => number;
}) {
  return async (service: Service, given: GivenAnswer): Promise<SaveAnswerOutcome> => {
    const { place, expected, questionId, candidate, assisted } = given;
    const question = service.questions.find((each) => each.id === questionId);
    if (!question) return { kind: 'no-such-question' };
    const nowMs = now();
    const check = checkAnswer(question, candidate, localDate(instantOf(nowMs)));
    if (check.kind === 'refused') return check;
    const answer = check.value;
    const begins = { id: newId(), assisted };
    const saved = await drafts.save(place, { questionId, answer, expected, begins }, nowMs);
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
    if (expected === 'none' && sameAnswer(found.answers[questionId], answer)) return { kind: 'saved', draft: found };
    return { kind: 'other-form' };
  };
}

/** Maps come back from the table with their keys in another order. */
function sameAnswer(one: Answer | undefined, other: Answer | undefined): boolean {
  return JSON.stringify(one, sortedKeys(one)) === JSON.stringify(other, sortedKeys(other));
}

const sortedKeys = (answer: Answer | undefined) =>
  answer && typeof answer === 'object' && !Array.isArray(answer) ? Object.keys(answer).sort() : null;

/** Whether a page may be shown: every question before it on the path has been answered. */
export function mayAsk(service: Service, answers: Answers, questionId: string): boolean {
  const path = questionsOnPath(service, answers);
  const index = path.findIndex((each) => each.id === questionId);
  return index >= 0 && path.slice(0, index).every((each) => each.optional || answers[each.id] !== undefined);
}
