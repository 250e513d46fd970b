import { randomInt } from 'node:crypto';
import { instantOf } from '../domain/calendar.ts';
import { type Ask, withAsk, withoutAsk } from '../domain/handset.ts';
import type { Keyring } from '../domain/keyring.ts';
import { CODE_MARK, CODE_PURPOSE, isTooLate, type Settlement, settlementOf, type Text } from '../domain/text.ts';
import type { SmsGateway } from '../ports/sms-gateway.ts';
import type { CodeStore } from '../store/code-store.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import type { Key } from '../store/keys.ts';
import type { TextStore } from '../store/text-store.ts';

/** How long a worker has to send what it claimed. Longer than the function may run, which `infra` holds to a minute. */
const LEASE_MS = 120_000;
const RETRY_AFTER_ERROR_MS = 60_000;
const MAX_RACES = 10;

type SendTextDeps = {
  texts: TextStore;
  handsets: HandsetStore;
  codes: CodeStore;
  gateway: SmsGateway;
  keyring: Keyring;
  now: () => number;
  /** From 0 up to 1; spreads retries. */
  luck?: () => number;
};
export type SendText = ReturnType<typeof createSendText>;
/** What came of one queue message, for the log; nothing of the person is in it. */
type SendTextOutcome = Settlement['state'] | 'not-due';
type SendTextReport = { outcome: SendTextOutcome; purpose?: string; parts?: number; attempt?: number; because?: string };

type Ready = { to: string; body: string };

/**
 * Sends the text of one key, at most once: it is claimed before it is published, and a claim is never given twice.
 * A worker killed in between leaves it `sending`; it becomes `unknown` when the claim ends. An error before publishing
 * puts it back and is thrown on.
 */
export function createSendText({ texts, handsets, codes, gateway, keyring, now, luck = Math.random }: SendTextDeps) {
  return async (key: Key): Promise<SendTextReport> => {
    const text = await texts.claim(key, instantOf(now() + LEASE_MS));
    if (text === 'refused') return { outcome: 'not-due' };
    const attempt = text.attempts;
    const settle = (settlement: Settlement) => texts.settle(key, settlement, { attempt, at: instantOf(now()) });
    const report = (settlement: Settlement): SendTextReport => {
      const { purpose, parts } = text;
      return { outcome: settlement.state, purpose, parts, attempt, ...('because' in settlement ? { because: settlement.because } : {}) };
    };

    const ready = await prepare(text).catch(async (error: unknown) => {
      await settle({ state: 'due', dueAt: instantOf(now() + RETRY_AFTER_ERROR_MS), because: 'not-prepared' });
      throw error;
    });
    if ('because' in ready) {
      await settle({ state: 'dropped', because: ready.because });
      return report({ state: 'dropped', because: ready.because });
    }
    const outcome = await gateway.send(ready);
    const settlement = settlementOf(outcome, { attempt, now: now(), luck: luck() });
    await settle(settlement);
    if (text.subject) await keepAsk(ready.to, text.subject, settlement);
    return report(settlement);
  };

  /** Everything that must be true before publishing: someone to send to who has not stopped, the ask kept, the code made. */
  async function prepare(text: Text): Promise<Ready | { because: string }> {
    const { to, body } = text.personal;
    if (!to || !body) return { because: 'erased' };
    if (isTooLate(text, now())) return { because: 'too-late' };
    const handsetId = keyring.handsetId(to);
    const { stopped } = await handsets.state(handsetId);
    if (stopped) return { because: 'stopped' };
    if (text.subject) {
      // Kept before it leaves: if this process dies after publishing, a reply still finds what it rates.
      const ask = { subject: text.subject, at: instantOf(now()) };
      await changeAsks(handsetId, (asks) => withAsk(asks, ask));
    }
    if (text.purpose !== CODE_PURPOSE) return { to, body };
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await codes.keepHash(text.log.id, keyring.secretHash(text.log.id, code));
    return { to, body: body.replace(CODE_MARK, code) };
  }

  /** After publishing: the carrier's id joins the ask, or the ask of a text that did not go is taken off. */
  async function keepAsk(to: string, subject: Ask['subject'], settlement: Settlement): Promise<void> {
    if (settlement.state === 'unknown') return;
    const ask = { subject, at: instantOf(now()), ...(settlement.state === 'sent' ? { messageId: settlement.messageId } : {}) };
    await changeAsks(keyring.handsetId(to), (asks) => (settlement.state === 'sent' ? withAsk(asks, ask) : withoutAsk(asks, subject)));
  }

  async function changeAsks(handsetId: string, change: (asks: readonly Ask[]) => Ask[]): Promise<void> {
    for (let race = 0; race < MAX_RACES; race++) {
      const before = await handsets.state(handsetId);
      if ((await handsets.saveAsks(handsetId, before, change(before.asks))) === 'done') return;
    }
    throw new Error('the asks of a handset kept changing');
  }
}
