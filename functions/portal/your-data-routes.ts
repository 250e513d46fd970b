import { instantOf } from '../../shared/domain/calendar.ts';
import { isCopyOpen } from '../../shared/domain/erasure.ts';
import { formatReference, type Reference } from '../../shared/domain/reference.ts';
import { download, formOf, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase } from '../../shared/use-cases/change-case.ts';
import type { ReadHoldings } from '../../shared/use-cases/read-holdings.ts';
import { yourDataPage } from '../../web/journeys/held/your-data-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { CaseGuard } from './case-guard.ts';
import type { ShowProblem } from './problem.ts';

export type YourDataDeps = {
  caseGuard: CaseGuard;
  council: CouncilView;
  changeCase: ChangeCase;
  readHoldings: ReadHoldings;
  showProblem: ShowProblem;
  now: () => number;
};

const resident = { kind: 'resident' } as const;

/**
 * What is held about a case, for its resident and for nobody they let in: a copy on a page and as a file, each making of which
 * is kept with the case, and asking for it to be deleted.
 */
export function createYourDataRoutes(deps: YourDataDeps) {
  const { council, changeCase, readHoldings, showProblem, now } = deps;
  const { residentOf } = deps.caseGuard;
  const pageOf = (reference: Reference) => `/case/${formatReference(reference)}/your-data`;

  const showData: HttpHandler = async (event) => {
    const opened = await residentOf(event);
    if ('refused' in opened) return opened.refused;
    const found = await opened.load();
    if (!found) return showProblem('not-found');
    const copy = isCopyOpen(found.state, instantOf(now()), resident) ? await readHoldings(opened.reference, 'case') : undefined;
    const outcome = event.queryStringParameters?.['done'] === 'asked' ? 'asked' : undefined;
    return html(yourDataPage(council, { ...found, holdings: copy?.holdings, outcome }));
  };

  const changeData: HttpHandler = async (event) => {
    const opened = await residentOf(event);
    if ('refused' in opened) return opened.refused;
    const { reference } = opened;
    const what = formOf(event).get('do');
    if (what !== 'show' && what !== 'erase') return redirect(pageOf(reference));
    const command = what === 'show' ? ({ type: 'giveCopy', checked: 'code' } as const) : ({ type: 'askErasure' } as const);
    const outcome = await changeCase(reference, command, resident);
    switch (outcome.kind) {
      case 'changed':
        return redirect(what === 'show' ? pageOf(reference) : `${pageOf(reference)}?done=asked`);
      case 'refused':
        if (outcome.reason !== 'too-many-copies') return redirect(pageOf(reference));
        return html(yourDataPage(council, { ...outcome, outcome: 'too-many' }), { status: 429 });
      case 'not-found':
        return showProblem('not-found');
      default:
        return showProblem('busy');
    }
  };

  const file: HttpHandler = async (event) => {
    const opened = await residentOf(event);
    if ('refused' in opened) return opened.refused;
    const found = await opened.load();
    if (!found) return showProblem('not-found');
    const copy = isCopyOpen(found.state, instantOf(now()), resident) ? await readHoldings(opened.reference, 'case') : undefined;
    return copy ? download('what-we-hold.json', copy.holdings) : redirect(pageOf(opened.reference));
  };

  return { showData, changeData, file };
}
