import { isRealDate } from '../../shared/domain/calendar.ts';
import { partsOf } from '../../shared/domain/counted-facts.ts';
import { quarterOf } from '../../shared/domain/quarter.ts';
import { html } from '../../shared/edge/http.ts';
import { factsByDay, factsByService, factsOfDay } from '../../web/journeys/report/facts-page.ts';
import type { ReportDeps } from './deps.ts';
import { createStaffPage, pageIn } from './staff-page.ts';

const SERVICE = /^[a-z][a-z0-9-]{1,40}$/;

/** From a number to the facts it counts: by service, by day, and those of one day. */
export function createFactRoutes({ council, catalogue, measures, readReport, readFacts, ...rest }: ReportDeps) {
  const { ofQuarter } = createStaffPage({ council, ...rest });

  const facts = ofQuarter(async (event, staff, quarter) => {
    const measure = measures.get(event.pathParameters?.['measure'] ?? '');
    const report = measure && partsOf(measure) ? (await readReport(quarter)).at(-1) : undefined;
    if (!measure || report?.source !== 'facts') return undefined;
    const view = { council, staff, catalogue, measure };
    const { service, day } = event.queryStringParameters ?? {};
    if (service === undefined) return html(factsByService(view, report));
    if (!SERVICE.test(service)) return undefined;
    if (day === undefined) return html(factsByDay(view, report, { service, days: await readFacts.days(measure, quarter, service) }));
    if (!isRealDate(day) || quarterOf(day) !== quarter) return undefined;
    const found = await readFacts.of(measure, { service, day }, pageIn(event));
    return html(factsOfDay(view, report, { ...found, service, day }));
  });

  return { facts };
}
