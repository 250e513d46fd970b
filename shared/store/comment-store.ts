import * as z from 'zod';
import type { CommentPlace } from '../domain/comment.ts';
import type { Quarter } from '../domain/quarter.ts';
import { commentKey, commentsPartition } from './keys.ts';
import { all, type Table } from './table.ts';

/** Where a comment is: its log, and whether a manager chose it for the quarter's report. No word of it. */
const notedSchema = z.object({
  kind: z.enum(['case', 'contact']),
  id: z.string(),
  service: z.string(),
  chosen: z.boolean().default(false),
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
    /** Chooses it for the quarter's report, or takes it out again. One update; of one that is not there, nothing. */
    async choose(quarter: Quarter, place: CommentPlace, chosen: boolean): Promise<void> {
      await table.update(commentKey(quarter, place), {
        expression: 'SET #chosen = :chosen',
        values: { chosen },
        condition: 'attribute_exists(#pk)',
      });
    },
  };
}
