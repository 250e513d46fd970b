import type { LocalDate } from '../../../shared/domain/calendar.ts';
import { type Catalogue, stageOf } from '../../../shared/domain/catalogue.ts';
import { formatMobile } from '../../../shared/domain/mobile.ts';
import { formatReference, type Reference } from '../../../shared/domain/reference.ts';
import { mayWorkFor, type Staff } from '../../../shared/domain/staff.ts';
import type { Task } from '../../../shared/domain/task.ts';
import { caseFileWords } from '../../content/console-case.ts';
import { taskWords as words } from '../../content/console-tasks.ts';
import { fill } from '../../content/fill.ts';
import { type CouncilView, render } from '../../render.ts';
import { dueWords } from './due.ts';
import { consoleFrame } from './frame.ts';
import { template } from './tasks.njk';
import { teamName } from './team-name.ts';

type Only = { team?: string | undefined; kind?: 'call-back' | undefined };

/** The address of the tasks, of one team or kind alone where that is said. */
export function tasksPath(query: Only & { after?: string; outcome?: 'done' | 'gone' } = {}): string {
  const given = Object.entries(query).filter((each): each is [string, string] => each[1] !== undefined);
  return given.length > 0 ? `/console/tasks?${new URLSearchParams(given)}` : '/console/tasks';
}

export type TasksView = {
  council: CouncilView;
  staff: Staff;
  today: LocalDate;
  catalogue: Catalogue;
  tasks: readonly Task[];
  /** Whether this is a later page, and the rank that the next one begins after. */
  later: boolean;
  next?: string | undefined;
  /** The team and kind that are shown alone. */
  only?: Only | undefined;
  /** What came of a press of the button, as the address says. */
  outcome?: 'done' | 'gone' | undefined;
};

/** The tasks of a person's teams, the earliest date first, each with whom to reach and a button to say that it is done. */
export function tasksPage({ council, staff, today, catalogue, tasks, later, next, only = {}, outcome }: TasksView): string {
  return render(template, {
    ...consoleFrame(staff, council, 'tasks'),
    title: words.title,
    wide: true,
    words,
    banner: outcome && { type: outcome === 'done' ? 'success' : undefined, text: words[outcome] },
    rows: tasks.map((task) => rowOf(task, { staff, catalogue, today })),
    only,
    onlySays: onlyWords(only),
    empty: later ? words.nothingMore : only.kind ? words.noCallBacks : words.empty,
    first: later ? tasksPath(only) : undefined,
    next: next ? tasksPath({ ...only, after: next }) : undefined,
  });
}

function onlyWords({ team, kind }: Only): string | undefined {
  if (!team) return kind && words.only.callBacks;
  return fill(kind ? words.only.teamCallBacks : words.only.team, { team: teamName(team) });
}

function rowOf(task: Task, { staff, catalogue, today }: Pick<TasksView, 'staff' | 'catalogue' | 'today'>) {
  const { log, personal } = task;
  const service = catalogue.get(task.service);
  const reference = formatReference(log.id as Reference);
  return {
    id: taskId(task),
    by: dueWords(task.by, today),
    what: whatOf(task, catalogue),
    why:
      task.kind === 'call-back'
        ? task.score && fill(words.callBack.says, { score: caseFileWords.scores[task.score] })
        : task.kind === 'evidence-late'
          ? words.late.says
          : task.kind === 'refund'
            ? words.refund.says
            : task.kind === 'safeguard'
              ? words.safeguard.says
              : task.because && words.reach[task.because],
    service: service?.name ?? task.service,
    reference: log.kind === 'case' ? reference : fill(words.contact, { id: reference }),
    // Advisers tell people the news, and open no cases.
    href: log.kind === 'case' && mayWorkFor(staff, task.team) ? `/console/cases/${log.id}` : undefined,
    // It is done by answering, and by no button here.
    answer:
      task.kind === 'erase'
        ? { text: words.erase.answer, href: mayWorkFor(staff, task.team) ? `/console/cases/${log.id}/held` : undefined }
        : undefined,
    name: personal.name,
    mobile: task.assignedTo
      ? fill(words.bereavement.says, { name: task.assignedTo })
      : personal.mobile
        ? formatMobile(personal.mobile)
        : words.noNumber,
    // Ours through and through: a reference has letters and figures only.
    button: `${words.button}<span class="govuk-visually-hidden"> ${fill(words.buttonAbout, { reference })}</span>`,
  };
}

function whatOf({ kind, service: id, stage }: Task, catalogue: Catalogue): string {
  if (kind === 'call-back') return words.callBack.what;
  if (kind === 'bereavement') return words.bereavement.what;
  if (kind === 'evidence-late') return words.late.what;
  if (kind === 'refund') return words.refund.what;
  if (kind === 'safeguard') return words.safeguard.what;
  if (kind === 'erase') return words.erase.what;
  const service = catalogue.get(id);
  return service && stage ? fill(words.reach.what, { stage: stageOf(service, stage).name }) : words.reach.plain;
}

type TaskName = Pick<Task, 'log' | 'sequence' | 'kind'>;
/** One word for a task, for a form to send back: `case.P8VZ82M.3.reach`. */
export const taskId = ({ log, sequence, kind }: TaskName): string => [log.kind, log.id, sequence, kind].join('.');

/** The task that a form names; undefined for anything else. */
export function readTaskId(typed: string): TaskName | undefined {
  const [, logKind, id = '', sequence, kind] =
    /^(case|contact)\.([0-9A-Z]{7})\.(\d{1,6})\.(reach|call-back|evidence-late|bereavement|refund|safeguard)$/.exec(typed) ?? [];
  if (!logKind || !kind) return undefined;
  return { log: { kind: logKind as 'case' | 'contact', id }, sequence: Number(sequence), kind: kind as Task['kind'] };
}
