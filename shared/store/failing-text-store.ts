import type { Text } from '../domain/text.ts';
import { failingTexts, indexes } from './keys.ts';
import { all, type Table } from './table.ts';
import { parseText } from './text-store.ts';

/** A text about a case that may not have told its resident anything; the latest known first by `settledAt`. */
export type FailingText = Text & { service: string };
export type FailingTextStore = ReturnType<typeof createFailingTextStore>;

/** Reads the texts that fail, which `text-store.ts` lists as they settle. */
export function createFailingTextStore(table: Table) {
  return {
    /** Those of a service known to fail since an instant, the latest first: one Query. The index may lag by a moment. */
    async since(service: string, since: string, limit: number): Promise<FailingText[]> {
      const found = table.query({
        index: indexes.list,
        expression: '#list = :list AND #rank >= :since',
        values: { list: failingTexts(service), since },
        descending: true,
        limit,
      });
      return (await all(found)).map((item) => ({ ...parseText(item), service }));
    },
  };
}
