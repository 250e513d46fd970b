import { instantOf } from '../../shared/domain/calendar.ts';
import { standingDecision } from '../../shared/domain/deciding.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { formatReference, type Reference } from '../../shared/domain/reference.ts';
import { formOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase, LoadCase } from '../../shared/use-cases/change-case.ts';
import { type AgainError, againPage, MOST_ASKED } from '../../web/journeys/case/again-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { CaseGuard } from './case-guard.ts';
import type { ShowProblem } from './problem.ts';

export type AgainDeps = {
  council: CouncilView;
  keyring: Keyring;
  changeCase: ChangeCase;
  caseGuard: CaseGuard;
  showProblem: ShowProblem;
  now: () => number;
};

type Found = NonNullable<Awaited<ReturnType<LoadCase>>>;

/** Asking to have a decision looked at again: for the resident alone, since it is theirs. */
export function createAgainRoutes({ council, keyring, changeCase, caseGuard, showProblem, now }: AgainDeps) {
  const openedIn = async (event: HttpEvent): Promise<{ refused: HttpResult } | { reference: Reference; found: Found }> => {
    const led = await caseGuard.residentOf(event);
    if ('refused' in led) return led;
    const found = await led.load();
    return found ? { reference: led.reference, found } : { refused: showProblem('not-found') };
  };
  const pathOf = (reference: Reference) => `/case/${formatReference(reference)}`;

  const showAgain: HttpHandler = async (event) => {
    const opened = await openedIn(event);
    return 'refused' in opened ? opened.refused : html(againPage(council, { ...opened.found, at: instantOf(now()) }));
  };

  const askAgain: HttpHandler = async (event): Promise<HttpResult> => {
    const opened = await openedIn(event);
    if ('refused' in opened) return opened.refused;
    const { reference, found } = opened;
    const typed = (formOf(event).get('reason') ?? '').replace(/\r\n?/g, '\n').trim();
    const again = (status: number, error?: AgainError) =>
      html(againPage(council, { ...found, at: instantOf(now()), typed, error }), { status });
    if (!typed) return again(400, 'missing');
    if ([...typed].length > MOST_ASKED) return again(400, 'too-long');
    // One asking for each decision: a double press, or a second tab, meets itself.
    const decided = standingDecision(found.state)?.sequence;
    const cause = keyring.opaque('look-again', `${reference}/${decided ?? found.state.sequence}`);
    const outcome = await changeCase(reference, { type: 'reconsider', reason: typed }, { kind: 'resident' }, cause);
    switch (outcome.kind) {
      case 'changed':
      case 'already-done':
        return redirect(pathOf(reference));
      case 'refused':
        // The page itself says why it cannot be asked: too late, or asked already.
        return html(againPage(council, { service: outcome.service, state: outcome.state, at: instantOf(now()), typed }), { status: 409 });
      case 'not-found':
        return showProblem('not-found');
      case 'too-large':
        return showProblem('too-large');
      default:
        return showProblem('busy');
    }
  };

  return { showAgain, askAgain };
}
