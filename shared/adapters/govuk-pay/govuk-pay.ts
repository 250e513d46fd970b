import * as z from 'zod';
import type { Payments } from '../../ports/payment.ts';
import { requestOnce } from '../http/request-once.ts';
import { readPayment } from './payment.ts';

/** The portal has ten seconds for a page, and may have to ask twice. */
const TIMEOUT_MS = 4_000;

export type PaySettings = {
  /** `https://publicapi.payments.service.gov.uk` */
  baseUrl: string;
  /** Read when it is first needed: most pages are of no payment. */
  apiKey: () => Promise<string>;
  timeoutMs?: number;
};

const refusalSchema = z.object({ code: z.string().regex(/^P\d{4}$/) });

/**
 * GOV.UK Pay. Its idempotency key is promised for payments by agreement; nobody is sent to a payment before it is kept as the
 * one under way, so that a second one, made because an answer was lost, is nobody's to pay and runs out by itself.
 */
export function createGovukPay({ baseUrl, apiKey, timeoutMs = TIMEOUT_MS }: PaySettings): Payments {
  const ask = async (method: 'GET' | 'POST', path: string, sent: { body?: string; headers?: Record<string, string> } = {}) => {
    const key = await apiKey().catch(() => undefined);
    if (!key) return { kind: 'not-sent', because: 'no-key' } as const;
    const headers = { authorization: `Bearer ${key.trim()}`, 'content-type': 'application/json', ...sent.headers };
    return requestOnce({ method, url: `${baseUrl}${path}`, headers, timeoutMs, ...(sent.body ? { body: sent.body } : {}) });
  };
  return {
    async create({ key, pence, reference, description, returnTo, language }) {
      const body = JSON.stringify({ amount: pence, reference, description, return_url: returnTo, delayed_capture: false, language });
      const asked = await ask('POST', '/v1/payments', { body, headers: { 'idempotency-key': key } });
      if (asked.kind !== 'answered') return { kind: asked.kind === 'not-sent' ? 'refused' : 'unknown', because: asked.because };
      const { status } = asked;
      const answer = parsed(asked.body);
      if (status === 200 || status === 201) {
        const payment = readPayment(answer);
        return payment ? { kind: 'created', payment } : { kind: 'unknown', because: 'no-payment' };
      }
      const because = refusalSchema.safeParse(answer).data?.code ?? `http-${status}`;
      return { kind: status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown', because };
    },
    async find(id) {
      const asked = await ask('GET', `/v1/payments/${encodeURIComponent(id)}`);
      if (asked.kind !== 'answered') return { kind: 'unknown', because: asked.because };
      const payment = asked.status === 200 ? readPayment(parsed(asked.body)) : undefined;
      return payment?.id === id ? { kind: 'found', payment } : { kind: 'unknown', because: `http-${asked.status}` };
    },
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
