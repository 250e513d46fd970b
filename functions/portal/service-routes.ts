import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import { promiseOf } from '../../shared/domain/promise.ts';
import { type HttpHandler, html, redirect } from '../../shared/edge/http.ts';
import { withinTarget } from '../../shared/measures/within-target.ts';
import type { ReadRecent } from '../../shared/use-cases/read-recent.ts';
import { foundPage } from '../../web/journeys/start/found-page.ts';
import { servicePage } from '../../web/journeys/start/service-page.ts';
import { startPage } from '../../web/journeys/start/start-page.ts';
import type { CouncilView } from '../../web/render.ts';
import type { ShowProblem } from './problem.ts';

export type ServiceDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  readRecent: ReadRecent;
  showProblem: ShowProblem;
  now: () => number;
};

/** The most of a search that is looked at. */
const MAX_SEARCH_CHARACTERS = 100;

/** What the council offers, and each service: what it does, what it promises and how it is doing. */
export function createServiceRoutes({ council, catalogue, readRecent, showProblem, now }: ServiceDeps) {
  /** All services, or those that go with the words that its address asks for. Nothing is read, and the words are written nowhere. */
  const start: HttpHandler = async (event) => {
    const typed = (event.queryStringParameters?.['q'] ?? '').trim().slice(0, MAX_SEARCH_CHARACTERS);
    return html(typed ? foundPage(council, [...catalogue.values()], typed) : startPage(council, catalogue.values()));
  };

  const service: HttpHandler = async (event) => {
    const found = catalogue.get(event.pathParameters?.['service'] ?? '');
    if (!found) return showProblem('not-found');
    const promised = promiseOf(found, withinTarget, await readRecent(found.id));
    return html(servicePage(council, found, { promised, today: localDate(instantOf(now())) }));
  };

  const toService: HttpHandler = async (event) => redirect(`/services/${encodeURIComponent(event.pathParameters?.['service'] ?? '')}`);

  return { start, service, toService };
}
