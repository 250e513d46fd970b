import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { PersonCommand } from '../../shared/domain/decide-person.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseReference, type Reference } from '../../shared/domain/reference.ts';
import { actorOf, mayWorkFor, type Staff } from '../../shared/domain/staff.ts';
import { formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase } from '../../shared/use-cases/change-case.ts';
import type { ChangePerson } from '../../shared/use-cases/change-person.ts';
import type { ConfirmPerson } from '../../shared/use-cases/confirm-person.ts';
import type { CaseFile, ReadCaseFile } from '../../shared/use-cases/read-case-file.ts';
import type { FindPerson, PersonFile, ReadPersonFile } from '../../shared/use-cases/read-person-file.ts';
import { peopleWords } from '../../web/content/console-people.ts';
import type { FormError } from '../../web/journeys/console/form-fields.ts';
import { personPage, readPersonForm } from '../../web/journeys/console/person-page.ts';
import { readWhose, type WhosePosted, type WhoseView, whosePage } from '../../web/journeys/console/whose-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type PersonDeps = {
  council: CouncilView;
  keyring: Keyring;
  readCaseFile: ReadCaseFile;
  readPersonFile: ReadPersonFile;
  findPerson: FindPerson;
  changeCase: ChangeCase;
  changePerson: ChangePerson;
  confirmPerson: ConfirmPerson;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  newId: () => string;
  now: () => number;
};

const { errors: whoseErrors } = peopleWords.whose;
const { errors: personErrors } = peopleWords.person;

