import type { PaymentOutcome } from '../domain/decide-payment.ts';

/**
 * A payment, as the provider has it.
 * - `payAt`: where its payer pays or goes on paying, for one visit. It is the payer's alone: never kept, never logged
 * - `outcome`: what came of it, once that is known; it does not change any more
 */
export type PaymentSeen = { id: string; reference: string; pence: number; payAt?: string; outcome?: PaymentOutcome };

/**
 * @property key the same wish under the same key is one payment, where the provider keeps to it
 * @property language of the provider's pages, where they are not to be in English
 */
export type PaymentWanted = { key: string; pence: number; reference: string; description: string; returnTo: string; language?: 'cy' };

/**
 * Takes payments. Neither ever tries again by itself, and neither throws.
 * `unknown` stands for everything after which the provider may or may not have done it; `refused` for what it surely has not.
 */
export type Payments = {
  create(wanted: PaymentWanted): Promise<{ kind: 'created'; payment: PaymentSeen } | { kind: 'refused' | 'unknown'; because: string }>;
  find(id: string): Promise<{ kind: 'found'; payment: PaymentSeen } | { kind: 'unknown'; because: string }>;
};
