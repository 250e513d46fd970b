import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Clock } from './clock.ts';
import type { FunctionLog } from './function-log.ts';
import type { LambdaFunction } from './functions.ts';
import { REGION } from './physical-names.ts';
import type { FromWorker, Invocation, Outcome, WorkerStart } from './worker-entry.ts';

/** Memory for what a worker has only just made, which is most of what it makes. */
const YOUNG_MB = 8;

/** Who is calling AWS: the function, and what it is doing. */
export interface Caller {
  lambda: LambdaFunction;
  cause: string;
}

export interface Sandbox {
  /** Runs one event. Never rejects. */
  run(invocation: Omit<Invocation, 'id'>, cause: string): Promise<Outcome>;
  end(): Promise<unknown>;
}

interface SandboxSettings {
  clock: Clock;
  gateUrl: string;
  log: FunctionLog;
  lambda: LambdaFunction;
  accessKey: string;
  secretKey: string;
  /** Address of the catalogue it has in place of the one beside its bundle. */
  catalogue: string | undefined;
  caller: Caller;
  onEnd: () => void;
}

/** Starts a worker with one function in it: the template's environment, a memory of its own, a time limit for each event. */
export function startSandbox({ lambda, accessKey, secretKey, catalogue, caller, clock, gateUrl, log, onEnd }: SandboxSettings): Sandbox {
  const [file = 'index', exportName = 'handler'] = lambda.handler.split('.');
  const workerData: WorkerStart = {
    clock: clock.shared,
    module: pathToFileURL(join(lambda.codeFolder, `${file}.mjs`)).href,
    exportName,
    catalogue,
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
    end: () => {
      end({ kind: 'error', errorType: 'Runtime.ExitError', errorMessage: 'The function was stopped', stack: undefined });
      return worker.terminate();
    },
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
