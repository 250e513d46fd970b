import { type Answer, type Answers, questionsOnPath } from '../domain/answers.ts';
import { instantOf, localDate } from '../domain/calendar.ts';
import type { Service } from '../domain/catalogue.ts';
import { type AnswerError, checkAnswer } from '../domain/check-answer.ts';
import type { Draft } from '../domain/draft.ts';
import type { DraftPlace, DraftStore } from '../store/draft-store.ts';

export type SaveAnswer = ReturnType<typeof createSaveAnswer>;
export type SaveAnswerOutcome =
  | { kind: 'saved'; draft: Draft }
  | { kind: 'refused'; errors: AnswerError[] }
  | { kind: 'no-such-question' }
  /** The answers were already sent, and this is not the first question of a new request. */
  | { kind: 'already-sent' }
  | { kind: 'too-large' };

/**
 * Keeps one answer of a draft: one update, whose result tells what to ask next. A refused answer writes nothing.
 * An answer to the first question after a draft was sent begins a new one.
 */
export function createSaveAnswer({ drafts, newId, now }: { drafts: DraftStore; newId: () => string; now: () => number }) {
  return async (service: Service, place: DraftPlace, questionId: string, candidate: unknown): Promise<SaveAnswerOutcome> => {
    const question = service.questions.find((each) => each.id === questionId);
    if (!question) return { kind: 'no-such-question' };
    const nowMs = now();
    const check = checkAnswer(question, candidate, localDate(instantOf(nowMs)));
    if (check.kind === 'refused') return check;
    const saved = await drafts.save(place, newId(), questionId, check.value, nowMs);
    if (saved === 'too-large') return { kind: 'too-large' };
    if (saved !== 'sent') return { kind: 'saved', draft: saved };
    if (service.questions[0]?.id !== questionId) return { kind: 'already-sent' };
    const answers: Record<string, Answer> = check.value === undefined ? {} : { [questionId]: check.value };
    return { kind: 'saved', draft: await drafts.begin(place, { id: newId(), answers }, nowMs) };
  };
}

/** Whether a page may be shown: every question before it on the path has been answered. */
export function mayAsk(service: Service, answers: Answers, questionId: string): boolean {
  const path = questionsOnPath(service, answers);
  const index = path.findIndex((each) => each.id === questionId);
  return index >= 0 && path.slice(0, index).every((each) => each.optional || answers[each.id] !== undefined);
}
