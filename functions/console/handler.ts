import httpRouter from '@middy/http-router';
import { type HttpEvent, type HttpHandler, type HttpResult, route } from '../../shared/edge/http.ts';
import { type AdviserDeps, createAdviserRoutes } from './adviser-routes.ts';
import { type CaseDeps, createCaseRoutes } from './case-routes.ts';
import { createQueueRoutes, type QueueDeps } from './queue-routes.ts';
import { createSignInRoutes, type SignInDeps } from './sign-in-routes.ts';
import { createTaskRoutes, type TaskDeps } from './task-routes.ts';
import { createTextRoutes, type TextDeps } from './text-routes.ts';

export type ConsoleDeps = SignInDeps & QueueDeps & CaseDeps & AdviserDeps & TextDeps & TaskDeps;

/** The staff's site: every page they see, and every form they post. */
export function createHandler(deps: ConsoleDeps): HttpHandler {
  const { signIn, callback, signOut, signedOut } = createSignInRoutes(deps);
  const { queue, find } = createQueueRoutes(deps);
  const { read, act } = createCaseRoutes(deps);
  const { contact, log, assist, beginForm } = createAdviserRoutes(deps);
  const { preview } = createTextRoutes(deps);
  const { tasks, finish } = createTaskRoutes(deps);

  const routes = [
    route('GET', '/console', queue),
    route('GET', '/console/sign-in', signIn),
    route('GET', '/console/callback', callback),
    route('POST', '/console/sign-out', signOut),
    route('GET', '/console/signed-out', signedOut),
    route('GET', '/console/cases', find),
    route('GET', '/console/cases/{reference}', read),
    route('POST', '/console/cases/{reference}', act),
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
