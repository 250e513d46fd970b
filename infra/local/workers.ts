import { createHash, createHmac, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Clock } from './clock.ts';
import type { FunctionLog } from './function-log.ts';
import type { LambdaFunction } from './functions.ts';
import { REGION } from './physical-names.ts';
import type { FromWorker, Invocation, Outcome, WorkerStart } from './worker-entry.ts';

/** Workers of one function at most, where its template reserves no concurrency. */
const MOST_WORKERS = 4;
/** Memory for what a worker has only just made, which is most of what it makes. */
const YOUNG_MB = 8;

/** Who is calling AWS: the function, and what it is doing. */
export interface Caller {
  lambda: LambdaFunction;
  cause: string;
}

export interface FunctionRunner {
  /** Runs one event, in a worker that does nothing else meanwhile. Never rejects. */
  invoke(lambda: LambdaFunction, event: unknown, cause: string): Promise<Outcome>;
  /** Starts a worker ahead of its first event. */
  warm(lambda: LambdaFunction): void;
  /** The caller behind an access key, while its worker lives. */
  callerOf(accessKey: string): Caller | undefined;
  /** The function that an access key was given to, and the key's secret: for what it signed, whether or not its worker still lives. */
  signerOf(accessKey: string): { lambda: LambdaFunction; secret: string } | undefined;
  stop(): Promise<void>;
}

interface Sandbox {
  run(invocation: Omit<Invocation, 'id'>, cause: string): Promise<Outcome>;
  end(): Promise<unknown>;
}

interface Settings {
  clock: Clock;
  gateUrl: string;
  log: FunctionLog;
  /** What the secrets of access keys are made from; the same after a restart, so that what was signed before is still good. */
  keySecret: string;
}

/** The part of an access key that names its function, eight letters or digits. */
const keyName = ({ physicalName }: LambdaFunction): string =>
  createHash('sha256').update(physicalName).digest('hex').slice(0, 8).toUpperCase();

/** Runs functions as Lambda does: one event at a time in each of a few workers, with the template's environment and time limit. */
export function createFunctionRunner(settings: Settings): FunctionRunner {
  const callers = new Map<string, Caller>();
  const named = new Map<string, LambdaFunction>();
  const secretOf = (accessKey: string) => createHmac('sha256', settings.keySecret).update(accessKey).digest('base64').slice(0, 40);
  const pools = new Map<string, { idle: Sandbox[]; all: Set<Sandbox>; waiting: (() => void)[] }>();
  let made = 0;

  const poolOf = (lambda: LambdaFunction) => {
    const pool = pools.get(lambda.physicalName) ?? { idle: [], all: new Set(), waiting: [] };
    pools.set(lambda.physicalName, pool);
    return pool;
  };

  const start = (lambda: LambdaFunction): Sandbox => {
    made += 1;
    const accessKey = `AKIA${keyName(lambda)}${String(made).padStart(8, '0')}`;
    named.set(keyName(lambda), lambda);
    const caller: Caller = { lambda, cause: 'cold start' };
    callers.set(accessKey, caller);
    const sandbox = startSandbox({
      ...settings,
      lambda,
      accessKey,
      secretKey: secretOf(accessKey),
      caller,
      onEnd: () => {
        callers.delete(accessKey);
        const pool = poolOf(lambda);
        pool.all.delete(sandbox);
        pool.idle = pool.idle.filter((other) => other !== sandbox);
      },
    });
    poolOf(lambda).all.add(sandbox);
    return sandbox;
  };

  const take = async (lambda: LambdaFunction): Promise<Sandbox> => {
    const pool = poolOf(lambda);
    for (;;) {
      const idle = pool.idle.pop();
      if (idle) return idle;
      if (pool.all.size < (lambda.concurrency ?? MOST_WORKERS)) return start(lambda);
      await new Promise<void>((resolve) => pool.waiting.push(resolve));
    }
  };

  return {
    invoke: async (lambda, event, cause) => {
      const sandbox = await take(lambda);
      const pool = poolOf(lambda);
      const outcome = await sandbox.run({ event: JSON.stringify(event), context: contextOf(lambda) }, cause);
      if (outcome.kind === 'error') settings.log.failed(lambda.name, cause, outcome);
      if (pool.all.has(sandbox)) pool.idle.push(sandbox);
      pool.waiting.shift()?.();
      return outcome;
    },
    warm: (lambda) => {
      const pool = poolOf(lambda);
      if (pool.all.size === 0) pool.idle.push(start(lambda));
    },
    callerOf: (accessKey) => callers.get(accessKey),
    signerOf: (accessKey) => {
      const lambda = named.get(accessKey.slice(4, 12));
      return lambda && { lambda, secret: secretOf(accessKey) };
    },
    stop: async () => {
      await Promise.all([...pools.values()].flatMap(({ all }) => [...all].map((sandbox) => sandbox.end())));
    },
  };
}

