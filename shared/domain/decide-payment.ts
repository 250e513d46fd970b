import { addWorkingDays, type Instant, localDate } from './calendar.ts';
import type { Case, CasePersonal } from './case.ts';
import { type Service, stageEnteredBy } from './catalogue.ts';
import { type Failure, openAttempt, owes, type PaymentEvent } from './payment.ts';

/** What the provider says came of a payment. */
export type PaymentOutcome = { kind: 'paid'; pence: number } | { kind: 'failed'; because: Failure };
export type PaymentCommand =
  | { type: 'startPayment'; payment: string }
  /** Holds whatever else happened: it is the provider's word, and may come any number of times, by any way. */
  | { type: 'settlePayment'; payment: string; outcome: PaymentOutcome }
  /** By staff: at the counter, over the telephone, by cheque. `reason` says how, with the number of the receipt. */
  | { type: 'payAnotherWay'; reason: string; basedOn: number };

export type PaymentRefusal =
  | 'nothing-to-pay'
  /** Another payment of the case may still come to something. */
  | 'payment-under-way'
  /** What came of it is known. */
  | 'payment-known'
  | 'no-such-payment';
type Refused = { kind: 'refused'; reason: PaymentRefusal | 'reason-missing' | 'no-such-stage' };
type PaymentDecision = { kind: 'accepted'; events: PaymentEvent[]; personal: CasePersonal } | Refused;

const refused = (reason: Refused['reason']): PaymentDecision => ({ kind: 'refused', reason });
const accepted = (event: PaymentEvent, personal: CasePersonal = {}): PaymentDecision => ({ kind: 'accepted', events: [event], personal });

/** Decides on the payment of a case. Pure; that a case has not moved on since is checked already where it matters. */
export function decidePayment(service: Service, state: Case, command: PaymentCommand, at: Instant): PaymentDecision {
  const due = state.payment;
  if (!due) return refused('nothing-to-pay');
  switch (command.type) {
    case 'startPayment':
      if (!owes(state)) return refused('nothing-to-pay');
      if (due.attempts.some(({ id }) => id === command.payment)) return refused('payment-known');
      return openAttempt(state)
        ? refused('payment-under-way')
        : accepted({ type: 'paymentStarted', payment: command.payment, pence: due.pence });
    case 'settlePayment': {
      const { payment, outcome } = command;
      const known = due.attempts.find(({ id }) => id === payment);
      if (outcome.kind === 'failed') {
        if (!known) return refused('no-such-payment');
        if (known.state !== 'started') return refused('payment-known');
        return accepted({ type: 'paymentFailed', payment, because: outcome.because });
      }
      // Money that was taken counts, whatever was heard of it before.
      if (known?.state === 'paid') return refused('payment-known');
      if (owes(state) && outcome.pence === due.pence) return paid(service, state, { payment, pence: outcome.pence, at });
      return accepted({ type: 'paidNotOwed', payment, pence: outcome.pence });
    }
    case 'payAnotherWay': {
      if (!owes(state)) return refused('nothing-to-pay');
      const note = command.reason.trim();
      return note ? paid(service, state, { pence: due.pence, at, note }) : refused('reason-missing');
    }
  }
}

type Paid = { payment?: string; pence: number; at: Instant; note?: string };

/** The council's time begins with the payment. */
function paid(service: Service, { fastTrack }: Case, { payment, pence, at, note }: Paid): PaymentDecision {
  const stage = stageEnteredBy(service, 'paid');
  if (!stage) return refused('no-such-stage');
  const days = (fastTrack && service.fastTrack ? service.fastTrack : service).targetWorkingDays;
  const targetDate = addWorkingDays(localDate(at), days);
  return accepted({ type: 'paid', stage: stage.id, pence, targetDate, ...(payment ? { payment } : {}) }, note ? { note } : {});
}
