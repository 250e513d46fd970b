import * as z from 'zod';
import { parseQuarter, type Quarter } from '../domain/quarter.ts';
import { type Key, MARKS, quarterMarkKey, type Slice, sliceMarkKey } from './keys.ts';
import type { Table } from './table.ts';

/** Says that a slice, or a quarter of a service, is to be folded again. Each time it is marked the token is another. */
export type Mark<T> = { of: T; key: Key; token: string };
export type QuarterOfService = { quarter: Quarter; service: string };

const sliceMarkSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  token: z.string(),
  day: z.string(),
  service: z.string(),
  shard: z.number(),
});
const quarterMarkSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  token: z.string(),
  quarter: z.string().transform((text) => parseQuarter(text) as Quarter),
  service: z.string(),
});

export type MarkStore = ReturnType<typeof createMarkStore>;

/**
 * Keeps the marks of what has changed since it was folded. A mark taken off while somebody wrote would lose their fact,
 * so it comes off only with the token that was read before folding.
 * @param newToken never the same twice
 */
export function createMarkStore(table: Table, newToken: () => string) {
  return {
    /** One put. */
    async markSlice({ day, service, shard }: Slice): Promise<void> {
      await table.put({ ...sliceMarkKey({ day, service, shard }), token: newToken(), day, service, shard });
    },
    /** One put. */
    async markQuarter({ quarter, service }: QuarterOfService): Promise<void> {
      await table.put({ ...quarterMarkKey(quarter, service), token: newToken(), quarter, service });
    },
    async *slices(): AsyncGenerator<Mark<Slice>> {
      for await (const item of marked('SLICE#')) {
        const { pk, sk, token, ...of } = sliceMarkSchema.parse(item);
        yield { of, key: { pk, sk }, token };
      }
    },
    async *quarters(): AsyncGenerator<Mark<QuarterOfService>> {
      for await (const item of marked('QUARTER#')) {
        const { pk, sk, token, ...of } = quarterMarkSchema.parse(item);
        yield { of, key: { pk, sk }, token };
      }
    },
    /** Takes a mark off, unless it was made again meanwhile. */
    async unmark({ key, token }: Mark<unknown>): Promise<void> {
      await table.delete(key, { expression: '#token = :token', values: { token } });
    },
  };

  function marked(prefix: string) {
    return table.query({ expression: '#pk = :pk AND begins_with(#sk, :prefix)', values: { pk: MARKS, prefix } });
  }
}
