import type { Service } from './catalogue.ts';
import { meets } from './condition.ts';
import type { Question } from './question.ts';

export type Address = { line1: string; line2?: string; town: string; postcode: string };
export type MobileChoice = { wanted: true; number: string } | { wanted: false };

/**
 * One answer as it is kept: text, the value of an option, a list of them, an ISO date (`2026-11-21`),
 * `yes` or `no`, an address, a mobile in E.164 or a refusal of texts, `agreed` for a declaration.
 */
export type Answer = string | string[] | Address | MobileChoice;

/** Answers by question id. A question left empty is not there. */
export type Answers = Readonly<Record<string, Answer>>;

/** The questions that these answers lead through, in order: those with no condition, and those whose condition is met. */
export function questionsOnPath(service: Service, answers: Answers): Question[] {
  const path: Question[] = [];
  const kept: Record<string, Answer> = {};
  for (const question of service.questions) {
    if (question.when && !meets(question.when, kept)) continue;
    path.push(question);
    const answer = answers[question.id];
    if (answer !== undefined) kept[question.id] = answer;
  }
  return path;
}

/** The answers that count: those of questions still on the path. An answer to a question no longer asked is left out. */
export function answersOnPath(service: Service, answers: Answers): Answers {
  const kept: Record<string, Answer> = {};
  for (const question of questionsOnPath(service, answers)) {
    const answer = answers[question.id];
    if (answer !== undefined) kept[question.id] = answer;
  }
  return kept;
}

/** The first question on the path that still needs an answer; undefined when all is answered. */
export function nextUnanswered(service: Service, answers: Answers): Question | undefined {
  return questionsOnPath(service, answers).find((each) => !each.optional && answers[each.id] === undefined);
}

/** The question asked after this one, for these answers; undefined when check answers comes next. */
export function questionAfter(service: Service, answers: Answers, questionId: string): Question | undefined {
  const path = questionsOnPath(service, answers);
  return path[path.findIndex((each) => each.id === questionId) + 1];
}

/** The question asked before this one, for these answers; undefined for the first. */
export function questionBefore(service: Service, answers: Answers, questionId: string): Question | undefined {
  const path = questionsOnPath(service, answers);
  return path[path.findIndex((each) => each.id === questionId) - 1];
}

/** The mobile that texts go to, in E.164, where the resident gave one. */
export function mobileIn(service: Service, answers: Answers): string | undefined {
  const question = service.questions.find((each) => each.type === 'mobile');
  const answer = question && answers[question.id];
  return answer && typeof answer === 'object' && 'wanted' in answer && answer.wanted ? answer.number : undefined;
}

/** The name that staff call the case by, where the service asks for one. */
export function nameIn(service: Service, answers: Answers): string | undefined {
  const question = service.questions.find((each) => each.type === 'short-text' && each.role === 'name');
  const answer = question && answers[question.id];
  return typeof answer === 'string' ? answer : undefined;
}
