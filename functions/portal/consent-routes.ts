import type { CaseCommand } from '../../shared/domain/decide-case.ts';
import { formatReference, parseReference, type Reference } from '../../shared/domain/reference.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase, LoadCase } from '../../shared/use-cases/change-case.ts';
import type { ReadConsent, Stopping } from '../../shared/use-cases/read-consent.ts';
import { textsPage } from '../../web/journeys/case/texts-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { PortalCookies } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type ConsentDeps = {
  council: CouncilView;
  loadCase: LoadCase;
  readConsent: ReadConsent;
  changeConsent: ChangeCase;
  portalCookies: PortalCookies;
  showProblem: ShowProblem;
  now: () => number;
};

const choices: readonly Stopping[] = ['about-case', 'all', 'none'];
const choiceOf = (typed: string | null | undefined) => choices.find((each) => each === typed);

/** Stopping texts and starting them again, for a browser that a code has opened the case in. */
export function createConsentRoutes({ council, loadCase, readConsent, changeConsent, portalCookies, showProblem, now }: ConsentDeps) {
  /** The case that the address names, if this browser may see it; or the way to a code for it. */
  const openedIn = (event: HttpEvent): { reference: Reference } | { refused: HttpResult } => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    if (!reference) return { refused: showProblem('not-found') };
    const opened = portalCookies.opened.read(cookiesOf(event), now());
    return opened?.reference === reference ? { reference } : { refused: redirect(`/find?reference=${formatReference(reference)}`) };
  };

  const showTexts: HttpHandler = async (event) => {
    const found = openedIn(event);
    if ('refused' in found) return found.refused;
    const { state } = (await loadCase(found.reference)) ?? {};
    if (!state) return showProblem('not-found');
    return html(textsPage(council, { state, stopping: await readConsent(state), done: choiceOf(event.queryStringParameters?.['done']) }));
  };

  const changeTexts: HttpHandler = async (event): Promise<HttpResult> => {
    const found = openedIn(event);
    if ('refused' in found) return found.refused;
    const page = `/case/${formatReference(found.reference)}/texts`;
    const choice = choiceOf(formOf(event).get('texts'));
    if (!choice) return redirect(page);
    const { kind } = await changeConsent(found.reference, commandOf(choice), { kind: 'resident' });
    return kind === 'busy' ? showProblem('busy') : redirect(kind === 'changed' ? `${page}?done=${choice}` : page);
  };

  return { showTexts, changeTexts };
}

const commandOf = (choice: Stopping): CaseCommand =>
  choice === 'none' ? { type: 'restartTexts' } : { type: 'stopTexts', all: choice === 'all' };
