import { catalogue } from '../catalogue/index.ts';
import type { Keyring } from '../domain/keyring.ts';
import { createCodeStore } from '../store/code-store.ts';
import { createFactStore } from '../store/fact-store.ts';
import { createHandsetStore } from '../store/handset-store.ts';
import { createLetterStore } from '../store/letter-store.ts';
import { createLogStore } from '../store/log-store.ts';
import { createReceiptStore } from '../store/receipt-store.ts';
import type { Table } from '../store/table.ts';
import { createTaskStore } from '../store/task-store.ts';
import { createTextStore } from '../store/text-store.ts';
import { createAfterText } from '../use-cases/after-text.ts';
import { createLoadCase } from '../use-cases/change-case.ts';
import { createLoadPerson } from '../use-cases/change-person.ts';
import { createSettleAttempt, createSettleText } from '../use-cases/settle-text.ts';
import { createSweepTexts } from '../use-cases/sweep-texts.ts';
import { createWriteLetter } from '../use-cases/write-letter.ts';

/** The parts that texts go through on their way and after, for the functions that send, settle and sweep them. */
export function wireTexts({ table, keyring, now }: { table: Table; keyring: Keyring; now: () => number }) {
  const logs = createLogStore(table);
  const stores = { texts: createTextStore(table), handsets: createHandsetStore(table), receipts: createReceiptStore(table), logs };
  const { handsets } = stores;
  const factStore = createFactStore(table, { newToken: () => crypto.randomUUID() });
  const loadCase = createLoadCase({ logs, catalogue });
  const loadPerson = createLoadPerson({ logs });
  const letters = createWriteLetter({ letters: createLetterStore(table), factStore, loadPerson, catalogue, keyring });
  const after = createAfterText({ factStore, logs, loadCase, handsets, tasks: createTaskStore(table), letters, keyring, now });
  const settleAttempt = createSettleAttempt({ ...stores, after, now });
  return {
    ...stores,
    catalogue,
    codes: createCodeStore(table),
    after,
    settleAttempt,
    settleText: createSettleText({ ...stores, after, keyring, now }),
    sweepTexts: createSweepTexts({ ...stores, settleAttempt, after, now }),
    keyring,
    now,
  };
}
