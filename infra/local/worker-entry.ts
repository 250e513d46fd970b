import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { shiftDate } from './shifted-date.ts';

/** What a worker is started with. */
export interface WorkerStart {
  clock: SharedArrayBuffer;
  /** Address of the bundle, as `file:` URL, and the export that handles. */
  module: string;
  exportName: string;
  /** Address of the catalogue to have in place of the one that lies beside the bundle. */
  catalogue: string | undefined;
}

/** One event to handle; the answer carries the same id. */
export interface Invocation {
  id: number;
  event: string;
  context: { awsRequestId: string; functionName: string; invokedFunctionArn: string; memoryLimitInMB: string; deadlineMs: number };
}

export type Outcome =
  | { kind: 'value'; json: string | undefined }
  | { kind: 'error'; errorType: string; errorMessage: string; stack: string | undefined };

export type FromWorker = { kind: 'ready' } | { kind: 'done'; id: number; outcome: Outcome } | { kind: 'unloadable'; outcome: Outcome };

type Handler = (event: unknown, context: unknown) => unknown;

const port = parentPort;
if (!port) throw new Error('worker-entry.ts runs in a worker');
const start = workerData as WorkerStart;
shiftDate(start.clock);
const { catalogue } = start;
if (catalogue)
  registerHooks({
    resolve: (name, context, next) => (name === './catalogue.mjs' ? { url: catalogue, shortCircuit: true } : next(name, context)),
  });

const send = (message: FromWorker): void => port.postMessage(message);
const failure = (error: unknown): Outcome => {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'error', errorType: name, errorMessage: message, stack };
};

async function handle(handler: Handler, { event, context }: Invocation): Promise<Outcome> {
  const { deadlineMs, ...given } = context;
  try {
    const result = await handler(JSON.parse(event), {
      ...given,
      functionVersion: '$LATEST',
      logGroupName: `/aws/lambda/${given.functionName}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: false,
      getRemainingTimeInMillis: () => Math.max(0, deadlineMs - performance.now() - performance.timeOrigin),
    });
    return { kind: 'value', json: JSON.stringify(result) };
  } catch (error) {
    return failure(error);
  }
}

try {
  const handler = ((await import(start.module)) as Record<string, Handler | undefined>)[start.exportName];
  if (typeof handler !== 'function') throw new Error(`${start.module} exports no ${start.exportName}`);
  port.on('message', (invocation: Invocation) => {
    void handle(handler, invocation).then((outcome) => send({ kind: 'done', id: invocation.id, outcome }));
  });
  send({ kind: 'ready' });
} catch (error) {
  send({ kind: 'unloadable', outcome: failure(error) });
}
