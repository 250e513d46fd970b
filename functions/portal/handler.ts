import httpRouter from '@middy/http-router';
import { type HttpEvent, type HttpHandler, type HttpResult, html, redirect, route } from '../../shared/edge/http.ts';
import { servicePage } from '../../web/journeys/start/service-page.ts';
import { startPage } from '../../web/journeys/start/start-page.ts';
import { type AnswerDeps, createAnswerRoutes } from './answer-routes.ts';
import { type ConsentDeps, createConsentRoutes } from './consent-routes.ts';
import { createFindRoutes, type FindDeps } from './find-routes.ts';
import { createRateRoutes, type RateDeps } from './rate-routes.ts';
import { createSendRoutes, type SendDeps } from './send-routes.ts';

export type PortalDeps = AnswerDeps & SendDeps & FindDeps & RateDeps & ConsentDeps;

/** The residents' site: every page they see, and every form they post. */
export function createHandler(deps: PortalDeps): HttpHandler {
  const { council, catalogue, showProblem } = deps;
  const { ask, take } = createAnswerRoutes(deps);
  const { check, send, done } = createSendRoutes(deps);
  const { find, askCode, code, tryCode, showCase } = createFindRoutes(deps);
  const { showTexts, changeTexts } = createConsentRoutes(deps);
  const { choose, press, thanks } = createRateRoutes(deps);

  const start: HttpHandler = async () => html(startPage(council, catalogue.values()));
  const service: HttpHandler = async (event) => {
    const found = catalogue.get(event.pathParameters?.['service'] ?? '');
    return found ? html(servicePage(council, found)) : showProblem('not-found');
  };
  const toService: HttpHandler = async (event) => redirect(`/services/${encodeURIComponent(event.pathParameters?.['service'] ?? '')}`);

  const routes = [
    route('GET', '/', start),
    route('GET', '/services/{service}', service),
    route('GET', '/apply/{service}', toService),
    route('GET', '/apply/{service}/check', check),
    route('POST', '/apply/{service}/check', send),
    route('GET', '/apply/{service}/done', done),
    route('GET', '/apply/{service}/{question}', ask),
    route('POST', '/apply/{service}/{question}', take),
    route('GET', '/find', find),
    route('POST', '/find', askCode),
    route('GET', '/find/code', code),
    route('POST', '/find/code', tryCode),
    route('GET', '/case/{reference}', showCase),
    route('GET', '/case/{reference}/texts', showTexts),
    route('POST', '/case/{reference}/texts', changeTexts),
    route('GET', '/r/{token}', choose),
    route('POST', '/r/{token}', press),
    route('GET', '/r/{token}/thanks', thanks),
  ];
  const router = httpRouter<HttpEvent, HttpResult>({ routes, notFoundResponse: () => showProblem('not-found') });
  return (event) => (router as unknown as HttpHandler)(event);
}
