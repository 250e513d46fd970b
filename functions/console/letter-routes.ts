import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { wordFor } from '../../shared/domain/letter-word.ts';
import { actorOf, mayWorkFor, type Staff, teamsOf } from '../../shared/domain/staff.ts';
import { formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import { BATCH_LETTERS, type ListLetters, type OpenBatch, type PostLetters } from '../../shared/use-cases/post-letters.ts';
import { batchPage } from '../../web/journeys/console/batch-page.ts';
import { lettersPage } from '../../web/journeys/console/letters-page.ts';
import { printPage } from '../../web/journeys/console/print-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type LetterDeps = {
  council: CouncilView & { postalAddress?: readonly string[] | undefined };
  baseUrl: string;
  catalogue: Catalogue;
  keyring: Keyring;
  listLetters: ListLetters;
  postLetters: PostLetters;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  newId: () => string;
  now: () => number;
};

/** Letters in batches: printed, then marked as posted. A press that is cut short is gone on with by pressing again. */
export function createLetterRoutes({
  council,
  baseUrl,
  catalogue,
  keyring,
  listLetters,
  postLetters,
  staffOnly,
  showMessage,
  newId,
  now,
}: LetterDeps) {
  const allTeams = [...new Set([...catalogue.values()].map((service) => service.team))].toSorted();
  const today = () => localDate(instantOf(now()));

  const list: StaffHandler = async ({ queryStringParameters: query }, staff) => {
    const after = query?.['after'] || undefined;
    const page = await listLetters(teamsOf(staff, allTeams), after);
    const nothing = query?.['outcome'] === 'nothing';
    const later = after !== undefined;
    return html(lettersPage({ council, staff, today: today(), catalogue, ...page, later, most: BATCH_LETTERS, nonce: newId(), nothing }));
  };

  const print: StaffHandler = async (event, staff) => {
    const posted = formOf(event);
    const team = allTeams.find((each) => each === posted.get('team'));
    if (!team || !mayWorkFor(staff, team)) return showMessage('notYourTeam', staff);
    const id = keyring.opaque('letters', JSON.stringify([staff.id, team, posted.get('nonce')]));
    const outcome = await postLetters.print(team, id, actorOf(staff));
    return redirect(outcome === 'begun' ? `/console/letters/${id}?done=print` : '/console/letters?outcome=nothing');
  };

  const batchFor = async (event: HttpEvent, staff: Staff): Promise<{ open: OpenBatch } | { refused: HttpResult }> => {
    const open = await postLetters.open(event.pathParameters?.['batch'] ?? '');
    if (!open) return { refused: showMessage('notFound', staff) };
    return mayWorkFor(staff, open.batch.team) ? { open } : { refused: showMessage('notYourTeam', staff) };
  };

  const batch: StaffHandler = async (event, staff) => {
    const found = await batchFor(event, staff);
    if ('refused' in found) return found.refused;
    return html(batchPage({ council, staff, ...found.open, nonce: newId(), done: event.queryStringParameters?.['done'] }));
  };

  /** What is on this page may be posted as it stands now: one that was printed and must not go is no longer on it. */
  const sheets: StaffHandler = async (event, staff) => {
    const found = await batchFor(event, staff);
    if ('refused' in found) return found.refused;
    const { id, letters } = found.open;
    const toPrint = letters.filter(({ letter, drop }) => letter.state === 'printed' && !drop);
    const words = toPrint.map(({ letter, service, state }) => ({ letter, service, word: wordFor(keyring, state) }));
    return html(printPage({ council, baseUrl, today: today(), batch: id, sheets: words }));
  };

  const finish: StaffHandler = async (event, staff) => {
    const found = await batchFor(event, staff);
    if ('refused' in found) return found.refused;
    const { id } = found.open;
    const does = formOf(event).get('do');
    if (does === 'post') await postLetters.post(id, actorOf(staff));
    if (does === 'put-back') await postLetters.putBack(id);
    return redirect(`/console/letters/${id}${does === 'post' || does === 'put-back' ? `?done=${does}` : ''}`);
  };

  const officers = ['officer', 'manager'] as const;
  return {
    list: staffOnly(officers, list),
    print: staffOnly(officers, print),
    batch: staffOnly(officers, batch),
    sheets: staffOnly(officers, sheets),
    finish: staffOnly(officers, finish),
  };
}
