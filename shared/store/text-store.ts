import * as z from 'zod';
import type { Receipt } from '../domain/receipt.ts';
import type { Settlement } from '../domain/settlement.ts';
import { isFailing, type Text, type TextDue, textSchema } from '../domain/text.ts';
import { dueShard, failingRank, failingTexts, indexes, type Key, logOf, TEXT_PREFIX, textKey, watchShard } from './keys.ts';
import type { Item, Table } from './table.ts';

/** What a queue message says of a text: its key, and nothing of the person. */
export const textIdSchema = z.object({ pk: z.string().min(1), sk: z.string().startsWith(TEXT_PREFIX) });

/** What is told of a release: the text's parts, how often it was released, and how often nobody knew whether it went. */
const releaseSchema = textSchema.pick({ parts: true, unknowns: true }).extend({ releases: z.number().int().positive() });
export type Release = z.infer<typeof releaseSchema>;

/** A worker's claim on a text; `claimant` is a token of its own. */
type Claim = { claimant: string; handset: string; since: string; leaseUntil: string };
type Settled = { settlement: Settlement; at: string };
type Finished = { receipt: Receipt; messageId: string; at: string } & Pick<Text, 'service'>;
type Resolution = { state: 'due'; because: string; dueAt: string; at: string } | { state: 'unconfirmed'; because: string; at: string };

export type TextStore = ReturnType<typeof createTextStore>;

/**
 * Keeps texts from the commit that caused them to their last state. Until then a text is in the index of what is due:
 * in a shard of its urgency while it waits to be released; once it may have left, in a shard that the sweeper watches.
 */
