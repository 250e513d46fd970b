import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseReference } from '../../shared/domain/reference.ts';
import { actorOf, mayWorkFor, type Staff } from '../../shared/domain/staff.ts';
import { formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { FileStore } from '../../shared/store/file-store.ts';
import type { ChangeCase, LoadCase } from '../../shared/use-cases/change-case.ts';
import type { OpenFile } from '../../shared/use-cases/open-file.ts';
import { evidenceFileWords as words } from '../../web/content/console-evidence.ts';
import { fill } from '../../web/content/fill.ts';
import { basedOnOf, exampleDate } from '../../web/journeys/console/case-command.ts';
import { type EvidenceError, type EvidenceForm, readEvidenceForm } from '../../web/journeys/console/evidence-command.ts';
import { evidencePage } from '../../web/journeys/console/evidence-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type EvidenceDeps = {
  council: CouncilView;
  keyring: Keyring;
  loadCase: LoadCase;
  changeCase: ChangeCase;
  files: FileStore;
  openFile: OpenFile;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  newId: () => string;
  now: () => number;
};
type Found = NonNullable<Awaited<ReturnType<LoadCase>>>;

/** What was asked of a resident, for the officers of its team: its files, and what is made of each thing. */
export function createEvidenceRoutes(deps: EvidenceDeps) {
  const { council, keyring, loadCase, changeCase, files, openFile, staffOnly, showMessage, newId, now } = deps;
  const today = () => localDate(instantOf(now()));

  /** The case that the address names, if this person may see it: one Query. */
  const caseFor = async (event: HttpEvent, staff: Staff): Promise<{ found: Found } | { refused: HttpResult }> => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    const found = reference && (await loadCase(reference));
    if (!found) return { refused: showMessage('notFound', staff) };
    return mayWorkFor(staff, found.service.team) ? { found } : { refused: showMessage('notYourTeam', staff) };
  };

  const show = async (staff: Staff, file: Found, rest: Pick<Parameters<typeof evidencePage>[0], 'done' | 'attempt'>, status = 200) => {
    const checking = (await files.listOf(file.state.reference)).filter(({ state }) => state === 'checking').length;
    return html(evidencePage({ council, staff, today: today(), file, checking, nonce: newId(), ...rest }), { status });
  };

  const read: StaffHandler = async (event, staff) => {
    const loaded = await caseFor(event, staff);
    return 'refused' in loaded ? loaded.refused : show(staff, loaded.found, { done: event.queryStringParameters?.['done'] });
  };

  const act: StaffHandler = async (event, staff) => {
    const loaded = await caseFor(event, staff);
    if ('refused' in loaded) return loaded.refused;
    const { found } = loaded;
    const { reference } = found.state;
    const posted = formOf(event);
    /** The same page with what was typed, and what changed meanwhile if something did. */
    const again = (latest: Found, form: EvidenceForm, status: number, errors: readonly EvidenceError[]) => {
      const basedOn = basedOnOf(posted);
      const attempt = { form, posted, errors, ...(basedOn === latest.state.sequence ? {} : { basedOn }) };
      return show(staff, latest, { attempt }, status);
    };
    const asked = readEvidenceForm(posted, found.state.evidence?.items ?? [], today());
    if (asked.kind === 'unknown') return redirect(`/console/cases/${reference}/evidence`);
    if (asked.kind === 'wrong') return again(found, asked.form, 400, asked.errors);
    const { form, command } = asked;
    const cause = keyring.opaque('form', JSON.stringify([staff.id, posted.get('nonce'), command]));
    const outcome = await changeCase(reference, command, actorOf(staff), cause);
    const first = { review: 'review-by-day', 'bring-in': 'brought', date: 'date-by-day' }[form];
    switch (outcome.kind) {
      case 'changed':
      case 'already-done':
        return redirect(`/console/cases/${reference}/evidence?done=${form}`);
      case 'refused': {
        const { service, state, reason } = outcome;
        if (reason === 'changed-since') return again({ service, state }, form, 409, []);
        const message = reason === 'date-not-ahead' ? fill(words.errors.by, { example: exampleDate(today()) }) : words.errors.notNow;
        return again({ service, state }, form, 400, [{ field: first, message }]);
      }
      case 'not-found':
        return showMessage('notFound', staff);
      default:
        return again(found, form, 503, [{ field: first, message: words.errors.busy }]);
    }
  };

  /** Shows a file that was checked, by a link that works for a minute. No other file has one. */
  const open: StaffHandler = async (event, staff) => {
    const loaded = await caseFor(event, staff);
    if ('refused' in loaded) return loaded.refused;
    const { item = '', file = '' } = event.pathParameters ?? {};
    const link = await openFile({ reference: loaded.found.state.reference, item, fileId: file });
    return link ? redirect(link) : showMessage('notFound', staff);
  };

  const officers = ['officer', 'manager'] as const;
  return { read: staffOnly(officers, read), act: staffOnly(officers, act), open: staffOnly(officers, open) };
}
