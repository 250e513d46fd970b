import type { SendOutcome } from '../domain/text.ts';

/**
 * Hands one text to a carrier, once: it never tries again by itself and never throws.
 * `unknown` stands for everything after which the text may or may not have gone.
 * @property reference our name of the attempt, opaque, for a carrier that can keep one; to none of them is it a token against duplicates
 */
export type SmsGateway = { send(text: { to: string; body: string; reference?: string }): Promise<SendOutcome> };
