import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { parseReference } from '../../shared/domain/reference.ts';
import { hasRole, type Staff, teamsOf } from '../../shared/domain/staff.ts';
import { dueBetween, dueWhens } from '../../shared/domain/team-today.ts';
import { type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ListQueue } from '../../shared/use-cases/list-queue.ts';
import { queuePage } from '../../web/journeys/console/queue-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { StaffHandler, StaffOnly } from './guard.ts';

export type QueueDeps = { council: CouncilView; catalogue: Catalogue; listQueue: ListQueue; staffOnly: StaffOnly; now: () => number };

/** The queue of a person's teams, and the way from a reference to its case. */
export function createQueueRoutes({ council, catalogue, listQueue, staffOnly, now }: QueueDeps) {
  const allTeams = [...new Set([...catalogue.values()].map((service) => service.team))].toSorted();

  const show = async (staff: Staff, query: Record<string, string | undefined>, wrongReference?: string): Promise<HttpResult> => {
    const teams = teamsOf(staff, allTeams);
    const team = teams.find((each) => each === query['team']);
    const today = localDate(instantOf(now()));
    const when = dueWhens.find((each) => each === query['due']);
    const due = when && dueBetween(when, today);
    const { entries, next } = await listQueue(team ? [team] : teams, { after: query['after'], due });
    const page = queuePage({
      council,
      staff,
      today,
      catalogue,
      entries,
      teams,
      team,
      when,
      later: Boolean(query['after']),
      next,
      wrongReference,
    });
    return html(page, { status: wrongReference === undefined ? 200 : 400 });
  };

  const queue: StaffHandler = async (event, staff) => {
    if (!hasRole(staff, 'officer', 'manager')) return redirect('/console/contacts');
    return show(staff, event.queryStringParameters ?? {});
  };

  const find: StaffHandler = async (event, staff) => {
    const typed = event.queryStringParameters?.['reference'] ?? '';
    const reference = parseReference(typed);
    return reference ? redirect(`/console/cases/${reference}`) : show(staff, {}, typed.slice(0, 40));
  };

  return { queue: staffOnly(['adviser', 'officer', 'manager'], queue), find: staffOnly(['officer', 'manager'], find) };
}
