import * as z from 'zod';
import { indexes } from './keys.ts';
import { all, type Table } from './table.ts';

/** One line of what was asked from a number: what the projector wrote of a case, open or ended. No name is in it. */
const askedFromSchema = z.object({
  reference: z.string(),
  service: z.string(),
  stage: z.string(),
  actBy: z.string().optional(),
  openedAt: z.string(),
});
export type AskedFrom = z.infer<typeof askedFromSchema>;
export type AskedFromStore = ReturnType<typeof createAskedFromStore>;

/** Reads the cases of a number, by its HMAC, from their summaries. */
export function createAskedFromStore(table: Table) {
  const newest = (handsetId: string, limit: number) =>
    all(table.query({ index: indexes.asker, expression: '#asker = :asker', values: { asker: handsetId }, descending: true, limit }));
  return {
    /** The cases asked from a number, newest first. One Query; the index may lag by a moment. */
    async newest(handsetId: string, limit: number): Promise<AskedFrom[]> {
      return (await newest(handsetId, limit)).map((item) => askedFromSchema.parse(item));
    },
    /** Whether anything was asked from a number. One Query of one item. */
    any: async (handsetId: string): Promise<boolean> => (await newest(handsetId, 1)).length > 0,
  };
}
