import { nextUnanswered } from '../../shared/domain/answers.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { type DraftSession, draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { DraftStore } from '../../shared/store/draft-store.ts';
import type { OpenCase, OpenCaseOutcome } from '../../shared/use-cases/open-case.ts';
import { checkPage } from '../../web/journeys/apply/check-page.ts';
import { donePage } from '../../web/journeys/apply/done-page.ts';
import { DRAFT_FIELD } from '../../web/journeys/apply/draft-field.ts';
import { notKeptPage } from '../../web/journeys/apply/not-kept-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { paths } from './journey.ts';
import { type PortalCookies, WORD_SHOWN_MS } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type SendDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  drafts: DraftStore;
  openCase: OpenCase;
  keyring: Keyring;
  portalCookies: PortalCookies;
  showProblem: ShowProblem;
  now: () => number;
};

type OpenedOutcome = Extract<OpenCaseOutcome, { kind: 'opened' | 'already-open' }>;
type Sent = Parameters<PortalCookies['done']['make']>[0];

/** Checking the answers, sending them, and the confirmation. */
export function createSendRoutes({ council, catalogue, drafts, openCase, keyring, portalCookies, showProblem, now }: SendDeps) {
  const serviceOf = (event: HttpEvent) => catalogue.get(event.pathParameters?.['service'] ?? '');

  type Loaded = { draft: Draft; session: DraftSession; sessionHash: string };
  const loadDraft = async (event: HttpEvent, service: Service): Promise<Loaded | undefined> => {
    const session = draftCookie.read(cookiesOf(event), keyring, now());
    const sessionHash = session && draftCookie.hash(keyring, session);
    const draft = sessionHash ? await drafts.load({ sessionHash, service: service.id }, now()) : undefined;
    return session && sessionHash && draft ? { draft, session, sessionHash } : undefined;
  };

  const check: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const found = await loadDraft(event, service);
    if (!found) return redirect(paths.service(service));
    const { draft } = found;
    if (draft.sentAs) return redirect(paths.done(service));
    const missing = nextUnanswered(service, draft.answers);
    if (missing) return redirect(paths.question(service, missing.id));
    return html(checkPage(council, { service, answers: draft.answers, draftId: draft.id }));
  };

  const send: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const found = await loadDraft(event, service);
    const posted = formOf(event).get(DRAFT_FIELD);
    if (!found || !isOf(posted, found)) {
      // A second press of what ended its session, as a form that staff filled does.
      if (posted && portalCookies.done.read(cookiesOf(event), now())?.draft === posted) return redirect(paths.done(service));
      if (!found && !posted) return redirect(paths.service(service));
      return html(notKeptPage(council, { service, why: found ? 'other-form' : 'expired' }), { status: 409 });
    }
    const { draft, session, sessionHash } = found;
    const assisted = session.assisted ?? draft.assisted;
    const outcome = await openCase(service, {
      draftId: draft.id,
      answers: draft.answers,
      session: sessionHash,
      begunOn: draft.begunOn,
      channel: assisted?.channel ?? 'web',
      assisted: assisted !== undefined,
      by: assisted ? { kind: 'staff', id: assisted.by } : { kind: 'resident' },
    });
    if (outcome.kind === 'incomplete') return redirect(paths.question(service, outcome.questionId));
    if (outcome.kind === 'too-large') return showProblem('too-large');
    const done = portalCookies.done.make(doneOf(service, draft, outcome, assisted !== undefined), now());
    // What staff began for a resident ends with it: the next form begins from their own pages.
    return redirect(paths.done(service), session.assisted?.service === service.id ? [done, draftCookie.end()] : [done]);
  };

  /** Whether a posted check page was of this draft. One of an earlier release says nothing: it is taken, but never for a form that staff fill. */
  const isOf = (posted: string | null, { draft, session }: Loaded) => (posted === null ? !session.assisted : posted === draft.id);

  const doneOf = (service: Service, draft: Draft, outcome: OpenedOutcome, assisted: boolean): Sent => {
    const { reference, targetDate, lookUpWord, at } = outcome;
    const wordUntilMs = Date.parse(at) + WORD_SHOWN_MS;
    const changed = outcome.kind === 'already-open' && outcome.changed;
    return { service: service.id, draft: draft.id, reference, targetDate, lookUpWord, wordUntilMs, changed, assisted };
  };

  /** Reads nothing: what it shows is in the signed cookie. Without one there is nothing to confirm. */
  const done: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const sent = portalCookies.done.read(cookiesOf(event), now());
    if (sent?.service !== service.id) return redirect('/find');
    const { reference, targetDate, lookUpWord, wordUntilMs, changed, assisted } = sent;
    const word = lookUpWord === undefined ? undefined : wordUntilMs > now() ? { shown: lookUpWord } : 'no-longer';
    return html(donePage(council, { service, reference, targetDate, word, changed, assisted }));
  };

  return { check, send, done };
}
