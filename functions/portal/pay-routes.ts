import type { Keyring } from '../../shared/domain/keyring.ts';
import { parsePayToken } from '../../shared/domain/pay-link.ts';
import { openAttempt } from '../../shared/domain/payment.ts';
import type { Reference } from '../../shared/domain/reference.ts';
import { cookiesOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { LoadCase } from '../../shared/use-cases/change-case.ts';
import type { SettlePayment } from '../../shared/use-cases/settle-payment.ts';
import type { StartPayment } from '../../shared/use-cases/start-payment.ts';
import { type PayView, payPage } from '../../web/journeys/pay/pay-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { PortalCookies } from './portal-cookies.ts';
import type { ShowProblem } from './problem.ts';

export type PayDeps = {
  council: CouncilView;
  baseUrl: string;
  keyring: Keyring;
  loadCase: LoadCase;
  startPayment: StartPayment;
  settlePayment: SettlePayment;
  portalCookies: PortalCookies;
  showProblem: ShowProblem;
  now: () => number;
};

/**
 * Paying for one case. Its link is enough: whoever has it may pay, and sees nothing of a person. So a payer comes back from the
 * provider's pages to the right case in any browser, and hours later.
 */
export function createPayRoutes(deps: PayDeps) {
  const { council, baseUrl, keyring, loadCase, startPayment, settlePayment, portalCookies, showProblem, now } = deps;
  const referenceOf = (event: HttpEvent) => parsePayToken(keyring, event.pathParameters?.['token'] ?? '');
  const pathOf = (event: HttpEvent) => `/pay/${event.pathParameters?.['token']}`;

  /** What is shown besides to who has just sent the form in this browser. */
  const sentHere = (event: HttpEvent, reference: Reference): PayView['sent'] => {
    const sent = portalCookies.done.read(cookiesOf(event), now());
    if (sent?.reference !== reference) return undefined;
    const { lookUpWord, wordUntilMs, assisted, changed } = sent;
    return { assisted, changed, word: lookUpWord === undefined ? undefined : wordUntilMs > now() ? { shown: lookUpWord } : 'no-longer' };
  };

  const pageOf = (event: HttpEvent, found: Awaited<ReturnType<LoadCase>>, what?: PayView['found']): HttpResult => {
    const { service, state } = found ?? {};
    if (!service || !state?.payment) return showProblem('not-found');
    const view: PayView = {
      service,
      state: { ...state, payment: state.payment },
      path: pathOf(event),
      found: what,
      sent: sentHere(event, state.reference),
    };
    return html(payPage(council, view), { status: what === 'not-now' ? 503 : 200 });
  };

  /** One Query. */
  const show: HttpHandler = async (event) => {
    const reference = referenceOf(event);
    return reference ? pageOf(event, await loadCase(reference)) : showProblem('not-found');
  };

  /** Begins to pay, or goes on with it, and leads to the provider's page. */
  const pay: HttpHandler = async (event) => {
    const reference = referenceOf(event);
    if (!reference) return showProblem('not-found');
    const started = await startPayment(reference, `${baseUrl}${pathOf(event)}/back`);
    switch (started.kind) {
      case 'go':
        return redirect(started.payAt);
      case 'nothing-to-pay':
        return redirect(pathOf(event));
      case 'not-found':
        return showProblem('not-found');
      case 'not-now':
        return pageOf(event, await loadCase(reference), 'not-now');
    }
  };

  /** Where the provider's pages lead to, paid or not: it asks how the payment stands. Doing it again changes nothing. */
  const back: HttpHandler = async (event) => {
    const reference = referenceOf(event);
    const found = reference && (await loadCase(reference));
    if (!reference || !found) return showProblem('not-found');
    const open = openAttempt(found.state);
    if (!open) return redirect(pathOf(event));
    const settled = await settlePayment(reference, open.id, { kind: 'resident' });
    if (settled.kind === 'waiting') return pageOf(event, found, 'not-finished');
    return settled.kind === 'settled' ? redirect(pathOf(event)) : pageOf(event, found);
  };

  return { show, pay, back };
}
