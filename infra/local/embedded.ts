import { Worker } from 'node:worker_threads';
import type { EmbeddedStart, FromEmbedded, QueueState, ToEmbedded } from './embedded-worker.ts';
import type { FunctionLog } from './function-log.ts';

export interface Embedded {
  messagesPort: number;
  oidcPort: number;
  queues(): Promise<QueueState[]>;
  stop(): Promise<void>;
}

/** Starts queues, topics and the OpenID provider in a thread of their own, which lives on the shifted clock. */
export async function startEmbedded(start: EmbeddedStart, log: FunctionLog): Promise<Embedded> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: start,
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  worker.stdout.on('data', (chunk: Buffer) => log.wrote('embedded', chunk));
  worker.stderr.on('data', (chunk: Buffer) => log.wrote('embedded', chunk));
  const asked = new Map<number, (queues: QueueState[]) => void>();
  let questions = 0;
  let stopping = false;
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const ports = await new Promise<{ messagesPort: number; oidcPort: number }>((resolve, reject) => {
    worker.on('message', (message: FromEmbedded) => {
      if (message.kind === 'ready') resolve(message);
      else asked.get(message.id)?.(message.queues);
    });
    worker.on('error', (error) => {
      reject(error);
      log.say(`  The embedded queues or the sign-in failed: ${String(error)}`);
    });
    worker.on('exit', () => {
      if (!stopping) reject(new Error('The embedded queues ended'));
    });
  });
  const post = (message: ToEmbedded) => worker.postMessage(message);
  return {
    ...ports,
    queues: () => {
      questions += 1;
      const id = questions;
      return new Promise((resolve) => {
        asked.set(id, (queues) => {
          asked.delete(id);
          resolve(queues);
        });
        post({ kind: 'queues', id });
      });
    },
    stop: async () => {
      stopping = true;
      post({ kind: 'stop' });
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
      await worker.terminate();
    },
  };
}
