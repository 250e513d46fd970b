import httpRouter from '@middy/http-router';
import { type HttpEvent, type HttpHandler, type HttpResult, route } from '../../shared/edge/http.ts';
import { type AdviserDeps, createAdviserRoutes } from './adviser-routes.ts';
import { type CaseDeps, createCaseRoutes } from './case-routes.ts';
import { createEvidenceRoutes, type EvidenceDeps } from './evidence-routes.ts';
import { createHeldRoutes, type HeldDeps } from './held-routes.ts';
import { createHelperRoutes, type HelperDeps } from './helper-routes.ts';
import { createImportRoutes, type ImportRouteDeps } from './import-routes.ts';
import { createLetterRoutes, type LetterDeps } from './letter-routes.ts';
import { createPersonRoutes, type PersonDeps } from './person-routes.ts';
import { createQueueRoutes, type QueueDeps } from './queue-routes.ts';
import { createSignInRoutes, type SignInDeps } from './sign-in-routes.ts';
import { createTaskRoutes, type TaskDeps } from './task-routes.ts';
import { createTextRoutes, type TextDeps } from './text-routes.ts';

export type ConsoleDeps = SignInDeps &
  QueueDeps &
  CaseDeps &
  EvidenceDeps &
  AdviserDeps &
  TextDeps &
  TaskDeps &
  PersonDeps &
  LetterDeps &
  HelperDeps &
  ImportRouteDeps &
  HeldDeps;

/** The staff's site: every page they see, and every form they post. */
export function createHandler(deps: ConsoleDeps): HttpHandler {
  const { signIn, callback, signOut, signedOut, left, stay } = createSignInRoutes(deps);
  const { queue, find } = createQueueRoutes(deps);
  const { read, act } = createCaseRoutes(deps);
  const evidence = createEvidenceRoutes(deps);
  const { contact, log, assist, beginForm } = createAdviserRoutes(deps);
  const { preview } = createTextRoutes(deps);
  const held = createHeldRoutes(deps);
  const { tasks, finish } = createTaskRoutes(deps);
  const { whose, tellWhose, person, tellPerson } = createPersonRoutes(deps);
  const letters = createLetterRoutes(deps);
  const { showHelpers, changeHelpers } = createHelperRoutes(deps);
  const imports = createImportRoutes(deps);

  const routes = [
    route('GET', '/console', queue),
    route('GET', '/console/sign-in', signIn),
    route('GET', '/console/callback', callback),
    route('POST', '/console/sign-out', signOut),
    route('GET', '/console/signed-out', signedOut),
    route('GET', '/console/session', left),
    route('POST', '/console/session', stay),
    route('GET', '/console/cases', find),
    route('GET', '/console/cases/{reference}', read),
    route('POST', '/console/cases/{reference}', act),
    route('GET', '/console/cases/{reference}/helpers', showHelpers),
    route('POST', '/console/cases/{reference}/helpers', changeHelpers),
    route('GET', '/console/cases/{reference}/person', whose),
    route('POST', '/console/cases/{reference}/person', tellWhose),
    route('GET', '/console/people/{person}', person),
    route('POST', '/console/people/{person}', tellPerson),
    route('GET', '/console/letters', letters.list),
    route('POST', '/console/letters', letters.print),
    route('GET', '/console/letters/{batch}', letters.batch),
    route('POST', '/console/letters/{batch}', letters.finish),
    route('GET', '/console/letters/{batch}/print', letters.sheets),
    route('GET', '/console/cases/{reference}/evidence', evidence.read),
    route('POST', '/console/cases/{reference}/evidence', evidence.act),
    route('GET', '/console/cases/{reference}/files/{item}/{file}', evidence.open),
    route('GET', '/console/imports', imports.list),
    route('POST', '/console/imports', imports.begin),
    route('GET', '/console/imports/new', imports.choose),
    route('GET', '/console/imports/{id}', imports.read),
    route('POST', '/console/imports/{id}', imports.act),
    route('GET', '/console/cases/{reference}/held', held.show),
    route('POST', '/console/cases/{reference}/held', held.act),
    route('GET', '/console/cases/{reference}/held/file', held.file),
    route('GET', '/console/deleted', held.deleted),
    route('GET', '/console/texts', preview),
    route('GET', '/console/tasks', tasks),
    route('POST', '/console/tasks', finish),
    route('GET', '/console/contacts', contact),
    route('POST', '/console/contacts', log),
    route('GET', '/console/assist', assist),
    route('POST', '/console/assist', beginForm),
  ];
  const router = httpRouter<HttpEvent, HttpResult>({ routes, notFoundResponse: () => deps.showMessage('notFound') });
  return (event) => (router as unknown as HttpHandler)(event);
}
