import * as z from 'zod';
import type { Failure } from '../../domain/payment.ts';
import type { PaymentSeen } from '../../ports/payment.ts';

/** A payment as the API and its webhooks have it; they may add to it: docs.payments.service.gov.uk/api_reference/#payment-status-lifecycle */
const paymentSchema = z.object({
  payment_id: z.string().regex(/^[0-9A-Za-z]{1,64}$/),
  /** In pence, without what a corporate card may cost besides. */
  amount: z.number().int(),
  reference: z.string(),
  state: z.object({
    status: z.enum(['created', 'started', 'submitted', 'capturable', 'success', 'failed', 'cancelled', 'error']),
    code: z.string().optional(),
  }),
  _links: z.object({ next_url: z.object({ href: z.url({ protocol: /^https?$/ }) }).nullish() }).optional(),
});

/** docs.payments.service.gov.uk/api_reference/#errors-caused-by-payment-statuses */
const codes: Readonly<Record<string, Failure>> = { P0010: 'declined', P0020: 'expired', P0030: 'cancelled', P0040: 'cancelled' };

/** Reads a payment; undefined for anything else. */
export function readPayment(candidate: unknown): PaymentSeen | undefined {
  const { data } = paymentSchema.safeParse(candidate);
  if (!data) return undefined;
  const { payment_id: id, amount: pence, reference, state, _links: links } = data;
  const payAt = links?.next_url?.href;
  return { id, reference, pence, ...(payAt ? { payAt } : {}), ...outcomeOf(state, pence) };
}

function outcomeOf({ status, code = '' }: z.infer<typeof paymentSchema>['state'], pence: number): Pick<PaymentSeen, 'outcome'> {
  switch (status) {
    case 'success':
      return { outcome: { kind: 'paid', pence } };
    case 'failed':
      return { outcome: { kind: 'failed', because: codes[code] ?? 'error' } };
    case 'cancelled':
      return { outcome: { kind: 'failed', because: 'cancelled' } };
    case 'error':
      return { outcome: { kind: 'failed', because: 'error' } };
    default:
      return {};
  }
}
