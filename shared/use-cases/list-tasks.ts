import type { OpenTask, TaskStore } from '../store/task-store.ts';

export type ListTasks = ReturnType<typeof createListTasks>;
/** `next` is the rank to go on after, when there is more. */
export type TaskPage = { tasks: OpenTask[]; next?: string };

const PAGE = 50;

/** One page of the tasks of some teams, as one list: the earliest date first. One Query per team, side by side. */
export function createListTasks({ tasks }: { tasks: TaskStore }) {
  return async (teams: readonly string[], after?: string): Promise<TaskPage> => {
    const pages = await Promise.all(teams.map((team) => tasks.page(team, { after, limit: PAGE + 1 })));
    const ranked = pages.flat().toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
    const shown = ranked.slice(0, PAGE);
    const last = shown.at(-1);
    return { tasks: shown, ...(ranked.length > PAGE && last ? { next: last.rank } : {}) };
  };
}
