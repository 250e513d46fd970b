import * as z from 'zod';
import { indexes, queueRanks, teamQueue } from './keys.ts';
import { all, type Item, type Table } from './table.ts';

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
  /** Somebody may be in danger, by what was answered. */
  flagged: z.boolean().optional(),
  /** The officer it goes to by name, after a death. */
  assignedTo: z.string().optional(),
  personal: z.object({ name: z.string().optional() }).default({}),
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;

export type QueueStore = ReturnType<typeof createQueueStore>;

/** Target dates from one to another, both included. */
export type DueBetween = { from?: string | undefined; to: string };
type Page = { after?: string | undefined; due?: DueBetween | undefined; limit: number };

/** Reads the queues of teams, from the summaries of their open cases. */
export function createQueueStore(table: Table) {
  const ranked = async (list: string, expression: string, { limit, ...values }: { limit: number } & Item): Promise<QueueEntry[]> => {
    const items = await all(
      table.query({ index: indexes.list, expression: `#list = :list${expression}`, values: { list, ...values }, limit }),
    );
    return items.map((item) => queueEntrySchema.parse(item));
  };
  return {
    /**
     * A team's open cases, fast tracks first, then the earliest target date: one Query, or two of those `due` between two dates. The
     * index may lag by a moment.
     * @param after the rank after which to go on
     */
    async page(team: string, { after = '', due, limit }: Page): Promise<QueueEntry[]> {
      const list = teamQueue(team);
      if (!due) return after ? ranked(list, ' AND #rank > :after', { after, limit }) : ranked(list, '', { limit });
      const found: QueueEntry[] = [];
      for (const fastTrack of [true, false]) {
        const { first, last } = queueRanks(due, fastTrack);
        // A space sorts after the rank itself and before every other: where to go on.
        const low = after >= first ? `${after} ` : first;
        if (low > last || found.length >= limit) continue;
        found.push(...(await ranked(list, ' AND #rank BETWEEN :low AND :last', { low, last, limit: limit - found.length })));
      }
      return found;
    },
  };
}
