import { instantOf } from '../domain/calendar.ts';
import type { Keyring } from '../domain/keyring.ts';
import { type DeliveryLine, isForGood, type Receipt, UNKNOWN_REASON } from '../domain/receipt.ts';
import { isCopy } from '../domain/settlement.ts';
import { attemptsAt, freeSlot, type Of } from '../domain/slot.ts';
import { isFinal } from '../domain/text.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import type { AttemptId, KeptReceipt, ReceiptStore } from '../store/receipt-store.ts';
import type { TextStore } from '../store/text-store.ts';
import type { AfterText } from './after-text.ts';

const MAX_RACES = 20;

type SettleDeps = {
  texts: TextStore;
  handsets: HandsetStore;
  receipts: ReceiptStore;
  after: AfterText;
  keyring: Keyring;
  now: () => number;
};

/** A receipt whose attempt is known. */
export type Settling = { handset: string; messageId: string; of: AttemptId; receipt: Receipt };
export type SettleAttempt = ReturnType<typeof createSettleAttempt>;

/**
 * Applies what the carrier said to the attempt it is about: a number that failed for good is marked, what follows is done,
 * and last the text has its final state and the slot is free. Each step changes nothing when done again, so that a worker
 * killed between two is made good when the line comes again, or by the sweeper.
 */
export function createSettleAttempt({ texts, handsets, after, now }: Omit<SettleDeps, 'receipts' | 'keyring'>) {
  return async ({ handset, messageId, of, receipt }: Settling): Promise<'settled' | 'was-settled'> => {
    const text = await texts.read(of.text);
    const { state, because, at } = receipt;
    const applies = text && !isFinal(text.state) && (text.attempts === of.attempt || (state === 'delivered' && text.attempts > of.attempt));
    if (applies) {
      if (isForGood(because)) await handsets.markUnreachable(handset, { at, because: because ?? '' });
      // A copy leaves the request to rate out: that it was delivered says nothing of the request.
      const said = isCopy(text, of.attempt) ? { ...text, subject: undefined } : text;
      await (state === 'delivered' ? after.delivered(said) : after.failed(said));
    }
    const finish = () => texts.finish(of.text, of.attempt, { receipt, messageId, at: instantOf(now()), service: text?.service });
    const finished = applies ? await finish() : 'refused';
    await freeHandset(handsets, handset, of);
    return finished === 'refused' ? 'was-settled' : 'settled';
  };
}

/** Takes an attempt off what is on its way to a handset, where it still is. */
export async function freeHandset(handsets: HandsetStore, handset: string, of: Of): Promise<void> {
  for (let race = 0; race < MAX_RACES; race++) {
    const before = await handsets.state(handset);
    const after = freeSlot(before, of);
    if (after.slot === before.slot && after.strays.length === before.strays.length) return;
    const { asks } = before;
    if ((await handsets.save(handset, before, { ...after, asks })) === 'done') return;
  }
  throw new Error('what is on its way to a handset kept changing');
}

export type SettleText = ReturnType<typeof createSettleText>;
/** `unknown-text`: no attempt of ours can be meant; `ambiguous`: more than one can, and none is settled by it. */
export type SettleOutcome = 'settled' | 'was-settled' | 'unknown-text' | 'ambiguous';

/**
 * Takes in one line of the carrier's delivery logs. It is kept under its id first, so that it is found whether the worker
 * that sent the text records that id before or after. A line whose id nobody recorded settles the one attempt in whose
 * time it falls, if there is one only.
 */
export function createSettleText(deps: SettleDeps) {
  const { handsets, receipts, keyring, now } = deps;
  const settleAttempt = createSettleAttempt(deps);
  return async (line: DeliveryLine): Promise<{ outcome: SettleOutcome; unknownReason: boolean }> => {
    const handset = keyring.handsetId(line.to);
    const { messageId } = line;
    const kept = await receipts.arrived(handset, messageId, line.receipt, now());
    const { of, receipt } = kept.of ? kept : await adopt({ handsets, receipts, now }, handset, kept);
    const unknownReason = line.receipt.because === UNKNOWN_REASON;
    if (of === 'none' || of === undefined || !receipt) return { outcome: 'unknown-text', unknownReason };
    if (of === 'several') return { outcome: 'ambiguous', unknownReason };
    return { outcome: await settleAttempt({ handset, messageId, of, receipt }), unknownReason };
  };
}

type AdoptDeps = Pick<SettleDeps, 'handsets' | 'receipts' | 'now'>;
type Adopted = { of: AttemptId | 'none' | 'several'; receipt?: Receipt };

/** Finds the attempt that a line without a recorded id is about, by its time, and records that. */
export async function adopt(
  { handsets, receipts, now }: AdoptDeps,
  handset: string,
  { messageId, receipt }: KeptReceipt,
): Promise<Adopted> {
  if (!receipt) return { of: 'none' };
  const [state, known] = await Promise.all([handsets.state(handset), receipts.ofHandset(handset)]);
  const recorded = known.flatMap(({ of }) => (of ? [nameOf(of)] : []));
  const [one, ...more] = attemptsAt(state, receipt.at).filter((attempt) => !recorded.includes(nameOf(attempt)));
  if (!one) return { of: 'none', receipt };
  if (more.length > 0) return { of: 'several', receipt };
  const { of = 'none' } = await receipts.sent(handset, messageId, one, now());
  return { of, receipt };
}

/** One word for an attempt, to compare by. */
export const nameOf = ({ text, attempt }: AttemptId): string => `${text.pk} ${text.sk} ${attempt}`;
