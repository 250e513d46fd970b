import { randomInt, randomUUID } from 'node:crypto';
import { instantOf } from '../domain/calendar.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { LogId } from '../domain/commit.ts';
import { foldContact } from '../domain/contact.ts';
import { isErased } from '../domain/erasure.ts';
import { foldCase } from '../domain/evolve-case.ts';
import { withAsk, withoutAsk } from '../domain/handset.ts';
import { isLetInOver } from '../domain/helper-texts.ts';
import type { Keyring } from '../domain/keyring.ts';
import { isOutOfDate } from '../domain/out-of-date.ts';
import { bereavementOf, foldPerson } from '../domain/person.ts';
import { isNothingToAsk, NOTHING_TO_ASK } from '../domain/reminders.ts';
import { sendingTime } from '../domain/sending-hours.ts';
import { notSent, putBack, type Settlement, settlementOf } from '../domain/settlement.ts';
import { freeSlot, LEASE_MS } from '../domain/slot.ts';
import { CODE_MARK, CODE_PURPOSE, copyOf, isToFollower, isTooLate, LET_IN_PURPOSE } from '../domain/text.ts';
import { personOf } from '../domain/whose-case.ts';
import type { SmsGateway } from '../ports/sms-gateway.ts';
import type { CodeStore } from '../store/code-store.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import type { Key } from '../store/keys.ts';
import type { LogStore } from '../store/log-store.ts';
import type { ReceiptStore } from '../store/receipt-store.ts';
import type { TextStore } from '../store/text-store.ts';
import type { AfterText } from './after-text.ts';
import { type ClaimedText, claimSlot } from './claim-slot.ts';
import { freeHandset, type SettleAttempt } from './settle-text.ts';

const RETRY_AFTER_ERROR_MS = 60_000;
const MAX_RACES = 20;

type SendTextDeps = {
  texts: TextStore;
  handsets: HandsetStore;
  receipts: ReceiptStore;
  logs: LogStore;
  catalogue: Catalogue;
  codes: CodeStore;
  settleAttempt: SettleAttempt;
  after: AfterText;
  gateway: SmsGateway;
  keyring: Keyring;
  now: () => number;
  /** From 0 up to 1; spreads retries. */
  luck?: () => number;
  newToken?: () => string;
};
export type SendText = ReturnType<typeof createSendText>;
/** What came of one queue message, for the log; nothing of the person is in it. */
type SendTextOutcome = Settlement['state'] | 'not-due';
type SendTextReport = { outcome: SendTextOutcome; purpose?: string; parts?: number; attempt?: number; because?: string };

/** A text ready to be published, or what becomes of it instead. */
type Ready = { to: string; body: string } | Settlement;

/**
 * Sends the text of one key. Its attempt is numbered and claimed first, so that of all workers one makes it; then the case
 * is read, the slot of the handset taken, and the text published. A worker killed in between leaves it `sending`, which
 * the sweeper ends. An error before publishing puts it back and is thrown on.
 */
