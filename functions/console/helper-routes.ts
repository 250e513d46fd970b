import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import { isErased } from '../../shared/domain/erasure.ts';
import { caseOf } from '../../shared/domain/evolve-case.ts';
import { parseReference, type Reference } from '../../shared/domain/reference.ts';
import { actorOf, mayWorkFor, type Staff } from '../../shared/domain/staff.ts';
import { formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { LookStore } from '../../shared/store/look-store.ts';
import type { ChangeCase } from '../../shared/use-cases/change-case.ts';
import { type HelperError, helperErrors, readHelperForm, saidOf } from '../../web/components/helper-form.ts';
import { helperWords } from '../../web/content/helper.ts';
import { helpersPage } from '../../web/journeys/console/helpers-page.ts';
import type { CaseDeps } from './case-routes.ts';
import type { StaffHandler } from './guard.ts';

export type HelperDeps = Pick<CaseDeps, 'council' | 'keyring' | 'changeCase' | 'staffOnly' | 'showMessage' | 'newId' | 'now'> & {
  catalogue: Parameters<typeof caseOf>[0];
  changeCase: ChangeCase;
  looks: LookStore;
};

/** Who may see a case besides its resident, as staff see it and change it for them. */
export function createHelperRoutes(deps: HelperDeps) {
  const { council, catalogue, keyring, changeCase, looks, staffOnly, showMessage, newId, now } = deps;

  type Shown = { done?: string | undefined; posted?: URLSearchParams; errors?: HelperError[]; status?: number };
  type Opened = { refused: HttpResult } | { reference: Reference; show: (shown: Shown) => HttpResult };
  /** One query of the case with the looks beside it; the page, if this person may see it. */
  const open = async (event: HttpEvent, staff: Staff): Promise<Opened> => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    const { commits, looks: seen } = reference ? await looks.load(reference) : { commits: [], looks: [] };
    const found = isErased(commits) ? undefined : caseOf(catalogue, commits);
    if (!reference || !found) return { refused: showMessage('notFound', staff) };
    if (!mayWorkFor(staff, found.service.team)) return { refused: showMessage('notYourTeam', staff) };
    const show = ({ status = 200, ...shown }: Shown): HttpResult => {
      const today = localDate(instantOf(now()));
      return html(helpersPage({ council, staff, state: found.state, looks: seen, today, nonce: newId(), ...shown }), { status });
    };
    return { reference, show };
  };
  const pageOf = (reference: Reference) => `/console/cases/${reference}/helpers`;

  const showHelpers: StaffHandler = async (event, staff) => {
    const opened = await open(event, staff);
    return 'refused' in opened ? opened.refused : opened.show({ done: event.queryStringParameters?.['done'] });
  };

  const changeHelpers: StaffHandler = async (event, staff) => {
    const opened = await open(event, staff);
    if ('refused' in opened) return opened.refused;
    const { reference, show } = opened;
    const posted = formOf(event);
    const read = readHelperForm(posted);
    if (read.kind === 'unknown') return redirect(pageOf(reference));
    if (read.kind === 'wrong') return show({ posted, errors: read.errors, status: 400 });
    const { command } = read;
    const cause = keyring.opaque('form', JSON.stringify([staff.id, posted.get('nonce'), command]));
    const outcome = await changeCase(reference, command, actorOf(staff), cause);
    switch (outcome.kind) {
      case 'changed':
      case 'already-done':
        return redirect(`${pageOf(reference)}?done=${saidOf(command)}`);
      case 'refused':
        if (outcome.reason === 'no-such-helper') return redirect(pageOf(reference));
        return show({ posted, errors: helperErrors(outcome.reason), status: 400 });
      case 'not-found':
        return showMessage('notFound', staff);
      default:
        return show({ posted, errors: [{ field: 'name', message: helperWords.staff.changed }], status: 503 });
    }
  };

  const officers = ['officer', 'manager'] as const;
  return { showHelpers: staffOnly(officers, showHelpers), changeHelpers: staffOnly(officers, changeHelpers) };
}
