import { nextUnanswered, type Progress, questionAfter, questionBefore, questionsOnPath } from '../../shared/domain/answers.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import { barredBy, type Ending, endingAfter, endingsAfter, isAfter } from '../../shared/domain/ending.ts';
import { mayAsk } from '../../shared/use-cases/save-answer.ts';

/** Addresses of one service's journey. */
export const paths = {
  service: (service: Service): string => `/services/${service.id}`,
  question: (service: Service, questionId: string, changing = false): string =>
    `/apply/${service.id}/${questionId}${changing ? '?change=1' : ''}`,
  entry: (service: Service, questionId: string, place: number, changing = false): string =>
    `/apply/${service.id}/${questionId}/${place}${changing ? '?change=1' : ''}`,
  removeEntry: (service: Service, questionId: string, place: number, changing = false): string =>
    `/apply/${service.id}/${questionId}/${place}/remove${changing ? '?change=1' : ''}`,
  check: (service: Service): string => `/apply/${service.id}/check`,
  ending: (service: Service, { id }: Pick<Ending, 'id'>, changing = false): string =>
    `/apply/${service.id}/ending/${id}${changing ? '?change=1' : ''}`,
  nearby: (service: Service, changing = false): string => `/apply/${service.id}/nearby${changing ? '?change=1' : ''}`,
  follow: (service: Service, token: string, changing = false): string =>
    `/apply/${service.id}/nearby/${token}${changing ? '?change=1' : ''}`,
  followed: (service: Service, how?: 'no-text' | 'staff'): string => `/apply/${service.id}/followed${how ? `?how=${how}` : ''}`,
  save: (service: Service): string => `/apply/${service.id}/save`,
  saved: (service: Service): string => `/apply/${service.id}/saved`,
  done: (service: Service): string => `/apply/${service.id}/done`,
};

/** On the page of an ending: that they are on their way to save their form. */
export const SAVES = 'save';

/** Whether a question's page may be shown: all before it is answered, and no ending stands in the way. */
export function mayShow(progress: Progress, questionId: string): boolean {
  const barred = barredBy(progress);
  return mayAsk(progress, questionId) && !(barred && isAfter(progress, barred, questionId));
}

/** Where these answers lead when a page may not be shown: the ending they may not go past, the first question that still needs one, else check answers. */
export function whereAnswersLead(progress: Progress): string {
  const barred = barredBy(progress);
  if (barred) return paths.ending(progress.service, barred);
  const missing = nextUnanswered(progress);
  return missing ? paths.question(progress.service, missing.id) : paths.check(progress.service);
}

/** Where an answer leads: an ending that it brings about, or else {@link wherePast}. */
export function whereNext(progress: Progress, answeredId: string, changing: boolean): string {
  const ending = endingAfter(progress, answeredId);
  return ending ? paths.ending(progress.service, ending, changing) : wherePast(progress, answeredId, changing);
}

/** Where an answer leads that was given with "Save and come back later": to numbers to call, if it says that somebody may be in danger, and then there. */
export function whereSaved(progress: Progress, answeredId: string, changing: boolean): string {
  const danger = endingsAfter(progress, answeredId).find(({ kind }) => kind === 'safeguarding');
  if (!danger) return paths.save(progress.service);
  return `${paths.ending(progress.service, danger, changing)}${changing ? '&' : '?'}${SAVES}=1`;
}

/** Where a form is taken up: after the last question that has an answer, by way of an ending that this one brings about. */
export function whereLeft(progress: Progress): string {
  const last = questionsOnPath(progress).findLast(({ id }) => progress.answers[id] !== undefined);
  return last ? whereNext(progress, last.id, false) : whereAnswersLead(progress);
}

/**
 * Where one goes on from a question: the next, or, when it was changed from check answers, back there by way of
 * any question that the change brought up.
 */
export function wherePast(progress: Progress, answeredId: string, changing: boolean): string {
  const { service } = progress;
  if (changing) {
    const missing = nextUnanswered(progress);
    return missing ? paths.question(service, missing.id, true) : paths.check(service);
  }
  const next = questionAfter(progress, answeredId);
  return next && mayAsk(progress, next.id) ? paths.question(service, next.id) : whereAnswersLead(progress);
}

/** Where the back link leads: the question before, or where one came from. */
export function whereBack(progress: Progress, questionId: string, changing: boolean): string {
  const { service } = progress;
  if (changing) return paths.check(service);
  const before = questionBefore(progress, questionId);
  return before ? paths.question(service, before.id) : paths.service(service);
}
