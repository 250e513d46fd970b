import { setTimeout as sleep } from 'node:timers/promises';

export type ApiClient = ReturnType<typeof createApiClient>;
type Asked = { body?: unknown; key?: string; contentType?: string };
type Imported = { id: string; state: string; because?: string; check: { bad: number; noted: number }; apply: Record<string, number> };

/** How often an import is looked after, and for how long. */
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 300_000;

/** Front Door's API as another system uses it, with the credentials that a laptop gives out. */
export function createApiClient(baseUrl: string) {
  let token: Promise<string> | undefined;

  async function freshToken(): Promise<string> {
    const given = (await (await fetch(`${baseUrl}/_local/api/credentials`)).json()) as Record<string, string>;
    const authorization = `Basic ${btoa(`${given['clientId']}:${given['clientSecret']}`)}`;
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: given['scope'] ?? '' });
    const answer = await fetch(given['tokenEndpoint'] ?? '', { method: 'POST', body, headers: { authorization } });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async function ask<T>(method: string, path: string, { body, key, contentType = 'application/json' }: Asked = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      token ??= freshToken();
      const headers = { authorization: `Bearer ${await token}`, 'content-type': contentType, ...(key ? { 'idempotency-key': key } : {}) };
      const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await fetch(`${baseUrl}/api/v1${path}`, { method, headers, ...(content === undefined ? {} : { body: content }) });
      if (answer.ok) return (await answer.json()) as T;
      const said = await answer.text();
      // A token ends with its hour, which the clock is moved past; a busy machine may say so and be asked again.
      const again = answer.status === 401 || answer.status >= 500;
      if (!again || attempt === 4) throw new Error(`${method} ${path} answered ${answer.status}: ${said.slice(0, 400)}`);
      if (answer.status === 401) token = undefined;
      else await sleep(500 * attempt);
    }
  }

  async function until(id: string, states: readonly string[]): Promise<Imported> {
    for (const end = performance.now() + PATIENCE_MS; ; await sleep(LOOK_EVERY_MS)) {
      const found = await ask<Imported>('GET', `/imports/${id}`);
      if (states.includes(found.state)) return found;
      if (found.state === 'refused') throw new Error(`the import was refused: ${found.because}`);
      if (performance.now() > end) throw new Error(`the import is still ${found.state}`);
    }
  }

  return {
    ask,
    /** The clock has been moved: tokens of the time before are too old, or of the future. */
    forgetToken(): void {
      token = undefined;
    },
    /** Sends a file, has it gone through, and has it taken in without telling anybody. Throws when a row of it is bad. */
    async takeIn(profile: string, content: string, key: string): Promise<void> {
      const { id } = await ask<Imported>('POST', `/imports?profile=${profile}`, { body: content, key, contentType: 'text/csv' });
      const { check, state } = await until(id, ['ready', 'applying', 'done']);
      if (check.bad > 0) throw new Error(`${check.bad} rows of a file are bad`);
      if (state === 'ready') await ask('POST', `/imports/${id}/apply`, { body: { quiet: true }, key: `${key}-apply` });
      await until(id, ['done']);
    },
  };
}
