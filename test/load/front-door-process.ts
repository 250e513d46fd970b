import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type PhoneText = { number: string; direction: 'in' | 'out'; body: string; at: string };
export type FrontDoorProcess = Awaited<ReturnType<typeof startFrontDoor>>;

/**
 * A Front Door in a process of its own, as `npm start` runs it, with the ways in that a laptop has.
 * @param options.port 0 takes any free port
 * @param options.more further options of `npm start`
 */
export async function startFrontDoor(dataDir: string, { port = 0, more = [] }: { port?: number; more?: readonly string[] } = {}) {
  const start = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));
  const child = spawn(process.execPath, [start, '--port', String(port), '--data', dataDir, '--no-sample', ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await addressOf(child);
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${baseUrl}/_local/api/${path}`, body === undefined ? {} : init);
    if (!answer.ok) throw new Error(`/_local/api/${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const now = async (): Promise<number> => Date.parse((await ask<{ now: string }>('clock')).now);
  return {
    baseUrl,
    now,
    /** Moves the clock forward to a moment, in epoch ms; schedules that became due run. */
    async moveTo(ms: number): Promise<void> {
      const seconds = (ms - (await now())) / 1000;
      if (seconds > 0) await ask('clock', { advance: `PT${seconds.toFixed(3)}S` });
    },
    /** Puts the clock where it is wanted, in epoch ms, which may be years before now. */
    async putClock(ms: number): Promise<void> {
      const seconds = (ms - (await now())) / 1000;
      await ask('clock', { advance: `${seconds < 0 ? '-' : ''}PT${Math.abs(seconds).toFixed(3)}S` });
    },
    /** Waits until queues and streams hold nothing that is ready; no schedule is run for it. */
    drain: () => ask('settle', { schedules: false }),
    reply: (from: string, body: string) => ask('replies', { from, body }),
    /** Texts of all phones, from a place on: as many as were seen before. */
    async textsFrom(after: number): Promise<PhoneText[]> {
      return (await ask<{ texts: PhoneText[] }>(`texts?after=${after}`)).texts;
    },
    async textsTo(number: string): Promise<PhoneText[]> {
      return (await ask<{ texts: PhoneText[] }>(`texts?number=${number}`)).texts;
    },
    /** Waits until nothing is left to do, schedules with it. False when that took too long: then ask again. */
    settle: async (): Promise<boolean> => (await fetch(`${baseUrl}/_local/api/settle`, { method: 'POST' })).ok,
    memoryMb: () => residentMb(child.pid ?? 0),
    /** Ends it as a power cut does. */
    async kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async stop(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const [, address] = /Residents\s+(http:\/\/\S+?)\/\s/.exec(said) ?? [];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error('The front door did not open')));
  });
}

/** Memory that the operating system holds for a process, in MB. */
export function residentMb(pid: number): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)])) / 1024);
  }
}
