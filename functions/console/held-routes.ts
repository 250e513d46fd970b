import { instantOf } from '../../shared/domain/calendar.ts';
import { isCopyOpen } from '../../shared/domain/erasure.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseReference, type Reference } from '../../shared/domain/reference.ts';
import { actorOf, mayWorkFor, type Staff } from '../../shared/domain/staff.ts';
import { download, formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase, ChangeCaseOutcome, LoadCase } from '../../shared/use-cases/change-case.ts';
import type { HoldingsFile, ReadHoldings } from '../../shared/use-cases/read-holdings.ts';
import { heldCaseWords as words } from '../../web/content/held.ts';
import { type HeldError, type HeldForm, heldDone, heldPage, readHeldForm } from '../../web/journeys/console/held-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type HeldDeps = {
  council: CouncilView;
  keyring: Keyring;
  loadCase: LoadCase;
  changeCase: ChangeCase;
  readHoldings: ReadHoldings;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  now: () => number;
};
type Found = NonNullable<Awaited<ReturnType<LoadCase>>>;

/**
 * What is held about whoever a case is about: a copy for them, which is kept with each case that is in it, and answering that it
 * be deleted. An officer gives copies of their own teams' cases; where a person has others a manager does.
 */
export function createHeldRoutes(deps: HeldDeps) {
  const { council, keyring, loadCase, changeCase, readHoldings, staffOnly, showMessage, now } = deps;

  /** The case that the address names, if this person may see it: one Query. */
  const caseFor = async (event: HttpEvent, staff: Staff): Promise<Found | { refused: HttpResult }> => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    const found = reference && (await loadCase(reference));
    if (!found) return { refused: showMessage('notFound', staff) };
    return mayWorkFor(staff, found.service.team) ? found : { refused: showMessage('notYourTeam', staff) };
  };
  const mayGive = (staff: Staff, { teams }: HoldingsFile) => teams.every((team) => mayWorkFor(staff, team));

  /** The copy of a case for which one was made lately. */
  const copyOf = async ({ state }: Found, staff: Staff) => {
    if (!isCopyOpen(state, instantOf(now()), actorOf(staff))) return undefined;
    const file = await readHoldings(state.reference, 'person');
    return file && !mayGive(staff, file) ? 'other-teams' : file?.holdings;
  };

  const show: StaffHandler = async (event, staff) => {
    const found = await caseFor(event, staff);
    if ('refused' in found) return found.refused;
    const done = heldDone(event.queryStringParameters?.['done']);
    return html(heldPage({ council, staff, ...found, copy: await copyOf(found, staff), done }));
  };

  const act: StaffHandler = async (event, staff) => {
    const found = await caseFor(event, staff);
    if ('refused' in found) return found.refused;
    const { reference } = found.state;
    const posted = formOf(event);
    const page = `/console/cases/${reference}/held`;
    const again = async (form: HeldForm, errors: readonly HeldError[], status: number): Promise<HttpResult> => {
      const latest = (await loadCase(reference)) ?? found;
      return html(heldPage({ council, staff, ...latest, attempt: { form, posted, errors } }), { status });
    };
    const asked = readHeldForm(posted);
    if (!asked) return redirect(page);
    const { form } = asked;
    if ('errors' in asked) return again(form, asked.errors, 400);
    const { command } = asked;
    const cause = keyring.opaque('held', JSON.stringify([staff.id, posted.get('basedOn'), command, found.state.sequence]));
    const file = command.type === 'giveCopy' ? await readHoldings(reference, 'person') : undefined;
    if (file && !mayGive(staff, file)) return html(heldPage({ council, staff, ...found, copy: 'other-teams' }), { status: 403 });
    const outcome = await changeCase(reference, command, actorOf(staff), cause);
    if (outcome.kind === 'changed' || outcome.kind === 'already-done') {
      // That a copy was given is kept with each case that is in it.
      for (const each of others(file, reference)) await changeCase(each, command, actorOf(staff), cause);
      if (command.type === 'erase') return redirect('/console/deleted');
      return redirect(`${page}?done=${form === 'answer' ? 'decline' : form}`);
    }
    if (outcome.kind === 'not-found') return showMessage('notFound', staff);
    return again(form, [{ field: 'button', message: messageOf(outcome) }], outcome.kind === 'refused' ? 409 : 503);
  };

  const file: StaffHandler = async (event, staff) => {
    const found = await caseFor(event, staff);
    if ('refused' in found) return found.refused;
    const copy = await copyOf(found, staff);
    if (!copy || copy === 'other-teams') return redirect(`/console/cases/${found.state.reference}/held`);
    return download('what-we-hold.json', copy);
  };

  const deleted: StaffHandler = async (_event, staff) => showMessage('deleted', staff);

  const officers = ['officer', 'manager'] as const;
  return {
    show: staffOnly(officers, show),
    act: staffOnly(officers, act),
    file: staffOnly(officers, file),
    deleted: staffOnly(officers, deleted),
  };
}

const others = (file: HoldingsFile | undefined, reference: Reference) => (file?.references ?? []).filter((each) => each !== reference);

function messageOf(outcome: ChangeCaseOutcome): string {
  if (outcome.kind !== 'refused') return words.errors.busy;
  switch (outcome.reason) {
    case 'not-ended':
    case 'too-many-copies':
    case 'already-asked':
    case 'not-asked':
    case 'reason-missing':
      return words.errors[outcome.reason === 'reason-missing' ? 'reason' : outcome.reason];
    default:
      return words.errors.changed;
  }
}