export function createTextStore(table: Table) {
  return {
    /** Keeps a text to be sent; a text of the same commit and purpose is kept once. One put. */
    async add(due: TextDue): Promise<'added' | 'exists'> {
      const { log, sequence, purpose, ...rest } = due;
      const key = textKey(log, sequence, purpose);
      const item = { ...key, ...rest, state: 'due', attempts: 0, due: dueShard(key, due.urgency) };
      return (await table.put(item, { expression: 'attribute_not_exists(#pk)' })) === 'done' ? 'added' : 'exists';
    },
    /** A text as it stands now; undefined where there is none. One consistent get. */
    async read(key: Key): Promise<Text | undefined> {
      const item = await table.get(key);
      return item && parseText(item);
    },
    /**
     * Takes a due text to send it: of several workers one gets each attempt. `refused` when it is no longer as it was read.
     * An answer that was lost and asked for again is the same claim, by its claimant.
     */
    async claim(key: Key, { attempts }: Pick<Text, 'attempts'>, claim: Claim): Promise<Text | 'refused'> {
      const item = await table.update(key, {
        expression:
          'SET #state = :sending, #attempts = :attempt, #claimant = :claimant, #handset = :handset, #since = :since, #due = :shard, #dueAt = :leaseUntil',
        condition: '(#state = :due AND #attempts = :attempts) OR (#state = :sending AND #claimant = :claimant)',
        values: { sending: 'sending', due: 'due', attempts, attempt: attempts + 1, shard: watchShard(key), ...claim },
      });
      return item === 'refused' ? item : parseText(item);
    },
    /**
     * Writes what came of an attempt. `refused` when it was settled otherwise meanwhile: only the carrier's acceptance still
     * changes an attempt that was made `unknown` when its claim ended.
     */
    async settle(
      key: Key,
      { urgency, attempts, service }: Pick<Text, 'urgency' | 'attempts' | 'service'>,
      { settlement, at }: Settled,
    ): Promise<'settled' | 'refused'> {
      const { state } = settlement;
      const listed = listPlace(key, service, { ...settlement, at });
      const values = { ...kept(settlement), ...place(key, urgency, settlement), ...listed, settledAt: at };
      const sets = Object.keys(values).map((name) => `#${name} = :${name}`);
      const gone = ['because', 'again', 'due', 'dueAt', 'list', 'rank'].filter((name) => !(name in values)).map((name) => `#${name}`);
      const from = state === 'sent' ? '(#state = :sending OR #state = :unknown)' : '#state = :sending';
      const item = await table.update(key, {
        expression: `SET ${sets.join(', ')}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''}`,
        condition: `#attempts = :attempts AND ${from}`,
        values: { ...values, attempts, sending: 'sending', ...(state === 'sent' ? { unknown: 'unknown' } : {}) },
      });
      return item === 'refused' ? item : 'settled';
    },
    /**
     * Writes what the carrier said became of an attempt: the last state, which nothing changes. That a text was delivered
     * settles its later attempts too; that one failed, only itself.
     */
    async finish(key: Key, attempt: number, { receipt, messageId, at, service }: Finished): Promise<Text | 'refused'> {
      const { state, because } = receipt;
      const values = {
        state,
        messageId,
        settledAt: at,
        ...(because ? { because } : {}),
        ...listPlace(key, service, { state, because, at }),
      };
      const sets = Object.keys(values).map((name) => `#${name} = :${name}`);
      const gone = ['due', 'dueAt', 'again', 'because', 'list', 'rank'].filter((name) => !(name in values)).map((name) => `#${name}`);
      const item = await table.update(key, {
        expression: `SET ${sets.join(', ')} REMOVE ${gone.join(', ')}`,
        condition: `#attempts ${state === 'delivered' ? '>=' : '='} :attempt AND #state IN (:due, :sending, :sent, :unknown)`,
        values: {
          ...values,
          attempt,
          due: 'due',
          sending: 'sending',
          sent: 'sent',
          unknown: 'unknown',
        },
      });
      return item === 'refused' ? item : parseText(item);
    },
    /** Puts right what the sweeper found, if it is still as it was read: on for release, or at its end. One that failed to be known stays listed. */
    async resolve(key: Key, read: Pick<Text, 'state' | 'attempts' | 'urgency'>, to: Resolution): Promise<'done' | 'refused'> {
      const { state, because, at } = to;
      const waits = 'dueAt' in to;
      const item = await table.update(key, {
        expression: `SET #state = :state, #because = :because, #settledAt = :at${waits ? ', #due = :shard, #dueAt = :dueAt REMOVE #again, #list, #rank' : ' REMOVE #due, #dueAt, #again'}`,
        condition: '#state = :was AND #attempts = :attempts',
        values: {
          state,
          because,
          at,
          was: read.state,
          attempts: read.attempts,
          ...(waits ? { dueAt: to.dueAt, shard: dueShard(key, read.urgency) } : {}),
        },
      });
      return item === 'refused' ? item : 'done';
    },
    /** Goes on watching an unknown text, of which no copy is to go any more. */
    async watch(
      key: Key,
      { attempts }: Pick<Text, 'attempts'>,
      { because, until }: { because: string; until: string },
    ): Promise<'done' | 'refused'> {
      const item = await table.update(key, {
        expression: 'SET #because = :because, #dueAt = :until REMOVE #again',
        condition: '#state = :unknown AND #attempts = :attempts',
        values: { because, until, unknown: 'unknown', attempts },
      });
      return item === 'refused' ? item : 'done';
    },
    /** Takes a text back that waits and has nothing to say any more; `refused` when it is on its way, gone, or not there. One update. */
    async takeBack(key: Key, { because, at }: { because: string; at: string }): Promise<'done' | 'refused'> {
      const item = await table.update(key, {
        expression: 'SET #state = :dropped, #because = :because, #settledAt = :at REMOVE #due, #dueAt',
        condition: '#state = :due AND #attempts = :none',
        values: { dropped: 'dropped', because, at, due: 'due', none: 0 },
      });
      return item === 'refused' ? item : 'done';
    },
    /** Keys of one shard whose time has come, oldest first. The index may lag by a moment. */
    async *due(shard: string, until: string, limit: number): AsyncGenerator<Key> {
      const found = table.query({ index: indexes.due, expression: '#due = :shard AND #dueAt <= :until', values: { shard, until }, limit });
      for await (const { pk, sk } of found) yield { pk: String(pk), sk: String(sk) };
    },
    /** Puts a due text's next release off, so that it is queued now and not every minute, and counts this one. */
    async putOff(key: Key, { now, until }: { now: string; until: string }): Promise<Release | 'refused'> {
      const item = await table.update(key, {
        expression: 'SET #dueAt = :until ADD #releases :one',
        condition: '#state = :due AND #dueAt <= :now',
        values: { due: 'due', until, now, one: 1 },
      });
      return item === 'refused' ? item : releaseSchema.parse(item);
    },
  };
}

/** The place of a text about a case among those of its service that fail; of any other, none. */
function listPlace(key: Key, service: string | undefined, settled: Parameters<typeof isFailing>[0] & { at: string }): Item {
  const listed = service !== undefined && logOf(key.pk)?.kind === 'case' && isFailing(settled);
  return listed ? { list: failingTexts(service), rank: failingRank(settled.at, key) } : {};
}

/** What of a settlement is kept as it is; when to look again depends on the shard. */
function kept({ ...settlement }: Settlement): Item {
  const { lookAt: _, dueAt: __, again, ...rest } = settlement as Settlement & { lookAt?: string; dueAt?: string; again?: boolean };
  return { ...rest, ...(again ? { again } : {}) };
}

/** Where a settled text waits, if it does. */
function place(key: Key, urgency: Text['urgency'], settlement: Settlement): Item {
  if (settlement.state === 'due') return { due: dueShard(key, urgency), dueAt: settlement.dueAt };
  return 'lookAt' in settlement ? { due: watchShard(key), dueAt: settlement.lookAt } : {};
}

/** A text as it was read. */
export function parseText(item: Item): Text {
  const log = logOf(String(item['pk']));
  const [, sequence = '', purpose = ''] = /^TEXT#(\d+)#(.+)$/.exec(String(item['sk'])) ?? [];
  if (!log || !purpose) throw new Error('not a text');
  return { log, sequence: Number(sequence), purpose, ...textSchema.parse(item) };
}
