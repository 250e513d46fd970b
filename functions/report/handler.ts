import httpRouter from '@middy/http-router';
import type { Baseline } from '../../shared/domain/baseline.ts';
import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import type { Catalogue } from '../../shared/domain/catalogue.ts';
import type { Keyring } from '../../shared/domain/keyring.ts';
import { parseQuarter, type Quarter, quarterOf, quarterSlug } from '../../shared/domain/quarter.ts';
import { hasRole, type Staff, staffRoles } from '../../shared/domain/staff.ts';
import { cookiesOf, type HttpEvent, type HttpHandler, type HttpResult, html, redirect, route } from '../../shared/edge/http.ts';
import { readStaff, renewSession, signInPath } from '../../shared/edge/staff-session.ts';
import type { ReadReport } from '../../shared/use-cases/read-report.ts';
import { messagePage } from '../../web/journeys/console/message-page.ts';
import { reportSeries, type SeriesId } from '../../web/journeys/report/measures.ts';
import { reportPage, reportPath } from '../../web/journeys/report/report-page.ts';
import { seriesCsv } from '../../web/journeys/report/series.ts';
import type { CouncilView } from '../../web/render.ts';

export type ReportDeps = {
  council: CouncilView;
  catalogue: Catalogue;
  baseline: Baseline;
  readReport: ReadReport;
  keyring: Keyring;
  now: () => number;
};

/** The quarter pages, for all staff, and the numbers of each figure as CSV. */
export function createHandler({ council, catalogue, baseline, readReport, keyring, now }: ReportDeps): HttpHandler {
  const today = () => quarterOf(localDate(instantOf(now())));
  const earlier = [...baseline.quarters.keys()];
  const notFound = (staff: Staff) => html(messagePage({ council, staff }, 'notFound'), { status: 404 });

  const forStaff =
    (handle: (event: HttpEvent, staff: Staff) => Promise<HttpResult>): HttpHandler =>
    async (event) => {
      const cookies = cookiesOf(event);
      const staff = readStaff(cookies, keyring, now());
      if (!staff) return redirect(signInPath(event.rawPath));
      if (!hasRole(staff, ...staffRoles)) return html(messagePage({ council, staff }, 'noRole'), { status: 403 });
      const result = await handle(event, staff);
      return { ...result, cookies: [...(result.cookies ?? []), ...renewSession(cookies, keyring, now())] };
    };

  /** A quarter that has begun; undefined for anything else in the address. */
  const quarterIn = (event: HttpEvent): Quarter | undefined => {
    const quarter = parseQuarter(event.pathParameters?.['quarter'] ?? '');
    return quarter && quarter <= today() ? quarter : undefined;
  };

  const showQuarter = forStaff(async (event, staff) => {
    const quarter = quarterIn(event);
    if (!quarter) return notFound(staff);
    return html(reportPage({ council, staff, catalogue, quarters: await readReport(quarter), today: today(), earlier }));
  });

  const download = forStaff(async (event, staff) => {
    const quarter = quarterIn(event);
    const [, id] = /^([a-z-]+)\.csv$/.exec(event.pathParameters?.['file'] ?? '') ?? [];
    const series = quarter && id ? reportSeries(await readReport(quarter), catalogue).get(id as SeriesId) : undefined;
    return quarter && series ? csv(seriesCsv(series), `${quarterSlug(quarter)}-${series.id}.csv`) : notFound(staff);
  });

  const routes = [
    route('GET', '/console/report', async () => redirect(reportPath(today()))),
    route('GET', '/console/report/{quarter}', showQuarter),
    route('GET', '/console/report/{quarter}/{file}', download),
  ];
  const router = httpRouter<HttpEvent, HttpResult>({
    routes,
    notFoundResponse: () => html(messagePage({ council }, 'notFound'), { status: 404 }),
  });
  return (event) => (router as unknown as HttpHandler)(event);
}

function csv(body: string, filename: string): HttpResult {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${filename}"`,
    'cache-control': 'no-store',
  };
  return { statusCode: 200, headers, body };
}
