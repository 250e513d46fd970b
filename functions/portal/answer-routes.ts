import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import type { Question } from '../../shared/domain/question.ts';
import { type DraftSession, draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { DraftExpected, DraftStore } from '../../shared/store/draft-store.ts';
import { mayAsk, type SaveAnswer } from '../../shared/use-cases/save-answer.ts';
import { candidateOf, formFor } from '../../web/components/question-fields.ts';
import { DRAFT_FIELD } from '../../web/journeys/apply/draft-field.ts';
import { notKeptPage } from '../../web/journeys/apply/not-kept-page.ts';
import { questionPage } from '../../web/journeys/apply/question-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { whereAnswersLead, whereBack, whereNext } from './journey.ts';
import type { PortalCookies } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type AnswerDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  drafts: DraftStore;
  saveAnswer: SaveAnswer;
  keyring: Keyring;
  portalCookies: PortalCookies;
  showProblem: ShowProblem;
  now: () => number;
};

/** Asking one question and taking its answer. */
export function createAnswerRoutes(deps: AnswerDeps) {
  const { council, catalogue, drafts, saveAnswer, keyring, portalCookies, showProblem, now } = deps;
  const asked = (event: HttpEvent): { service: Service; question: Question; changing: boolean } | undefined => {
    const service = catalogue.get(event.pathParameters?.['service'] ?? '');
    const question = service?.questions.find((each) => each.id === event.pathParameters?.['question']);
    return service && question && { service, question, changing: event.queryStringParameters?.['change'] === '1' };
  };

  /** The draft so far; none without a session, or when it was already sent. At most one read. */
  const draftSoFar = async (service: Service, session: DraftSession | undefined): Promise<Draft | undefined> => {
    if (!session) return undefined;
    const draft = await drafts.load({ sessionHash: draftCookie.hash(keyring, session), service: service.id }, now());
    return draft?.sentAs ? undefined : draft;
  };

  const ask: HttpHandler = async (event) => {
    const found = asked(event);
    if (!found) return showProblem('not-found');
    const { service, question, changing } = found;
    const session = draftCookie.read(cookiesOf(event), keyring, now());
    const draft = await draftSoFar(service, session);
    const answers = draft?.answers ?? {};
    if (!mayAsk(service, answers, question.id)) return redirect(whereAnswersLead(service, answers));
    const draftId = draft?.id ?? draftCookie.blank(keyring, session);
    const backHref = whereBack(service, answers, question.id, changing);
    return html(questionPage(council, { service, question, form: formFor(question, answers[question.id]), draftId, backHref, changing }));
  };

  const take: HttpHandler = async (event) => {
    const found = asked(event);
    if (!found) return showProblem('not-found');
    const { service, question, changing } = found;
    const form = formOf(event);
    const cookies = cookiesOf(event);
    const known = draftCookie.read(cookies, keyring, now());
    const notKept = (why: 'expired' | 'other-form') => html(notKeptPage(council, { service, question, form, why }), { status: 409 });
    const expected = expectedBy(form.get(DRAFT_FIELD), known);
    if (expected === 'other-form') return notKept('other-form');
    if (expected === 'expired')
      return portalCookies.done.read(cookies, now())?.draft === form.get(DRAFT_FIELD) ? showProblem('already-sent') : notKept('expired');
    const session = known ?? draftCookie.newSession();
    const place = { sessionHash: draftCookie.hash(keyring, session), service: service.id };
    const assisted = session.assisted && { channel: session.assisted.channel, by: session.assisted.by };
    const candidate = candidateOf(question, form);
    const outcome = await saveAnswer(service, { place, expected, questionId: question.id, candidate, assisted });
    switch (outcome.kind) {
      case 'saved':
        return redirect(whereNext(service, outcome.draft.answers, question.id, changing), [draftCookie.make(session, keyring, now())]);
      case 'refused': {
        const { errors } = outcome;
        const answers = (await draftSoFar(service, known))?.answers ?? {};
        // Still the draft that the page was of, whichever is open now.
        const draftId = form.get(DRAFT_FIELD) ?? '';
        const backHref = whereBack(service, answers, question.id, changing);
        return html(questionPage(council, { service, question, form, draftId, errors, backHref, changing }), { status: 400 });
      }
      case 'other-form':
      case 'expired':
        return notKept(outcome.kind);
      case 'no-such-question':
        return showProblem('not-found');
      default:
        return showProblem(outcome.kind);
    }
  };

  /** Which draft a posted page was of. A page of an earlier release says nothing: it is taken, but never into a form that staff fill. */
  const expectedBy = (posted: string | null, session: DraftSession | undefined): DraftExpected | 'other-form' | 'expired' => {
    if (!session) return posted ? 'expired' : 'none';
    if (posted === draftCookie.blank(keyring, session)) return 'none';
    if (posted) return { id: posted };
    return session.assisted ? 'other-form' : 'any';
  };

  return { ask, take };
}
