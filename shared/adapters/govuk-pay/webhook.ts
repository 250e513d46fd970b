import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { equal } from '../../domain/keyring.ts';
import type { PaymentSeen } from '../../ports/payment.ts';
import { readPayment } from './payment.ts';

const messageSchema = z.object({ resource_type: z.string(), resource_id: z.string(), resource: z.unknown() });

/** What stands in `Pay-Signature`: docs.payments.service.gov.uk/webhooks/#verifying-webhook-messages-from-gov-uk-pay */
export const signatureOf = (body: string, signingSecret: string): string =>
  createHmac('sha256', signingSecret).update(body, 'utf8').digest('hex');

/**
 * Reads a message of GOV.UK Pay: which event it tells of says less than how the payment stands, and messages come in any order.
 * @param body as it came, byte for byte
 */
export function readWebhook(
  { body, signature }: { body: string; signature: string },
  signingSecret: string,
): { kind: 'payment'; payment: PaymentSeen } | { kind: 'other' } | { kind: 'not-theirs' } {
  if (!equal(signature, signatureOf(body, signingSecret.trim()))) return { kind: 'not-theirs' };
  let candidate: unknown;
  try {
    candidate = JSON.parse(body);
  } catch {
    return { kind: 'other' };
  }
  const { data: message } = messageSchema.safeParse(candidate);
  const payment = message?.resource_type.toLowerCase() === 'payment' ? readPayment(message.resource) : undefined;
  return payment && payment.id === message?.resource_id ? { kind: 'payment', payment } : { kind: 'other' };
}
