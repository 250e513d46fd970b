import type { Case } from '../domain/case.ts';
import type { Service } from '../domain/catalogue.ts';
import type { Actor } from '../domain/commit.ts';
import { parseReference, type Reference } from '../domain/reference.ts';
import type { PaymentSeen, Payments } from '../ports/payment.ts';
import type { ChangeCase } from './change-case.ts';

export type SettlePayment = ReturnType<typeof createSettlePayment>;
export type HearPayment = ReturnType<typeof createHearPayment>;

/**
 * What came of asking about a payment.
 * - `settled`: it is over, and the case says so, now or before
 * - `waiting`: its payer has not finished; `payAt` is where they go on
 * - `unknown`: the provider did not say
 * - `gone`: it is over, and its case is not there, as after it was erased; `paid` where money was taken
 * - `unread`: it is over, and its case is of a service that the catalogue no longer has: to be told again once it is back
 */
export type Settled =
  | { kind: 'settled'; service: Service; state: Case }
  | { kind: 'waiting'; payAt?: string }
  | { kind: 'gone'; paid: boolean }
  | { kind: 'unknown' | 'unread' | 'busy' };

/**
 * Keeps what the provider says came of a payment: one Query and one put. Said again, by whichever way, it changes nothing.
 * Nothing is lost by a race: the loser reloads, and finds it known.
 */
function createKeep({ changeCase }: { changeCase: ChangeCase }) {
  return async (reference: Reference, { id, outcome }: PaymentSeen, by: Actor): Promise<Settled> => {
    if (!outcome) return { kind: 'waiting' };
    const done = await changeCase(reference, { type: 'settlePayment', payment: id, outcome }, by);
    switch (done.kind) {
      case 'changed':
      case 'already-done':
      case 'refused':
        return { kind: 'settled', service: done.service, state: done.state };
      case 'not-found':
        return done.unread ? { kind: 'unread' } : { kind: 'gone', paid: outcome.kind === 'paid' };
      default:
        return { kind: 'busy' };
    }
  };
}

/** Asks the provider what came of one payment of a case, and keeps it. */
export function createSettlePayment({ payments, changeCase }: { payments: Payments; changeCase: ChangeCase }) {
  const keep = createKeep({ changeCase });
  return async (reference: Reference, id: string, by: Actor): Promise<Settled> => {
    const asked = await payments.find(id);
    if (asked.kind === 'unknown') return { kind: 'unknown' };
    const { payment } = asked;
    if (payment.outcome) return keep(reference, payment, by);
    return { kind: 'waiting', ...(payment.payAt ? { payAt: payment.payAt } : {}) };
  };
}

/**
 * Keeps what the provider tells of itself, in a message that it signed.
 * @returns `not-ours` for a payment of no reference of ours: another service may share the account
 */
export function createHearPayment({ changeCase }: { changeCase: ChangeCase }) {
  const keep = createKeep({ changeCase });
  return async (payment: PaymentSeen): Promise<Settled['kind'] | 'not-ours'> => {
    const reference = parseReference(payment.reference);
    if (!reference) return 'not-ours';
    const { kind } = await keep(reference, payment, { kind: 'system' });
    return kind;
  };
}
