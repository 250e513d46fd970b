import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { localTools } from './browser-door.ts';

const START_MS = 60_000;

/**
 * A Front Door in a process of its own, as `npm start` runs it, that can be killed at any moment and started again on the
 * same data, at the same address.
 */
export function createKillable(dataDir: string) {
  let child: ChildProcess | undefined;
  let port = 0;

  const start = async (): Promise<ReturnType<typeof localTools>> => {
    const started = spawn(
      process.execPath,
      [fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url)), '--no-sample', '--port', String(port), '--data', dataDir],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
    );
    child = started;
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`it did not start in time\n${said}`)), START_MS);
      const hear = (chunk: Buffer) => {
        said += String(chunk);
        const [, found] = /Residents\s+(http:\S+)\//.exec(said) ?? [];
        if (!found) return;
        clearTimeout(timer);
        resolve(found);
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', hear);
      started.once('exit', (code) => reject(new Error(`it ended with ${code}\n${said}`)));
    });
    port = Number(new URL(address).port);
    return localTools(address);
  };

  const end = (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> =>
    new Promise((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });

  return { start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** Numbers from 0 up to 1 that follow from a seed: the same seed, the same run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
