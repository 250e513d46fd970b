import { type Answers, nextUnanswered, questionAfter, questionBefore } from '../../shared/domain/answers.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import { mayAsk } from '../../shared/use-cases/save-answer.ts';

/** Addresses of one service's journey. */
export const paths = {
  service: (service: Service): string => `/services/${service.id}`,
  question: (service: Service, questionId: string, changing = false): string =>
    `/apply/${service.id}/${questionId}${changing ? '?change=1' : ''}`,
  check: (service: Service): string => `/apply/${service.id}/check`,
  done: (service: Service): string => `/apply/${service.id}/done`,
};

/** Where these answers lead when a page may not be shown: the first question that still needs one, else check answers. */
export function whereAnswersLead(service: Service, answers: Answers): string {
  const missing = nextUnanswered(service, answers);
  return missing ? paths.question(service, missing.id) : paths.check(service);
}

/**
 * Where an answer leads: the next question, or, when it was changed from check answers, back there by way of
 * any question that the change brought up.
 */
export function whereNext(service: Service, answers: Answers, answeredId: string, changing: boolean): string {
  if (changing) {
    const missing = nextUnanswered(service, answers);
    return missing ? paths.question(service, missing.id, true) : paths.check(service);
  }
  const next = questionAfter(service, answers, answeredId);
  return next && mayAsk(service, answers, next.id) ? paths.question(service, next.id) : whereAnswersLead(service, answers);
}

/** Where the back link leads: the question before, or where one came from. */
export function whereBack(service: Service, answers: Answers, questionId: string, changing: boolean): string {
  if (changing) return paths.check(service);
  const before = questionBefore(service, answers, questionId);
  return before ? paths.question(service, before.id) : paths.service(service);
}
