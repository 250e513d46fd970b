import * as z from 'zod';
import type { Answers } from './answers.ts';
import type { Case, CaseCommit, CaseEvent } from './case.ts';
import type { Commit } from './commit.ts';

/** In pence: 30p is the least that a card is charged, £5,000 the most of the strictest provider behind GOV.UK Pay. */
const penceSchema = z.number().int().min(30).max(500_000);

/**
 * What a service costs, paid by card after it was asked for and before anybody works on it.
 * - `pence`: one price for everybody, or one for each answer to a question that everybody answers
 * - `for`: what is paid for, on the payer's page, on GOV.UK Pay's and on the receipt
 */
export const priceSchema = z.object({
  pence: z.union([penceSchema, z.object({ question: z.string(), prices: z.record(z.string(), penceSchema) })]),
  for: z.string().min(3).max(100),
});
export type Price = z.infer<typeof priceSchema>;

/** Days in which a request waits for its payment. Then it is closed, and nothing was taken. */
export const PAY_WITHIN_DAYS = 7;

/** Why a payment came to nothing: the card was refused, nobody finished it in time, its payer or staff stopped it, or a fault. */
export const failures = ['declined', 'expired', 'cancelled', 'error'] as const;
export type Failure = (typeof failures)[number];

/** What is to be paid, as it was when the request came in: a later price changes nothing. */
export const toPaySchema = z.object({ pence: z.number().int(), by: z.string() });

const payment = z.string();
const pence = z.number().int();

/**
 * What can happen to the payment of a case. `payment` is the provider's id; nothing of a card is known here.
 * - `paid` without one was paid in another way, which staff vouch for: their words are in `personal.note`
 * - `paidNotOwed`: money was taken that nothing is owed for, and must go back
 */
export const paymentEvents = [
  z.object({ type: z.literal('paymentStarted'), payment, pence }),
  z.object({ type: z.literal('paymentFailed'), payment, because: z.enum(failures) }),
  z.object({ type: z.literal('paid'), stage: z.string(), pence, payment: payment.optional(), targetDate: z.string() }),
  z.object({ type: z.literal('paidNotOwed'), payment, pence }),
] as const;
export type PaymentEvent = z.infer<(typeof paymentEvents)[number]>;

/** One payment with the provider; `started` until the provider has said what came of it. */
export type Attempt = { id: string; startedAt: string; state: 'started' | 'paid' | 'failed'; because?: Failure };
export type Payment = z.infer<typeof toPaySchema> & {
  attempts: Attempt[];
  paid?: { at: string; pence: number; payment?: string };
  /** Taken though nothing was owed. */
  notOwed: { payment: string; pence: number; at: string }[];
};

/** What these answers cost, in pence; undefined where the service has no price for them. */
export function priceOf({ pence: price }: Price, answers: Answers): number | undefined {
  if (typeof price === 'number') return price;
  const answer = answers[price.question];
  return typeof answer === 'string' ? price.prices[answer] : undefined;
}

/** `£55`, `£12.50`. */
export function formatPence(amount: number): string {
  const pounds = amount / 100;
  return `£${Number.isInteger(pounds) ? pounds.toLocaleString('en-GB') : pounds.toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
}

/** Whether a case waits for its payment. */
export const owes = ({ payment: due, endedAt }: Pick<Case, 'payment' | 'endedAt'>): boolean => Boolean(due && !due.paid && !endedAt);

/** The payment of which nobody has said yet what came of it. */
export const openAttempt = ({ payment: due }: { payment?: Payment | undefined }): Attempt | undefined =>
  due?.attempts.findLast(({ state }) => state === 'started');

/** The payment of a case from its commits alone: it is known of a case of any service, and of one that was erased. */
export function paymentIn(commits: readonly CaseCommit[]): Payment | undefined {
  let due: Payment | undefined;
  for (const commit of commits)
    for (const event of commit.events) {
      if (event.type === 'opened') due = evolveToPay(event).payment;
      else if (due && isOfPayment(event)) due = evolvePayment(due, event, commit);
    }
  return due;
}

const isOfPayment = (event: CaseEvent): event is PaymentEvent => paymentEvents.some(({ shape }) => shape.type.value === event.type);

/** What a case opens with, where it has a price. */
export const evolveToPay = ({ toPay }: CaseEvent & { type: 'opened' }): Pick<Case, 'payment' | 'actBy'> =>
  toPay ? { payment: { ...toPay, attempts: [], notOwed: [] }, actBy: toPay.by } : {};

/** The payment after one more event. A payment that the provider knew before we did is taken in with what came of it. */
export function evolvePayment(due: Payment, event: PaymentEvent, { at }: Pick<Commit<unknown>, 'at'>): Payment {
  switch (event.type) {
    case 'paymentStarted':
      return { ...due, attempts: [...due.attempts, { id: event.payment, startedAt: at, state: 'started' }] };
    case 'paymentFailed':
      return { ...due, attempts: settled(due.attempts, { id: event.payment, startedAt: at, state: 'failed', because: event.because }) };
    case 'paid': {
      const { payment: id } = event;
      const paid = { at, pence: event.pence, ...(id ? { payment: id } : {}) };
      return { ...due, paid, attempts: id ? settled(due.attempts, { id, startedAt: at, state: 'paid' }) : due.attempts };
    }
    case 'paidNotOwed':
      return {
        ...due,
        attempts: settled(due.attempts, { id: event.payment, startedAt: at, state: 'paid' }),
        notOwed: [...due.notOwed, { payment: event.payment, pence: event.pence, at }],
      };
  }
}

function settled(attempts: readonly Attempt[], now: Attempt): Attempt[] {
  const known = attempts.find(({ id }) => id === now.id);
  if (!known) return [...attempts, now];
  return attempts.map((each) => (each.id === now.id ? { ...now, startedAt: each.startedAt } : each));
}
