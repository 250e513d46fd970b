import httpRouter from '@middy/http-router';
import { type HttpEvent, type HttpHandler, type HttpResult, route } from '../../shared/edge/http.ts';
import { type AdviserDeps, createAdviserRoutes } from './adviser-routes.ts';
import { type CallDeps, createCallRoutes } from './call-routes.ts';
import { type CaseDeps, createCaseRoutes } from './case-routes.ts';
import { type ContactDeps, createContactRoutes } from './contact-routes.ts';
import { createEvidenceRoutes, type EvidenceDeps } from './evidence-routes.ts';
import { createHeldRoutes, type HeldDeps } from './held-routes.ts';
import { createHelperRoutes, type HelperDeps } from './helper-routes.ts';
import { createImportRoutes, type ImportRouteDeps } from './import-routes.ts';
import { createLetterRoutes, type LetterDeps } from './letter-routes.ts';
import { createPersonRoutes, type PersonDeps } from './person-routes.ts';
import { createQueueRoutes, type QueueDeps } from './queue-routes.ts';
import { createRatingRoutes, type RatingDeps } from './rating-routes.ts';
import { createSignInRoutes, type SignInDeps } from './sign-in-routes.ts';
import { createTaskRoutes, type TaskDeps } from './task-routes.ts';
import { createTextRoutes, type TextDeps } from './text-routes.ts';
import { createTodayRoutes, type TodayDeps } from './today-routes.ts';

export type ConsoleDeps = SignInDeps &
  QueueDeps &
  CaseDeps &
  EvidenceDeps &
  AdviserDeps &
  ContactDeps &
  RatingDeps &
  TextDeps &
  TaskDeps &
  TodayDeps &
  PersonDeps &
  LetterDeps &
  HelperDeps &
  ImportRouteDeps &
  CallDeps &
  HeldDeps;

/** The staff's site: every page they see, and every form they post. */
export function createHandler(deps: ConsoleDeps): HttpHandler {
  const { signIn, callback, signOut, signedOut, left, stay } = createSignInRoutes(deps);
  const { queue, find } = createQueueRoutes(deps);
  const { read, act } = createCaseRoutes(deps);
  const evidence = createEvidenceRoutes(deps);
  const { contact, log, assist, beginForm } = createAdviserRoutes(deps);
  const { listDay, readContact, changeContact } = createContactRoutes(deps);
  const ratings = createRatingRoutes(deps);
  const { preview } = createTextRoutes(deps);
  const held = createHeldRoutes(deps);
  const { tasks, finish } = createTaskRoutes(deps);
  const today = createTodayRoutes(deps);
  const { whose, tellWhose, person, tellPerson } = createPersonRoutes(deps);
  const letters = createLetterRoutes(deps);
  const { showHelpers, changeHelpers } = createHelperRoutes(deps);
  const imports = createImportRoutes(deps);
  const calls = createCallRoutes(deps);

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
    route('GET', '/console/calls', calls.month),
    route('GET', '/console/calls/{day}', calls.day),
    route('GET', '/console/calls/{day}/{queue}', calls.queue),
    route('GET', '/console/cases/{reference}/held', held.show),
    route('POST', '/console/cases/{reference}/held', held.act),
    route('GET', '/console/cases/{reference}/held/file', held.file),
    route('GET', '/console/deleted', held.deleted),
    route('GET', '/console/texts', preview),
    route('GET', '/console/today', today.page),
    route('GET', '/console/today/numbers', today.numbers),
    route('GET', '/console/today/texts', today.texts),
    route('GET', '/console/today/contacts', today.contacts),
    route('GET', '/console/tasks', tasks),
    route('POST', '/console/tasks', finish),
    route('GET', '/console/contacts', contact),
    route('POST', '/console/contacts', log),
    route('GET', '/console/contacts/list', listDay),
    route('GET', '/console/contacts/{contact}', readContact),
    route('POST', '/console/contacts/{contact}', changeContact),
    route('GET', '/console/ratings', ratings.show),
    route('POST', '/console/ratings', ratings.enter),
    route('GET', '/console/posters', ratings.choose),
    route('GET', '/console/posters/print', ratings.print),
    route('GET', '/console/assist', assist),
    route('POST', '/console/assist', beginForm),
  ];
  const router = httpRouter<HttpEvent, HttpResult>({ routes, notFoundResponse: () => deps.showMessage('notFound') });
  return (event) => (router as unknown as HttpHandler)(event);
}
