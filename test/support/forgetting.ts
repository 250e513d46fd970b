import { catalogue } from '../../shared/catalogue/index.ts';
import type { Answers } from '../../shared/domain/answers.ts';
import type { Actor, LogId } from '../../shared/domain/commit.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import type { Reference } from '../../shared/domain/reference.ts';
import { wireForget } from '../../shared/edge/forget.ts';
import { wireProjection } from '../../shared/edge/projector.ts';
import { wireTexts } from '../../shared/edge/texts.ts';
import { createAskedFromStore } from '../../shared/store/asked-from-store.ts';
import { createHeldStore } from '../../shared/store/held-store.ts';
import type { Key } from '../../shared/store/keys.ts';
import { commitNamed } from '../../shared/store/log-store.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import { createChangePerson } from '../../shared/use-cases/change-person.ts';
import { createLogContact } from '../../shared/use-cases/log-contact.ts';
import { createOpenCase } from '../../shared/use-cases/open-case.ts';
import { createReadHoldings } from '../../shared/use-cases/read-holdings.ts';
import { createReceiveText } from '../../shared/use-cases/receive-text.ts';
import { createSendText } from '../../shared/use-cases/send-text.ts';
import { createMemoryTable } from '../faults/memory-table.ts';
import { BASE_URL, COUNCIL } from './front-door.ts';
import { RULES } from './texting.ts';

const HOUR = 3_600_000;
export const officer: Actor = { kind: 'staff', id: 'officer-1', name: 'Bryn Davies' };
export const resident: Actor = { kind: 'resident' };

/**
 * Everything that keeps and forgets, on a table in memory, with a clock to move. `kill.in` lets so many more writes through:
 * the next throws, as if the process had ended there, and so does every one after it.
 */
export function createForgetting({ at = '2026-11-20T10:00:00.000Z' } = {}) {
  const clock = { ms: Date.parse(at) };
  const now = () => clock.ms;
  const memory = createMemoryTable();
  const read = { items: 0 };
  const counted: Table = {
    ...memory,
    async *query(query) {
      for await (const item of memory.query(query)) {
        read.items++;
        yield item;
      }
    },
  };
  const kill = { in: Number.POSITIVE_INFINITY, writes: 0 };
  const table = beforeWrites(counted, async () => {
    if (kill.in <= 0) throw new Error('killed');
    kill.in--;
    kill.writes++;
  });
  const keyring = createKeyring('a secret of at least thirty-two characters');
  const removed: string[] = [];
  const wired = (on: Table) =>
    wireProjection({
      table: on,
      keyring,
      council: COUNCIL,
      baseUrl: BASE_URL,
      rules: RULES,
      enqueue: async () => {},
      noticed: () => {},
      now,
    });
  const projection = wired(table);
  const texts = wireTexts({ table, keyring, now });
  const carried: { to: string; body: string }[] = [];
  const gateway = {
    async send({ to, body }: { to: string; body: string }) {
      carried.push({ to, body });
      return { kind: 'accepted' as const, messageId: `m-${carried.length}` };
    },
  };
  const forgetWith = (offered: typeof catalogue) =>
    wireForget({ table, keyring, now, catalogue: offered, removeObjects: async (fileId) => void removed.push(fileId) }).forget;
  const forget = forgetWith(catalogue);
  const { logs, changeCase, projectCommit } = projection;

  const project = async (): Promise<void> => {
    for (;;) {
      const left = memory.items().filter((item) => item['unprojected'] !== undefined);
      if (left.length === 0) return;
      for (const item of left) {
        const commit = commitNamed(item as Key);
        if (commit) await projectCommit(commit.log, commit.sequence);
      }
    }
  };
  return {
    memory,
    /** Items that queries have given out. */
    read,
    table,
    clock,
    kill,
    removed,
    carried,
    keyring,
    catalogue,
    logs,
    changeCase,
    projectCommit,
    project,
    forget,
    /** Forgets as a release does that offers other services. */
    forgetWith,
    texts,
    sendText: createSendText({ ...texts, gateway, luck: () => 1 }),
    receiveText: createReceiveText({ handsets: texts.handsets, logs, keyring, now }),
    readHoldings: createReadHoldings({
      held: createHeldStore(table),
      logs,
      askedFrom: createAskedFromStore(table),
      catalogue,
      keyring,
      now,
    }),
    changePerson: createChangePerson({ logs, now }),
    logContact: createLogContact({ logs, keyring, now }),
    openCase: createOpenCase({ logs, keyring, now }),
    /** Opens a case of a service and gives its reference. */
    async opened(service: string, draftId: string, answers: Answers): Promise<Reference> {
      const found = catalogue.get(service);
      if (!found) throw new Error('no such service');
      const application = { draftId, answers, channel: 'web', assisted: false, session: `session-${draftId}`, by: resident } as const;
      const outcome = await createOpenCase({ logs, keyring, now })(found, application);
      if (outcome.kind !== 'opened') throw new Error(outcome.kind);
      await project();
      return outcome.reference;
    },
    /**
     * Begins to project a commit, and stands still before its next write after so many. `stands` when it does, or had no more
     * to write; `goOn` lets it end.
     */
    lateProjection(log: LogId, sequence: number, writes: number): { stands: Promise<void>; goOn: () => Promise<void> } {
      const gate = Promise.withResolvers<void>();
      const reached = Promise.withResolvers<void>();
      let left = writes;
      const held = beforeWrites(memory, async () => {
        if (left-- > 0) return;
        reached.resolve();
        await gate.promise;
      });
      const done = wired(held)
        .projectCommit(log, sequence)
        .then(() => reached.resolve());
      return {
        stands: reached.promise,
        goOn: async () => {
          gate.resolve();
          await done;
        },
      };
    },
    advance: (hours: number) => {
      clock.ms += hours * HOUR;
    },
    /** Runs the forgetting hour by hour until the last look is over. */
    async forgetAll(): Promise<void> {
      for (let hour = 0; hour < 5; hour++) {
        await forget();
        await project();
        clock.ms += HOUR;
      }
    },
    /** Facts as they are kept, without tokens, by their place. */
    facts: (): Item[] =>
      memory
        .items()
        .filter((item) => String(item['pk']).startsWith('FACT#'))
        .toSorted((a, b) => `${a['pk']}${a['sk']}`.localeCompare(`${b['pk']}${b['sk']}`)),
    /** Everything that is kept, as one text to look for words in. */
    everything: (): string => JSON.stringify(memory.items(), (_, value) => (value instanceof Set ? [...value] : value)),
  };
}
export type Forgetting = ReturnType<typeof createForgetting>;

/** A table before each of whose writes something happens. */
function beforeWrites(table: Table, happens: () => Promise<void>): Table {
  const write =
    <A extends unknown[], R>(does: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      await happens();
      return does(...given);
    };
  return { ...table, put: write(table.put), update: write(table.update), delete: write(table.delete) };
}
