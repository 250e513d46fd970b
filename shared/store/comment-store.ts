import * as z from 'zod';
import type { CommentPlace } from '../domain/comment.ts';
import type { Quarter } from '../domain/quarter.ts';
import { commentKey, commentsPartition } from './keys.ts';
import { all, type Table } from './table.ts';

/** Where a comment is: its log, and the commit of the rating whose words a manager chose for the quarter's report. No word of it. */
const notedSchema = z.object({
  kind: z.enum(['case', 'contact']),
  id: z.string(),
  service: z.string(),
  chosenIn: z.number().int().positive().optional(),
});
export type NotedComment = z.infer<typeof notedSchema>;

export type CommentStore = ReturnType<typeof createCommentStore>;

/** Keeps which ratings of a quarter came with words, and which of those a manager chose. What was said stays in its log alone. */
export function createCommentStore(table: Table) {
  return {
    /** Notes that a rating came with words; once, whatever was chosen since. One put. */
    async note(quarter: Quarter, { kind, id }: CommentPlace, service: string): Promise<void> {
      await table.put({ ...commentKey(quarter, { kind, id }), kind, id, service }, { expression: 'attribute_not_exists(#pk)' });
    },
    /** All of a quarter, in order of their logs' ids, which tells nothing of when they came. One Query. */
    async of(quarter: Quarter): Promise<NotedComment[]> {
      const found = await all(table.query({ expression: '#pk = :pk', values: { pk: commentsPartition(quarter) } }));
      return found.map((item) => notedSchema.parse(item));
    },
    /**
     * Chooses the words of one rating for the quarter's report, or takes them out again. One update; of one that is not there, nothing.
     * @param chosenIn the sequence of that rating's commit; undefined takes them out
     */
    async choose(quarter: Quarter, place: CommentPlace, chosenIn: number | undefined): Promise<void> {
      await table.update(commentKey(quarter, place), {
        ...(chosenIn === undefined
          ? { expression: 'REMOVE #chosenIn' }
          : { expression: 'SET #chosenIn = :chosenIn', values: { chosenIn } }),
        condition: 'attribute_exists(#pk)',
      });
    },
  };
}
