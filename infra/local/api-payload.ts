import { randomUUID } from 'node:crypto';
import type { Authorized } from './authorizer.ts';
import { isText } from './media-types.ts';
import { ACCOUNT } from './physical-names.ts';

/** A request as it leaves the distribution for the API. */
export interface OriginRequest {
  method: string;
  /** Path as it came, with no query. */
  path: string;
  query: string;
  /** Lower-case names; repeated headers joined by commas. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface OriginResponse {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
}

/** API Gateway's limit on a request's body, in bytes; what Lambda takes (6 MB, headers and all) is reached before it. */
export const LARGEST_BODY = 10 * 1024 * 1024;
export const LARGEST_EVENT = 6 * 1024 * 1024;

/** An answer of API Gateway's own. */
export const gatewayAnswer = (status: number, message: string, headers: Record<string, string> = {}): OriginResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

export interface Routed {
  api: { host: string; id: string };
  request: OriginRequest;
  routeKey: string;
  parameters: Record<string, string>;
  authorized: Authorized | undefined;
  /** Milliseconds since 1970, on the shifted clock. */
  now: number;
}

/** A request as a function gets it: payload format 2.0. */
export function toEvent({ api: { host, id }, request, routeKey, parameters, authorized, now }: Routed) {
  const { cookie, ...headers } = request.headers;
  const text = isText(headers['content-type']);
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(request.query)) query[name] = name in query ? `${query[name]},${value}` : value;
  return {
    version: '2.0',
    routeKey,
    rawPath: request.path,
    rawQueryString: request.query,
    ...(cookie && { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...headers,
      host,
      'content-length': String(request.body.length),
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-amzn-trace-id': traceId(now),
    },
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: id,
      ...(authorized?.kind === 'accepted' && { authorizer: { jwt: { claims: authorized.claims, scopes: authorized.scopes } } }),
      domainName: host,
      domainPrefix: id,
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: headers['x-forwarded-for']?.split(', ').pop() ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: accessLogTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(request.body.length > 0 && { body: request.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

const traceId = (now: number): string => `Root=1-${Math.floor(now / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`;

/** As in an access log: `17/Jun/2024:15:52:39 +0000`. */
function accessLogTime(now: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(now).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

interface FunctionResponse {
  statusCode?: number;
  headers?: Record<string, unknown>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

/** What a function returned, as API Gateway reads it: without a status code the whole of it is the body, as JSON. */
export function toResponse(json: string | undefined): OriginResponse {
  if (json && json.length > LARGEST_EVENT) return gatewayAnswer(500, 'Internal Server Error');
  const result = (json === undefined ? null : JSON.parse(json)) as FunctionResponse | string | null;
  if (typeof result !== 'object' || result === null || result.statusCode === undefined) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      cookies: [],
      body: Buffer.from(typeof result === 'string' ? result : (json ?? '')),
    };
  }
  const headers = Object.entries(result.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    status: Number(result.statusCode),
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(headers) },
    cookies: result.cookies ?? [],
    body: Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'),
  };
}
