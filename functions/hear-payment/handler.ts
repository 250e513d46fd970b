import { readWebhook } from '../../shared/adapters/govuk-pay/webhook.ts';
import { bodyText, type HttpHandler, type HttpResult } from '../../shared/edge/http.ts';
import type { Logger } from '../../shared/telemetry/logger.ts';
import type { HearPayment } from '../../shared/use-cases/settle-payment.ts';

type Deps = { hearPayment: HearPayment; signingSecret: string; logger: Logger };

export const answer = (statusCode: number): HttpResult => ({ statusCode, headers: { 'cache-control': 'no-store' }, body: '' });

/**
 * Takes a message of GOV.UK Pay that bears its signature: one Query and one put, and nothing when it is known. What is not 2xx comes
 * again; what is none of ours, or says nothing of how a payment ended, is taken and left.
 */
export function createHandler({ hearPayment, signingSecret, logger }: Deps): HttpHandler {
  return async (event) => {
    if (event.requestContext.http.method !== 'POST') return answer(405);
    const read = readWebhook({ body: bodyText(event), signature: event.headers['pay-signature'] ?? '' }, signingSecret);
    if (read.kind === 'not-theirs') return answer(401);
    if (read.kind === 'other') return answer(204);
    const outcome = await hearPayment(read.payment);
    // Money that no case can say of: people must look it up, and give it back.
    if (outcome === 'gone' && read.payment.outcome?.kind === 'paid') logger.error('heard of a payment', { outcome });
    else if (outcome === 'unread') logger.error('heard of a payment', { outcome });
    else logger.info('heard of a payment', { outcome });
    return answer(outcome === 'busy' || outcome === 'unread' ? 503 : 204);
  };
}
