import { setTimeout as sleep } from 'node:timers/promises';

export type PhoneText = { number: string; direction: 'in' | 'out'; body: string; at: string };
export type Door = ReturnType<typeof openDoor>;

const MINUTE_MS = 60_000;
/** A token is good for longer than this by any issuer's clock. */
const TOKEN_MS = 5 * MINUTE_MS;
const TRIES = 3;
const MOST_SETTLES = 10;

/** A Front Door on this machine, as its neighbours use it: the clock and the phones that a laptop has, and the API as a council's system. */
export function openDoor(baseUrl: string) {
  const local = async <T>(path: string, body?: unknown): Promise<T> => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${baseUrl}/_local/api/${path}`, body === undefined ? {} : init);
    if (!answer.ok) throw new Error(`/_local/api/${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const now = async (): Promise<number> => Date.parse((await local<{ now: string }>('clock')).now);
  let token: { value: string; at: number } | undefined;
  const bearer = async (): Promise<string> => {
    const at = await now();
    if (token && at - token.at < TOKEN_MS) return token.value;
    const { clientId, clientSecret, tokenEndpoint, scope } = await local<Record<string, string>>('credentials');
    const authorization = `Basic ${btoa(`${clientId}:${clientSecret}`)}`;
    const grant = new URLSearchParams({ grant_type: 'client_credentials', scope: scope ?? '' });
    const answer = await fetch(tokenEndpoint ?? '', { method: 'POST', body: grant, headers: { authorization } });
    token = { value: ((await answer.json()) as { access_token: string }).access_token, at };
    return token.value;
  };
  /** Each call has a key of its own, so that one that was cut short is made again without harm. */
  const api = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    for (let tries = 1; ; tries++) {
      const authorization = `Bearer ${await bearer()}`;
      const init = { method, headers: { ...headers, authorization }, ...(body ? { body: JSON.stringify(body) } : {}) };
      const answer = await fetch(`${baseUrl}/api/v1${path}`, init);
      if (answer.ok) return (await answer.json()) as T;
      if (answer.status < 500 || tries === TRIES)
        throw new Error(`${method} /api/v1${path} answered ${answer.status}: ${await answer.text()}`);
      await sleep(500);
    }
  };
  return {
    baseUrl,
    api,
    now,
    /** Moves the clock forward to a moment, in epoch ms; schedules that became due run. */
    async moveTo(ms: number): Promise<void> {
      const seconds = (ms - (await now())) / 1000;
      if (seconds > 0) await local('clock', { advance: `PT${seconds.toFixed(3)}S` });
    },
    /** Waits until queues and streams hold nothing that is ready; no schedule is run for it. */
    drain: () => patiently(() => local('settle', { schedules: false })),
    /** Waits until nothing is left to do at this moment, schedules included. */
    settle: () => patiently(() => local('settle', {})),
    reply: (from: string, body: string) => local('replies', { from, body }),
    /** Texts of all phones, from a place on: as many as were seen before. */
    textsFrom: async (after: number) => (await local<{ texts: PhoneText[] }>(`texts?after=${after}`)).texts,
    textsTo: async (number: string) => (await local<{ texts: PhoneText[] }>(`texts?number=${number}`)).texts,
  };
}

/** Settling gives up after two minutes; on a busy machine a night's work takes longer. */
async function patiently(settle: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await settle();
      return;
    } catch (error) {
      if (tries === MOST_SETTLES || !String(error).includes(' answered 504')) throw error;
    }
  }
}

/** Does something for each, some at a time. */
export async function forEach<T>(of: readonly T[], atOnce: number, does: (each: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < of.length) await does(of[next++] as T);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
