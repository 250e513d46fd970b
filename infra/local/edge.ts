import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { OriginRequest, OriginResponse } from './api-payload.ts';
import type { Behaviour } from './distribution.ts';
import { isCompressed } from './media-types.ts';

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];

/** CloudFront compresses answers of these sizes, in bytes, and no others. */
const COMPRESSED_FROM = 1000;
const COMPRESSED_TO = 10_000_000;

/** A viewer's request as it comes to the edge. */
export type ViewerRequest = OriginRequest;

/** What CloudFront always sends on, whatever its policies say. */
const always = new Set(['content-type', 'content-length']);
const ownToCloudFront = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
  'te',
  'trailer',
  'expect',
  'accept-encoding',
]);

/** The address CloudFront's own machines would have; one of a range kept for documentation. */
const EDGE_ADDRESS = '198.51.100.1';

/** Runs a distribution: picks the behaviour, goes to its origin, adds the headers, compresses. */
export function createEdge(
  behaviours: Behaviour[],
  originOf: (host: string) => (request: OriginRequest) => OriginResponse | Promise<OriginResponse>,
) {
  const routed = behaviours.map((behaviour) => ({ behaviour, origin: originOf(behaviour.origin.host) }));
  return async (request: ViewerRequest): Promise<OriginResponse> => {
    const found = routed.find(({ behaviour }) => behaviour.matches(request.path));
    if (!found) return plain(404, 'Not found');
    const { behaviour, origin } = found;
    const answered = behaviour.allowedMethods.includes(request.method)
      ? await origin(toOrigin(behaviour, request))
      : plain(403, 'This distribution is not configured to allow the HTTP request method that was used for this request.');
    const headers = behaviour.responseHeaders?.apply(answered.headers) ?? answered.headers;
    const response = { ...answered, headers };
    return behaviour.compress ? compress(response, request.headers['accept-encoding'] ?? '') : response;
  };
}

const plain = (status: number, text: string): OriginResponse => ({
  status,
  headers: { 'content-type': 'text/plain' },
  cookies: [],
  body: Buffer.from(text),
});

function toOrigin({ forwarding, origin }: Behaviour, request: ViewerRequest): OriginRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === 'cookie' || ownToCloudFront.has(name)) continue;
    if (always.has(name) || forwarding.header(name)) headers[name] = value;
  }
  const cookie = (request.headers.cookie ?? '').split(/;\s*/).filter((pair) => pair && forwarding.cookie(pair.split('=')[0] as string));
  if (cookie.length > 0) headers.cookie = cookie.join('; ');
  const query = request.query
    .split('&')
    .filter((pair) => pair && forwarding.query(decodeURIComponent(pair.split('=')[0] as string).trim()));
  return {
    ...request,
    path: `${origin.path}${request.path}`,
    query: query.join('&'),
    headers: {
      ...headers,
      'user-agent': headers['user-agent'] ?? 'Amazon CloudFront',
      'x-forwarded-for': [request.headers['x-forwarded-for'], '127.0.0.1', EDGE_ADDRESS].filter(Boolean).join(', '),
      via: '2.0 local.cloudfront.net (CloudFront)',
      'x-amz-cf-id': randomUUID(),
      ...origin.customHeaders,
    },
  };
}

const compressedStatuses = [200, 403, 404];

/** Compresses as CloudFront does: Brotli before gzip, known types and statuses, neither small nor already encoded. */
async function compress(response: OriginResponse, acceptEncoding: string): Promise<OriginResponse> {
  const { headers, body, status } = response;
  const fits = body.length >= COMPRESSED_FROM && body.length <= COMPRESSED_TO && isCompressed(headers['content-type']);
  if (!fits || headers['content-encoding'] || !compressedStatuses.includes(status)) return response;
  const accepted = acceptEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';')[0]?.trim());
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
  const vary = headers.vary ? `${headers.vary}, Accept-Encoding` : 'Accept-Encoding';
  if (!encoding) return { ...response, headers: { ...headers, vary } };
  const packed = encoding === 'br' ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : await zip(body);
  const packedHeaders: Record<string, string> = { ...headers, vary, 'content-encoding': encoding };
  if (headers.etag?.startsWith('"')) packedHeaders.etag = `W/${headers.etag}`;
  return { ...response, headers: packedHeaders, body: packed };
}
