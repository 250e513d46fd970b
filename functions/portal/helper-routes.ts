import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { isErased } from '../../shared/domain/erasure.ts';
import { caseOf } from '../../shared/domain/evolve-case.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { formatReference, type Reference } from '../../shared/domain/reference.ts';
import { formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { LookStore } from '../../shared/store/look-store.ts';
import type { ChangeCase } from '../../shared/use-cases/change-case.ts';
import { type HelperError, helperErrors, readHelperForm, saidOf } from '../../web/components/helper-form.ts';
import { helpersPage } from '../../web/journeys/case/helpers-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { CaseGuard } from './case-guard.ts';
import type { ShowProblem } from './problem.ts';

export type HelperDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  caseGuard: CaseGuard;
  looks: LookStore;
  keyring: Keyring;
  changeCase: ChangeCase;
  showProblem: ShowProblem;
  now: () => number;
};

/** Who may see a case besides its resident: letting somebody in, and taking them out. For the resident alone. */
export function createHelperRoutes({ council, catalogue, keyring, caseGuard, looks, changeCase, showProblem, now }: HelperDeps) {
  type Shown = { done?: string | undefined; posted?: URLSearchParams; errors?: HelperError[]; status?: number };
  /** One query of the case with the looks beside it. */
  const show = async (reference: Reference, { status = 200, ...shown }: Shown): Promise<HttpResult> => {
    const { commits, looks: seen } = await looks.load(reference);
    const found = isErased(commits) ? undefined : caseOf(catalogue, commits);
    if (!found) return showProblem('not-found');
    return html(helpersPage(council, { state: found.state, looks: seen, today: localDate(instantOf(now())), ...shown }), { status });
  };

  const showHelpers: HttpHandler = async (event) => {
    const found = await caseGuard.residentOf(event);
    if ('refused' in found) return found.refused;
    return show(found.reference, { done: event.queryStringParameters?.['done'] });
  };

  const changeHelpers: HttpHandler = async (event: HttpEvent) => {
    const found = await caseGuard.residentOf(event);
    if ('refused' in found) return found.refused;
    const { reference } = found;
    const posted = formOf(event);
    const read = readHelperForm(posted);
    const page = `/case/${formatReference(reference)}/helpers`;
    if (read.kind === 'unknown') return redirect(page);
    if (read.kind === 'wrong') return show(reference, { posted, errors: read.errors, status: 400 });
    const { command } = read;
    // The page it was of is part of it: a double press meets itself.
    const cause = keyring.opaque('helpers', JSON.stringify([reference, posted.get('basedOn'), command]));
    const outcome = await changeCase(reference, command, { kind: 'resident' }, cause);
    switch (outcome.kind) {
      case 'changed':
      case 'already-done':
        return redirect(`${page}?done=${saidOf(command)}`);
      case 'refused':
        // Somebody already out is out: the page as it stands says so.
        if (outcome.reason === 'no-such-helper') return redirect(page);
        return show(reference, { posted, errors: helperErrors(outcome.reason), status: 400 });
      case 'not-found':
        return showProblem('not-found');
      default:
        return showProblem('busy');
    }
  };

  return { showHelpers, changeHelpers };
}
