import { type Fact, factSchema } from '../domain/fact.ts';
import { factKey, factPartition, type Slice } from './keys.ts';
import { createMarkStore } from './mark-store.ts';
import type { Table } from './table.ts';

export type FactStore = ReturnType<typeof createFactStore>;

/** Keeps facts, each in its slice: one day, service and shard. */
export function createFactStore(table: Table, { newToken }: { newToken: () => string }) {
  const marks = createMarkStore(table, newToken);
  return {
    /**
     * Puts facts, each only where there is none of its id or an older version, then marks each of their slices once.
     * The slices are marked even when nothing was new: whoever wrote the fact may have stopped before marking.
     * A fact moves to another slice as two: itself there, and in the old slice its id with quantity 0 and a higher version.
     * @param how.anew puts them over those of the same version too, marking nothing: for whoever reckons them again and marks every slice
     */
    async put(facts: readonly Fact[], { anew = false } = {}): Promise<void> {
      await Promise.all(facts.map((fact) => putOne(fact, anew)));
      if (anew) return;
      const slices = new Map(facts.map((fact) => [factPartition(fact), fact]));
      await Promise.all([...slices.values()].map((slice) => marks.markSlice(slice)));
    },
    /** Every fact of a slice. One consistent Query. */
    async *in(slice: Slice): AsyncGenerator<Fact> {
      const found = table.query({ expression: '#pk = :pk', values: { pk: factPartition(slice) } });
      for await (const item of found) yield factSchema.parse(item);
    },
  };

  function putOne(fact: Fact, anew: boolean) {
    return table.put(
      { ...factKey(fact, fact.id), ...fact },
      { expression: `attribute_not_exists(#pk) OR #version ${anew ? '<=' : '<'} :version`, values: { version: fact.version } },
    );
  }
}
