import httpRouter from '@middy/http-router';
import type { HttpEvent, HttpResult } from '../../shared/edge/http.ts';
import { caseRoutes } from './cases.ts';
import { contactRoutes } from './contacts.ts';
import type { ApiDeps } from './deps.ts';
import { importRoutes } from './imports.ts';
import { measureRoutes } from './measures.ts';
import { openApi } from './openapi.ts';
import { json, problem } from './problem.ts';
import { serviceRoutes } from './services.ts';

const NOTHING_HERE = 'There is nothing at this address.';

/** The JSON API under `/api/v1`. */
export function createHandler(deps: ApiDeps) {
  const services = serviceRoutes(deps);
  const cases = caseRoutes(deps);
  const contacts = contactRoutes(deps);
  const imports = importRoutes(deps);
  const measures = measureRoutes(deps);
  const document = openApi(deps.baseUrl);
  const route = httpRouter<HttpEvent, HttpResult>({
    routes: [
      { method: 'GET', path: '/api/v1/openapi.json', handler: async () => json(200, document, { 'cache-control': 'public, max-age=300' }) },
      { method: 'GET', path: '/api/v1/services', handler: services.list },
      { method: 'GET', path: '/api/v1/services/{service}', handler: services.read },
      { method: 'POST', path: '/api/v1/cases', handler: cases.open },
      { method: 'GET', path: '/api/v1/cases/{reference}', handler: cases.read },
      { method: 'POST', path: '/api/v1/cases/{reference}/events', handler: cases.add },
      { method: 'POST', path: '/api/v1/contacts', handler: contacts.log },
      { method: 'POST', path: '/api/v1/contacts/batch', handler: contacts.logBatch },
      { method: 'POST', path: '/api/v1/ratings/batch', handler: contacts.rateBatch },
      { method: 'POST', path: '/api/v1/imports', handler: imports.begin },
      { method: 'GET', path: '/api/v1/imports/{id}', handler: imports.read },
      { method: 'POST', path: '/api/v1/imports/{id}/apply', handler: imports.apply },
      { method: 'GET', path: '/api/v1/measures/{quarter}', handler: measures.read },
    ],
    notFoundResponse: () => problem(404, NOTHING_HERE) as never,
  });
  return async (event: HttpEvent): Promise<HttpResult> => (await route(event, {} as never, {} as never)) ?? problem(404, NOTHING_HERE);
}
