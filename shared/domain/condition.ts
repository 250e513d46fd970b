import * as z from 'zod';
import type { Answers } from './answers.ts';

/** When a question is asked, or a fast track taken: tests on earlier answers, joined by all or any. */
export type Condition =
  | { question: string; is: string }
  | { question: string; isNot: string }
  | { question: string; includes: string }
  | { all: Condition[] }
  | { any: Condition[] };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ question: z.string(), is: z.string() }),
    z.strictObject({ question: z.string(), isNot: z.string() }),
    z.strictObject({ question: z.string(), includes: z.string() }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
  ]),
);

/** Whether the answers meet the condition. An unanswered question meets only `isNot`. */
export function meets(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((each) => meets(each, answers));
  if ('any' in condition) return condition.any.some((each) => meets(each, answers));
  const answer = answers[condition.question];
  if ('is' in condition) return answer === condition.is;
  if ('isNot' in condition) return answer !== condition.isNot;
  return Array.isArray(answer) && answer.includes(condition.includes);
}

/** The ids of the questions that a condition looks at. */
export function questionsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(questionsIn);
  if ('any' in condition) return condition.any.flatMap(questionsIn);
  return [condition.question];
}
