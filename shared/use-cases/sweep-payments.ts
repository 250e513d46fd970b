import { formatDate, instantOf } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { isErased } from '../domain/erasure.ts';
import { caseOf } from '../domain/evolve-case.ts';
import { phraseIn } from '../domain/language.ts';
import { openAttempt, owes, paymentIn } from '../domain/payment.ts';
import type { Reference } from '../domain/reference.ts';
import type { LogStore } from '../store/log-store.ts';
import type { PaymentWatch, PaymentWatchStore } from '../store/payment-watch-store.ts';
import type { ChangeCase } from './change-case.ts';
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
/** `known`: done with; `closed`: unpaid for too long; `waiting`: looked at again; `overdue`: the provider should have told; `failed`: of us, or money that no case can say of. */
export type SweptPayments = { known: number; closed: number; waiting: number; overdue: number; failed: number };

/**
 * Asks what came of payments that nobody told of, and closes requests that nobody paid for. A payment is asked about until it is known,
 * however long that takes: it is somebody's money, whether or not its case was erased, or its service taken out of the catalogue meanwhile.
 * A request is never closed while one of its payments may still come to something.
 * @param stopAt epoch ms after which no further one is begun
 */
export function createSweepPayments({
  paymentWatches,
  settlePayment,
  logs,
  catalogue,
  changeCase,
  now,
}: {
  paymentWatches: PaymentWatchStore;
  settlePayment: SettlePayment;
  logs: LogStore;
  catalogue: Catalogue;
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
    const commits = await logs.load({ kind: 'case', id: reference });
    const isThere = commits.length > 0 && !isErased(commits);
    let state = isThere ? caseOf(catalogue, commits)?.state : undefined;
    const open = openAttempt({ payment: paymentIn(commits) });
    if (open) {
      const settled = await settlePayment(reference, open.id, by);
      switch (settled.kind) {
        case 'settled':
          state = settled.state;
          break;
        case 'waiting':
        case 'unknown':
          return again(watch, open.startedAt);
        case 'gone':
          await paymentWatches.remove(watch);
          return settled.paid ? 'failed' : 'known';
        case 'unread':
          return putOff(watch);
        case 'busy':
          return 'failed';
      }
    }
    // Only the commit that opened it says by when to pay.
    if (watch.sequence !== 1) return known(watch);
    if (!state) return isThere ? putOff(watch) : known(watch);
    if (!owes(state)) return known(watch);
    const outcome = await close(reference, state);
    if (outcome === 'closed') await paymentWatches.remove(watch);
    return outcome;
  }

  async function known(watch: PaymentWatch): Promise<'known'> {
    await paymentWatches.remove(watch);
    return 'known';
  }

  /** Its service is not in the catalogue: it is kept, stands in nobody's way, and rings each hour until the service is back. */
  async function putOff(watch: PaymentWatch): Promise<'failed'> {
    await paymentWatches.lookAgain(watch, instantOf(now() + AGAIN_OVERDUE_MS));
    return 'failed';
  }

  async function again(watch: PaymentWatch, startedAt: string): Promise<'waiting' | 'overdue'> {
    const isOverdue = now() - Date.parse(startedAt) > OVERDUE_MS;
    await paymentWatches.lookAgain(watch, instantOf(now() + (isOverdue ? AGAIN_OVERDUE_MS : AGAIN_MS)));
    return isOverdue ? 'overdue' : 'waiting';
  }

  async function close(reference: Reference, { sequence, payment, language }: Case): Promise<'closed' | 'failed'> {
    const reason = phraseIn(language, UNPAID).replace('{date}', formatDate(payment?.by ?? '', language));
    const { kind } = await changeCase(reference, { type: 'close', reason, basedOn: sequence }, by);
    return kind === 'changed' ? 'closed' : 'failed';
  }
}
