import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import { channels } from '../../shared/domain/case.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { type Staff, teamsOf } from '../../shared/domain/staff.ts';
import { type HttpEvent, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import type { ReadToday, TeamAsked } from '../../shared/use-cases/read-today.ts';
import { contactsTodayPage, failingTextsPage } from '../../web/journeys/console/today-lists.ts';
import { todayNumbers, todayPage } from '../../web/journeys/console/today-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowMessage, StaffHandler, StaffOnly } from './guard.ts';

export type TodayDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  readToday: ReadToday;
  staffOnly: StaffOnly;
  showMessage: ShowMessage;
  now: () => number;
};
type Asked = TeamAsked & { teams: readonly string[] };

/** A team's day: its numbers, and the lists that no other page has. One team at a time; a manager may look at each. */
export function createTodayRoutes({ council, catalogue, readToday, staffOnly, showMessage, now }: TodayDeps) {
  const services = [...catalogue.values()];
  const allTeams = [...new Set(services.map(({ team }) => team))].toSorted();

  const ofTeam =
    (answer: (asked: Asked, staff: Staff, event: HttpEvent) => Promise<HttpResult>): StaffHandler =>
    async (event, staff) => {
      const teams = teamsOf(staff, allTeams);
      const team = teams.find((each) => each === event.queryStringParameters?.['team']) ?? teams[0];
      // An officer of no team has no day here.
      if (!team) return redirect('/console');
      return answer({ team, teams, services: services.filter((each) => each.team === team).map(({ id }) => id) }, staff, event);
    };
  const viewOf = async (asked: Asked, staff: Staff) => {
    const at = instantOf(now());
    return { council, staff, team: asked.team, teams: asked.teams, now: at, today: await readToday.numbers(asked, at) };
  };

  const page = ofTeam(async (asked, staff) => html(todayPage(await viewOf(asked, staff))));
  const numbers = ofTeam(async (asked, staff) => html(todayNumbers(await viewOf(asked, staff))));
  const texts = ofTeam(async (asked, staff) =>
    html(failingTextsPage({ council, staff, catalogue, team: asked.team }, await readToday.texts(asked, instantOf(now())))),
  );
  const contacts = ofTeam(async (asked, staff, event) => {
    const channel = channels.find((each) => each === event.queryStringParameters?.['channel']);
    if (!channel) return showMessage('notFound', staff);
    const found = await readToday.contacts(asked, { channel, day: localDate(instantOf(now())) });
    return html(contactsTodayPage({ council, staff, catalogue, team: asked.team }, channel, found));
  });

  const roles = ['officer', 'manager'] as const;
  return {
    page: staffOnly(roles, page),
    // A page that asks by itself says nothing of whether somebody is there.
    numbers: staffOnly(roles, numbers, { keepsAlive: false }),
    texts: staffOnly(roles, texts),
    contacts: staffOnly(roles, contacts),
  };
}
