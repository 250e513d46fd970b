import type * as z from 'zod';
import { rowsOfReport } from '../../shared/domain/measure-row.ts';
import { parseQuarter, quarterSlug } from '../../shared/domain/quarter.ts';
import type { ApiDeps } from './deps.ts';
import { json, problem } from './problem.ts';
import type { measuresSchema } from './schemas.ts';

/** What the council measures, a quarter at a time. */
export function measureRoutes({ readReport, measures, catalogue, withScope }: ApiDeps) {
  return {
    read: withScope('measures.read', async (event) => {
      const quarter = parseQuarter(event.pathParameters?.['quarter'] ?? '');
      const report = quarter && (await readReport(quarter)).find((each) => each.quarter === quarter);
      if (!report) return problem(404, 'Name a financial quarter like 2026-27-q3.');
      const body: z.infer<typeof measuresSchema> = {
        quarter: quarterSlug(report.quarter),
        source: report.source,
        measures: rowsOfReport(report, { measures, teamOf: (service) => catalogue.get(service)?.team }),
      };
      return json(200, body);
    }),
  };
}
