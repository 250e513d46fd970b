import * as z from 'zod';
import { type Actor, actorSchema } from '../domain/commit.ts';
import { type Letter, type LetterDrop, type LetterDue, letterSchema } from '../domain/letter.ts';
import { indexes, type Key, LETTER_PREFIX, letterBatchKey, letterKey, letterRank, logOf, logPartition, teamLetters } from './keys.ts';
import { all, type Item, type Table } from './table.ts';

export type LetterStore = ReturnType<typeof createLetterStore>;
/** A letter still to be posted, with its place in its team's list. */
export type WaitingLetter = Letter & { rank: string };

const batchSchema = z.object({
  team: z.string(),
  at: z.string(),
  by: actorSchema,
  letters: z.array(z.object({ pk: z.string(), sk: z.string().startsWith(LETTER_PREFIX) })),
});
/** Letters that one person printed together: their keys, in the order in which they were printed. */
export type LetterBatch = z.infer<typeof batchSchema>;

const DAY_SECONDS = 86_400;
/** How long it is kept which letters were printed together. Each letter says so itself for as long as its case is kept. */
const BATCH_DAYS = 90;

type Settled = { by: Actor; at: string };

/** Keeps letters beside the case that caused them, and in their team's list until they are posted, or dropped. */
export function createLetterStore(table: Table) {
  const settle = async (
    key: Key,
    { from, values, batch }: { from: readonly Letter['state'][]; values: Item; batch?: string },
    gone: readonly string[],
  ): Promise<'done' | 'refused'> => {
    const states = Object.fromEntries(from.map((state, index) => [`from${index}`, state]));
    const sets = Object.keys(values).map((name) => `#${name} = :${name}`);
    const allowed = Object.keys(states).map((name) => `:${name}`);
    const item = await table.update(key, {
      expression: `SET ${sets.join(', ')}${gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : ''}`,
      condition: `#state IN (${allowed.join(', ')})${batch ? ' AND #batch = :ofBatch' : ''}`,
      values: { ...values, ...states, ...(batch ? { ofBatch: batch } : {}) },
    });
    return item === 'refused' ? item : 'done';
  };
  return {
    /** Keeps a letter; one of the same commit and stage is kept once, whatever became of it. One put. */
    async add(due: LetterDue): Promise<'added' | 'exists'> {
      const { log, sequence, ...rest } = due;
      const item = { ...letterKey(log, sequence, due.stage), ...rest, list: teamLetters(due.team), rank: letterRank(due) };
      return (await table.put(item, { expression: 'attribute_not_exists(#pk)' })) === 'done' ? 'added' : 'exists';
    },
    /** Every letter of a case, in the order of what caused them. One consistent Query. */
    async ofCase(reference: string): Promise<Letter[]> {
      const values = { pk: logPartition({ kind: 'case', id: reference }), prefix: LETTER_PREFIX };
      return (await all(table.query({ expression: '#pk = :pk AND begins_with(#sk, :prefix)', values }))).map(parseLetter);
    },
    /** A team's letters that are not posted yet, the earliest date first: one Query. The index may lag by a moment. */
    async waiting(team: string, { after = '', limit }: { after?: string | undefined; limit: number }): Promise<WaitingLetter[]> {
      const items = await all(
        table.query({
          index: indexes.list,
          expression: after ? '#list = :list AND #rank > :after' : '#list = :list',
          values: { list: teamLetters(team), ...(after ? { after } : {}) },
          limit,
        }),
      );
      return items.map((item) => ({ ...parseLetter(item), rank: z.string().parse(item['rank']) }));
    },
    /** Takes a letter into a batch: of two who print at once one gets it. Its own batch asked for again is `done`. One conditional update. */
    async print(key: Key, { batch, by, at }: Settled & { batch: string }): Promise<'done' | 'refused'> {
      const item = await table.update(key, {
        expression: 'SET #state = :printed, #batch = :batch, #printedAt = :at, #printedBy = :by',
        condition: '#state = :due OR (#state = :printed AND #batch = :batch)',
        values: { printed: 'printed', due: 'due', batch, at, by },
      });
      return item === 'refused' ? item : 'done';
    },
    /** Marks a printed letter posted, and takes it off its list. One conditional update. */
    post: (key: Key, batch: string, { by, at }: Settled) =>
      settle(key, { from: ['printed'], values: { state: 'posted', settledAt: at, settledBy: by }, batch }, ['list', 'rank']),
    /** Puts a printed letter back among those to print: the paper jammed, or nobody posted it. One conditional update. */
    putBack: (key: Key, batch: string) =>
      settle(key, { from: ['printed'], values: { state: 'due' }, batch }, ['batch', 'printedAt', 'printedBy']),
    /** Takes a letter that is not posted off its list for good. One conditional update. */
    drop: (key: Key, because: LetterDrop, at: string) =>
      settle(key, { from: ['due', 'printed'], values: { state: 'dropped', because, settledAt: at } }, ['list', 'rank']),
    /** Keeps which letters a batch may have: `exists` when it was begun before. One put. */
    async beginBatch(id: string, batch: LetterBatch): Promise<'begun' | 'exists'> {
      const expiresAt = Math.floor(Date.parse(batch.at) / 1000) + BATCH_DAYS * DAY_SECONDS;
      const done = await table.put({ ...letterBatchKey(id), ...batch, expiresAt }, { expression: 'attribute_not_exists(#pk)' });
      return done === 'done' ? 'begun' : 'exists';
    },
    /** A batch; undefined for an id that none has. One consistent Query, which is all the console may read with. */
    async batch(id: string): Promise<LetterBatch | undefined> {
      const { pk, sk } = letterBatchKey(id);
      const [item] = await all(table.query({ expression: '#pk = :pk AND #sk = :sk', values: { pk, sk } }));
      return item && batchSchema.parse(item);
    },
  };
}

/** A letter as it was read. */
export function parseLetter(item: Item): Letter {
  const log = logOf(String(item['pk']));
  const [, sequence = ''] = new RegExp(`^${LETTER_PREFIX}(\\d+)#`).exec(String(item['sk'])) ?? [];
  if (!log || !sequence) throw new Error('not a letter');
  return { log, sequence: Number(sequence), ...letterSchema.parse(item) };
}

export const keyOfLetter = ({ log, sequence, stage }: Pick<Letter, 'log' | 'sequence' | 'stage'>): Key => letterKey(log, sequence, stage);
