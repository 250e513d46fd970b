import type { LogId } from '../domain/commit.ts';
import { blankedEvents, isAboutCase } from '../domain/erasure.ts';
import { handsetStateSchema } from '../domain/handset.ts';
import { isFinal } from '../domain/text.ts';
import {
  codeKey,
  commitKey,
  draftKey,
  FILE_PREFIX,
  handsetStateKey,
  indexes,
  type Key,
  logPartition,
  lookupsKey,
  TASK_PREFIX,
  TEXT_PREFIX,
} from './keys.ts';
import { commitNamed, parseCommit } from './log-store.ts';
import { all, type Item, type Table } from './table.ts';
import { parseText } from './text-store.ts';

export type ErasureStore = ReturnType<typeof createErasureStore>;
export type PartitionItem = Item & Key;
/** An item, and the time that it came to. */
export type Waiting = { key: Key; dueAt: string };

const MAX_RACES = 20;
/** What follows from a commit beside it, by its sequence, of a contact or a text that came in. */
const FOLLOWING = [TEXT_PREFIX, TASK_PREFIX];

/**
 * Blanks in place what is personal. Every step does nothing more when it is done again, and none takes away what counts:
 * events, states and instants stay.
 */
export function createErasureStore(table: Table) {
  const itemsOf = async (log: LogId): Promise<PartitionItem[]> =>
    (await all(table.query({ expression: '#pk = :pk', values: { pk: logPartition(log) } }))) as PartitionItem[];

  /** Blanks one item, takes it off every list, and for good takes away what only links it to somebody. */
  const blank = async (item: PartitionItem): Promise<void> => {
    const gone = [...linksOf(item), 'list', 'rank', 'asker'].filter((name) => item[name] !== undefined);
    const isPersonal = Object.keys((item['personal'] as Item | undefined) ?? {}).length > 0;
    const events = (item['events'] ?? []) as { type: string }[];
    const left = blankedEvents(events);
    if (!isPersonal && gone.length === 0 && left === events) return;
    const remove = gone.map((name) => `#${name}`).join(', ');
    await table.update(keyOf(item), {
      expression: `SET #personal = :nothing${left === events ? '' : ', #events = :left'}${remove ? ` REMOVE ${remove}` : ''}`,
      condition: 'attribute_exists(#pk)',
      values: { nothing: {}, ...(left === events ? {} : { left }) },
    });
  };

  return {
    itemsOf,
    blank,
    /** What of one shard has come to its time, oldest first. The index may lag by a moment. */
    async *due(shard: string, until: string, limit: number): AsyncGenerator<Waiting> {
      const found = table.query({ index: indexes.due, expression: '#due = :shard AND #dueAt <= :until', values: { shard, until }, limit });
      for await (const { pk, sk, dueAt } of found) yield { key: { pk: String(pk), sk: String(sk) }, dueAt: String(dueAt) };
    },
    /** When an item is to be looked at next; undefined for never again. It stays as it is where somebody gave it another time meanwhile. */
    async lookAgain({ key, dueAt }: Waiting, at: string | undefined): Promise<void> {
      await table.update(key, {
        expression: at ? 'SET #dueAt = :at' : 'REMOVE #due, #dueAt',
        condition: '#dueAt = :was',
        values: { was: dueAt, ...(at ? { at } : {}) },
      });
    },
    /**
     * Blanks the items of a case's partition, and takes away what counts its look-ups. Its first commit is left: it names
     * the number and the draft that the rest of an erasure needs, and is blanked last. What is known of its files goes in the
     * `last` look: until then it leads to objects that a check under way may still write.
     * @returns whether a text is still on its way, or waits: it is to be looked at again when it is not
     */
    async blankCase(reference: string, { last }: { last: boolean }): Promise<{ waits: boolean }> {
      let waits = false;
      const log = { kind: 'case', id: reference } as const;
      const first = commitKey(log, 1).sk;
      for (const item of await itemsOf(log)) {
        if (item.sk === first) continue;
        if (isPassing(item.sk) || (last && item.sk.startsWith(FILE_PREFIX))) await table.delete(keyOf(item));
        else await blank(item);
        if (item.sk.startsWith(TEXT_PREFIX) && !isFinal(parseText(item).state)) waits = true;
      }
      return { waits };
    },
    /** Blanks the texts of the look-ups that a case's counter still knows: each says where its code went. */
    async blankLookUps(reference: string): Promise<void> {
      const counter = await table.get(lookupsKey(reference));
      for (const { id } of (counter?.['live'] as { id: string }[] | undefined) ?? []) {
        for (const item of await itemsOf({ kind: 'lookup', id })) if (item.sk !== codeKey(id).sk) await blank(item);
      }
    },
    /** Takes away the draft that a case was sent from, where it is still there. */
    async dropDraft(sessionHash: string, service: string, draftId: string): Promise<void> {
      await table.delete(draftKey(sessionHash, service), { expression: '#id = :draftId', values: { draftId } });
    },
    /** Blanks one commit, and what followed from it beside it: the same few reads however long its log is. */
    async blankCommit(log: LogId, sequence: number): Promise<void> {
      const key = commitKey(log, sequence);
      const commit = await table.get(key);
      for (const prefix of FOLLOWING) {
        const values = { pk: key.pk, prefix: `${prefix}${causeOf(key)}#` };
        for (const item of await all(table.query({ expression: '#pk = :pk AND begins_with(#sk, :prefix)', values })))
          await blank(item as PartitionItem);
      }
      // Last: as long as it is there, what was cut short is done again.
      if (commit) await blank(commit as PartitionItem);
    },
    /** Takes away the words of a back office that an import lists, and its place among what is due. One update. */
    async dropWords({ key, dueAt }: Waiting): Promise<void> {
      await table.update(key, { expression: 'REMOVE #words, #due, #dueAt', condition: '#dueAt = :was', values: { was: dueAt } });
    },
    /** Blanks every item of a log. */
    async blankLog(log: LogId): Promise<void> {
      for (const item of await itemsOf(log)) await blank(item);
    },
    /**
     * Blanks what was texted to us about a case, with the answers, and takes the case out of what its handset remembers. Whether it
     * stopped stays. With `all`, everything that was texted from it: no other case of the number is left that it could be about.
     */
    async forgetOnHandset(handsetId: string, reference: string, { all: everything }: { all: boolean }): Promise<void> {
      const log = { kind: 'handset', id: handsetId } as const;
      const items = await itemsOf(log);
      const commits = items.filter((item) => commitNamed(item)).map((item) => parseCommit(log, item));
      const about = commits.filter((commit) => everything || isAboutCase(commit, reference));
      const causes = about.map(({ sequence }) => causeOf(commitKey(log, sequence)));
      for (const item of items) if (item.sk !== handsetStateKey('').sk && causes.includes(causeOf(item))) await blank(item);
      await forgetSubject(handsetId, reference);
    },
  };

  async function forgetSubject(handsetId: string, reference: string): Promise<void> {
    const key = handsetStateKey(handsetId);
    const isIt = ({ subject }: { subject: { kind: string; id: string } }) => subject.kind === 'case' && subject.id === reference;
    for (let race = 0; race < MAX_RACES; race++) {
      const item = await table.get(key);
      if (!item) return;
      const { asks, lastText, mutes, revision } = handsetStateSchema.parse(item);
      const about = `case#${reference}`;
      const isAsked = item['askedAbout'] === about;
      const last = lastText && isIt(lastText);
      const muteAt = `muteAt_${reference}`;
      if (!asks.some(isIt) && !last && !isAsked && !mutes.includes(reference) && item[muteAt] === undefined) return;
      const done = await table.update(key, {
        expression: `SET #asks = :asks, #revision = :next${isAsked ? ', #askedAbout = :nobody' : ''} REMOVE #${muteAt}${last ? ', #lastText' : ''}${mutes.includes(reference) ? ' DELETE #mutes :one' : ''}`,
        condition: revision === 0 ? 'attribute_not_exists(#revision)' : '#revision = :before',
        values: {
          asks: asks.filter((ask) => !isIt(ask)),
          next: revision + 1,
          ...(revision === 0 ? {} : { before: revision }),
          ...(isAsked ? { nobody: 'erased' } : {}),
          ...(mutes.includes(reference) ? { one: new Set([reference]) } : {}),
        },
      });
      if (done !== 'refused') return;
    }
    throw new Error('what a handset remembers kept changing');
  }
}

/** The number of the commit that an item is, or follows from: `000001`. */
const causeOf = ({ sk }: Key): string | undefined => sk.split('#')[1];

const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

/** Items that only last while a case does: the counter of its look-ups. */
const isPassing = (sk: string): boolean => sk === lookupsKey('').sk || sk.startsWith('LOOK#');

/** Attributes that lead to somebody: the handset of a text, once nothing more is to become of it. */
function linksOf(item: PartitionItem): string[] {
  if (!item.sk.startsWith(TEXT_PREFIX)) return [];
  return isFinal(parseText(item).state) ? ['handset', 'claimant'] : [];
}