export function createSendText(deps: SendTextDeps) {
  const {
    texts,
    handsets,
    receipts,
    logs,
    catalogue,
    codes,
    settleAttempt,
    after,
    gateway,
    keyring,
    now,
    luck = Math.random,
    newToken = randomUUID,
  } = deps;

  return async (key: Key): Promise<SendTextReport> => {
    const read = await texts.read(key);
    if (read?.state !== 'due') return { outcome: 'not-due' };
    const at = now();
    const handset = keyring.handsetId(read.personal.to ?? '');
    const since = instantOf(at);
    const claim = { claimant: newToken(), handset, since, leaseUntil: instantOf(at + LEASE_MS) };
    const claimed = await texts.claim(key, read, claim);
    if (claimed === 'refused') return { outcome: 'not-due' };
    const text: ClaimedText = { ...claimed, handset, since };
    const of = { text: key, attempt: text.attempts };

    const ready = await prepare(key, text).catch(async (error: unknown) => {
      await settle(key, text, putBack(text, instantOf(now() + RETRY_AFTER_ERROR_MS), 'not-prepared'));
      throw error;
    });
    if (!('to' in ready)) {
      // Nothing of it is on the way; an attempt that failed between the slot and the carrier may still stand there.
      if (text.unknowns === 0 && ready.state === 'dropped') await freeHandset(handsets, handset, { text: key, attempt: 'any' });
      return settle(key, text, ready);
    }

    const reference = keyring.opaque('attempt', JSON.stringify(of));
    const outcome = await gateway.send({ ...ready, reference });
    const settlement = settlementOf(outcome, text, { now: now(), luck: luck() });
    if (settlement.state === 'sent') {
      // Recorded before anything else: from here on a line of the delivery log finds its text.
      const { receipt } = await receipts.sent(handset, settlement.messageId, of, now());
      if (receipt) await settleAttempt({ handset, messageId: settlement.messageId, of, receipt });
    }
    // The text first, the slot after: an attempt that the slot has not heard of was never published.
    const report = await settle(key, text, settlement);
    await leave(key, text, settlement);
    return report;
  };

  async function settle(key: Key, text: ClaimedText, settlement: Settlement): Promise<SendTextReport> {
    const { purpose, parts, attempts: attempt } = text;
    // Before the text has its last state: a worker killed here is followed by another, which does the same.
    if (settlement.state === 'refused') await after.refused(text);
    if (settlement.state === 'dropped') await after.notSent(text, settlement.because);
    await texts.settle(key, text, { settlement, at: instantOf(now()) });
    return { outcome: settlement.state, purpose, parts, attempt, ...('because' in settlement ? { because: settlement.because } : {}) };
  }

  /** Everything that must be true before publishing, the slot last: someone to send to, the hours, the case not gone on, the code made. */
  async function prepare(key: Key, text: ClaimedText): Promise<Ready> {
    const { to } = text.personal;
    const body = text.unknowns > 0 ? copyOf(text) : text.personal.body;
    if (!to || !body) return notSent(text, 'dropped', 'erased');
    if (isTooLate(text, now())) return notSent(text, 'dropped', 'too-late');
    const opens = sendingTime(instantOf(now()), text.urgency);
    if (Date.parse(opens) > now()) return putBack(text, opens, 'hours');
    const { log } = text;
    const drop = await whyNot(log, text);
    if (drop) return notSent(text, 'dropped', drop);
    const code = text.purpose === CODE_PURPOSE ? await makeCode(log.id) : undefined;
    const slot = await claimSlot({ handsets, now }, key, text);
    if (slot !== 'taken') return slot;
    return { to, body: code ? body.replace(CODE_MARK, code) : body };
  }

  /** Read consistently each time, and last: the case, and where it is tied to a person, their record. */
  async function whyNot(
    { kind, id }: LogId,
    text: ClaimedText,
  ): Promise<'out-of-date' | typeof NOTHING_TO_ASK | 'bereaved' | 'prefers-letters' | 'number-changed' | undefined> {
    const about = kind === 'contact' ? foldContact(await logs.load({ kind, id }))?.about : id;
    if ((kind !== 'case' && kind !== 'contact') || !about) return undefined;
    const commits = await logs.load({ kind: 'case', id: about });
    // Whatever has become of its resident: it is the thing that they asked about.
    if (isToFollower(text)) return isErased(commits) ? 'out-of-date' : undefined;
    const person = personOf(commits);
    if (person && bereavementOf(foldPerson(await logs.load({ kind: 'person', id: person })))) return 'bereaved';
    if (kind === 'contact') return undefined;
    if (text.purpose === LET_IN_PURPOSE) return isLetInOver(commits, text.sequence) ? 'out-of-date' : undefined;
    const opened = commits[0]?.events[0];
    const service = opened?.type === 'opened' ? catalogue.get(opened.service) : undefined;
    if (service && isOutOfDate(service, commits, text.sequence)) return 'out-of-date';
    if (service && isNothingToAsk(service, commits, text)) return NOTHING_TO_ASK;
    // It was made for the number and the wish of then: a reminder waits for weeks.
    const state = service && foldCase(service, commits);
    if (state?.reachBy === 'letter') return 'prefers-letters';
    return state && state.mobile !== text.personal.to ? 'number-changed' : undefined;
  }

  /** A code of its own for each attempt; only its hash is kept, before it leaves. */
  async function makeCode(lookupId: string): Promise<string> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await codes.keepHash(lookupId, keyring.secretHash(lookupId, code));
    return code;
  }

  /** After publishing: the slot is free, unless nobody knows what came; the carrier's id joins the ask, or the ask of a text that did not go is taken off. */
  async function leave(key: Key, { handset, attempts, subject, unknowns }: ClaimedText, settlement: Settlement): Promise<void> {
    if (settlement.state === 'unknown' && settlement.unknowns > unknowns) return;
    for (let race = 0; race < MAX_RACES; race++) {
      const before = await handsets.state(handset);
      const after = { ...freeSlot(before, { text: key, attempt: attempts }), asks: before.asks };
      const ask = subject && before.asks.find((each) => each.subject.kind === subject.kind && each.subject.id === subject.id);
      if (subject && settlement.state === 'sent' && unknowns === 0)
        after.asks = withAsk(before.asks, { subject, at: ask?.at ?? instantOf(now()), messageId: settlement.messageId });
      if (subject && settlement.state !== 'sent' && unknowns === 0) after.asks = withoutAsk(before.asks, subject);
      if ((await handsets.save(handset, before, after)) === 'done') return;
    }
    throw new Error('what is on its way to a handset kept changing');
  }
}
