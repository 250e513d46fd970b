import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PayEvent } from './pay-account.ts';

/** Every message comes at least once: here it is always twice, so that nobody builds on once. */
const COPIES = 2;
const TRIES = 5;
const FIRST_WAIT_MS = 500;

/** Posts what happens to payments to a callback address, signed, and again for a while where it is not taken: docs.payments.service.gov.uk/webhooks */
export function createPayWebhooks({
  url,
  secret,
  now,
  say,
}: {
  url: string;
  secret: string;
  now: () => number;
  say: (line: string) => void;
}) {
  let waiting = 0;
  const stopping = new AbortController();

  async function deliver(body: string): Promise<void> {
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'pay-signature': signature };
    for (let attempt = 0; attempt < TRIES && !stopping.signal.aborted; attempt++) {
      if (attempt > 0) await sleep(FIRST_WAIT_MS * 2 ** attempt, undefined, { signal: stopping.signal }).catch(() => undefined);
      const answer = await fetch(url, { method: 'POST', headers, body, signal: stopping.signal }).catch(() => undefined);
      if (answer?.ok) return;
    }
    if (!stopping.signal.aborted) say('  The local GOV.UK Pay could not deliver a message');
  }

  return {
    tell(event: PayEvent, id: string, resource: object): void {
      const message = {
        webhook_message_id: randomUUID(),
        api_version: 1,
        created_date: new Date(now()).toISOString(),
        resource_id: id,
        resource_type: 'payment',
        event_type: event,
        resource,
      };
      for (let copy = 0; copy < COPIES; copy++) {
        waiting++;
        void deliver(JSON.stringify(message)).finally(() => {
          waiting--;
        });
      }
    },
    /** Messages that have not been taken yet. */
    waiting: () => waiting,
    close: () => stopping.abort(),
  };
}
