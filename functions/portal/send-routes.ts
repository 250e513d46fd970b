import { answersOnPath, mobileIn, nextUnanswered, whoAsks } from '../../shared/domain/answers.ts';
import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import { barredBy } from '../../shared/domain/ending.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { offerIn } from '../../shared/domain/offer.ts';
import { payPath } from '../../shared/domain/pay-link.ts';
import { formatReference } from '../../shared/domain/reference.ts';
import { firstRefused } from '../../shared/domain/still-right.ts';
import { asWritten } from '../../shared/domain/translate-service.ts';
import { type DraftSession, draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { DraftStore } from '../../shared/store/draft-store.ts';
import type { OpenCase, OpenCaseOutcome } from '../../shared/use-cases/open-case.ts';
import { checkPage } from '../../web/journeys/apply/check-page.ts';
import { donePage } from '../../web/journeys/apply/done-page.ts';
import { DRAFT_FIELD } from '../../web/journeys/apply/draft-field.ts';
import { notKeptPage } from '../../web/journeys/apply/not-kept-page.ts';
import { spoken } from '../../web/language.ts';
import type { CouncilView } from '../../web/render.ts';
import { paths, whereAnswersLead } from './journey.ts';
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
    const progress = { service, answers: draft.answers, today: localDate(instantOf(now())) };
    if (barredBy(progress) || nextUnanswered(progress)) return redirect(whereAnswersLead(progress));
    const refused = firstRefused(progress);
    if (refused) return redirect(paths.question(service, refused.id, true));
    return html(checkPage(council, { ...progress, draftId: draft.id, mayBeSaved: !draft.assisted }));
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
    const progress = { service, answers: draft.answers, today: localDate(instantOf(now())) };
    // What was right when it was kept may be wrong by now: its page says why.
    const refused = draft.sentAs || barredBy(progress) ? undefined : firstRefused(progress);
    if (refused) return redirect(paths.question(service, refused.id, true));
    const assisted = session.assisted ?? draft.assisted;
    // What is kept of the service's words is kept as it was written, whoever reads it in which language.
    const outcome = await openCase(asWritten(service), {
      draftId: draft.id,
      answers: draft.answers,
      session: sessionHash,
      ...(draft.savedBy ? { savedBy: draft.savedBy } : {}),
      begunOn: draft.begunOn,
      channel: assisted?.channel ?? 'web',
      assisted: assisted !== undefined,
      language: assisted ? assisted.language : spoken().shell,
      by: assisted ? { kind: 'staff', id: assisted.by } : { kind: 'resident' },
    });
    if (outcome.kind === 'incomplete' || outcome.kind === 'barred')
      return redirect(draft.sentAs ? paths.done(service) : whereAnswersLead(progress));
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
    const progress = { service, answers: draft.answers, today: localDate(instantOf(now())) };
    const offer = offerIn(service, answersOnPath(progress));
    return {
      service: service.id,
      draft: draft.id,
      reference,
      targetDate,
      lookUpWord,
      wordUntilMs,
      changed,
      assisted,
      // Staff have no file of theirs in hand, and what was sent first may have offered nothing.
      ...(offer && !assisted && !changed ? { offers: offer.item } : {}),
      ...theirsIn(service, draft),
    };
  };

  /** Reads nothing: what it shows is in the signed cookie. Without one there is nothing to confirm. */
  const done: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const sent = portalCookies.done.read(cookiesOf(event), now());
    if (sent?.service !== service.id) return redirect('/find');
    // Nobody is done before it is paid: that page confirms both.
    if (service.payment) return redirect(payPath(keyring, sent.reference));
    const { reference, targetDate, lookUpWord, wordUntilMs, offers, changed, assisted, theirs } = sent;
    const word = lookUpWord === undefined ? undefined : wordUntilMs > now() ? { shown: lookUpWord } : 'no-longer';
    const sendHref = offers && wordUntilMs > now() ? `/case/${formatReference(reference)}/evidence/${offers}` : undefined;
    return html(donePage(council, { service, reference, targetDate, word, changed, assisted, theirs, sendHref }));
  };

  return { check, send, done };
}

/** Whether somebody asked for another, who gets our texts, if anybody does; and whether whoever asked may look with their own number. */
function theirsIn(service: Service, { answers }: Draft): Pick<Sent, 'theirs'> {
  const asking = whoAsks(service, answers);
  if (asking?.for !== 'other' || asking.textsTo === 'helper') return {};
  const own = asking.mobile !== undefined && asking.mobile !== mobileIn(service, answers);
  return { theirs: own ? 'looks' : 'does-not-look' };
}
