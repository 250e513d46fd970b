import { type Progress, questionsOnPath } from './answers.ts';
import { checkAnswer } from './check-answer.ts';
import type { Question } from './question.ts';

/**
 * The first question on the path whose answer, right when it was kept, would be refused today: a day to come that is gone by, a choice
 * that there is no more. Undefined when all may be sent as they are, as far as they are answered.
 */
export function firstRefused(progress: Progress): Question | undefined {
  const { answers, today } = progress;
  return questionsOnPath(progress).find((each) => {
    const answer = answers[each.id];
    return answer !== undefined && checkAnswer(each, answer, today).kind === 'refused';
  });
}
