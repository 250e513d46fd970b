import { actorOf } from '../../shared/domain/staff.ts';
import { formOf, html, redirect } from '../../shared/edge/http.ts';
import { measurePage } from '../../web/journeys/report/measure-page.ts';
import { measurePath, reportPath } from '../../web/journeys/report/report-page.ts';
import type { ReportDeps } from './deps.ts';
import { createStaffPage } from './staff-page.ts';

const MANAGERS = ['manager'] as const;
/** A figure as people type it: `97.5`, `2,382`, `£1,200.50`, `29.31%`. */
const NUMBER = /^£?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*%?$/;

/** What managers do to a quarter: freeze it, or enter a figure that Front Door cannot see. */
export function createChangeRoutes(deps: ReportDeps) {
  const { council, catalogue, measures, baseline, readReport, freezeQuarter, enterFigure } = deps;
  const { today, ofQuarter } = createStaffPage(deps);

  const freeze = ofQuarter(async (_, staff, quarter) => {
    const outcome = await freezeQuarter(quarter, actorOf(staff));
    return redirect(`${reportPath(quarter)}?outcome=${outcome}`);
  }, MANAGERS);

  const enter = ofQuarter(async (event, staff, quarter) => {
    const measure = measures.get(event.pathParameters?.['measure'] ?? '');
    if (!measure) return undefined;
    const form = formOf(event);
    const typed = { value: (form.get('value') ?? '').trim(), source: form.get('source') ?? '' };
    const value = NUMBER.test(typed.value) ? Number(typed.value.replace(/[£,%\s]/g, '')) : Number.NaN;
    const entries = Number(form.get('entries') ?? '0');
    const outcome = await enterFigure({ quarter, measure: measure.id, value, source: typed.source, entries, by: actorOf(staff) });
    if (outcome === 'done') return redirect(`${measurePath(quarter, measure.id)}?outcome=entered`);
    const reports = await readReport(quarter);
    const view = { council, staff, catalogue, measures, reports, today: today(), earlier: [...baseline.quarters.keys()] };
    return html(measurePage(view, measure, { typed, refused: outcome }), { status: outcome === 'stale' ? 409 : 400 });
  }, MANAGERS);

  return { freeze, enter };
}
