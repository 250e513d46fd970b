import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { actorOf, hasRole, type Staff, teamsOf } from '../../shared/domain/staff.ts';
import { formOf, html, redirect } from '../../shared/edge/http.ts';
import type { TaskStore } from '../../shared/store/task-store.ts';
import type { ListTasks } from '../../shared/use-cases/list-tasks.ts';
import { readTaskId, tasksPage } from '../../web/journeys/console/tasks-page.ts';
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

  const tasks: StaffHandler = async ({ queryStringParameters: query }, staff) => {
    const page = await listTasks(tasksFor(staff), query?.['after']);
    const outcome = (['done', 'gone'] as const).find((each) => each === query?.['outcome']);
    const today = localDate(instantOf(now()));
    return html(tasksPage({ council, staff, catalogue, today, ...page, later: Boolean(query?.['after']), outcome }));
  };

  /** One conditional update, whoever else presses. */
  const finish: StaffHandler = async (event, staff) => {
    const task = readTaskId(formOf(event).get('task') ?? '');
    const by = { by: actorOf(staff), at: instantOf(now()), teams: tasksFor(staff) };
    const done = task && (await finishTask(task, by)) === 'done';
    return redirect(`/console/tasks?outcome=${done ? 'done' : 'gone'}`);
  };

  const anyone = ['adviser', 'officer', 'manager'] as const;
  return { tasks: staffOnly(anyone, tasks), finish: staffOnly(anyone, finish) };
}
