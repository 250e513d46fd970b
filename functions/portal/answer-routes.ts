import type { Answers } from '../../shared/domain/answers.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import type { Question } from '../../shared/domain/question.ts';
import { draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { DraftStore } from '../../shared/store/draft-store.ts';
import { mayAsk, type SaveAnswer } from '../../shared/use-cases/save-answer.ts';
import { candidateOf, formFor } from '../../web/components/question-fields.ts';
import { questionPage } from '../../web/journeys/apply/question-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { whereAnswersLead, whereBack, whereNext } from './journey.ts';
import type { ShowProblem } from './problem.ts';

export type AnswerDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  drafts: DraftStore;
  saveAnswer: SaveAnswer;
  keyring: Keyring;
  showProblem: ShowProblem;
  now: () => number;
};

/** Asking one question and taking its answer. */
export function createAnswerRoutes({ council, catalogue, drafts, saveAnswer, keyring, showProblem, now }: AnswerDeps) {
  const asked = (event: HttpEvent): { service: Service; question: Question; changing: boolean } | undefined => {
    const service = catalogue.get(event.pathParameters?.['service'] ?? '');
    const question = service?.questions.find((each) => each.id === event.pathParameters?.['question']);
    return service && question && { service, question, changing: event.queryStringParameters?.['change'] === '1' };
  };

  /** The answers so far; none without a cookie, or when they were already sent. At most one read. */
  const answersSoFar = async (service: Service, sessionId: string | undefined): Promise<Answers> => {
    if (!sessionId) return {};
    const draft = await drafts.load({ sessionHash: draftCookie.hash(keyring, sessionId), service: service.id }, now());
    return draft && !draft.sentAs ? draft.answers : {};
  };

  const ask: HttpHandler = async (event) => {
    const found = asked(event);
    if (!found) return showProblem('not-found');
    const { service, question, changing } = found;
    const answers = await answersSoFar(service, draftCookie.read(cookiesOf(event)));
    if (!mayAsk(service, answers, question.id)) return redirect(whereAnswersLead(service, answers));
    const backHref = whereBack(service, answers, question.id, changing);
    return html(questionPage(council, { service, question, form: formFor(question, answers[question.id]), backHref, changing }));
  };

  const take: HttpHandler = async (event) => {
    const found = asked(event);
    if (!found) return showProblem('not-found');
    const { service, question, changing } = found;
    const form = formOf(event);
    const known = draftCookie.read(cookiesOf(event));
    const sessionId = known ?? draftCookie.newSessionId();
    const place = { sessionHash: draftCookie.hash(keyring, sessionId), service: service.id };
    const outcome = await saveAnswer(service, place, question.id, candidateOf(question, form));
    switch (outcome.kind) {
      case 'saved':
        return redirect(whereNext(service, outcome.draft.answers, question.id, changing), [draftCookie.make(sessionId)]);
      case 'refused': {
        const backHref = whereBack(service, await answersSoFar(service, known), question.id, changing);
        return html(questionPage(council, { service, question, form, errors: outcome.errors, backHref, changing }), { status: 400 });
      }
      case 'no-such-question':
        return showProblem('not-found');
      default:
        return showProblem(outcome.kind);
    }
  };

  return { ask, take };
}
