import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Prepared } from '../../infra/local/prepare.ts';
import { startLocal } from '../../infra/local/runner.ts';

export type Call = { function: string; service: string; operation: string; cause: string; units?: number; refused?: true };
export type PhoneText = { id: string; number: string; direction: 'out' | 'in'; body: string; at: string };
export type LocalTools = ReturnType<typeof localTools>;
export type Door = LocalTools & { stop: () => Promise<void> };

type DoorOptions = {
  /** Templates other than the repository's. */
  prepared?: Prepared;
  /** A folder of services beside the repository's own, taken up as its files come and change. */
  services?: string;
};

/** A whole Front Door of its own, empty, on a free port. */
export async function startDoor({ prepared, services }: DoorOptions = {}): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-'));
  const local = await startLocal({
    dataDir: join(folder, 'data'),
    sample: false,
    quiet: true,
    ...(prepared ? { prepared } : {}),
    ...(services ? { services, watch: true } : {}),
  });
  return {
    ...localTools(local.baseUrl),
    stop: async () => {
      await local.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a running Front Door gives to tests, under `/_local/api`. */
export function localTools(baseUrl: string) {
  const json = async <T>(path: string, body?: unknown): Promise<T> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${baseUrl}/_local/api/${path}`, body === undefined ? {} : init);
    if (!answer.ok) throw new Error(`/_local/api/${path.split('?')[0]} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const calls = async (): Promise<Call[]> => (await json<{ calls: Call[] }>('calls')).calls;
  const now = async (): Promise<number> => Date.parse((await json<{ now: string }>('clock')).now);
  const advance = async (duration: string): Promise<void> => {
    await json('clock', { advance: duration });
  };
  return {
    baseUrl,
    calls,
    now,
    /** @param duration ISO 8601, such as `P1D` */
    advance,
    /** Moves the clock to an instant, in ms since 1970. */
    moveTo: async (ms: number): Promise<void> => {
      const seconds = Math.round((ms - (await now())) / 1000);
      await advance(`${seconds < 0 ? '-' : ''}PT${Math.abs(seconds)}S`);
    },
    settle: async (): Promise<void> => {
      await json('settle', {});
    },
    /** Bodies of the texts that a phone was sent, oldest first. */
    textsTo: async (number: string): Promise<string[]> => {
      const { texts } = await json<{ texts: PhoneText[] }>(`texts?number=${number.replaceAll(' ', '')}`);
      return texts.filter(({ direction }) => direction === 'out').map(({ body }) => body);
    },
    /** Every text of a phone, in and out. */
    phone: async (number: string): Promise<PhoneText[]> =>
      (await json<{ texts: PhoneText[] }>(`texts?number=${number.replaceAll(' ', '')}`)).texts,
    reply: async (from: string, body: string): Promise<void> => {
      await json('replies', { from, body });
    },
    /** What functions asked of AWS while something was done: `portal dynamodb GetItem`, in order; cold starts left out. */
    callsOf: async (does: () => Promise<unknown>, cause?: (call: Call) => boolean): Promise<string[]> => {
      const before = (await calls()).length;
      await does();
      return (await calls())
        .slice(before)
        .filter((call) => call.cause !== 'cold start' && (cause?.(call) ?? true))
        .map((call) => `${call.function} ${call.service} ${call.operation}`);
    },
  };
}

const DAY_MS = 86_400_000;

/**
 * Ten in the morning of the second Monday of the next November or February: ahead of the real clock, so that no browser
 * takes a cookie for old; in the middle of a quarter, and weeks away from any bank holiday.
 */
export function aQuietMonday(): number {
  const today = new Date();
  for (let month = today.getUTCMonth() + 1; ; month++) {
    const first = new Date(Date.UTC(today.getUTCFullYear(), month, 1, 10));
    if (first.getUTCMonth() !== 10 && first.getUTCMonth() !== 1) continue;
    const firstMonday = first.getTime() + ((8 - first.getUTCDay()) % 7) * DAY_MS;
    return firstMonday + 7 * DAY_MS;
  }
}

/** `9 November` of a day so many calendar days after an instant. */
export function dayMonth(ms: number, daysLater = 0): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'Europe/London' }).format(ms + daysLater * DAY_MS);
}
