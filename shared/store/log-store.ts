import * as z from 'zod';
import { type CallsCommit, callsEventSchema, callsPersonalSchema } from '../domain/calls.ts';
import { type CaseCommit, caseEventSchema, casePersonalSchema } from '../domain/case.ts';
import { type AnyCommit, actorSchema, type Commit, type LogId, MAX_ITEM_BYTES } from '../domain/commit.ts';
import { type ContactCommit, contactEventSchema, contactPersonalSchema } from '../domain/contact.ts';
import { contactForgetAt } from '../domain/erasure.ts';
import { type HandsetCommit, handsetEventSchema, handsetPersonalSchema } from '../domain/handset.ts';
import { type LookupCommit, lookupEventSchema, lookupPersonalSchema } from '../domain/lookup.ts';
import { type PersonCommit, personEventSchema, personPersonalSchema } from '../domain/person.ts';
import { COMMIT_PREFIX, commitKey, forgetShard, indexes, type Key, logOf, logPartition, unprojectedBucket } from './keys.ts';
import { all, type Item, type Table } from './table.ts';

/** What kind of commit each kind of log holds. */
export type CommitOf = {
  case: CaseCommit;
  contact: ContactCommit;
  lookup: LookupCommit;
  handset: HandsetCommit;
  person: PersonCommit;
  calls: CallsCommit;
};

const schemas = {
  case: commitSchema(caseEventSchema, casePersonalSchema),
  contact: commitSchema(contactEventSchema, contactPersonalSchema),
  lookup: commitSchema(lookupEventSchema, lookupPersonalSchema),
  handset: commitSchema(handsetEventSchema, handsetPersonalSchema),
  person: commitSchema(personEventSchema, personPersonalSchema),
  calls: commitSchema(callsEventSchema, callsPersonalSchema),
};

function commitSchema<E extends z.ZodType, P extends z.ZodType>(event: E, personal: P) {
  return z.object({
    sequence: z.number().int().positive(),
    at: z.string(),
    by: actorSchema,
    cause: z.string().optional(),
    events: z.array(event).min(1),
    personal,
  });
}

export type LogStore = ReturnType<typeof createLogStore>;

/** Keeps the commits of every log. A log is read with one Query and grows by one conditional put. */
export function createLogStore(table: Table) {
  return {
    /** All commits of a log, first to last; none for a log that does not exist. One consistent Query. */
    async load<K extends LogId['kind']>(log: LogId & { kind: K }): Promise<CommitOf[K][]> {
      const items = await all(
        table.query({ expression: '#pk = :pk AND begins_with(#sk, :prefix)', values: { pk: logPartition(log), prefix: COMMIT_PREFIX } }),
      );
      return items.map((item) => parseCommit(log, item));
    },
    /**
     * Adds the next commit: `stale` when another writer was first, `too-large` past {@link MAX_ITEM_BYTES}. One put.
     * Throws on a commit that could not be read back: nothing unreadable is ever written.
     * @param expiresAt epoch seconds after which DynamoDB may take it away
     */
    async append(commit: AnyCommit, expiresAt?: number): Promise<'appended' | 'stale' | 'too-large'> {
      const { log, ...kept } = commit;
      schemas[log.kind].parse(kept);
      if (Buffer.byteLength(JSON.stringify(kept)) > MAX_ITEM_BYTES) return 'too-large';
      const done = await table.put(
        { ...commitKey(log, commit.sequence), ...kept, unprojected: unprojectedBucket(commit.at), expiresAt, ...forgetPlace(commit) },
        { expression: 'attribute_not_exists(#pk)' },
      );
      return done === 'done' ? 'appended' : 'stale';
    },
    /** Takes the mark off a commit whose consequences are all written. */
    async markProjected(log: LogId, sequence: number): Promise<void> {
      await table.update(commitKey(log, sequence), { expression: 'REMOVE #unprojected', condition: 'attribute_exists(#pk)' });
    },
    /** The commits of one hour bucket not yet projected, oldest first. The index may lag by a moment. */
    async *unprojected(bucket: string, before: string): AsyncGenerator<{ log: LogId; sequence: number }> {
      const found = table.query({
        index: indexes.unprojected,
        expression: '#unprojected = :bucket AND #at < :before',
        values: { bucket, before },
      });
      for await (const item of found) {
        const named = commitNamed(item as Key);
        if (named) yield named;
      }
    },
  };
}

/** Where the time is kept after which what is personal in a commit is blanked; a case's is kept with its summary, a look-up goes as a whole. */
function forgetPlace({ log, sequence, at }: AnyCommit): { due: string; dueAt: string } | undefined {
  const keepsTime = log.kind === 'contact' || log.kind === 'handset' || (log.kind === 'person' && sequence === 1);
  if (!keepsTime) return undefined;
  return { due: forgetShard(commitKey(log, sequence)), dueAt: contactForgetAt(at) };
}

/** The commit that a key names; undefined for any other item. */
export function commitNamed(key: Key): { log: LogId; sequence: number } | undefined {
  const log = logOf(key.pk);
  return log && key.sk.startsWith(COMMIT_PREFIX) ? { log, sequence: Number(key.sk.slice(COMMIT_PREFIX.length)) } : undefined;
}

/** One commit as it was read. */
export function parseCommit<K extends LogId['kind']>(log: LogId & { kind: K }, item: Item): CommitOf[K] {
  return { log, ...schemas[log.kind].parse(item) } as unknown as CommitOf[K];
}

/** The next commit of a log, to be appended. */
export function nextCommit<E, P>(log: LogId, after: number, rest: Omit<Commit<E, P>, 'log' | 'sequence'>): Commit<E, P> {
  return { log, sequence: after + 1, ...rest };
}
