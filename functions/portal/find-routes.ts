import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import { formatReference, parseReference } from '../../shared/domain/reference.ts';
import { cookiesOf, formOf, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import type { AskForCode, OpenLookUp } from '../../shared/use-cases/look-up.ts';
import { casePage } from '../../web/journeys/case/case-page.ts';
import { codeOverPage, codePage } from '../../web/journeys/find/code-page.ts';
import { findPage } from '../../web/journeys/find/find-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { PortalCookies } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type FindDeps = {
  council: CouncilView;
  askForCode: AskForCode;
  openLookUp: OpenLookUp;
  loadCase: LoadCase;
  portalCookies: PortalCookies;
  showProblem: ShowProblem;
  now: () => number;
};

/** The most of a mistyped reference that is shown again. */
const SHOWN_CHARACTERS = 40;

/** "Where is it?": a reference, then a code or the look-up word, then the case. */
export function createFindRoutes({ council, askForCode, openLookUp, loadCase, portalCookies, showProblem, now }: FindDeps) {
  const find: HttpHandler = async (event) => {
    return html(findPage(council, (event.queryStringParameters?.['reference'] ?? '').slice(0, SHOWN_CHARACTERS)));
  };

  const askCode: HttpHandler = async (event) => {
    const typed = (formOf(event).get('reference') ?? '').trim();
    const reference = parseReference(typed);
    if (!reference) return html(findPage(council, typed.slice(0, SHOWN_CHARACTERS), typed ? 'wrong' : 'missing'), { status: 400 });
    const id = await askForCode(reference);
    return redirect('/find/code', [portalCookies.lookUp.make({ id, reference }, now())]);
  };

  const code: HttpHandler = async (event) => {
    const lookUp = portalCookies.lookUp.read(cookiesOf(event), now());
    return lookUp ? html(codePage(council, { reference: lookUp.reference })) : redirect('/find');
  };

  const tryCode: HttpHandler = async (event) => {
    const lookUp = portalCookies.lookUp.read(cookiesOf(event), now());
    if (!lookUp) return html(codeOverPage(council, { reference: undefined, why: 'expired' }), { status: 400 });
    const { id, reference } = lookUp;
    const typed = (formOf(event).get('code') ?? '').trim();
    if (!typed) return html(codePage(council, { reference, error: { kind: 'missing' } }), { status: 400 });
    const outcome = await openLookUp(id, typed);
    switch (outcome.kind) {
      case 'opened':
        return redirect(`/case/${formatReference(reference)}`, [
          portalCookies.opened.make({ reference }, now()),
          portalCookies.lookUp.end(),
        ]);
      case 'shut':
      case 'expired':
        return html(codeOverPage(council, { reference, why: outcome.kind }), { status: 400 });
      case 'wrong':
        if (outcome.triesLeft === 0) return html(codeOverPage(council, { reference, why: 'shut' }), { status: 400 });
        return html(codePage(council, { reference, error: outcome }), { status: 400 });
      case 'not-ready':
        return html(codePage(council, { reference, error: outcome }), { status: 400 });
    }
  };

  /** One query. A browser that no code has opened it in is asked for one, whether the case exists or not. */
  const showCase: HttpHandler = async (event) => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    if (!reference) return showProblem('not-found');
    const opened = portalCookies.opened.read(cookiesOf(event), now());
    if (opened?.reference !== reference) return redirect(`/find?reference=${formatReference(reference)}`);
    const found = await loadCase(reference);
    return found ? html(casePage(council, { ...found, today: localDate(instantOf(now())) })) : showProblem('not-found');
  };

  return { find, askCode, code, tryCode, showCase };
}
