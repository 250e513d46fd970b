import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { Actor } from '../../shared/domain/commit.ts';
import { type Helper, helperIn } from '../../shared/domain/helper.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { formatReference, parseReference, type Reference } from '../../shared/domain/reference.ts';
import { cookiesOf, formOf, type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { LookStore } from '../../shared/store/look-store.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import { helperOutPage } from '../../web/journeys/case/helper-out-page.ts';
import { keptPage } from '../../web/journeys/case/kept-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { Opened } from './opened-session.ts';
import type { PortalCookies } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type GuardParts = {
  council: CouncilView;
  portalCookies: PortalCookies;
  keyring: Keyring;
  looks: LookStore;
  loadCase: LoadCase;
  showProblem: ShowProblem;
  now: () => number;
};

/** Who sees a page of a case: its resident, or somebody they let in. */
export type Viewer = { kind: 'resident'; listed?: true } | { kind: 'helper'; helper: Helper };
/** A case that this browser's session may lead to; who may see it is known once its log is read. */
type Led = { reference: Reference; opened: Opened };
/** `load`: the case, which is read no second time where it was read to know whose it is. */
type Resident = { reference: Reference; load: () => ReturnType<LoadCase> };
/** `justSent`: no code was asked for: this browser has just sent the case, and may add to it what it offered. */
export type Sender = { reference: Reference; by: Actor; justSent?: { service: string } };
export type CaseGuard = ReturnType<typeof createCaseGuard>;

/** Says who may see the case that an address names, and what the others are shown: the same whether it exists or not. */
export function createCaseGuard({ council, portalCookies, keyring, looks, loadCase, showProblem, now }: GuardParts) {
  const today = () => localDate(instantOf(now()));

  /** The way to a code; or what was typed, kept on a page until one has opened the case again. */
  const askForCode = (event: HttpEvent, reference: Reference): HttpResult => {
    if (event.requestContext.http.method === 'POST')
      return html(keptPage(council, { reference, action: event.rawPath, posted: formOf(event) }), { status: 401 });
    return redirect(`/find?reference=${formatReference(reference)}`);
  };

  const refusedTo = (event: HttpEvent): { reference: Reference } | { refused: HttpResult } => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    return reference ? { reference } : { refused: showProblem('not-found') };
  };

  /** For what helpers may see too, the first half: whether the case may be read for this browser. Nothing is read yet. */
  const leadTo = (event: HttpEvent): Led | { refused: HttpResult } => {
    const found = refusedTo(event);
    if ('refused' in found) return found;
    const { reference } = found;
    const opened = portalCookies.opened.read(cookiesOf(event), now());
    const leads = opened?.kind === 'number' ? opened.references.includes(reference) : opened?.reference === reference;
    return opened && leads ? { reference, opened } : { refused: askForCode(event, reference) };
  };

  /** Whether a case is asked from the number whose list this browser was shown: it may have had another since. */
  const isFrom = (handset: string, state: Case | undefined): state is Case =>
    state?.mobile !== undefined && keyring.handsetId(state.mobile) === handset;

  /**
   * For what residents alone may do: somebody let in, and a browser without a session, are turned away, and nothing is read. A case
   * that came from a list is read, one Query, and its own log says whether it is still that number's.
   */
  const residentOf = async (event: HttpEvent): Promise<Resident | { refused: HttpResult }> => {
    const led = leadTo(event);
    if ('refused' in led) return led;
    const { reference, opened } = led;
    if (opened.kind === 'case') return { reference, load: () => loadCase(reference) };
    const found = opened.kind === 'number' ? await loadCase(reference) : undefined;
    const theirs = opened.kind === 'number' && isFrom(opened.handset, found?.state);
    return theirs ? { reference, load: async () => found } : { refused: askForCode(event, reference) };
  };

  /**
   * The second half, with the case as it was just read: a helper who was taken out is out at once. Their first look of a
   * session is noted, one put. What it answers with must carry `cookies`.
   */
  const viewerOf = async (
    event: HttpEvent,
    { reference, opened }: Led,
    state: Case | undefined,
  ): Promise<{ viewer: Viewer; state: Case; cookies: string[] } | { refused: HttpResult }> => {
    const cookies = cookiesOf(event);
    if (opened.kind === 'number') {
      if (!isFrom(opened.handset, state)) return { refused: askForCode(event, reference) };
      return { viewer: { kind: 'resident', listed: true }, state, cookies: [] };
    }
    if (!state) return { refused: showProblem('not-found') };
    if (opened.kind === 'case') return { viewer: { kind: 'resident' }, state, cookies: [] };
    const helper = helperIn(state, opened.helper, today());
    if (!helper) return { refused: html(helperOutPage(council), { status: 403, cookies: [portalCookies.opened.end()] }) };
    if (opened.looked) return { viewer: { kind: 'helper', helper }, state, cookies: [] };
    await looks.keep(reference, { day: today(), helper: helper.id });
    const noted = portalCookies.opened.change(cookies, { ...opened, looked: true }, now());
    return { viewer: { kind: 'helper', helper }, state, cookies: noted };
  };

  /**
   * For sending what is asked for: its resident, or somebody they let in to send it too, as the case's log says; and
   * for what was offered with the case the browser that has just sent it.
   */
  const senderOf = async (event: HttpEvent): Promise<Sender | { refused: HttpResult }> => {
    const led = leadTo(event);
    const done = portalCookies.done.read(cookiesOf(event), now());
    const { reference, item } = event.pathParameters ?? {};
    const isOffer = done?.offers !== undefined && done.offers === item && done.reference === parseReference(reference ?? '');
    if ('refused' in led && isOffer && done.wordUntilMs > now())
      return { reference: done.reference, by: { kind: 'resident' }, justSent: { service: done.service } };
    if ('refused' in led || led.opened.kind !== 'helper') {
      const found = await residentOf(event);
      return 'refused' in found ? found : { reference: found.reference, by: { kind: 'resident' } };
    }
    const seen = await viewerOf(event, led, (await loadCase(led.reference))?.state);
    if ('refused' in seen) return seen;
    const { viewer } = seen;
    if (viewer.kind === 'helper' && !viewer.helper.mayUpload) return { refused: showProblem('not-found') };
    return { reference: led.reference, by: viewer.kind === 'helper' ? { kind: 'helper', id: viewer.helper.id } : { kind: 'resident' } };
  };

  return { residentOf, leadTo, viewerOf, senderOf };
}
