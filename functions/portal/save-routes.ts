import type { Answers } from '../../shared/domain/answers.ts';
import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';
import { firstRefused } from '../../shared/domain/still-right.ts';
import { type DraftSession, draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import { languageCookie, readingLanguage } from '../../shared/edge/language.ts';
import type { DraftStore } from '../../shared/store/draft-store.ts';
import type { AskForCode } from '../../shared/use-cases/look-up.ts';
import type { SaveForm, TakeUpForm } from '../../shared/use-cases/save-form.ts';
import { DRAFT_FIELD } from '../../web/journeys/apply/draft-field.ts';
import { notKeptPage } from '../../web/journeys/apply/not-kept-page.ts';
import { savedPage, savePage, takeUpPage } from '../../web/journeys/apply/save-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { SHOWN_CHARACTERS } from './find-routes.ts';
import { paths, whereAnswersLead, whereLeft } from './journey.ts';
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

/** Nothing longer is asked of the table. */
const DRAFT_ID = /^[\w-]{1,64}$/;

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

  /** What there is to save in this browser: one read. */
  const draftIn = async (event: HttpEvent, service: Service) => {
    const session = sessionOf(event);
    const draft = session && !session.assisted ? await drafts.load(placeOf(session, service.id), now()) : undefined;
    return draft?.sentAs ? undefined : draft;
  };

  /** One read: there must be something to save. */
  const ask: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const draft = await draftIn(event, service);
    if (!draft) return redirect(paths.service(service));
    return html(savePage(council, { service, typed: '', backHref: whereAnswersLead(progressOf(service, draft.answers)) }));
  };

  /** One read and one put, whether or not the number is known: nobody is texted for a form that nobody has begun. */
  const askCode: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const typed = (formOf(event).get('mobile') ?? '').trim();
    const mobile = parseMobile(typed);
    if (!mobile) {
      const error = typed ? 'wrong' : 'missing';
      return html(savePage(council, { service, typed: typed.slice(0, SHOWN_CHARACTERS), error }), { status: 400 });
    }
    if (!(await draftIn(event, service))) return redirect(paths.service(service));
    const id = await askForCode({ mobile, saving: true });
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

  /** What only takes something up is led to by nothing but a press; whoever comes by a link goes to the list. */
  const toList: HttpHandler = async () => redirect('/my-cases');

  /** "Go on" in the list of a number that a code has opened in this browser. */
  const takeUp: HttpHandler = async (event) => {
    const opened = portalCookies.opened.read(cookiesOf(event), now());
    if (opened?.kind !== 'number') return redirect('/my-cases');
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const known = sessionOf(event);
    const session = known && !known.assisted ? known : draftCookie.newSession();
    const sessionHash = draftCookie.hash(keyring, session);
    const posted = formOf(event);
    const draft = posted.get(DRAFT_FIELD) ?? '';
    if (!DRAFT_ID.test(draft)) return redirect('/my-cases');
    const outcome = await takeUpForm(opened.handset, { service, draft, sessionHash, replace: posted.get('replace') === 'yes' });
    if (outcome.kind === 'gone') return redirect('/my-cases');
    if (outcome.kind === 'other-form') return html(takeUpPage(council, { service, draft }), { status: 409 });
    const progress = progressOf(service, outcome.form.answers);
    const refused = firstRefused(progress);
    const { language } = outcome.form;
    // Who has chosen no language in this browser goes on in the one that they began in.
    const speaks = language && !readingLanguage(event).by ? [languageCookie(language)] : [];
    const cookies = [draftCookie.make(session, keyring, now()), ...speaks];
    return redirect(refused ? paths.question(service, refused.id) : whereLeft(progress), cookies);
  };

  return { ask, askCode, save, saved, toList, takeUp };
}
