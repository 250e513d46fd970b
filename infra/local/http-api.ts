import * as z from 'zod';
import { gatewayAnswer, LARGEST_BODY, LARGEST_EVENT, type OriginRequest, type OriginResponse, toEvent, toResponse } from './api-payload.ts';
import { type Authorizer, authorize, readAuthorizer } from './authorizer.ts';
import type { Clock } from './clock.ts';
import type { FunctionFinder, LambdaFunction } from './functions.ts';
import { matchRoute, moreSpecificFirst, type RoutePattern, routePattern } from './http-routes.ts';
import { REGION } from './physical-names.ts';
import type { Templates } from './templates.ts';
import type { FunctionRunner } from './workers.ts';

interface Route extends RoutePattern {
  lambda: LambdaFunction;
  authorizer: Authorizer | undefined;
  scopes: string[];
}

export interface HttpApi {
  /** The host that distributions name as their origin. */
  host: string;
  functions: LambdaFunction[];
  handle(request: OriginRequest): Promise<OriginResponse>;
}

interface Settings {
  templates: Templates;
  findFunction: FunctionFinder;
  runner: FunctionRunner;
  clock: Clock;
}

/** API Gateway's HTTP APIs as the templates describe them: routes, authorizers, and Lambda integrations in payload format 2.0. */
export function createHttpApis({ templates, findFunction, runner, clock }: Settings): HttpApi[] {
  const routes = templates.ofType('AWS::ApiGatewayV2::Route').map((resource) => {
    const read = templates.read(resource, {
      ApiId: z.string(),
      RouteKey: z.string(),
      Target: z.string(),
      AuthorizationScopes: z.array(z.string()).default([]),
      AuthorizerId: z.string().optional(),
    });
    const integration = templates.find(read.Target.replace('integrations/', ''), 'AWS::ApiGatewayV2::Integration');
    const { IntegrationUri, PayloadFormatVersion } = templates.read(integration, {
      IntegrationUri: z.string(),
      PayloadFormatVersion: z.string().default('1.0'),
    });
    if (PayloadFormatVersion !== '2.0')
      throw new Error(`The route ${read.RouteKey} uses payload format ${PayloadFormatVersion}; the local runner speaks 2.0`);
    return {
      apiId: read.ApiId,
      ...routePattern(read.RouteKey),
      lambda: findFunction(IntegrationUri),
      authorizer: read.AuthorizerId === undefined ? undefined : readAuthorizer(templates, read.AuthorizerId),
      scopes: read.AuthorizationScopes,
    };
  });
  return templates.ofType('AWS::ApiGatewayV2::Api').map((api) => {
    const { CorsConfiguration } = templates.read(api, { CorsConfiguration: z.unknown() });
    if (CorsConfiguration) throw new Error('The local runner does not answer for CORS yet');
    const id = templates.refOf(api);
    const host = `${id}.execute-api.${REGION}.amazonaws.com`;
    const own = routes.filter(({ apiId }) => apiId === id).sort(moreSpecificFirst);
    return {
      host,
      functions: [...new Set(own.map(({ lambda }) => lambda))],
      handle: (request) => handle({ host, id, routes: own, runner, clock }, request),
    };
  });
}

interface RunningApi {
  host: string;
  id: string;
  routes: Route[];
  runner: FunctionRunner;
  clock: Clock;
}

async function handle(api: RunningApi, request: OriginRequest): Promise<OriginResponse> {
  const matched = matchRoute(api.routes, request);
  if (!matched) return gatewayAnswer(404, 'Not Found');
  const { route, parameters } = matched;
  if (request.body.length > LARGEST_BODY) return gatewayAnswer(413, 'Request Too Long');
  const authorized = route.authorizer && (await authorize(route.authorizer, route.scopes, request.headers, api.clock));
  if (authorized?.kind === 'refused')
    return gatewayAnswer(authorized.status, authorized.message, { 'www-authenticate': authorized.challenge });
  const event = toEvent({ api, request, routeKey: route.key, parameters, authorized, now: api.clock.now() });
  if ((event.body?.length ?? 0) > LARGEST_EVENT) return gatewayAnswer(413, 'Request Too Long');
  const outcome = await api.runner.invoke(route.lambda, event, `${request.method} ${request.path}`);
  if (outcome.kind === 'value') return toResponse(outcome.json);
  return outcome.errorType === 'Sandbox.Timedout' ? gatewayAnswer(503, 'Service Unavailable') : gatewayAnswer(500, 'Internal Server Error');
}
