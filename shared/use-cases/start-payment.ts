import { createHash } from 'node:crypto';
import type { Case } from '../domain/case.ts';
import type { Service } from '../domain/catalogue.ts';
import { openAttempt, owes } from '../domain/payment.ts';
import { formatReference, type Reference } from '../domain/reference.ts';
import type { Payments, PaymentWanted } from '../ports/payment.ts';
import type { ChangeCase, LoadCase } from './change-case.ts';
import type { SettlePayment } from './settle-payment.ts';

export type StartPayment = ReturnType<typeof createStartPayment>;
export type Started =
  /** Where the payer goes. It is theirs alone. */
  | { kind: 'go'; payAt: string }
  /** Nothing is owed any more: it was paid, or the case has ended. */
  | { kind: 'nothing-to-pay' }
  /** The provider did not say, or would not: nothing was taken. */
  | { kind: 'not-now'; because: string }
  | { kind: 'not-found' };

const by = { kind: 'resident' } as const;
/** One for a payment that has run out, one for that of another window, one to spare. */
const MOST_ROUNDS = 4;

/**
 * Begins to pay for a case, or goes on with a payment that was begun: a case has one at a time, so that nobody pays twice.
 * First the payment is made with the provider, then it is kept, and only then is its payer told where to go: so a payment that
 * can be paid is known. One that was made and not kept, because the answer or this function was lost, is nobody's to pay.
 */
export function createStartPayment({
  payments,
  settlePayment,
  loadCase,
  changeCase,
}: {
  payments: Payments;
  settlePayment: SettlePayment;
  loadCase: LoadCase;
  changeCase: ChangeCase;
}) {
  return async (reference: Reference, returnTo: string): Promise<Started> => {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const found = await loadCase(reference);
      if (!found) return { kind: 'not-found' };
      const { service, state } = found;
      if (!owes(state)) return { kind: 'nothing-to-pay' };
      const under = openAttempt(state);
      if (under) {
        const settled = await settlePayment(reference, under.id, by);
        if (settled.kind === 'settled') continue;
        if (settled.kind === 'waiting' && settled.payAt) return { kind: 'go', payAt: settled.payAt };
        return { kind: 'not-now', because: settled.kind };
      }
      const created = await payments.create(wantedOf(service, state, returnTo));
      if (created.kind !== 'created') return { kind: 'not-now', because: created.because };
      const { id, payAt } = created.payment;
      const kept = await changeCase(reference, { type: 'startPayment', payment: id }, by);
      if (kept.kind === 'changed' && payAt) return { kind: 'go', payAt };
      if (kept.kind === 'not-found') return { kind: 'not-found' };
      if (kept.kind === 'too-large' || kept.kind === 'busy') return { kind: 'not-now', because: kept.kind };
      // Another window was first, or the payment under this key is an older one: the next round sees how that stands.
    }
    return { kind: 'not-now', because: 'busy' };
  };
}

/** The same until this payment is known to have come to nothing. */
function wantedOf({ payment: price }: Service, { reference, payment: due, language }: Case, returnTo: string): PaymentWanted {
  const wanted = {
    pence: due?.pence ?? 0,
    reference: formatReference(reference),
    description: price?.for ?? '',
    returnTo,
    ...(language === 'cy' ? { language } : {}),
  };
  const key = createHash('sha256')
    .update(JSON.stringify([wanted, due?.attempts.length]))
    .digest('hex');
  return { key, ...wanted };
}
