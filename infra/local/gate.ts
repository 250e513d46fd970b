import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallLedger } from './call-ledger.ts';
import type { Clock } from './clock.ts';
import { type Access, isAllowed, refusal } from './permissions.ts';
import type { Caller } from './sandbox.ts';

/** A call to AWS that a function made, read to its end. */
export interface GateRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
  caller: Caller;
}

export interface GateAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
  /** DynamoDB's capacity units. */
  units?: number;
}

/** A call as one service understands it. */
export interface PreparedCall {
  operation: string;
  /** Everything the role must allow. */
  accesses: Access[];
  run(): Promise<GateAnswer>;
}

/** One AWS service behind the gate, by the name requests are signed for. */
export interface GateService {
  prepare(request: GateRequest): PreparedCall;
  /** The answer in the service's own shape. */
  refuse(code: string, message: string): GateAnswer;
}

interface Settings {
  services: Record<string, GateService>;
  callerOf: (accessKey: string) => Caller | undefined;
  ledger: CallLedger;
  clock: Clock;
  say: (line: string) => void;
}

export interface Gate {
  url: string;
  /** Everything but the address is known only once the templates are read, which need the address. */
  open(settings: Settings): void;
  close(): Promise<void>;
}

/** Listens on loopback for what functions ask of AWS; checks each call against the function's role, records it and passes it on. */
export async function startGate(): Promise<Gate> {
  let settings: Settings | undefined;
  const server = createServer((request, response) => {
    void readBody(request)
      .then((body) => (settings ? answer(settings, request, body) : { status: 503, headers: {}, body: '' }))
      .catch((error: unknown): GateAnswer => {
        settings?.say(`  The local AWS failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return { status: 500, headers: {}, body: '' };
      })
      .then((answered) => send(response, answered, settings?.clock.now() ?? Date.now()));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    open: (given) => {
      settings = given;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The key and the service in `Credential=AKIA…/20261121/eu-west-2/dynamodb/aws4_request`. */
const CREDENTIAL = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/;

async function answer({ services, callerOf, ledger, clock, say }: Settings, request: IncomingMessage, body: Buffer): Promise<GateAnswer> {
  const [, accessKey = '', serviceName = ''] = CREDENTIAL.exec(request.headers.authorization ?? '') ?? [];
  const service = services[serviceName];
  if (!service) {
    say(`  A function called AWS's ${serviceName || 'unsigned'} endpoint, which the local runner does not have`);
    return { status: 501, headers: {}, body: `No ${serviceName} here` };
  }
  const caller = callerOf(accessKey);
  if (!caller) return service.refuse('UnrecognizedClientException', 'The security token included in the request is invalid.');
  const { method = 'GET', url: path = '/', headers } = request;
  const call = service.prepare({ method, path, headers, body, caller });
  const entry = {
    function: caller.lambda.name,
    service: serviceName,
    operation: call.operation,
    cause: caller.cause,
    at: new Date(clock.now()).toISOString(),
  };
  const denied = call.accesses.find((access) => !isAllowed(caller.lambda.statements, access));
  if (denied) {
    ledger.record({ ...entry, refused: true }, false);
    say(
      `  Refused: ${caller.lambda.name} (${caller.cause}) may not ${denied.action} on ${shown(denied.resource)}: its role in the template does not allow it`,
    );
    return service.refuse('AccessDeniedException', refusal({ role: caller.lambda.role, name: caller.lambda.physicalName }, denied));
  }
  const answered = await call.run();
  ledger.record({ ...entry, ...(answered.units !== undefined && { units: answered.units }) }, answered.status < 300);
  return answered;
}

/** A phone number is a person's: it is not said on the console. */
const shown = (resource: string): string => (resource.startsWith('arn:') ? resource : 'a phone number');

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

/** On the shifted clock: a client that sees another time in a refusal takes its own clock to be wrong, and asks again. */
function send(response: ServerResponse, { status, headers, body }: GateAnswer, now: number): void {
  response.writeHead(status, {
    ...headers,
    date: new Date(now).toUTCString(),
    'content-length': headers['content-length'] ?? Buffer.byteLength(body),
  });
  response.end(body);
}
