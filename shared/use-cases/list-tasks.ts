import type { Task } from '../domain/task.ts';
import type { OpenTask, TaskStore } from '../store/task-store.ts';

export type ListTasks = ReturnType<typeof createListTasks>;
/** `next` is the rank to go on after, when there is more. */
export type TaskPage = { tasks: OpenTask[]; next?: string };
type Asked = { after?: string | undefined; kind?: Task['kind'] | undefined };

const PAGE = 50;

/**
 * One page of the tasks of some teams, as one list: the earliest date first. One Query per team, side by side; of one `kind`, as many
 * as its tasks stand apart.
 */
export function createListTasks({ tasks }: { tasks: TaskStore }) {
  const ofTeam = async (team: string, { after, kind }: Asked): Promise<OpenTask[]> => {
    const found: OpenTask[] = [];
    for (let from = after; ; ) {
      const read = await tasks.page(team, { after: from, limit: PAGE + 1 });
      found.push(...read.filter((task) => !kind || task.kind === kind));
      from = read.at(-1)?.rank;
      if (read.length <= PAGE || found.length > PAGE) return found;
    }
  };
  return async (teams: readonly string[], asked: Asked = {}): Promise<TaskPage> => {
    const pages = await Promise.all(teams.map((team) => ofTeam(team, asked)));
    const ranked = pages.flat().toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    const shown = ranked.slice(0, PAGE);
    const last = shown.at(-1);
    return { tasks: shown, ...(ranked.length > PAGE && last ? { next: last.rank } : {}) };
  };
}
