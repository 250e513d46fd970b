import httpRouter from '@middy/http-router';
import { formatReference, parseReference } from '../../shared/domain/reference.ts';
import { cookiesOf, type HttpEvent, type HttpHandler, type HttpResult, redirect, route } from '../../shared/edge/http.ts';
import { type AgainDeps, createAgainRoutes } from './again-routes.ts';
import { type AnswerDeps, createAnswerRoutes } from './answer-routes.ts';
import { type ConsentDeps, createConsentRoutes } from './consent-routes.ts';
import { createEndingRoutes, type EndingDeps } from './ending-routes.ts';
import { createEntryRoutes } from './entry-routes.ts';
import { createEvidenceRoutes, type EvidenceDeps } from './evidence-routes.ts';
import { createFindRoutes, type FindDeps } from './find-routes.ts';
import { createHelperRoutes, type HelperDeps } from './helper-routes.ts';
import { inLanguage } from './in-language.ts';
import { createMyCasesRoutes, type MyCasesDeps } from './my-cases-routes.ts';
import { createNearbyRoutes, type NearbyDeps } from './nearby-routes.ts';
import { createPayRoutes, type PayDeps } from './pay-routes.ts';
import { createPosterRoutes, type PosterDeps } from './poster-routes.ts';
import { createRateRoutes, type RateDeps } from './rate-routes.ts';
import { createSaveRoutes, type SaveDeps } from './save-routes.ts';
import { createSendRoutes, type SendDeps } from './send-routes.ts';
import { createServiceRoutes, type ServiceDeps } from './service-routes.ts';
import { createSessionRoutes, type SessionDeps } from './session-routes.ts';
import { createYourDataRoutes, type YourDataDeps } from './your-data-routes.ts';

export type PortalDeps = ServiceDeps &
  AnswerDeps &
  SendDeps &
  Omit<FindDeps, 'saveFormFor'> &
  SaveDeps &
  EndingDeps &
  NearbyDeps &
  AgainDeps &
  RateDeps &
  PosterDeps &
  ConsentDeps &
  HelperDeps &
  MyCasesDeps &
  SessionDeps &
  EvidenceDeps &
  PayDeps &
  YourDataDeps;

