import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { OriginResponse } from './api-payload.ts';
import type { ViewerRequest } from './edge.ts';
import { OIDC_PATH } from './oidc.ts';
import { OS_PATH, tilesAnswer } from './os/tiles.ts';
import { PAY_PATH } from './pay-pages.ts';
import { S3_PATH, type S3Front } from './s3-front.ts';

/** Beyond API Gateway's ten megabytes nothing is read further. */
const LARGEST_READ = 11 * 1024 * 1024;

/** The wanted port belongs to somebody else. */
export class PortInUseError extends Error {
  constructor(port: number) {
    super(`Port ${port} is in use. Stop what uses it, or start with --port and another number.`);
  }
}

export interface Front {
  port: number;
  close(): Promise<void>;
}

interface Handlers {
  edge: (request: ViewerRequest) => Promise<OriginResponse>;
  /** Pages and JSON under `/_local/`, all but the OpenID provider, the buckets, payments and maps. */
  local: (request: ViewerRequest) => Promise<OriginResponse>;
  oidcPort: () => number;
  /** The pages of the local GOV.UK Pay. */
  pay: ((request: ViewerRequest) => OriginResponse) | undefined;
  buckets: S3Front;
  say: (line: string) => void;
}

/** Listens where people come, on loopback alone. Nothing is answered before `open`. */
export async function startFront(port: number): Promise<Front & { open(handlers: Handlers): void }> {
  let handlers: Handlers | undefined;
  const listener: RequestListener = (request, response) => {
    if (!handlers) {
      response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Starting…');
      return;
    }
    void respond(handlers, request, response);
  };
  const first = await listen(listener, port, '127.0.0.1');
  const address = first.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  // A browser may ask for localhost at ::1 first; somebody else's server must not answer it there.
  const second = await listen(listener, taken, '::1').catch((error: NodeJS.ErrnoException) => {
    if (error instanceof PortInUseError) throw error;
    return undefined;
  });
  const servers = [first, ...(second ? [second] : [])];
  return {
    port: taken,
    open: (given) => {
      handlers = given;
    },
    close: async () => {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

function listen(listener: RequestListener, port: number, host: string): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortInUseError(port) : error));
    server.listen(port, host, () => resolve(server));
  });
}

async function respond(handlers: Handlers, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const [path = '/', query = ''] = split(request.url ?? '/');
    if (path === OIDC_PATH || path.startsWith(`${OIDC_PATH}/`)) return proxy(handlers.oidcPort(), request, response);
    if (path.startsWith(`${S3_PATH}/`)) return await handlers.buckets(request, response);
    const body = await readBody(request);
    const viewer: ViewerRequest = { method: request.method ?? 'GET', path, query, headers: joined(request), body };
    if (path.startsWith(`${OS_PATH}/`)) return send(response, tilesAnswer(viewer), viewer.method);
    if (handlers.pay && path.startsWith(`${PAY_PATH}/`)) return send(response, handlers.pay(viewer), viewer.method);
    const answered = await (path.startsWith('/_local') ? handlers.local(viewer) : handlers.edge(viewer));
    send(response, answered, viewer.method);
  } catch (error) {
    handlers.say(`  The local front failed: ${error instanceof Error ? error.stack : String(error)}`);
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
    response.end();
  }
}

function split(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function joined(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

/** The body, or as much of one that is too large as shows that it is. */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LARGEST_READ) chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the viewer hung up')));
  });
}

function send(response: ServerResponse, { status, headers, cookies, body }: OriginResponse, method: string): void {
  response.writeHead(status, {
    ...headers,
    ...(![204, 304].includes(status) && { 'content-length': String(body.length) }),
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
  });
  response.end(method === 'HEAD' ? undefined : body);
}

const agent = new Agent({ keepAlive: true });

/** Hands a request on as it is to another port of this machine. */
function proxy(port: number, request: IncomingMessage, response: ServerResponse): void {
  const { method, url: path, headers } = request;
  const onward = httpRequest({ agent, host: '127.0.0.1', port, method, path, headers }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  onward.on('error', () => {
    if (!response.headersSent) response.writeHead(502);
    response.end();
  });
  request.pipe(onward);
}
