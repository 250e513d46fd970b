import type { AnswerError } from '../../shared/domain/answer-check.ts';
import type { Answers, Progress } from '../../shared/domain/answers.ts';
import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import type { Question } from '../../shared/domain/question.ts';
import { type DraftSession, draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { DraftExpected, DraftPlace, DraftStore } from '../../shared/store/draft-store.ts';
import type { GivenAnswer, SaveAnswer } from '../../shared/use-cases/save-answer.ts';
import { sayErrors } from '../../web/content/answer-errors.ts';
import { DRAFT_FIELD } from '../../web/journeys/apply/draft-field.ts';
import { notKeptPage } from '../../web/journeys/apply/not-kept-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { PortalCookies } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type FormDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  drafts: DraftStore;
  saveAnswer: SaveAnswer;
  keyring: Keyring;
  portalCookies: PortalCookies;
  showProblem: ShowProblem;
  now: () => number;
};

/** A page of a form that was asked for or posted, and whose form it is by its cookie. */
export type Asked<Asks extends Question = Question> = {
  service: Service;
  question: Asks;
  /** From check answers, and going back there. */
  changing: boolean;
  known: DraftSession | undefined;
};
type Then = {
  /** Where it leads. */
  saved: (draft: Draft) => string | Promise<string>;
  refused: (errors: readonly AnswerError[]) => HttpResult | Promise<HttpResult>;
};

/** The form that somebody fills in: where its draft is kept, how far it has come, and which draft a page is of. */
export function createOpenForm(deps: FormDeps) {
  const { council, catalogue, drafts, saveAnswer, keyring, portalCookies, showProblem, now } = deps;

  const asked = (event: HttpEvent): Asked | undefined => {
    const service = catalogue.get(event.pathParameters?.['service'] ?? '');
    const question = service?.questions.find((each) => each.id === event.pathParameters?.['question']);
    if (!service || !question) return undefined;
    const known = draftCookie.read(cookiesOf(event), keyring, now());
    return { service, question, changing: event.queryStringParameters?.['change'] === '1', known };
  };

  const placeOf = (service: Service, session: DraftSession): DraftPlace => ({
    sessionHash: draftCookie.hash(keyring, session),
    service: service.id,
  });

  const progressOf = (service: Service, answers: Answers): Progress => ({ service, answers, today: localDate(instantOf(now())) });

  /** The draft so far; none without a session, or when it was already sent. At most one read. */
  const draftSoFar = async (service: Service, session: DraftSession | undefined): Promise<Draft | undefined> => {
    if (!session) return undefined;
    const draft = await drafts.load(placeOf(service, session), now());
    return draft?.sentAs ? undefined : draft;
  };

  /** Which draft a posted page was of. A page of an earlier release says nothing: it is taken, but never into a form that staff fill. */
  const expectedBy = (posted: string | null, session: DraftSession | undefined): DraftExpected | 'other-form' | 'expired' => {
    if (!session) return posted ? 'expired' : 'none';
    if (posted === draftCookie.blank(keyring, session)) return 'none';
    if (posted) return { id: posted };
    return session.assisted ? 'other-form' : 'any';
  };

  const notKept = (event: HttpEvent, { service, question }: Asked, why: 'expired' | 'other-form'): HttpResult => {
    const form = formOf(event);
    if (why === 'expired' && portalCookies.done.read(cookiesOf(event), now())?.draft === form.get(DRAFT_FIELD))
      return showProblem('already-sent');
    return html(notKeptPage(council, { service, question, form, why }), { status: 409 });
  };

  /** The draft that a posted page was of, where nothing is to be written: one read. */
  const draftOfPage = async (event: HttpEvent, at: Asked): Promise<{ draft: Draft | undefined } | { away: HttpResult }> => {
    const expected = expectedBy(formOf(event).get(DRAFT_FIELD), at.known);
    if (expected === 'other-form' || expected === 'expired') return { away: notKept(event, at, expected) };
    const draft = await draftSoFar(at.service, at.known);
    if (typeof expected === 'object' && expected.id !== draft?.id) return { away: notKept(event, at, draft ? 'other-form' : 'expired') };
    return { draft };
  };

  /** Keeps what was given in the draft that its page was of, and leads on; or says why it was not kept. One write when all is well. */
  const keep = async (event: HttpEvent, at: Asked, given: Pick<GivenAnswer, 'candidate' | 'entry'>, then: Then): Promise<HttpResult> => {
    const expected = expectedBy(formOf(event).get(DRAFT_FIELD), at.known);
    if (expected === 'other-form' || expected === 'expired') return notKept(event, at, expected);
    const session = at.known ?? draftCookie.newSession();
    const { service: _, ...assisted } = session.assisted ?? {};
    const outcome = await saveAnswer(at.service, {
      place: placeOf(at.service, session),
      expected,
      questionId: at.question.id,
      ...given,
      assisted: 'by' in assisted ? assisted : undefined,
    });
    switch (outcome.kind) {
      case 'saved':
        return redirect(await then.saved(outcome.draft), [draftCookie.make(session, keyring, now())]);
      case 'refused':
        return then.refused(sayErrors(at.service, outcome.errors));
      case 'other-form':
      case 'expired':
        return notKept(event, at, outcome.kind);
      case 'no-such-question':
        return showProblem('not-found');
      default:
        return showProblem(outcome.kind);
    }
  };

  /** What a page carries in place of the id of a draft that is still to begin. */
  const blank = (known: DraftSession | undefined): string => draftCookie.blank(keyring, known);

  return { asked, progressOf, draftSoFar, draftOfPage, keep, blank };
}
