/**
 * Front Door as its neighbours use it: the API with client credentials, its pages as a browser without JavaScript, the
 * phones. Nothing here reaches past what anybody could do.
 */
export type FrontDoorClient = ReturnType<typeof createFrontDoorClient>;
export type Command = { type: string; [field: string]: unknown };
type Credentials = { clientId: string; clientSecret: string; tokenEndpoint: string; scope: string; audience?: string; resource?: string };

const MINUTE_MS = 60_000;

export function createFrontDoorClient(baseUrl: string) {
  let token: { value: string; atMs: number } | undefined;
  /** Where the shifted clock is, as the last move of it said. */
  let nowMs = Date.now();

  async function accessToken(): Promise<string> {
    if (token && Math.abs(nowMs - token.atMs) < 5 * MINUTE_MS) return token.value;
    const given = (await json(`${baseUrl}/_local/api/credentials`)) as Credentials;
    const form = new URLSearchParams({ grant_type: 'client_credentials', scope: given.scope });
    if (given.resource) form.set('resource', given.resource);
    const authorization = `Basic ${Buffer.from(`${given.clientId}:${given.clientSecret}`).toString('base64')}`;
    const body = (await json(given.tokenEndpoint, { method: 'POST', body: form, headers: { authorization } })) as { access_token: string };
    token = { value: body.access_token, atMs: nowMs };
    return token.value;
  }

  async function api(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const headers = { authorization: `Bearer ${await accessToken()}`, 'content-type': 'application/json' };
    return (await json(`${baseUrl}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })) as Record<
      string,
      unknown
    >;
  }
  const local = (path: string, body: unknown) =>
    json(`${baseUrl}/_local/api/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  return {
    /** Opens a case and gives its reference. */
    async openCase(service: string, answers: Record<string, unknown>, channel: string): Promise<string> {
      return String((await api('POST', '/cases', { service, answers, channel }))['reference']);
    },
    /** Adds to a case as it stands now. */
    async addToCase(reference: string, command: Command): Promise<void> {
      const { sequence } = await api('GET', `/cases/${reference}`);
      await api('POST', `/cases/${reference}/events`, { ...command, basedOn: sequence });
    },
    async logContact(contact: { channel: string; service: string; outcome: string; mobile?: string }): Promise<void> {
      await api('POST', '/contacts', contact);
    },
    /** Replies from a phone to the last text it got. */
    async reply(from: string, body: string): Promise<void> {
      await local('replies', { from, body });
    },
    /** Looks a case up as its resident does: asks for a code, reads the text, types it in. */
    async lookUp(reference: string, number: string): Promise<void> {
      const origin = { origin: baseUrl, 'content-type': 'application/x-www-form-urlencoded' };
      const asked = await fetch(`${baseUrl}/find`, {
        method: 'POST',
        redirect: 'manual',
        headers: origin,
        body: new URLSearchParams({ reference }),
      });
      const cookie = asked.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      await this.settle();
      const { texts } = (await json(`${baseUrl}/_local/api/texts?number=${encodeURIComponent(number)}`)) as { texts: { body: string }[] };
      const code = texts.map(({ body }) => /\b(\d{6})\b/.exec(body)?.[1]).findLast((each) => each !== undefined);
      if (!code) throw new Error('the sample resident got no code');
      await fetch(`${baseUrl}/find/code`, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...origin, cookie },
        body: new URLSearchParams({ code }),
      });
    },
    /** Waits until nothing is on its way. */
    async settle(): Promise<void> {
      await local('settle', {});
    },
    /** Moves the clock that functions see; a negative duration goes back. */
    async moveClockTo(ms: number): Promise<void> {
      const seconds = Math.round((ms - nowMs) / 1000);
      const { now } = (await local('clock', { advance: `${seconds < 0 ? '-' : ''}PT${Math.abs(seconds)}S` })) as { now: string };
      nowMs = Date.parse(now);
    },
  };
}

async function json(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const body = await response.text();
  if (!response.ok) throw new Error(`${init?.method ?? 'GET'} ${new URL(url).pathname} answered ${response.status}: ${body.slice(0, 500)}`);
  return JSON.parse(body);
}
