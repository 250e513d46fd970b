import type { LogId } from '../../shared/domain/commit.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import type { SendOutcome, Text, TextDue } from '../../shared/domain/text.ts';
import { createCodeStore } from '../../shared/store/code-store.ts';
import { createHandsetStore } from '../../shared/store/handset-store.ts';
import { type Key, textKey } from '../../shared/store/keys.ts';
import { createLogStore } from '../../shared/store/log-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { createTextStore, parseText } from '../../shared/store/text-store.ts';
import { createReceiveText } from '../../shared/use-cases/receive-text.ts';
import { createReleaseTexts } from '../../shared/use-cases/release-texts.ts';
import { createSendText } from '../../shared/use-cases/send-text.ts';

export const START = Date.parse('2026-11-21T12:00:00.000Z');
export const MOBILE = '+447700900123';
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
      if (next?.kind !== 'refused') published.push(text);
      return next ?? { kind: 'accepted', messageId: `m-${published.length}` };
    },
  };
  const sendText = createSendText({ texts, handsets, codes: createCodeStore(table), gateway, keyring, now, luck: () => 1 });
  const releaseTexts = createReleaseTexts({ texts, enqueue: async (keys) => void queue.push(...keys), now });
  const receiveText = createReceiveText({ handsets, logs: createLogStore(table), keyring, now });
  return {
    clock,
    keyring,
    published,
    outcomes,
    queue,
    texts,
    handsets,
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
