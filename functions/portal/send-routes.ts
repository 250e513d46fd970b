import { nextUnanswered } from '../../shared/domain/answers.ts';
import type { Catalogue, Service } from '../../shared/domain/catalogue.ts';
import type { Draft } from '../../shared/domain/draft.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { draftCookie } from '../../shared/edge/draft-cookie.ts';
import { cookiesOf, type HttpEvent, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { DraftStore } from '../../shared/store/draft-store.ts';
import type { OpenCase } from '../../shared/use-cases/open-case.ts';
import { checkPage } from '../../web/journeys/apply/check-page.ts';
import { donePage } from '../../web/journeys/apply/done-page.ts';
import type { CouncilView } from '../../web/render.ts';
import { paths } from './journey.ts';
import type { PortalCookies } from './portal-cookies.ts';
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

/** Checking the answers, sending them, and the confirmation. */
export function createSendRoutes({ council, catalogue, drafts, openCase, keyring, portalCookies, showProblem, now }: SendDeps) {
  const serviceOf = (event: HttpEvent) => catalogue.get(event.pathParameters?.['service'] ?? '');

  const loadDraft = async (event: HttpEvent, service: Service): Promise<{ draft: Draft; session: string } | undefined> => {
    const sessionId = draftCookie.read(cookiesOf(event));
    const session = sessionId && draftCookie.hash(keyring, sessionId);
    const draft = session ? await drafts.load({ sessionHash: session, service: service.id }, now()) : undefined;
    return session && draft ? { draft, session } : undefined;
  };

  const check: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const found = await loadDraft(event, service);
    if (!found) return redirect(paths.service(service));
    if (found.draft.sentAs) return redirect(paths.done(service));
    const missing = nextUnanswered(service, found.draft.answers);
    if (missing) return redirect(paths.question(service, missing.id));
    return html(checkPage(council, { service, answers: found.draft.answers }));
  };

  const send: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const found = await loadDraft(event, service);
    if (!found) return redirect(paths.service(service));
    const { draft, session } = found;
    const { id: draftId, answers, assisted } = draft;
    const outcome = await openCase(service, {
      draftId,
      answers,
      session,
      channel: assisted?.channel ?? 'web',
      assisted: assisted !== undefined,
      by: assisted ? { kind: 'staff', id: assisted.by } : { kind: 'resident' },
    });
    if (outcome.kind === 'incomplete') return redirect(paths.question(service, outcome.questionId));
    if (outcome.kind === 'too-large') return showProblem('too-large');
    const { reference, lookUpWord } = outcome;
    const changed = outcome.kind === 'already-open' && outcome.changed;
    const done = portalCookies.done.make({ service: service.id, reference, lookUpWord, changed, assisted: assisted !== undefined }, now());
    return redirect(paths.done(service), [done]);
  };

  /** Reads nothing: what it shows is in the signed cookie. Without one there is nothing to confirm. */
  const done: HttpHandler = async (event) => {
    const service = serviceOf(event);
    if (!service) return showProblem('not-found');
    const sent = portalCookies.done.read(cookiesOf(event), now());
    return sent?.service === service.id ? html(donePage(council, { ...sent, service })) : redirect('/find');
  };

  return { check, send, done };
}
