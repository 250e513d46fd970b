import { freezeOutcomes } from '../../shared/domain/frozen-quarter.ts';
import { rowsOfReport } from '../../shared/domain/measure-row.ts';
import { type Quarter, quarterSlug } from '../../shared/domain/quarter.ts';
import type { Staff } from '../../shared/domain/staff.ts';
import { type HttpHandler, type HttpResult, html, redirect } from '../../shared/edge/http.ts';
import { languageCookie, readingLanguage } from '../../shared/edge/language.ts';
import { performancePage } from '../../web/journeys/performance/performance-page.ts';
import { documentPage } from '../../web/journeys/report/document-page.ts';
import { measurePage } from '../../web/journeys/report/measure-page.ts';
import { breakdownsOf, trendOf } from '../../web/journeys/report/measures.ts';
import { type ReportView, reportPage, reportPath } from '../../web/journeys/report/report-page.ts';
import { rowColumns, rowsCsv } from '../../web/journeys/report/rows-csv.ts';
import { seriesCsv } from '../../web/journeys/report/series.ts';
import { spreadsheet } from '../../web/journeys/report/spreadsheet.ts';
import { speak } from '../../web/language.ts';
import type { ReportDeps } from './deps.ts';
import { createStaffPage } from './staff-page.ts';

const PERFORMANCE_MINUTES = 5;
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';

/** What is read: each page is one Query, however many contacts there were. */
export function createPageRoutes(deps: ReportDeps) {
  const { council, catalogue, measures, baseline, readReport, comments } = deps;
  const { today, ofQuarter } = createStaffPage(deps);
  const earlier = [...baseline.quarters.keys()];
  const viewOf = async (staff: Staff, quarter: Quarter): Promise<ReportView> => ({
    council,
    staff,
    catalogue,
    measures,
    reports: await readReport(quarter),
    today: today(),
    earlier,
  });

  const quarter = ofQuarter(async (event, staff, of) => {
    const outcome = freezeOutcomes.find((each) => each === event.queryStringParameters?.['outcome']);
    return html(reportPage({ ...(await viewOf(staff, of)), ...(outcome ? { outcome } : {}) }));
  });

  /** The scrutiny report, a measure, or the numbers of either. */
  const below = ofQuarter(async (event, staff, of) => {
    const [, id = '', format] = /^([a-z0-9-]+?)(?:\.(csv|ods))?$/.exec(event.pathParameters?.['page'] ?? '') ?? [];
    const measure = measures.get(id);
    if (id !== 'document' && !measure && !format) return undefined;
    const view = await viewOf(staff, of);
    if (id === 'document')
      return format ? everything(view, of, format) : html(documentPage({ ...view, comments: await comments.chosen(of) }));
    if (format) return format === 'csv' ? numbers(view, of, id) : undefined;
    const entered = event.queryStringParameters?.['outcome'] === 'entered';
    return measure && html(measurePage(view, measure, { entered }));
  });

  /** A measure's eight quarters go by its id; a breakdown by the measure's id and its own. */
  function numbers(view: ReportView, of: Quarter, id: string): HttpResult | undefined {
    const measure = measures.get(id) ?? measures.get(id.replace(breakdown, ''));
    const current = view.reports.at(-1);
    if (!measure || !current) return undefined;
    const series = [trendOf(measure, view.reports), ...breakdownsOf(measure, current, view)].find((each) => each.id === id);
    return series && download(seriesCsv(series), 'text/csv; charset=utf-8', `${quarterSlug(of)}-${id}.csv`);
  }

  function everything({ reports }: ReportView, of: Quarter, format: string): HttpResult | undefined {
    const current = reports.at(-1);
    if (!current) return undefined;
    const rows = rowsOfReport(current, { measures, teamOf: (service) => catalogue.get(service)?.team });
    const name = `${quarterSlug(of)}-figures`;
    if (format === 'csv') return download(rowsCsv(rows), 'text/csv; charset=utf-8', `${name}.csv`);
    const sheet = { name: 'Figures', head: rowColumns, rows: rows.map((row) => rowColumns.map((column) => row[column])) };
    const body = Buffer.from(spreadsheet([sheet])).toString('base64');
    return { ...download(body, ODS, `${name}.ods`), isBase64Encoded: true };
  }

  const latest: HttpHandler = async () => redirect(reportPath(today()));
  /** For everybody, at most so many minutes old. */
  const performance: HttpHandler = async (event) => {
    const { language, by, query } = readingLanguage(event);
    const reports = await readReport(today());
    const said = speak({ shell: language, content: language, query }, () =>
      performancePage({ council, measures, reports, today: today() }),
    );
    const page = html(said, { cookies: by === 'address' ? [languageCookie(language)] : [] });
    // By the cookie too: whoever chooses another language must not be shown the page of the one before.
    const kept = { 'cache-control': `public, max-age=${PERFORMANCE_MINUTES * 60}`, vary: 'cookie' };
    return { ...page, headers: { ...page.headers, ...(by === 'address' ? {} : kept) } };
  };
  return { latest, quarter, below, performance };
}

const breakdown = /(-levels)?(-by-(service|channel|team|queue|stage|reason|question-[a-z0-9-]+))?$/;

function download(body: string, type: string, filename: string): HttpResult {
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${filename}"`, 'cache-control': 'no-store' };
  return { statusCode: 200, headers, body };
}
