import type { OriginResponse } from './api-payload.ts';
import type { ViewerRequest } from './edge.ts';
import { escapeHtml, page } from './local-page.ts';
import { isFinished, type LocalPayment, type PayAccount, type PayCode } from './pay-account.ts';

/** Where the local GOV.UK Pay shows its pages, on the front door's port at another host. */
export const PAY_PATH = '/_local/pay';
export const SECURE_PATH = `${PAY_PATH}/secure`;

/** docs.payments.service.gov.uk/testing_govuk_pay/#use-mock-card-numbers */
const cards: Readonly<Record<string, 'pays' | Exclude<PayCode, 'P0020'>>> = {
  '4444333322221111': 'pays',
  '4242424242424242': 'pays',
  '4000056655665556': 'pays',
  '5105105105105100': 'pays',
  '4000000000000010': 'pays',
  '4000000000000002': 'P0010',
  '4000000000000069': 'P0010',
  '4000000000000127': 'P0010',
  '4000000000000119': 'P0050',
};
const FIELDS = {
  cardNo: 'Card number',
  expiryMonth: 'Expiry month',
  expiryYear: 'Expiry year',
  cardholderName: 'Name on card',
  cvc: 'Card security code',
} as const;
type Field = keyof typeof FIELDS;

const html = (status: number, body: string, cookies: string[] = []): OriginResponse => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  cookies,
  body: Buffer.from(body),
});
const redirect = (location: string, cookies: string[] = []): OriginResponse => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store' },
  cookies,
  body: Buffer.alloc(0),
});

const pounds = ({ amount }: LocalPayment) => `£${(amount / 100).toFixed(2)}`;
const summary = (payment: LocalPayment) =>
  `<dl class="card"><dt>Payment for</dt><dd>${escapeHtml(payment.description)}</dd><dt>Total amount</dt><dd>${pounds(payment)}</dd></dl>`;

/**
 * The payment pages of GOV.UK Pay on this machine: card details, confirming, cancelling, and the way back. The mock card numbers of
 * its test accounts do what they do there; any other is refused. Of a card only the last four digits are kept.
 */
export function createPayPages(account: PayAccount): (request: ViewerRequest) => OriginResponse {
  return (request) => {
    const { method, path, headers, body } = request;
    const [kind, id = '', step = ''] = path.slice(PAY_PATH.length + 1).split('/');
    if (method !== 'POST' && kind === 'secure') {
      const entered = account.enter(id);
      if (!entered) return lost();
      const session = `pay_session=${entered.session}; Path=${PAY_PATH}; HttpOnly; SameSite=Lax`;
      return redirect(pathOf(entered.payment), [session]);
    }
    const [, session = ''] = /(?:^|;\s*)pay_session=([\w-]+)/.exec(headers.cookie ?? '') ?? [];
    const payment = kind === 'card_details' ? account.inSession(session, id) : undefined;
    if (!payment) return lost();
    if (isFinished(payment)) return ended(payment);
    if (method === 'POST' && step === 'cancel') return ended(account.fail(payment, 'P0030'));
    if (step === 'confirm' && payment.status === 'submitted') {
      if (method !== 'POST') return html(200, confirmPage(payment));
      return redirect(account.confirm(payment).returnUrl);
    }
    return method === 'POST' ? takeCard(payment, new URLSearchParams(body.toString('utf8'))) : html(200, cardPage(payment));
  };

  function takeCard(payment: LocalPayment, form: URLSearchParams): OriginResponse {
    const typed = (field: Field) => (form.get(field) ?? '').replace(/[\s-]/g, '');
    const wrong: Field[] = (Object.keys(FIELDS) as Field[]).filter((field) => typed(field) === '');
    if (!cards[typed('cardNo')] && !wrong.includes('cardNo')) wrong.push('cardNo');
    if (wrong.length > 0) return html(400, cardPage(payment, wrong));
    const fate = cards[typed('cardNo')] ?? 'P0010';
    if (fate !== 'pays') return ended(account.fail(payment, fate));
    return redirect(pathOf(account.authorise(payment, typed('cardNo').slice(-4))));
  }
}

const pathOf = ({ id, status }: LocalPayment) => `${PAY_PATH}/card_details/${id}${status === 'submitted' ? '/confirm' : ''}`;

function cardPage(payment: LocalPayment, wrong: readonly Field[] = []): string {
  const fields = Object.entries(FIELDS).map(([name, label]) => {
    const error = wrong.some((field) => field === name);
    return `<p><label for="${name}">${label}</label><br>${error ? `<strong id="${name}-error">Enter a valid ${label.toLowerCase()}</strong><br>` : ''}<input id="${name}" name="${name}" autocomplete="off"${error ? ` aria-describedby="${name}-error" aria-invalid="true"` : ''}></p>`;
  });
  return page(
    'Enter card details',
    `<h1>Enter card details</h1>${summary(payment)}<form method="post" action="${pathOf(payment)}" class="card" novalidate>${fields.join('')}<button>Continue</button></form>
<form method="post" action="${pathOf(payment)}/cancel"><button>Cancel payment</button></form>
<p class="quiet">Cards to try: 4444 3333 2222 1111 pays, 4000 0000 0000 0002 is declined, 4000 0000 0000 0069 has expired, 4000 0000 0000 0119 is a general error. Anything will do for the rest.</p>`,
  );
}

function confirmPage(payment: LocalPayment): string {
  return page(
    'Confirm your payment',
    `<h1>Confirm your payment</h1>${summary(payment)}<p>Card ending ${escapeHtml(payment.lastDigits ?? '')}</p>
<form method="post" action="${pathOf(payment)}"><button>Confirm payment</button></form>
<form method="post" action="${PAY_PATH}/card_details/${payment.id}/cancel"><button>Cancel payment</button></form>`,
  );
}

const endings: Record<PayCode, string> = {
  P0010: 'Your payment has been declined',
  P0020: 'Your payment session has expired',
  P0030: 'Your payment has been cancelled',
  P0050: 'We’re experiencing technical problems',
};

/** A payment that is over leads back, paid at once and otherwise by a link. */
function ended(payment: LocalPayment): OriginResponse {
  if (payment.status === 'success') return redirect(payment.returnUrl);
  const title = endings[payment.code ?? 'P0050'];
  return html(
    200,
    page(
      title,
      `<h1>${title}</h1><p>No money has been taken from your account.</p><p><a href="${escapeHtml(payment.returnUrl)}">Continue</a></p>`,
    ),
  );
}

const lost = () =>
  html(404, page('Your payment session has expired', '<h1>Your payment session has expired</h1><p>Go back to the page you came from.</p>'));
