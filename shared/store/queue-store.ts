import * as z from 'zod';
import { indexes, teamQueue } from './keys.ts';
import { all, type Table } from './table.ts';

/** One line of a team's queue: what the projector wrote of an open case. */
const queueEntrySchema = z.object({
  /** Target date and reference: the order of the queue, and no two alike. */
  rank: z.string(),
  reference: z.string(),
  service: z.string(),
  stage: z.string(),
  openedAt: z.string(),
  targetDate: z.string(),
  /** Who must act next. */
  actor: z.enum(['council', 'resident', 'nobody']),
  actBy: z.string().optional(),
  /** All that was asked of the resident is in, and nobody has looked at it yet. */
  allIn: z.boolean().optional(),
  fastTrack: z.boolean(),
  /** The officer it goes to by name, after a death. */
  assignedTo: z.string().optional(),
  personal: z.object({ name: z.string().optional() }).default({}),
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;

export type QueueStore = ReturnType<typeof createQueueStore>;

/** Reads the queues of teams, from the summaries of their open cases. */
export function createQueueStore(table: Table) {
  return {
    /**
     * A team's open cases, earliest target date first: one Query. The index may lag by a moment.
     * @param after the rank after which to go on
     */
    async page(team: string, { after = '', limit }: { after?: string | undefined; limit: number }): Promise<QueueEntry[]> {
      const items = await all(
        table.query({
          index: indexes.list,
          expression: after ? '#list = :list AND #rank > :after' : '#list = :list',
          values: { list: teamQueue(team), ...(after ? { after } : {}) },
          limit,
        }),
      );
      return items.map((item) => queueEntrySchema.parse(item));
    },
  };
}
