import * as z from 'zod';
import type { Actor } from '../domain/commit.ts';
import { type Task, type TaskCause, taskSchema } from '../domain/task.ts';
import { indexes, logOf, TASK_PREFIX, taskKey, taskRank, teamTasks } from './keys.ts';
import { all, type Item, type Table } from './table.ts';

export type TaskStore = ReturnType<typeof createTaskStore>;
/** A task that is still to be done, with its place in its team's list. */
export type OpenTask = Task & { rank: string };

const DAY_SECONDS = 86_400;
/** How long a task that was done stays to be seen on its case. */
const DONE_DAYS = 365;

/** Keeps the tasks of staff, each beside the log that caused it, and in its team's list while it is open. */
export function createTaskStore(table: Table) {
  return {
    /** Keeps a task; one of the same cause and kind is kept once, done or not. One put. */
    async add(task: Task): Promise<'added' | 'exists'> {
      const { log, sequence, ...rest } = task;
      const item = { ...taskKey(log, sequence, task.kind), ...rest, list: teamTasks(task.team), rank: taskRank(task) };
      return (await table.put(item, { expression: 'attribute_not_exists(#pk)' })) === 'done' ? 'added' : 'exists';
    },
    /** A team's open tasks, the earliest date first: one Query. The index may lag by a moment. */
    async page(team: string, { after = '', limit }: { after?: string | undefined; limit: number }): Promise<OpenTask[]> {
      const items = await all(
        table.query({
          index: indexes.list,
          expression: after ? '#list = :list AND #rank > :after' : '#list = :list',
          values: { list: teamTasks(team), ...(after ? { after } : {}) },
          limit,
        }),
      );
      return items.map((item) => ({ ...parseTask(item), rank: z.string().parse(item['rank']) }));
    },
    /**
     * Marks a task done, takes it off its list and forgets whom it was about. One conditional update; `refused` when it is
     * done already, is not there, or is of none of these teams.
     */
    async finish(
      { log, sequence, kind }: TaskCause & Pick<Task, 'kind'>,
      { by, at, teams }: { by: Actor; at: string; teams: readonly string[] },
    ): Promise<'done' | 'refused'> {
      if (teams.length === 0) return 'refused';
      const named = Object.fromEntries(teams.map((team, index) => [`team${index}`, team]));
      const item = await table.update(taskKey(log, sequence, kind), {
        expression: 'SET #doneAt = :at, #doneBy = :by, #personal = :nobody, #expiresAt = :expiresAt REMOVE #list, #rank',
        condition: `attribute_not_exists(#doneAt) AND #team IN (${Object.keys(named)
          .map((name) => `:${name}`)
          .join(', ')})`,
        values: { at, by, nobody: {}, expiresAt: Math.floor(Date.parse(at) / 1000) + DONE_DAYS * DAY_SECONDS, ...named },
      });
      return item === 'refused' ? 'refused' : 'done';
    },
  };
}

/** A task as it was read. */
export function parseTask(item: Item): Task {
  const log = logOf(String(item['pk']));
  const [, sequence = ''] = new RegExp(`^${TASK_PREFIX}(\\d+)#`).exec(String(item['sk'])) ?? [];
  if (!log || !sequence) throw new Error('not a task');
  return { log, sequence: Number(sequence), ...taskSchema.parse(item) };
}
