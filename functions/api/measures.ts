import type * as z from 'zod';
import { targets } from '../../shared/domain/measure.ts';
import { parseQuarter, quarterSlug } from '../../shared/domain/quarter.ts';
import type { ApiDeps } from './deps.ts';
import { json, problem } from './problem.ts';
import type { measuresSchema } from './schemas.ts';

/** What the council measures, a quarter at a time. */
export function measureRoutes({ readReport, withScope }: ApiDeps) {
  return {
    read: withScope('measures.read', async (event) => {
      const quarter = parseQuarter(event.pathParameters?.['quarter'] ?? '');
      const figures = quarter && (await readReport(quarter)).find((each) => each.quarter === quarter);
      if (!figures) return problem(404, 'Name a financial quarter like 2026-27-q3.');
      const body: z.infer<typeof measuresSchema> = {
        quarter: quarterSlug(figures.quarter),
        source: figures.source,
        contacts: figures.contacts,
        selfServe: { ...figures.selfServe, targetPercent: targets.selfServe },
        satisfied: { ...figures.satisfied, targetPercent: targets.satisfied },
        ratingsAsked: figures.asked,
        ratingsReached: figures.reached,
        responsePercent: figures.responsePercent,
        scores: figures.scores,
        decided: figures.decided.map(({ service, figures: decided }) => ({ service, ...decided })),
        outcomes: figures.outcomes.map(({ service, counts }) => ({ service, ...counts })),
        handled: figures.handled.map(({ service, handling }) => ({ service, ...handling })),
      };
      return json(200, body);
    }),
  };
}
