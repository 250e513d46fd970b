import type { CaseCommand } from '../../shared/domain/decide-case.ts';
import { formatReference } from '../../shared/domain/reference.ts';
import { formOf, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase } from '../../shared/use-cases/change-case.ts';
import type { ReadConsent, Stopping } from '../../shared/use-cases/read-consent.ts';
import { textsPage } from '../../web/journeys/case/texts-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { CaseGuard } from './case-guard.ts';
import type { ShowProblem } from './problem.ts';

export type ConsentDeps = {
  council: CouncilView;
  readConsent: ReadConsent;
  changeConsent: ChangeCase;
  caseGuard: CaseGuard;
  showProblem: ShowProblem;
};

const choices: readonly Stopping[] = ['about-case', 'all', 'none'];
const choiceOf = (typed: string | null | undefined) => choices.find((each) => each === typed);

/** Stopping texts and starting them again: for the resident alone, since the number is theirs. */
export function createConsentRoutes({ council, readConsent, changeConsent, caseGuard, showProblem }: ConsentDeps) {
  const showTexts: HttpHandler = async (event) => {
    const found = await caseGuard.residentOf(event);
    if ('refused' in found) return found.refused;
    const { state } = (await found.load()) ?? {};
    if (!state) return showProblem('not-found');
    return html(textsPage(council, { state, stopping: await readConsent(state), done: choiceOf(event.queryStringParameters?.['done']) }));
  };

  const changeTexts: HttpHandler = async (event): Promise<HttpResult> => {
    const found = await caseGuard.residentOf(event);
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
