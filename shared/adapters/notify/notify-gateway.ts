import * as z from 'zod';
import type { SendOutcome } from '../../domain/text.ts';
import type { SmsGateway } from '../../ports/sms-gateway.ts';
import { requestOnce } from '../http/request-once.ts';
import { type NotifyKey, notifyToken } from './api-key.ts';

/** As with SNS: a function may run for 30 seconds, and one text must leave time for its outcome to be kept. */
const TIMEOUT_MS = 7_000;
/** Errors of type 400 that say this number or text will never do; the others say that our settings are wrong. */
const FOR_GOOD: ReadonlySet<string> = new Set(['ValidationError', 'InvalidPhoneError', 'InvalidRecipientError']);

const acceptedSchema = z.object({ id: z.string().min(1) });
const refusedSchema = z.object({ errors: z.array(z.object({ error: z.string().regex(/^\w{1,60}$/) })).min(1) });

export type NotifySettings = {
  /** `https://api.notifications.service.gov.uk` */
  baseUrl: string;
  key: NotifyKey;
  /** A text message template of the service whose content is `((body))` and nothing else. */
  templateId: string;
  /** Which of the service's sender names or numbers; its default where absent. */
  senderId?: string | undefined;
  now: () => number;
  timeoutMs?: number;
};

/**
 * GOV.UK Notify as the carrier. Its `reference` is no token against duplicates: the same one twice is two texts, so a lost
 * answer is `unknown` here as anywhere. Error types and statuses are Notify's contract, messages are not:
 * docs.notifications.service.gov.uk/rest-api.html#error-codes
 */
export function createNotifyGateway({ baseUrl, key, templateId, senderId, now, timeoutMs = TIMEOUT_MS }: NotifySettings): SmsGateway {
  return {
    async send({ to, body, reference }) {
      const posted = await requestOnce({
        method: 'POST',
        url: `${baseUrl}/v2/notifications/sms`,
        headers: { authorization: `Bearer ${notifyToken(key, now())}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          phone_number: to,
          template_id: templateId,
          personalisation: { body },
          ...(reference ? { reference } : {}),
          ...(senderId ? { sms_sender_id: senderId } : {}),
        }),
        timeoutMs,
      });
      if (posted.kind === 'not-sent') return { kind: 'refused', again: true, because: posted.because };
      if (posted.kind === 'unanswered') return { kind: 'unknown', because: posted.because };
      return outcomeOf(posted.status, parsed(posted.body));
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

/** An answer of 4xx is a refusal; a 5xx, and a success without an id, are unknown: the text may be in Notify's queue. */
function outcomeOf(status: number, answer: unknown): SendOutcome {
  if (status >= 200 && status < 300) {
    const accepted = acceptedSchema.safeParse(answer);
    return accepted.success ? { kind: 'accepted', messageId: accepted.data.id } : { kind: 'unknown', because: 'no-message-id' };
  }
  const error = refusedSchema.safeParse(answer).data?.errors[0]?.error;
  const because = error ?? `http-${status}`;
  const refused = status >= 400 && status < 500 && status !== 408;
  if (!refused) return { kind: 'unknown', because };
  return { kind: 'refused', again: !(status === 400 && FOR_GOOD.has(because)), because };
}
