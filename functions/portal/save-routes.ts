import type { Answers } from '../../shared/domain/answers.ts';
import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';
import { type DraftSession, draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { DraftStore } from '../../shared/store/draft-store.ts';
import type { AskForCode } from '../../shared/use-cases/look-up.ts';
import type { SaveForm, TakeUpForm } from '../../shared/use-cases/save-form.ts';
import { notKeptPage } from '../../web/journeys/apply/not-kept-page.ts';
import { savedPage, savePage, takeUpPage } from '../../web/journeys/apply/save-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { SHOWN_CHARACTERS } from './find-routes.ts';
import { paths, whereAnswersLead } from './journey.ts';
import type { PortalCookies } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type SaveDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  drafts: DraftStore;
  askForCode: AskForCode;
  saveForm: SaveForm;
  takeUpForm: TakeUpForm;
  keyring: Keyring;
  portalCookies: PortalCookies;
  showProblem: ShowProblem;
  now: () => number;
};

/**
 * Saving a form and coming back to it. It is put by only once a code has come back from the number that can take it up again, so that
 * a mistyped number gives nobody else's phone the answers; and it is shown again only behind such a code.
 */
export function createSaveRoutes(deps: SaveDeps) {
  const { council, catalogue, drafts, askForCode, saveForm, takeUpForm, keyring, portalCookies, showProblem, now } = deps;
  const serviceOf = (event: HttpEvent) => catalogue.get(event.pathParameters?.['service'] ?? '');
  const sessionOf = (event: HttpEvent): DraftSession | undefined => draftCookie.read(cookiesOf(event), keyring, now());
  const progressOf = (service: Service, answers: Answers) => ({ service, answers, today: localDate(instantOf(now())) });
  const placeOf = (session: DraftSession, service: string) => ({ sessionHash: draftCookie.hash(keyring, session), service });

  /** One read: there must be something to save. */
  const ask: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const session = sessionOf(event);
    const draft = session && !session.assisted ? await drafts.load(placeOf(session, service.id), now()) : undefined;
    if (!draft || draft.sentAs) return redirect(paths.service(service));
    return html(savePage(council, { service, typed: '', backHref: whereAnswersLead(progressOf(service, draft.answers)) }));
  };

  /** One put, whether or not the number is known. */
  const askCode: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const typed = (formOf(event).get('mobile') ?? '').trim();
    const mobile = parseMobile(typed);
    if (!mobile) {
      const error = typed ? 'wrong' : 'missing';
      return html(savePage(council, { service, typed: typed.slice(0, SHOWN_CHARACTERS), error }), { status: 400 });
    }
    const id = await askForCode({ mobile });
    return redirect('/find/code', [portalCookies.lookUp.make({ id, saving: service.id }, now())]);
  };

  /** A code came back from a number: its form is put by, and the draft leaves this browser. */
  const save = async (event: HttpEvent, handset: string, serviceId: string): Promise<HttpResult> => {
    const service = catalogue.get(serviceId);
    const session = sessionOf(event);
    const form = service && session && !session.assisted ? await saveForm(handset, placeOf(session, service.id)) : undefined;
    if (!service) return showProblem('not-found');
    if (!session || !form)
      return html(notKeptPage(council, { service, why: 'expired' }), { status: 409, cookies: [portalCookies.lookUp.end()] });
    return redirect(paths.saved(service), [portalCookies.lookUp.end()]);
  };

  /** Reads nothing, and says nothing that is not the same for everybody. */
  const saved: HttpHandler = async (event) => {
    const service = serviceOf(event);
    return service ? html(savedPage(council, { service, nowMs: now() })) : showProblem('not-found');
  };

  /** "Go on" in the list of a number that a code has opened in this browser. */
  const takeUp: HttpHandler = async (event) => {
    const opened = portalCookies.opened.read(cookiesOf(event), now());
    if (opened?.kind !== 'number') return redirect('/my-cases');
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const known = sessionOf(event);
    const session = known && !known.assisted ? known : draftCookie.newSession();
    const sessionHash = draftCookie.hash(keyring, session);
    const replace = formOf(event).get('replace') === 'yes';
    const outcome = await takeUpForm(opened.handset, { service, sessionHash, replace });
    if (outcome.kind === 'gone') return redirect('/my-cases');
    if (outcome.kind === 'other-form') return html(takeUpPage(council, { service }), { status: 409 });
    return redirect(whereAnswersLead(progressOf(service, outcome.form.answers)), [draftCookie.make(session, keyring, now())]);
  };

  return { ask, askCode, save, saved, takeUp };
}
