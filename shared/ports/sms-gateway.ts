import type { SendOutcome } from '../domain/text.ts';

/**
 * Hands one text to a carrier, once: it never tries again by itself and never throws.
 * `unknown` stands for everything after which the text may or may not have gone.
 */
export type SmsGateway = { send(text: { to: string; body: string }): Promise<SendOutcome> };
