import * as z from 'zod';
import type { Answer, Answers } from './answers.ts';
import { addMonths, isRealDate, type LocalDate } from './calendar.ts';

/** When a question is asked, or a fast track taken: tests on earlier answers, joined by all or any. */
export type Condition =
  | { question: string; is: string }
  | { question: string; isNot: string }
  | { question: string; includes: string }
  /** Of a number or money: more than that, and less than that. */
  | { question: string; over: number }
  | { question: string; under: number }
  /** Of a date of birth: has had that birthday, and has not had it yet, on the day it is asked. */
  | { question: string; olderThan: number }
  | { question: string; youngerThan: number }
  | { all: Condition[] }
  | { any: Condition[] };

const years = z.number().int().min(1).max(120);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ question: z.string(), is: z.string() }),
    z.strictObject({ question: z.string(), isNot: z.string() }),
    z.strictObject({ question: z.string(), includes: z.string() }),
    z.strictObject({ question: z.string(), over: z.number() }),
    z.strictObject({ question: z.string(), under: z.number() }),
    z.strictObject({ question: z.string(), olderThan: years }),
    z.strictObject({ question: z.string(), youngerThan: years }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
  ]),
);

/**
 * Whether the answers meet the condition. An unanswered question meets only `isNot`.
 * @param today the council's local date, from which ages are counted
 */
export function meets(condition: Condition, answers: Answers, today: LocalDate): boolean {
  if ('all' in condition) return condition.all.every((each) => meets(each, answers, today));
  if ('any' in condition) return condition.any.some((each) => meets(each, answers, today));
  const answer = answers[condition.question];
  if ('is' in condition) return chosenIn(answer) === condition.is;
  if ('isNot' in condition) return chosenIn(answer) !== condition.isNot;
  if ('includes' in condition) return Array.isArray(answer) && answer.some((each) => each === condition.includes);
  if ('over' in condition) return amountOf(answer) > condition.over;
  if ('under' in condition) return amountOf(answer) < condition.under;
  if (typeof answer !== 'string' || !isRealDate(answer)) return false;
  return 'olderThan' in condition ? answer <= birthday(today, condition.olderThan) : answer > birthday(today, condition.youngerThan);
}

/** Of who asks, whether for themselves (`self`) or not (`other`); anything else as it is. */
const chosenIn = (answer: Answer | undefined) => (typeof answer === 'object' && 'for' in answer ? answer.for : answer);

/** The latest day of birth of somebody who is so many years old today. */
const birthday = (today: LocalDate, years: number) => addMonths(today, -12 * years);

/** Not a number compares with nothing. */
const amountOf = (answer: Answer | undefined) => (typeof answer === 'string' && answer !== '' ? Number(answer) : Number.NaN);

/** The tests of a condition, without what joins them. */
export type Test = Exclude<Condition, { all: Condition[] } | { any: Condition[] }>;

export function testsIn(condition: Condition): Test[] {
  if ('all' in condition) return condition.all.flatMap(testsIn);
  if ('any' in condition) return condition.any.flatMap(testsIn);
  return [condition];
}

/** The ids of the questions that a condition looks at. */
export const questionsIn = (condition: Condition): string[] => testsIn(condition).map(({ question }) => question);
