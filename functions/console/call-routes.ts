import { instantOf, isRealDate, localDate } from '../../shared/domain/calendar.ts';
import { monthOf } from '../../shared/domain/call-days.ts';
import { callsLog } from '../../shared/domain/calls.ts';
import { staffRoles } from '../../shared/domain/staff.ts';
import { html } from '../../shared/edge/http.ts';
import type { CallDayStore } from '../../shared/store/call-day-store.ts';
import type { LogStore } from '../../shared/store/log-store.ts';
import { callDayPage, callQueuePage } from '../../web/journeys/console/call-day-page.ts';
import { callsPage } from '../../web/journeys/console/calls-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type CallDeps = {
  council: CouncilView;
  callDays: CallDayStore;
  logs: Pick<LogStore, 'load'>;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  now: () => number;
};

/** Days for which the telephone system told of its calls, for all staff: nothing of a person is in them. Each page is one Query. */
export function createCallRoutes({ council, callDays, logs, staffOnly, showMessage, now }: CallDeps) {
  const month: StaffHandler = async ({ queryStringParameters: query }, staff) => {
    const today = localDate(instantOf(now()));
    const asked = `${query?.['month'] ?? ''}-01`;
    const of = isRealDate(asked) && asked <= today ? asked : today;
    const { from, to } = monthOf(of);
    return html(callsPage({ council, staff, month: of, today, loaded: await callDays.between(from, to) }));
  };

  const day: StaffHandler = async ({ pathParameters: path }, staff) => {
    const of = path?.['day'] ?? '';
    const queues = isRealDate(of) ? await callDays.between(of, of) : [];
    return queues.length > 0 ? html(callDayPage({ council, staff, day: of, queues })) : showMessage('notFound', staff);
  };

  const queue: StaffHandler = async ({ pathParameters: path }, staff) => {
    const of = { day: path?.['day'] ?? '', queue: path?.['queue'] ?? '' };
    const named = isRealDate(of.day) && /^[a-z][a-z0-9-]{1,40}$/.test(of.queue);
    const commits = named ? await logs.load(callsLog(of)) : [];
    return commits.length > 0 ? html(callQueuePage({ council, staff, ...of, commits })) : showMessage('notFound', staff);
  };

  return { month: staffOnly(staffRoles, month), day: staffOnly(staffRoles, day), queue: staffOnly(staffRoles, queue) };
}
