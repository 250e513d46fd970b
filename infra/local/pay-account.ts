import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { KeptState } from './kept-state.ts';

/** docs.payments.service.gov.uk/api_reference/#payment-status-lifecycle; nothing here is captured late. */
export type PayStatus = 'created' | 'started' | 'submitted' | 'success' | 'failed' | 'error';
/** docs.payments.service.gov.uk/api_reference/#errors-caused-by-payment-statuses */
const codes = {
  P0010: 'Payment method rejected',
  P0020: 'Payment expired',
  P0030: 'Payment was cancelled by the user',
  P0050: 'Payment provider returned an error',
} as const;
export type PayCode = keyof typeof codes;

export interface LocalPayment {
  id: string;
  amount: number;
  reference: string;
  description: string;
  returnUrl: string;
  /** Of its pages; what an earlier release kept has none. */
  language?: 'en' | 'cy';
  createdAt: number;
  status: PayStatus;
  code?: PayCode;
  /** All that is kept of a card. */
  lastDigits?: string;
}
export type Wanted = Pick<LocalPayment, 'amount' | 'reference' | 'description' | 'returnUrl' | 'language'>;

/** What webhooks tell of: docs.payments.service.gov.uk/webhooks */
export type PayEvent = 'card_payment_succeeded' | 'card_payment_captured' | 'card_payment_failed' | 'card_payment_expired';

const EXPIRES_MS = 90 * 60_000;
const KEY_LASTS_MS = 24 * 60 * 60_000;
const LOOK_EVERY_MS = 1_000;

export type PayAccount = ReturnType<typeof createPayAccount>;
export const isFinished = ({ status }: LocalPayment): boolean => status === 'success' || status === 'failed' || status === 'error';

/**
 * The payments of one service account, kept with the data, and how each goes from state to state. One that nobody confirms within 90
 * minutes fails, at whichever time the clock then shows.
 */
export function createPayAccount({
  state,
  now,
  tell,
}: {
  state: KeptState;
  now: () => number;
  tell: (event: PayEvent, payment: LocalPayment) => void;
}) {
  const load = (id: string) => state.get<LocalPayment>(`pay payment ${id}`);
  const open = (): string[] => state.get<string[]>('pay open') ?? [];
  const save = (payment: LocalPayment): LocalPayment => {
    state.set(`pay payment ${payment.id}`, payment);
    const others = open().filter((id) => id !== payment.id);
    state.set('pay open', isFinished(payment) ? others : [...others, payment.id]);
    return payment;
  };
  const end = (payment: LocalPayment, status: PayStatus, code?: PayCode): LocalPayment => {
    const ended = save({ ...payment, status, ...(code ? { code } : {}) });
    if (status === 'success') {
      tell('card_payment_succeeded', ended);
      tell('card_payment_captured', ended);
    } else tell(code === 'P0020' ? 'card_payment_expired' : 'card_payment_failed', ended);
    return ended;
  };
  const find = (id: string): LocalPayment | undefined => {
    const payment = load(id);
    if (!payment || isFinished(payment) || now() < payment.createdAt + EXPIRES_MS) return payment;
    return end(payment, 'failed', 'P0020');
  };
  const timer = setInterval(() => {
    for (const id of open()) find(id);
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    find,
    messageOf: ({ code }: LocalPayment) => (code ? codes[code] : undefined),
    /** The same key and wish within 24 hours is the same payment, another wish `key-used`. */
    create(wanted: Wanted, key: string | undefined): { payment: LocalPayment; made: boolean } | 'key-used' {
      const wish = createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
      const before = key ? state.get<{ wish: string; id: string; at: number }>(`pay key ${key}`) : undefined;
      if (before && now() < before.at + KEY_LASTS_MS) {
        const known = find(before.id);
        if (before.wish !== wish || !known) return 'key-used';
        return { payment: known, made: false };
      }
      const payment = save({ ...wanted, id: randomBytes(13).toString('hex'), createdAt: now(), status: 'created' });
      if (key) state.set(`pay key ${key}`, { wish, id: payment.id, at: now() });
      return { payment, made: true };
    },
    /** A token for one visit of the pages of a payment that is not finished. */
    tokenFor(payment: LocalPayment): string {
      const token = randomUUID();
      state.set(`pay token ${token}`, payment.id);
      return token;
    },
    /** The payment that a token is of, once; and the session in which its pages are then seen. */
    enter(token: string): { payment: LocalPayment; session: string } | undefined {
      const id = state.get<string>(`pay token ${token}`);
      const payment = id ? find(id) : undefined;
      state.set(`pay token ${token}`, null);
      if (!payment) return undefined;
      const session = randomUUID();
      state.set(`pay session ${session}`, payment.id);
      return { payment: payment.status === 'created' ? save({ ...payment, status: 'started' }) : payment, session };
    },
    inSession: (session: string, id: string): LocalPayment | undefined =>
      state.get<string>(`pay session ${session}`) === id ? find(id) : undefined,
    authorise: (payment: LocalPayment, lastDigits: string) => save({ ...payment, status: 'submitted', lastDigits }),
    confirm: (payment: LocalPayment) => end(payment, 'success'),
    fail: (payment: LocalPayment, code: Exclude<PayCode, 'P0020'>) => end(payment, code === 'P0050' ? 'error' : 'failed', code),
    close: () => clearInterval(timer),
  };
}
