import middy from '@middy/core';
import type { Method, Route } from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { equal } from '../domain/keyring.ts';
import { describeError, type Logger } from '../telemetry/logger.ts';

export type HttpEvent = APIGatewayProxyEventV2;
export type HttpResult = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (event: HttpEvent) => Promise<HttpResult>;

/** Why a request is refused before any route sees it. */
export type EdgeRefusal = 'not-through-front' | 'not-our-page' | 'too-large' | 'went-wrong';
export type HttpEdge = {
  /** The secret that CloudFront adds to what it passes on: without it a request came round the firewall. */
  originVerify: string;
  /** Our own origin, `https://my.northwick.gov.uk`. */
  baseUrl: string;
  logger: Logger;
  /** What a refused person sees: a page, or problem details. */
  refuse: (reason: EdgeRefusal, event: HttpEvent) => HttpResult;
  /** Off for the API, whose callers hold a token and no cookie. */
  sameSite?: boolean;
};

/** The most a request's body may hold: a form of the longest answers fits many times. */
export const MAX_BODY_BYTES = 200_000;

/** The pattern of the route that took a request, for the log: `/case/{reference}`. */
const taken = new WeakMap<HttpEvent, string>();

/** One line of a function's table of routes, whose pattern the log names. */
export function route(method: Method, path: string, handler: HttpHandler): Route<HttpEvent, HttpResult> {
  return {
    method,
    path,
    handler: (event: HttpEvent) => {
      taken.set(event, path);
      return handler(event);
    },
  };
}

/**
 * The stack of every HTTP function: refuses what did not come through the distribution, and any change asked for by
 * another site's page; answers HEAD as GET without a body; logs the route's pattern, status and duration, never a path
 * or a body; turns what is thrown into a kind page.
 */
export function httpEdge(handler: HttpHandler, { originVerify, baseUrl, logger, refuse, sameSite = true }: HttpEdge) {
  const startedMs = new WeakMap<HttpEvent, number>();
  const fieldsOf = (event: HttpEvent) => ({
    method: event.requestContext.http.method,
    // API Gateway's own key where no route of a table took it: a pattern too.
    route: taken.get(event) ?? event.routeKey,
    durationMs: Math.round(performance.now() - (startedMs.get(event) ?? performance.now())),
    requestId: event.requestContext.requestId,
  });
  return middy<HttpEvent, HttpResult>()
    .before(({ event }) => {
      startedMs.set(event, performance.now());
      if (!equal(event.headers['x-origin-verify'] ?? '', originVerify)) return refuse('not-through-front', event);
      if (sameSite && changes(event) && !isOurPage(event, baseUrl)) return refuse('not-our-page', event);
      if (bodyLength(event) > MAX_BODY_BYTES) return refuse('too-large', event);
      return undefined;
    })
    .after(({ event, response }) => {
      logger.info('answered', { ...fieldsOf(event), status: response?.statusCode ?? 200 });
    })
    .onError((request) => {
      logger.error('failed', { ...describeError(request.error), ...fieldsOf(request.event) });
      request.response = refuse('went-wrong', request.event);
    })
    .handler((event) => (event.requestContext.http.method === 'HEAD' ? head(handler, event) : handler(event)));
}

/** What a GET would have said of itself, without its body. */
async function head(handler: HttpHandler, event: HttpEvent): Promise<HttpResult> {
  const { requestContext } = event;
  const asGet = { ...event, requestContext: { ...requestContext, http: { ...requestContext.http, method: 'GET' } } };
  const result = await handler(asGet);
  const pattern = taken.get(asGet);
  if (pattern) taken.set(event, pattern);
  return { ...result, body: '', isBase64Encoded: false };
}

const changes = (event: HttpEvent) => !['GET', 'HEAD', 'OPTIONS'].includes(event.requestContext.http.method);

/** Browsers since 2020 say where a request comes from (Sec-Fetch-Site); older ones send Origin or Referer; one that says nothing is refused. */
function isOurPage({ headers }: HttpEvent, baseUrl: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site) return site === 'same-origin';
  const from = headers['origin'] ?? headers['referer'];
  return from !== undefined && URL.canParse(from) && new URL(from).origin === new URL(baseUrl).origin;
}

const bodyLength = ({ body, isBase64Encoded }: HttpEvent) => (body ? Math.ceil(body.length * (isBase64Encoded ? 0.75 : 1)) : 0);

/** The body as text, whether API Gateway encoded it or not. */
export function bodyText({ body, isBase64Encoded }: HttpEvent): string {
  return body ? (isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body) : '';
}

/** A posted form: each field's values, in order. */
export function formOf(event: HttpEvent): URLSearchParams {
  return new URLSearchParams(bodyText(event));
}

/** The cookies of a request, by name. */
export function cookiesOf(event: HttpEvent): Map<string, string> {
  return new Map(
    (event.cookies ?? []).map((cookie) => [cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1)] as const),
  );
}

const noStore = { 'cache-control': 'no-store' };

export function html(body: string, { status = 200, cookies = [] }: { status?: number; cookies?: string[] } = {}): HttpResult {
  return { statusCode: status, headers: { 'content-type': 'text/html; charset=utf-8', ...noStore }, body, cookies };
}

/** What a page's script asks for. */
export function json(body: object, cookies: string[] = []): HttpResult {
  return { statusCode: 200, headers: { 'content-type': 'application/json', ...noStore }, body: JSON.stringify(body), cookies };
}

/** A file of JSON to keep, laid out to be read. */
export function download(name: string, value: unknown): HttpResult {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    ...noStore,
  };
  return { statusCode: 200, headers, body: `${JSON.stringify(value, undefined, 2)}\n` };
}

/** After a POST: the browser goes on with a GET, and going back asks nothing again. */
export function redirect(location: string, cookies: string[] = []): HttpResult {
  return { statusCode: 303, headers: { location, ...noStore }, body: '', cookies };
}

/**
 * One `Set-Cookie` line. `__Host-` names need Secure, Path=/ and no Domain; Chrome and Firefox take them from http://localhost too.
 * @param maxAgeSeconds 0 takes the cookie away; without it, closing the browser does
 */
export function cookie(name: `__Host-${string}`, value: string, maxAgeSeconds?: number): string {
  const lasts = maxAgeSeconds === undefined ? '' : ` Max-Age=${maxAgeSeconds};`;
  return `${name}=${value}; Path=/;${lasts} HttpOnly; Secure; SameSite=Lax`;
}
