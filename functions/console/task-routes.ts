import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { actorOf, hasRole, type Staff, teamsOf } from '../../shared/domain/staff.ts';
import { formOf, html, redirect } from '../../shared/edge/http.ts';
import type { TaskStore } from '../../shared/store/task-store.ts';
import type { ListTasks } from '../../shared/use-cases/list-tasks.ts';
import { readTaskId, tasksPage, tasksPath } from '../../web/journeys/console/tasks-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { StaffHandler, StaffOnly } from './guard.ts';

export type TaskDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  listTasks: ListTasks;
  finishTask: TaskStore['finish'];
  staffOnly: StaffOnly;
  now: () => number;
};

/** What staff must do because a text cannot: officers for their teams, advisers and managers for all. */
export function createTaskRoutes({ council, catalogue, listTasks, finishTask, staffOnly, now }: TaskDeps) {
  const allTeams = [...new Set([...catalogue.values()].map((service) => service.team))].toSorted();
  const tasksFor = (staff: Staff) => (hasRole(staff, 'adviser') ? allTeams : teamsOf(staff, allTeams));

  /** The team and kind that somebody keeps to. */
  const onlyThose = ({ team, kind }: Record<string, string | undefined>, teams: readonly string[]) => ({
    team: teams.find((each) => each === team),
    kind: kind === 'call-back' ? ('call-back' as const) : undefined,
  });

  const tasks: StaffHandler = async ({ queryStringParameters: query }, staff) => {
    const teams = tasksFor(staff);
    const only = onlyThose(query ?? {}, teams);
    const page = await listTasks(only.team ? [only.team] : teams, { after: query?.['after'], kind: only.kind });
    const outcome = (['done', 'gone'] as const).find((each) => each === query?.['outcome']);
    const today = localDate(instantOf(now()));
    return html(tasksPage({ council, staff, catalogue, today, ...page, later: Boolean(query?.['after']), only, outcome }));
  };

  /** One conditional update, whoever else presses. */
  const finish: StaffHandler = async (event, staff) => {
    const posted = formOf(event);
    const task = readTaskId(posted.get('task') ?? '');
    const teams = tasksFor(staff);
    const done = task && (await finishTask(task, { by: actorOf(staff), at: instantOf(now()), teams })) === 'done';
    const only = onlyThose(Object.fromEntries(posted), teams);
    return redirect(tasksPath({ ...only, outcome: done ? 'done' : 'gone' }));
  };

  const anyone = ['adviser', 'officer', 'manager'] as const;
  return { tasks: staffOnly(anyone, tasks), finish: staffOnly(anyone, finish) };
}
