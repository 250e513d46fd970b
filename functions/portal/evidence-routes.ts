import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { CaseCommand } from '../../shared/domain/decide-case.ts';
import { maySend } from '../../shared/domain/evidence.ts';
import { ARRIVING, CHECK_MINUTES } from '../../shared/domain/file.ts';
import { formatReference, type Reference } from '../../shared/domain/reference.ts';
import { formOf, type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import type { FileStore } from '../../shared/store/file-store.ts';
import type { ChangeCase, LoadCase } from '../../shared/use-cases/change-case.ts';
import type { PrepareUpload } from '../../shared/use-cases/prepare-upload.ts';
import { evidenceWords as words } from '../../web/content/evidence.ts';
import { fill } from '../../web/content/fill.ts';
import { evidenceItemPage, MAX_WHY } from '../../web/journeys/evidence/item-page.ts';
import { type EvidenceDone, evidenceDone, evidenceListPage } from '../../web/journeys/evidence/list-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { CaseGuard, Sender } from './case-guard.ts';
import type { ShowProblem } from './problem.ts';

export type EvidenceDeps = {
  council: CouncilView;
  baseUrl: string;
  loadCase: LoadCase;
  changeCase: ChangeCase;
  files: FileStore;
  prepareUpload: PrepareUpload;
  caseGuard: CaseGuard;
  showProblem: ShowProblem;
  now: () => number;
};

/** An id of ours, as the bucket gives it back in an address. */
const FILE_ID = /^[\w-]{1,64}$/;

/** Sending what was asked for: by the resident, or somebody whom they let in to send it. Others who were let in see how it stands on the page of the case. */
export function createEvidenceRoutes(deps: EvidenceDeps) {
  const { council, baseUrl, loadCase, changeCase, files, prepareUpload, caseGuard, showProblem, now } = deps;

  const listPath = (reference: Reference) => `/case/${formatReference(reference)}/evidence`;

  const list: HttpHandler = async (event) => {
    const found = await caseGuard.senderOf(event);
    if ('refused' in found) return found.refused;
    const [loaded, all] = await Promise.all([loadCase(found.reference), files.listOf(found.reference)]);
    if (!loaded) return showProblem('not-found');
    const done = evidenceDone(event.queryStringParameters?.['done']);
    return html(evidenceListPage(council, { state: loaded.state, files: all, today: localDate(instantOf(now())), done }));
  };

  /** The page of one item, with a form for one more file where it may have one. */
  const pageOf = async (sender: Sender, itemId: string, shown: { sent?: string; why?: { typed: string; error: string } }) => {
    const { reference, justSent } = sender;
    const [loaded, all] = await Promise.all([loadCase(reference), files.listOf(reference)]);
    const state = loaded?.state;
    const item = state?.evidence?.items.find(({ id }) => id === itemId);
    if (!state || !item) return showProblem('not-found');
    const returnTo = `${baseUrl}${listPath(reference)}/${item.id}/sent`;
    const prepared = maySend(state, item) ? await prepareUpload({ reference, item: item.id, returnTo }) : undefined;
    const upload = prepared?.kind === 'ready' ? prepared : undefined;
    return html(
      evidenceItemPage(council, {
        state,
        item,
        files: all,
        upload,
        ...(justSent ? { doneHref: `/apply/${justSent.service}/done` } : {}),
        ...shown,
      }),
      { status: shown.why ? 400 : 200 },
    );
  };

  const item: HttpHandler = async (event) => {
    const found = await caseGuard.senderOf(event);
    if ('refused' in found) return found.refused;
    const sent = event.queryStringParameters?.['sent'];
    return pageOf(found, event.pathParameters?.['item'] ?? '', sent && FILE_ID.test(sent) ? { sent } : {});
  };

  /** Where the bucket sends a browser that has put a file in it: notes that it came, and shows the item's page. One update. */
  const sent: HttpHandler = async (event) => {
    const found = await caseGuard.senderOf(event);
    if ('refused' in found) return found.refused;
    const { reference } = found;
    const itemId = event.pathParameters?.['item'] ?? '';
    const key = event.queryStringParameters?.['key'] ?? '';
    const fileId = key.startsWith(ARRIVING) ? key.slice(ARRIVING.length) : '';
    const page = `${listPath(reference)}/${encodeURIComponent(itemId)}`;
    if (!FILE_ID.test(fileId)) return redirect(page);
    const look = instantOf(now() + CHECK_MINUTES * 60_000);
    await files.checking({ reference, item: itemId, fileId }, { at: instantOf(now()), look });
    return redirect(`${page}?sent=${fileId}`);
  };

  /** "I cannot get this", with the reason, and "I will bring it in". */
  const tell: HttpHandler = async (event) => {
    const found = await caseGuard.senderOf(event);
    if ('refused' in found) return found.refused;
    const { reference } = found;
    const itemId = event.pathParameters?.['item'] ?? '';
    const posted = formOf(event);
    const choice = posted.get('do');
    if (choice !== 'cannot' && choice !== 'bring') return redirect(`${listPath(reference)}/${encodeURIComponent(itemId)}`);
    const typed = (posted.get('reason') ?? '').replace(/\r\n?/g, '\n').trim();
    if (choice === 'cannot' && [...typed].length > MAX_WHY)
      return pageOf(found, itemId, { why: { typed, error: fill(words.cannot.tooLong, { most: String(MAX_WHY) }) } });
    const command: CaseCommand =
      choice === 'cannot' ? { type: 'cannotGet', item: itemId, reason: typed } : { type: 'promiseItem', item: itemId };
    const outcome = await changeCase(reference, command, found.by);
    const done = (what: EvidenceDone) => redirect(`${listPath(reference)}?done=${what}`);
    switch (outcome.kind) {
      case 'changed':
        return done(choice);
      case 'refused':
        if (outcome.reason === 'already-promised') return done(choice);
        if (outcome.reason === 'reason-missing') return pageOf(found, itemId, { why: { typed, error: words.cannot.missing } });
        return outcome.reason === 'no-such-item' ? showProblem('not-found') : done('settled');
      case 'not-found':
        return showProblem('not-found');
      case 'too-large':
        return showProblem('too-large');
      default:
        return showProblem('busy');
    }
  };

  return { list, item, sent, tell };
}
