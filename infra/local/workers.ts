import { createHash, createHmac, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import type { FunctionLog } from './function-log.ts';
import type { LambdaFunction } from './functions.ts';
import { type Caller, type Sandbox, startSandbox } from './sandbox.ts';
import type { Invocation, Outcome } from './worker-entry.ts';

/** Workers of one function at most, where its template reserves no concurrency. */
const MOST_WORKERS = 4;

export interface FunctionRunner {
  /** Runs one event, in a worker that does nothing else meanwhile. Never rejects. */
  invoke(lambda: LambdaFunction, event: unknown, cause: string): Promise<Outcome>;
  /** Starts a worker ahead of its first event. */
  warm(lambda: LambdaFunction): void;
  /** The caller behind an access key, while its worker lives. */
  callerOf(accessKey: string): Caller | undefined;
  /** The function that an access key was given to, and the key's secret: for what it signed, whether or not its worker still lives. */
  signerOf(accessKey: string): { lambda: LambdaFunction; secret: string } | undefined;
  /**
   * Gives another catalogue, by its module's `file:` address, to every function that has one. What is under way ends with the one it began
   * with; what comes after has the new one.
   */
  renew(catalogue: string): void;
  stop(): Promise<void>;
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
  const pools = new Map<string, { lambda: LambdaFunction; idle: Sandbox[]; all: Set<Sandbox>; waiting: (() => void)[] }>();
  const outdated = new WeakSet<Sandbox>();
  let catalogue: string | undefined;
  let made = 0;

  const poolOf = (lambda: LambdaFunction) => {
    const pool = pools.get(lambda.physicalName) ?? { lambda, idle: [], all: new Set(), waiting: [] };
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
      catalogue,
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
      if (outdated.has(sandbox)) await sandbox.end();
      else if (pool.all.has(sandbox)) pool.idle.push(sandbox);
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
    renew: (address) => {
      catalogue = address;
      for (const pool of [...pools.values()].filter(({ lambda }) => holdsCatalogue(lambda))) {
        for (const sandbox of pool.all) outdated.add(sandbox);
        const idle = pool.idle.splice(0);
        for (const sandbox of idle) void sandbox.end();
        if (idle.length > 0) pool.idle.push(start(pool.lambda));
      }
    },
    stop: async () => {
      await Promise.all([...pools.values()].flatMap(({ all }) => [...all].map((sandbox) => sandbox.end())));
    },
  };
}

const holdsCatalogue = ({ codeFolder }: LambdaFunction): boolean => existsSync(join(codeFolder, 'catalogue.mjs'));

function contextOf(lambda: LambdaFunction): Invocation['context'] {
  return {
    awsRequestId: randomUUID(),
    functionName: lambda.physicalName,
    invokedFunctionArn: lambda.arn,
    memoryLimitInMB: String(lambda.memoryMb),
    deadlineMs: performance.timeOrigin + performance.now() + lambda.timeoutMs,
  };
}