/** The residents' site: every page they see, and every form they post. */
export function createHandler(deps: PortalDeps): HttpHandler {
  const { showProblem } = deps;
  const { start, service, toService } = createServiceRoutes(deps);
  const { ask, take } = createAnswerRoutes(deps);
  const entries = createEntryRoutes(deps);
  const { check, send, done } = createSendRoutes(deps);
  const saving = createSaveRoutes(deps);
  const ending = createEndingRoutes(deps);
  const nearby = createNearbyRoutes(deps);
  const { find, askCode, helping, askHelperCode, code, tryCode, showCase } = createFindRoutes({ ...deps, saveFormFor: saving.save });
  const { list, askListCode } = createMyCasesRoutes(deps);
  const { showHelpers, changeHelpers } = createHelperRoutes(deps);
  const { left, stay, leave } = createSessionRoutes(deps);
  const { showAgain, askAgain } = createAgainRoutes(deps);
  const { showTexts, changeTexts } = createConsentRoutes(deps);
  const evidence = createEvidenceRoutes(deps);
  const { choose, press, thanks } = createRateRoutes(deps);
  const poster = createPosterRoutes(deps);
  const payment = createPayRoutes(deps);
  const yourData = createYourDataRoutes(deps);

  /** The short link of a letter, typed from paper: nothing is read, and nothing said of what exists. */
  const fromLetter: HttpHandler = async (event) => {
    const reference = parseReference(event.pathParameters?.['reference'] ?? '');
    return redirect(reference ? `/find?reference=${formatReference(reference)}` : '/find');
  };

  const routes = [
    route('GET', '/', start),
    route('GET', '/services/{service}', service),
    route('GET', '/apply/{service}', toService),
    route('GET', '/apply/{service}/check', check),
    route('POST', '/apply/{service}/check', send),
    route('GET', '/apply/{service}/done', done),
    route('GET', '/apply/{service}/ending/{ending}', ending.show),
    route('GET', '/apply/{service}/save', saving.ask),
    route('POST', '/apply/{service}/save', saving.askCode),
    route('GET', '/apply/{service}/saved', saving.saved),
    route('GET', '/apply/{service}/nearby', nearby.list),
    route('POST', '/apply/{service}/nearby', nearby.choose),
    route('GET', '/apply/{service}/nearby/{near}', nearby.ask),
    route('POST', '/apply/{service}/nearby/{near}', nearby.follow),
    route('GET', '/apply/{service}/followed', nearby.followed),
    route('GET', '/apply/{service}/{question}', ask),
    route('POST', '/apply/{service}/{question}', take),
    route('GET', '/apply/{service}/{question}/{entry}', entries.ask),
    route('POST', '/apply/{service}/{question}/{entry}', entries.take),
    route('GET', '/apply/{service}/{question}/{entry}/remove', entries.askRemove),
    route('POST', '/apply/{service}/{question}/{entry}/remove', entries.remove),
    route('GET', '/find', find),
    route('POST', '/find', askCode),
    route('GET', '/find/code', code),
    route('POST', '/find/code', tryCode),
    route('GET', '/helping', helping),
    route('POST', '/helping', askHelperCode),
    route('GET', '/my-cases', list),
    route('POST', '/my-cases', askListCode),
    route('GET', '/my-cases/saved/{service}', saving.toList),
    route('POST', '/my-cases/saved/{service}', saving.takeUp),
    route('GET', '/session', left),
    route('POST', '/session', stay),
    route('POST', '/leave', leave),
    route('GET', '/case/{reference}', showCase),
    route('GET', '/case/{reference}/helpers', showHelpers),
    route('POST', '/case/{reference}/helpers', changeHelpers),
    route('GET', '/case/{reference}/look-again', showAgain),
    route('POST', '/case/{reference}/look-again', askAgain),
    route('GET', '/case/{reference}/texts', showTexts),
    route('POST', '/case/{reference}/texts', changeTexts),
    route('GET', '/case/{reference}/evidence', evidence.list),
    route('GET', '/case/{reference}/evidence/{item}', evidence.item),
    route('POST', '/case/{reference}/evidence/{item}', evidence.tell),
    route('GET', '/case/{reference}/evidence/{item}/sent', evidence.sent),
    route('GET', '/l/{reference}', fromLetter),
    route('GET', '/case/{reference}/your-data', yourData.showData),
    route('POST', '/case/{reference}/your-data', yourData.changeData),
    route('GET', '/case/{reference}/your-data/file', yourData.file),
    route('GET', '/rate/at/{service}/{poster}', poster.choose),
    route('POST', '/rate/at/{service}/{poster}', poster.press),
    route('GET', '/rate/at/{service}/{poster}/thanks', poster.thanks),
    route('GET', '/pay/{token}', payment.show),
    route('POST', '/pay/{token}', payment.pay),
    route('GET', '/pay/{token}/back', payment.back),
    route('GET', '/r/{token}', choose),
    route('POST', '/r/{token}', press),
    route('GET', '/r/{token}/thanks', thanks),
  ];
  const router = httpRouter<HttpEvent, HttpResult>({ routes, notFoundResponse: () => showProblem('not-found') });
  return inLanguage(async (event) => keptAlive(event, await (router as unknown as HttpHandler)(event), deps));
}

/** A page that somebody opened keeps their session alive; one that asks how long it has to go does not. */
function keptAlive(event: HttpEvent, result: HttpResult, { portalCookies: { opened }, now }: PortalDeps): HttpResult {
  const set = result.cookies ?? [];
  if (event.rawPath === '/session' || opened.isIn(set)) return result;
  return { ...result, cookies: [...set, ...opened.renew(cookiesOf(event), now())] };
}
