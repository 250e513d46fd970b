import { formatDate, instantOf } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { openAttempt, owes } from '../domain/payment.ts';
import type { Reference } from '../domain/reference.ts';
import type { PaymentWatch, PaymentWatchStore } from '../store/payment-watch-store.ts';
import type { ChangeCase, LoadCase } from './change-case.ts';
import type { SettlePayment } from './settle-payment.ts';

/** The most in one run; the rest is for the next. */
const MAX = 200;
const MINUTE_MS = 60_000;
const AGAIN_MS = 10 * MINUTE_MS;
/** The provider ends a payment after 90 minutes. Of one that is older than this it should long have told. */
const OVERDUE_MS = 180 * MINUTE_MS;
const AGAIN_OVERDUE_MS = 60 * MINUTE_MS;

const by = { kind: 'system' } as const;
const UNPAID = 'It was not paid for by {date}. No money was taken. You can ask for it again at any time.';

export type SweepPayments = ReturnType<typeof createSweepPayments>;
/** `known`: done with; `closed`: unpaid for too long; `waiting`: looked at again; `overdue`: the provider should have told; `failed`: of us. */
export type SweptPayments = { known: number; closed: number; waiting: number; overdue: number; failed: number };

/**
 * Asks what came of payments that nobody told of, and closes requests that nobody paid for. A payment is asked about until it is known,
 * however long that takes: it is somebody's money. A request is never closed while one of its payments may still come to something.
 * @param stopAt epoch ms after which no further one is begun
 */
export function createSweepPayments({
  paymentWatches,
  settlePayment,
  loadCase,
  changeCase,
  now,
}: {
  paymentWatches: PaymentWatchStore;
  settlePayment: SettlePayment;
  loadCase: LoadCase;
  changeCase: ChangeCase;
  now: () => number;
}) {
  return async (stopAt = Number.POSITIVE_INFINITY): Promise<SweptPayments> => {
    const swept: SweptPayments = { known: 0, closed: 0, waiting: 0, overdue: 0, failed: 0 };
    for await (const watch of paymentWatches.due(instantOf(now()), MAX)) {
      if (now() > stopAt) return swept;
      // One that cannot be dealt with delays nobody, and is found again.
      swept[await look(watch).catch(() => 'failed' as const)]++;
    }
    return swept;
  };

  async function look(watch: PaymentWatch): Promise<keyof SweptPayments> {
    const reference = watch.log.id as Reference;
    const found = await loadCase(reference);
    let state = found?.state;
    const open = state && openAttempt(state);
    if (open) {
      const settled = await settlePayment(reference, open.id, by);
      if (settled.kind === 'waiting' || settled.kind === 'unknown') return again(watch, open.startedAt);
      if (settled.kind === 'busy') return 'failed';
      state = settled.kind === 'settled' ? settled.state : undefined;
    }
    // Only the commit that opened it says by when to pay.
    const outcome = state && watch.sequence === 1 && owes(state) ? await close(reference, state) : 'known';
    if (outcome !== 'failed') await paymentWatches.remove(watch);
    return outcome;
  }

  async function again(watch: PaymentWatch, startedAt: string): Promise<'waiting' | 'overdue'> {
    const isOverdue = now() - Date.parse(startedAt) > OVERDUE_MS;
    await paymentWatches.lookAgain(watch, instantOf(now() + (isOverdue ? AGAIN_OVERDUE_MS : AGAIN_MS)));
    return isOverdue ? 'overdue' : 'waiting';
  }

  async function close(reference: Reference, { sequence, payment }: Case): Promise<'closed' | 'failed'> {
    const reason = UNPAID.replace('{date}', formatDate(payment?.by ?? ''));
    const { kind } = await changeCase(reference, { type: 'close', reason, basedOn: sequence }, by);
    return kind === 'changed' ? 'closed' : 'failed';
  }
}
