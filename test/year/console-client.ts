import type { EnteredRow } from './year.ts';

/** The manager among the laptop's sample staff. */
const MANAGER = 'morgan';
const MAX_STEPS = 12;

/** The staff console as a browser without JavaScript uses it: signs in at the laptop's issuer, and fills in forms. */
export async function createConsoleClient(baseUrl: string) {
  const cookies = new Map<string, string>();

  /** Follows a page to where it leads, keeping cookies. */
  async function go(url: string, init: RequestInit = {}): Promise<Response> {
    let [at, next] = [new URL(url, baseUrl), init];
    for (let step = 0; step < MAX_STEPS; step++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { ...next, redirect: 'manual', headers: { ...next.headers, cookie, origin: baseUrl } });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = answer.headers.get('location');
      if (!location) return answer;
      await answer.arrayBuffer();
      [at, next] = [new URL(location, at), {}];
    }
    throw new Error('a page leads round in a circle');
  }

  const send = (path: string, form: Record<string, string>) => go(path, { method: 'POST', body: new URLSearchParams(form) });

  const asked = await go('/console/report');
  const [, action = ''] = /<form method="post" action="([^"]+)"/.exec(await asked.text()) ?? [];
  const signedIn = await send(action.replaceAll('&amp;', '&'), { staff: MANAGER });
  if (!signedIn.ok) throw new Error(`nobody could sign in: ${signedIn.status}`);

  return {
    /** Enters a figure on its measure's page, once: one that stands there is left. */
    async enter({ quarter, measure, value }: EnteredRow): Promise<void> {
      const path = `/console/report/${quarter.toLowerCase().replace('q', '-q')}/${measure}`;
      const page = await (await go(path)).text();
      const entries = /name="entries" value="(\d+)"/.exec(page)?.[1];
      if (entries === undefined) throw new Error(`${path} has no form to enter a figure`);
      if (entries !== '0') return;
      const done = await send(path, { entries, value: String(value), source: 'Scrutiny report, October 2020' });
      if (!done.ok) throw new Error(`${path} answered ${done.status}`);
    },
  };
}
