import type { LogId } from '../../shared/domain/commit.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import type { SendOutcome, Text, TextDue } from '../../shared/domain/text.ts';
import { wireTexts } from '../../shared/edge/texts.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { type Key, textKey } from '../../shared/store/keys.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import { createPaceStore } from '../../shared/store/pace-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { createTextStore, parseText } from '../../shared/store/text-store.ts';
import { createReceiveText } from '../../shared/use-cases/receive-text.ts';
import { createReleaseTexts, type Leaving } from '../../shared/use-cases/release-texts.ts';
import { createSendText } from '../../shared/use-cases/send-text.ts';

export const START = Date.parse('2026-11-21T12:00:00.000Z');
export const MOBILE = '+447700900123';
/** Ten parts a second, for £2,500 a month at 4p: 62,500 parts. */
export const RULES = { partsPerSecond: 10, pencePerPart: 4, ceilingPounds: 2500 };
const MINUTE = 60_000;

/** A text that a case's first commit caused, due at {@link START}. */
export function aText(overrides: Partial<TextDue> = {}): TextDue {
  const at = new Date(START).toISOString();
  const log: LogId = { kind: 'case', id: `C${crypto.randomUUID()}` };
  return {
    log,
    sequence: 1,
    purpose: 'received',
    at,
    dueAt: at,
    urgency: 'urgent',
    parts: 1,
    personal: { to: MOBILE, body: 'Northwick Council: hello' },
    ...overrides,
  };
}

export const keyOf = ({ log, sequence, purpose }: TextDue): Key => textKey(log, sequence, purpose);

/**
 * Texting on a real table, with a clock to move, a queue that is a list, and a carrier that keeps what was published
 * and answers as told: accepted, unless another outcome waits in `outcomes`.
 */
export function createTexting(table: Table) {
  const clock = { ms: START };
  const now = () => clock.ms;
  const keyring = createKeyring('a secret of at least thirty-two characters');
  const published: { to: string; body: string }[] = [];
  const outcomes: (SendOutcome | Error)[] = [];
  const queue: Key[] = [];
  const texts = createTextStore(table);
  const handsets = createHandsetStore(table);
  const gateway = {
    async send(text: { to: string; body: string }): Promise<SendOutcome> {
      const next = outcomes.shift();
      if (next instanceof Error) throw next;
      if (next?.kind !== 'refused') published.push({ to: text.to, body: text.body });
      return next ?? { kind: 'accepted', messageId: `m-${published.length}` };
    },
  };
  const parts = wireTexts({ table, keyring, now });
  const sendText = createSendText({ ...parts, gateway, luck: () => 1 });
  const pace = createPaceStore(table, { rules: RULES, now });
  const put = async (keys: Leaving[]) => void queue.push(...keys);
  const releaseTexts = createReleaseTexts({ texts, pace, rules: RULES, enqueue: { urgent: put, bulk: put }, now });
  const receiveText = createReceiveText({ handsets, logs: createLogStore(table), keyring, now });
  return {
    clock,
    keyring,
    published,
    outcomes,
    queue,
    texts,
    handsets,
    receipts: parts.receipts,
    settleText: parts.settleText,
    sweepTexts: parts.sweepTexts,
    sendText,
    releaseTexts,
    receiveText,
    logs: createLogStore(table),
    advance: (minutes: number) => {
      clock.ms += minutes * MINUTE;
    },
    /** Releases what is due and sends what was released. */
    run: async () => {
      const released = await releaseTexts();
      for (const key of queue.splice(0)) await sendText(key);
      return released;
    },
    stateOf: async (due: TextDue): Promise<Text> => parseText((await table.get(keyOf(due))) ?? {}),
  };
}