/** Whose a case is, and the record of a person: where a death is recorded, and taken back. */
export function createPersonRoutes(deps: PersonDeps) {
  const { council, keyring, readCaseFile, readPersonFile, findPerson, changeCase, changePerson, confirmPerson, staffOnly, showMessage } =
    deps;
  const { newId, now } = deps;
  const today = () => localDate(instantOf(now()));
  const causeOf = (staff: Staff, posted: URLSearchParams, asked: object) =>
    keyring.opaque('form', JSON.stringify([staff.id, posted.get('nonce'), asked]));

  const fileFor = async (event: HttpEvent, staff: Staff): Promise<{ file: CaseFile } | { refused: HttpResult }> => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    const file = reference && (await readCaseFile(reference));
    if (!file) return { refused: showMessage('notFound', staff) };
    return mayWorkFor(staff, file.service.team) ? { file } : { refused: showMessage('notYourTeam', staff) };
  };

  const whose: StaffHandler = async ({ queryStringParameters: query, ...event }, staff) => {
    const found = await fileFor(event, staff);
    if ('refused' in found) return found.refused;
    const typed = query?.['known']?.slice(0, 40);
    const known = typed === undefined ? undefined : { typed, person: await findPerson(typed) };
    const page = whosePage({ council, staff, file: found.file, nonce: newId(), done: query?.['done'], found: known });
    return html(page, { status: known && !known.person ? 400 : 200 });
  };

  const tellWhose: StaffHandler = async (event, staff) => {
    const found = await fileFor(event, staff);
    if ('refused' in found) return found.refused;
    const { file } = found;
    const posted = formOf(event);
    const again = (errors: readonly FormError[], status = 400): HttpResult => {
      const view: WhoseView = { council, staff, file, nonce: newId(), posted, errors };
      return html(whosePage(view), { status });
    };
    const asked = readWhose(posted, today());
    if (asked.kind === 'unknown') return redirect(`/console/cases/${file.state.reference}/person`);
    if (asked.kind === 'wrong') return again(asked.errors);
    const error = await carryOut(file, asked.posted, { staff, cause: causeOf(staff, posted, asked.posted) });
    return error ? again([error], 409) : redirect(`/console/cases/${file.state.reference}/person?done=${asked.posted.do}`);
  };

  /** @returns what was wrong; nothing when it is done, now or by an earlier press */
  async function carryOut(
    { state: { reference } }: CaseFile,
    asked: WhosePosted,
    { staff, cause }: { staff: Staff; cause: string },
  ): Promise<FormError | undefined> {
    const by = actorOf(staff);
    if (asked.do === 'confirm') {
      const { do: _, ...rest } = asked;
      const outcome = await confirmPerson(reference, { type: 'confirm', ...rest }, { by, cause });
      if (outcome.kind === 'tied') return undefined;
      if (outcome.kind === 'already-tied') return { field: 'name', message: whoseErrors.tied };
      return { field: 'name', message: outcome.kind === 'refused' ? whoseErrors.name : whoseErrors.busy };
    }
    if (asked.do === 'tie') {
      // The person lists it first: while a case is being tied, nobody forgets them.
      const listed = await changePerson(asked.person, { type: 'tieCase', reference }, by, cause);
      if (listed.kind === 'busy') return { field: 'known', message: whoseErrors.busy };
      if (listed.kind === 'refused' && listed.reason !== 'no-change') return { field: 'known', message: whoseErrors.unknown };
    }
    const command =
      asked.do === 'tie'
        ? ({ type: 'tiePerson', person: asked.person } as const)
        : asked.do === 'untie'
          ? ({ type: 'untiePerson' } as const)
          : ({ type: 'reachBy', by: asked.by } as const);
    const outcome = await changeCase(reference, command, by, cause);
    if (outcome.kind === 'changed' || outcome.kind === 'already-done') return undefined;
    const field = asked.do === 'reach' ? 'reach' : 'known';
    const reason = outcome.kind === 'refused' ? outcome.reason : 'busy';
    const said: Partial<Record<string, string>> = {
      'already-tied': whoseErrors.tied,
      'not-tied': whoseErrors.notTied,
      'no-mobile': whoseErrors.noMobile,
      'no-address': whoseErrors.noAddress,
    };
    return { field, message: said[reason] ?? whoseErrors.busy };
  }

  /** The person that the address names, if this member of staff works for a case of theirs, or they have none. */
  const personFor = async (event: HttpEvent, staff: Staff): Promise<{ file: PersonFile } | { refused: HttpResult }> => {
    const id: Reference | undefined = parseReference(event.pathParameters?.['person'] ?? '');
    const file = id && (await readPersonFile(id));
    if (!file) return { refused: showMessage('notFound', staff) };
    const mine = file.cases.length === 0 || file.cases.some(({ service }) => mayWorkFor(staff, service.team));
    return mine ? { file } : { refused: showMessage('notYourTeam', staff) };
  };

  const person: StaffHandler = async (event, staff) => {
    const found = await personFor(event, staff);
    if ('refused' in found) return found.refused;
    return html(personPage({ council, staff, ...found.file, nonce: newId(), done: event.queryStringParameters?.['done'] }));
  };

  const tellPerson: StaffHandler = async (event, staff) => {
    const found = await personFor(event, staff);
    if ('refused' in found) return found.refused;
    const posted = formOf(event);
    const { id } = found.file.person;
    const again = async (errors: readonly FormError[], status: number): Promise<HttpResult> => {
      const latest = (await readPersonFile(id)) ?? found.file;
      return html(personPage({ council, staff, ...latest, nonce: newId(), posted, errors }), { status });
    };
    const asked = readPersonForm(posted, staff, today());
    if (asked.kind === 'unknown') return redirect(`/console/people/${id}`);
    if (asked.kind === 'wrong') return again(asked.errors, 400);
    const { do: does, ...rest } = asked.posted;
    const command = { type: does === 'death' ? 'recordDeath' : 'undoDeath', ...rest } as PersonCommand;
    const outcome = await changePerson(id, command, actorOf(staff), causeOf(staff, posted, asked.posted));
    if (outcome.kind !== 'refused' && outcome.kind !== 'busy') return redirect(`/console/people/${id}?done=${does}`);
    const reason = outcome.kind === 'refused' ? outcome.reason : 'busy';
    const field = does === 'death' ? 'told-by' : 'note';
    const said: Partial<Record<string, string>> = { 'already-recorded': personErrors.already, 'not-recorded': personErrors.not };
    return again([{ field, message: said[reason] ?? personErrors.busy }], 409);
  };

  const officers = ['officer', 'manager'] as const;
  return {
    whose: staffOnly(officers, whose),
    tellWhose: staffOnly(officers, tellWhose),
    person: staffOnly(officers, person),
    tellPerson: staffOnly(officers, tellPerson),
  };
}
