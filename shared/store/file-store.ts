import { type CaseFileItem, type FileMedia, type FilePlace, fileSchema, type TurnedAwayReason } from '../domain/file.ts';
import { FILE_PREFIX, fileKey, fileShard, indexes, logPartition } from './keys.ts';
import { all, type Item, type Table } from './table.ts';

export type FileStore = ReturnType<typeof createFileStore>;
/** `look` is when to look what became of the file, until its case was told. */
type Expected = { at: string; look: string };
type Settled = { at: string; upload: string };

/**
 * Keeps what is known of each file beside its case. Until its case was told what came of it, a file is in the index of what is
 * due, so that none is forgotten.
 */
export function createFileStore(table: Table) {
  const settle = async (place: FilePlace, upload: string, values: Item): Promise<'done' | 'refused'> => {
    const sets = Object.keys(values).map((name) => `#${name} = :${name}`);
    const item = await table.update(fileKey(place), {
      expression: `SET ${sets.join(', ')}`,
      condition: '#state = :checking AND #upload = :upload',
      values: { ...values, upload, checking: 'checking' },
    });
    return item === 'refused' ? item : 'done';
  };
  return {
    /** Notes that a file may come. One put; `exists` where the id was used. */
    async expect(place: FilePlace, { at, look }: Expected): Promise<'added' | 'exists'> {
      const done = await table.put(
        { ...fileKey(place), state: 'expected', at, due: fileShard, dueAt: look },
        { expression: 'attribute_not_exists(#pk)' },
      );
      return done === 'done' ? 'added' : 'exists';
    },
    /** Goes on expecting a file for which a new form was made; `refused` once it was sent. One update. */
    async expectAgain(place: FilePlace, { look }: Pick<Expected, 'look'>): Promise<'done' | 'refused'> {
      const item = await table.update(fileKey(place), {
        expression: 'SET #dueAt = :look',
        condition: '#state = :expected',
        values: { look, expected: 'expected' },
      });
      return item === 'refused' ? item : 'done';
    },
    /** Notes that a file was sent, which its sender's browser told us; `refused` when that was known or the file is settled. One update. */
    async checking(place: FilePlace, { at, look }: Expected): Promise<'done' | 'refused'> {
      const item = await table.update(fileKey(place), {
        expression: 'SET #state = :checking, #uploadedAt = :at, #dueAt = :look',
        condition: '#state = :expected',
        values: { at, look, checking: 'checking', expected: 'expected' },
      });
      return item === 'refused' ? item : 'done';
    },
    /**
     * Takes a file to check one upload of it; asking again for the same upload is the same. `refused` when it is settled, is
     * another upload's, or is not there. One update.
     */
    async claim(place: FilePlace, { at, upload }: Settled): Promise<'done' | 'refused'> {
      const item = await table.update(fileKey(place), {
        expression: 'SET #state = :checking, #upload = :upload, #uploadedAt = if_not_exists(#uploadedAt, :at)',
        condition: '#state IN (:expected, :checking) AND (attribute_not_exists(#upload) OR #upload = :upload)',
        values: { at, upload, expected: 'expected', checking: 'checking' },
      });
      return item === 'refused' ? item : 'done';
    },
    /** Settles a file as one that staff may open; `refused` unless that upload of it was claimed. One update. */
    ready(
      place: FilePlace,
      { at, upload, media, bytes, key, versionId }: Settled & { media: FileMedia; bytes: number; key: string; versionId?: string },
    ): Promise<'done' | 'refused'> {
      return settle(place, upload, { state: 'ready', settledAt: at, media, bytes, key, ...(versionId ? { versionId } : {}) });
    },
    /** Settles a file as one that is not kept; `refused` as for {@link ready}. One update. */
    turnedAway(place: FilePlace, { at, upload, because }: Settled & { because: TurnedAwayReason }): Promise<'done' | 'refused'> {
      return settle(place, upload, { state: 'turned-away', settledAt: at, because });
    },
    /** Notes that the case of a settled file was told, and when to look whether its form was sent again. One update. */
    async told(place: FilePlace, { look }: Pick<Expected, 'look'>): Promise<void> {
      await table.update(fileKey(place), {
        expression: 'SET #told = :told, #dueAt = :look',
        condition: 'attribute_exists(#pk) AND attribute_not_exists(#told)',
        values: { told: true, look },
      });
    },
    /** Takes a file off what is due: its form is over, and nothing more came by it. One update. */
    async over(place: FilePlace): Promise<void> {
      await table.update(fileKey(place), { expression: 'REMOVE #due, #dueAt', condition: 'attribute_exists(#pk)' });
    },
    /** Forgets a file that never came, or whose case is forgotten. One delete. */
    async remove(place: FilePlace): Promise<void> {
      await table.delete(fileKey(place));
    },
    /** Every file of a case. One consistent Query. */
    async listOf(reference: string): Promise<CaseFileItem[]> {
      const values = { pk: logPartition({ kind: 'case', id: reference }), prefix: FILE_PREFIX };
      return (await all(table.query({ expression: '#pk = :pk AND begins_with(#sk, :prefix)', values }))).map(parseFile);
    },
    /** One file; undefined where there is none. One consistent get. */
    async read(reference: string, item: string, fileId: string): Promise<CaseFileItem | undefined> {
      const found = await table.get(fileKey({ reference, item, fileId }));
      return found && parseFile(found);
    },
    /** Files that are still not told of at that moment, the longest waiting first. The index may lag by a moment. */
    async *due(until: string, limit: number): AsyncGenerator<FilePlace> {
      const found = table.query({
        index: indexes.due,
        expression: '#due = :shard AND #dueAt <= :until',
        values: { shard: fileShard, until },
        limit,
      });
      for await (const item of found) yield placeOf(item);
    },
  };
}

function placeOf(item: Item): FilePlace {
  const [, item_ = '', fileId = ''] = String(item['sk']).split('#');
  return { reference: String(item['pk']).slice('CASE#'.length), item: item_, fileId };
}

/** A file as it was read. */
export function parseFile(item: Item): CaseFileItem {
  return { ...placeOf(item), ...fileSchema.parse(item) };
}