function contextOf(lambda: LambdaFunction): Invocation['context'] {
  return {
    awsRequestId: randomUUID(),
    functionName: lambda.physicalName,
    invokedFunctionArn: lambda.arn,
    memoryLimitInMB: String(lambda.memoryMb),
    deadlineMs: performance.timeOrigin + performance.now() + lambda.timeoutMs,
  };
}

type SandboxSettings = Settings & { lambda: LambdaFunction; accessKey: string; secretKey: string; caller: Caller; onEnd: () => void };

function startSandbox({ lambda, accessKey, secretKey, caller, clock, gateUrl, log, onEnd }: SandboxSettings): Sandbox {
  const [file = 'index', exportName = 'handler'] = lambda.handler.split('.');
  const workerData: WorkerStart = {
    clock: clock.shared,
    module: pathToFileURL(join(lambda.codeFolder, `${file}.mjs`)).href,
    exportName,
  };
  const worker = new Worker(new URL('./worker-entry.ts', import.meta.url), {
    workerData,
    env: environmentOf(lambda, { accessKey, secretKey, gateUrl }),
    // Its own share and no more, as in Lambda: without this each of twenty workers takes what a whole machine's worth allows.
    resourceLimits: { maxOldGenerationSizeMb: lambda.memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  worker.stdout.on('data', (chunk: Buffer) => log.wrote(lambda.name, chunk));
  worker.stderr.on('data', (chunk: Buffer) => log.wrote(lambda.name, chunk));

  let settle: ((outcome: Outcome) => void) | undefined;
  let ended: Outcome | undefined;
  const finish = (outcome: Outcome): void => {
    settle?.(outcome);
    settle = undefined;
  };
  const end = (outcome: Outcome): void => {
    if (ended) return;
    ended = outcome;
    onEnd();
    finish(outcome);
    void worker.terminate();
  };
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'done') finish(message.outcome);
    if (message.kind === 'unloadable') end(message.outcome);
  });
  worker.on('error', (error: unknown) =>
    end({
      kind: 'error',
      errorType: 'Runtime.UnhandledError',
      errorMessage: String(error),
      stack: error instanceof Error ? error.stack : undefined,
    }),
  );
  worker.on('exit', () =>
    end({ kind: 'error', errorType: 'Runtime.ExitError', errorMessage: 'The function ended its process', stack: undefined }),
  );

  const ready = new Promise<void>((resolve) => {
    worker.once('message', () => resolve());
    worker.once('exit', () => resolve());
  });

  let invocations = 0;
  return {
    run: async (invocation, cause) => {
      await ready;
      if (ended) return ended;
      caller.cause = cause;
      invocations += 1;
      const id = invocations;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          const seconds = (lambda.timeoutMs / 1000).toFixed(2);
          end({ kind: 'error', errorType: 'Sandbox.Timedout', errorMessage: `Task timed out after ${seconds} seconds`, stack: undefined });
        }, lambda.timeoutMs);
        settle = (outcome) => {
          clearTimeout(timer);
          resolve(outcome);
        };
        worker.postMessage({ id, ...invocation } satisfies Invocation);
      });
    },
    end: () => worker.terminate(),
  };
}

function environmentOf(
  lambda: LambdaFunction,
  { accessKey, secretKey, gateUrl }: { accessKey: string; secretKey: string; gateUrl: string },
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    TZ: 'UTC',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
    AWS_ENDPOINT_URL: gateUrl,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: lambda.physicalName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.physicalName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: lambda.codeFolder,
    _HANDLER: lambda.handler,
    ...lambda.environment,
  };
}
