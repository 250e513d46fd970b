import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import { stageOf } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseReference } from '../../shared/domain/reference.ts';
import { actorOf, mayWorkFor, type Staff } from '../../shared/domain/staff.ts';
import { formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ChangeCase } from '../../shared/use-cases/change-case.ts';
import type { CaseFile, ReadCaseFile } from '../../shared/use-cases/read-case-file.ts';
import { caseFileWords } from '../../web/content/console-case.ts';
import { basedOnOf, type CaseForm, type FieldError, readCaseForm, refusalError } from '../../web/journeys/console/case-command.ts';
import { casePage } from '../../web/journeys/console/case-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type CaseDeps = {
  council: CouncilView;
  keyring: Keyring;
  readCaseFile: ReadCaseFile;
  changeCase: ChangeCase;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  newId: () => string;
  now: () => number;
};

/** One case, and everything that an officer does with it. */
export function createCaseRoutes({ council, keyring, readCaseFile, changeCase, staffOnly, showMessage, newId, now }: CaseDeps) {
  const today = () => localDate(instantOf(now()));

  /** The case that the address names, if this person may see it: one Query. */
  const fileFor = async (event: HttpEvent, staff: Staff): Promise<{ file: CaseFile } | { refused: HttpResult }> => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    const file = reference && (await readCaseFile(reference));
    if (!file) return { refused: showMessage('notFound', staff) };
    return mayWorkFor(staff, file.service.team) ? { file } : { refused: showMessage('notYourTeam', staff) };
  };

  const read: StaffHandler = async (event, staff) => {
    const found = await fileFor(event, staff);
    if ('refused' in found) return found.refused;
    return html(
      casePage({ council, staff, today: today(), file: found.file, nonce: newId(), done: event.queryStringParameters?.['done'] }),
    );
  };

  const act: StaffHandler = async (event, staff) => {
    const found = await fileFor(event, staff);
    if ('refused' in found) return found.refused;
    const { file } = found;
    const { reference } = file.state;
    const posted = formOf(event);
    /** The same page with what was typed, and what changed meanwhile if something did. A note can be added, and texts stopped, whatever changed. */
    const again = (latest: CaseFile, form: CaseForm, status: number, errors: readonly FieldError[]): HttpResult => {
      const basedOn = basedOnOf(posted);
      const changed = form !== 'note' && form !== 'texts' && basedOn !== latest.state.sequence;
      const attempt = { form, posted, errors, ...(changed ? { basedOn } : {}) };
      return html(casePage({ council, staff, today: today(), file: latest, nonce: newId(), attempt }), { status });
    };
    const asked = readCaseForm(posted, today(), file.service);
    if (asked.kind === 'unknown') return redirect(`/console/cases/${reference}`);
    if (asked.kind === 'wrong') return again(file, asked.form, 400, asked.errors);
    const { form, command } = asked;
    // The cause holds what was asked as well: going back and asking for something else is no double press.
    const cause = keyring.opaque('form', JSON.stringify([staff.id, posted.get('nonce'), command]));
    const outcome = await changeCase(reference, command, actorOf(staff), cause);
    const atButton = (message: string): FieldError[] => [{ field: 'button', message }];
    switch (outcome.kind) {
      case 'changed':
      case 'already-done':
        return redirect(`/console/cases/${reference}?done=${form}`);
      case 'refused': {
        const latest = (await readCaseFile(reference)) ?? file;
        if (outcome.reason === 'changed-since') return again(latest, form, 409, []);
        return again(latest, form, 400, [refusalError(outcome.reason, stageOf(outcome.service, outcome.state.stage).name, today())]);
      }
      case 'too-large':
        return again(file, form, 413, atButton(caseFileWords.errors.tooLarge));
      case 'busy':
      case 'cause-reused':
        return again(file, form, 503, atButton(caseFileWords.errors.busy));
      case 'not-found':
        return showMessage('notFound', staff);
    }
  };

  const officers = ['officer', 'manager'] as const;
  return { read: staffOnly(officers, read), act: staffOnly(officers, act) };
}
