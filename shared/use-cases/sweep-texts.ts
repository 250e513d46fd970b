import { instantOf } from '../domain/calendar.ts';
import { sendingTime } from '../domain/sending-hours.ts';
import { CONFIRMED_WITHIN_MS, nobodyKnows, putBack } from '../domain/settlement.ts';
import { attemptsAt } from '../domain/slot.ts';
import type { Text } from '../domain/text.ts';
import type { HandsetStore } from '../store/handset-store.ts';
import { type Key, watchShards } from '../store/keys.ts';
import type { ReceiptStore } from '../store/receipt-store.ts';
import type { TextStore } from '../store/text-store.ts';
import type { AfterText } from './after-text.ts';
import { adopt, freeHandset, nameOf, type SettleAttempt, type Settling } from './settle-text.ts';

/** The most texts of one shard in one run; the rest is for the next. */
const MAX_PER_SHARD = 500;

/** How many texts of each kind a run dealt with; `failed` are left to the next run. */
export type SweptTexts = { settled: number; unknown: number; again: number; unconfirmed: number; failed: number };
export type SweepTexts = ReturnType<typeof createSweepTexts>;

type Watched = Text & Required<Pick<Text, 'handset' | 'since' | 'dueAt'>>;
/** `id`: the carrier took it; `not-claimed`: nothing can have been published; `nothing`: it may have been. */
type Heard =
  | { kind: 'receipt'; settling: Settling }
  | { kind: 'id'; messageId: string }
  | { kind: 'ambiguous' | 'nothing' | 'not-claimed' };

type SweepDeps = {
  texts: TextStore;
  handsets: HandsetStore;
  receipts: ReceiptStore;
  settleAttempt: SettleAttempt;
  after: AfterText;
  now: () => number;
};

/**
 * Looks after texts that left, or may have: a claim that ended makes its text unknown, an unknown hour sends a copy where
 * one may go, 72 hours without a word end in `unconfirmed`. First it looks whether the carrier's word lies there already.
 * @param stopAt epoch ms after which no further text is begun
 */
export function createSweepTexts({ texts, handsets, receipts, settleAttempt, after, now }: SweepDeps) {
  return async (stopAt = Number.POSITIVE_INFINITY): Promise<SweptTexts> => {
    const swept: SweptTexts = { settled: 0, unknown: 0, again: 0, unconfirmed: 0, failed: 0 };
    for (const shard of watchShards) {
      for await (const key of texts.due(shard, instantOf(now()), MAX_PER_SHARD)) {
        if (now() > stopAt) return swept;
        // One that cannot be dealt with delays nobody, and is found again.
        const outcome = await sweep(key).catch(() => 'failed' as const);
        if (outcome !== 'nothing') swept[outcome]++;
      }
    }
    return swept;
  };

  async function sweep(key: Key): Promise<Exclude<keyof SweptTexts, 'failed'> | 'nothing'> {
    const text = await texts.read(key);
    const at = instantOf(now());
    if (!isWatched(text) || text.dueAt > at) return 'nothing';
    const heard = await hear(key, text);
    if (heard.kind === 'receipt') {
      await settleAttempt(heard.settling);
      return 'settled';
    }
    const confirmedBy = instantOf(Date.parse(text.since) + CONFIRMED_WITHIN_MS);
    if (heard.kind === 'id' && text.state !== 'sent') {
      await texts.settle(key, text, { settlement: { state: 'sent', messageId: heard.messageId, lookAt: confirmedBy }, at });
      await freeHandset(handsets, text.handset, { text: key, attempt: text.attempts });
      return 'settled';
    }
    if (text.state === 'sending') {
      // The slot is taken before anything is published: a worker that vanished before that sent nothing.
      const settlement = heard.kind === 'not-claimed' ? putBack(text, at, 'claim-ended') : nobodyKnows(text, 'claim-ended');
      await texts.settle(key, text, { settlement, at });
      return settlement.state === 'due' ? 'again' : 'unknown';
    }
    if (text.state === 'unknown' && text.again) {
      // A line that may be its own or another's: it may well have been delivered, so no copy goes, and staff see that nobody knows.
      if (heard.kind === 'ambiguous') return done(await texts.watch(key, text, { because: 'ambiguous', until: confirmedBy }), 'unknown');
      const dueAt = sendingTime(at, text.urgency);
      return done(await texts.resolve(key, text, { state: 'due', because: 'no-word-in-an-hour', dueAt, at }), 'again');
    }
    const because = text.state === 'unknown' && text.because ? text.because : 'no-word-in-72-hours';
    await after.unconfirmed(text);
    return done(await texts.resolve(key, text, { state: 'unconfirmed', because, at }), 'unconfirmed');
  }

  /** What the carrier said of this text that nobody applied: its worker vanished, or the line could have been about two. */
  async function hear(key: Key, text: Watched): Promise<Heard> {
    const { handset } = text;
    const name = nameOf({ text: key, attempt: text.attempts });
    const known = await receipts.ofHandset(handset);
    const own = known.find(({ of }) => of && nameOf(of) === name);
    if (own?.of && own.receipt)
      return { kind: 'receipt', settling: { handset, messageId: own.messageId, of: own.of, receipt: own.receipt } };
    if (own) return { kind: 'id', messageId: own.messageId };
    const state = await handsets.state(handset);
    for (const line of known) {
      if (line.of || !line.receipt || !attemptsAt(state, line.receipt.at).some((attempt) => nameOf(attempt) === name)) continue;
      const { of, receipt } = await adopt({ handsets, receipts, now }, handset, line);
      if (typeof of === 'string' || !receipt || nameOf(of) !== name) return { kind: 'ambiguous' };
      return { kind: 'receipt', settling: { handset, messageId: line.messageId, of, receipt } };
    }
    const claimed = [...(state.slot ? [state.slot] : []), ...state.strays].some((attempt) => nameOf(attempt) === name);
    return { kind: claimed ? 'nothing' : 'not-claimed' };
  }
}

const WATCHED: readonly Text['state'][] = ['sending', 'sent', 'unknown'];
function isWatched(text: Text | undefined): text is Watched {
  return text?.handset !== undefined && text.since !== undefined && text.dueAt !== undefined && WATCHED.includes(text.state);
}

const done = <O>(outcome: 'done' | 'refused', as: O): O | 'nothing' => (outcome === 'done' ? as : 'nothing');
