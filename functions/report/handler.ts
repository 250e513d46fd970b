import httpRouter from '@middy/http-router';
import { type HttpEvent, type HttpHandler, type HttpResult, html, route } from '../../shared/edge/http.ts';
import { messagePage } from '../../web/journeys/console/message-page.ts';
import { createChangeRoutes } from './change-routes.ts';
import { createCommentRoutes } from './comment-routes.ts';
import type { ReportDeps } from './deps.ts';
import { createFactRoutes } from './fact-routes.ts';
import { createPageRoutes } from './page-routes.ts';

/** The quarter pages, for all staff: measures, the scrutiny report, numbers to download; freezing and entering, for managers. */
export function createHandler(deps: ReportDeps): HttpHandler {
  const pages = createPageRoutes(deps);
  const changes = createChangeRoutes(deps);
  const comments = createCommentRoutes(deps);
  const { facts } = createFactRoutes(deps);
  const router = httpRouter<HttpEvent, HttpResult>({
    routes: [
      route('GET', '/performance', pages.performance),
      route('GET', '/console/report', pages.latest),
      route('GET', '/console/report/{quarter}', pages.quarter),
      route('POST', '/console/report/{quarter}/freeze', changes.freeze),
      route('GET', '/console/report/{quarter}/comments', comments.show),
      route('POST', '/console/report/{quarter}/comments', comments.choose),
      route('GET', '/console/report/{quarter}/{measure}/facts', facts),
      route('GET', '/console/report/{quarter}/{page}', pages.below),
      route('POST', '/console/report/{quarter}/{measure}', changes.enter),
    ],
    notFoundResponse: () => html(messagePage({ council: deps.council }, 'notFound'), { status: 404 }),
  });
  return (event) => (router as unknown as HttpHandler)(event);
}
