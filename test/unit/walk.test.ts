import { describe, expect, it } from 'vitest';
import { catalogue } from '../../shared/catalogue/index.ts';
import { checkAnswer } from '../../shared/domain/check-answer.ts';
import { candidateOf } from '../../web/components/question-form.ts';
import { planWalks } from '../walk/plan.ts';
import { wrongAnswers } from '../walk/wrong-answers.ts';

const today = '2026-11-23';

describe.each([...catalogue.values()])('the walk of $id', (service) => {
  it('comes to every question and ending, by answers that are taken, and is sent', () => {
    const { walks, missed } = planWalks(service, { seed: 1, today });
    expect(missed).toEqual([]);
    expect(walks[0]?.barred).toBe(false);
  });

  it('goes by errors that are errors', () => {
    for (const question of service.questions.flatMap((each) => (each.type === 'repeat' ? each.fields : [each]))) {
      for (const { why, filled } of wrongAnswers(question, today).filter(({ press }) => !press)) {
        const form = new URLSearchParams(filled.map(([name, value]): [string, string] => [name, value]));
        expect([question.id, why, checkAnswer(question, candidateOf(question, form), today).kind]).toEqual([question.id, why, 'refused']);
      }
    }
  });
});
