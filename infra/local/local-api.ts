import * as z from 'zod';
import type { OriginResponse } from './api-payload.ts';
import type { CallLedger } from './call-ledger.ts';
import { type Clock, parseDuration } from './clock.ts';
import type { ViewerRequest } from './edge.ts';
import { escapeHtml, page } from './local-page.ts';
import { OIDC_PATH } from './oidc.ts';
import type { Phones } from './phones.ts';
import { phonesPage } from './phones-page.ts';
import type { Schedules } from './schedules.ts';
import type { Settled } from './settle.ts';
import { sampleStaff } from './staff.ts';

interface Settings {
  baseUrl: string;
  phones: Phones;
  clock: Clock;
  ledger: CallLedger;
  schedules: Schedules;
  settle: (how: z.infer<typeof settleSchema>) => Promise<Settled>;
  apiClient: { clientId: string; clientSecret: string; scope: string };
}

const replySchema = z.object({ from: z.string().transform(toE164), body: z.string().min(1), inReplyTo: z.string().min(1).optional() });
/** Without schedules, it waits only until queues and streams have run empty. */
const settleSchema = z.object({ schedules: z.boolean().default(true) });
const clockSchema = z.object({
  advance: z.string().transform((iso, context) => {
    const ms = parseDuration(iso);
    if (ms !== undefined) return ms;
    context.addIssue({ code: 'custom', message: 'advance is an ISO 8601 duration such as PT24H or P1D' });
    return z.NEVER;
  }),
});

/** `+447700900123` for a UK number as people write it. */
function toE164(number: string): string {
  const plain = number.replace(/[^\d+]/g, '');
  return plain.startsWith('0') ? `+44${plain.slice(1)}` : plain;
}

const json = (status: number, body: unknown): OriginResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  cookies: [],
  body: Buffer.from(JSON.stringify(body)),
});
const html = (body: string): OriginResponse => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  cookies: [],
  body: Buffer.from(body),
});

type Answer = (request: ViewerRequest) => OriginResponse | Promise<OriginResponse>;

/** Everything under `/_local/`: what a laptop has and a council has not. */
export function createLocalApi(settings: Settings): (request: ViewerRequest) => Promise<OriginResponse> {
  const { phones, clock, ledger, schedules, settle, apiClient, baseUrl } = settings;
  const now = () => new Date(clock.now()).toISOString();
  const routes: Record<string, Answer> = {
    'GET /_local/': () => html(addressesPage(settings)),
    'GET /_local/phones': ({ query }) => html(phonesPage(phones.texts(), { watch: query.startsWith('watch') })),
    'POST /_local/phones': async ({ body }) => {
      const reply = replySchema.parse(Object.fromEntries(new URLSearchParams(body.toString('utf8'))));
      await phones.reply(withoutEmpty(reply));
      return {
        status: 303,
        headers: { location: `/_local/phones#phone-${reply.from.replace(/\D/g, '')}` },
        cookies: [],
        body: Buffer.alloc(0),
      };
    },
    'GET /_local/api/texts': ({ query }) => {
      const given = new URLSearchParams(query.replaceAll('+', '%2B'));
      const number = given.get('number');
      return json(200, { texts: phones.texts(number ? toE164(number) : undefined, Number(given.get('after') ?? 0)) });
    },
    'POST /_local/api/replies': async ({ body }) =>
      json(202, { id: (await phones.reply(withoutEmpty(replySchema.parse(parse(body))))).id }),
    'POST /_local/api/settle': async ({ body }) => {
      const settled = await settle(settleSchema.parse(body.length > 0 ? parse(body) : {}));
      return json(settled.settled ? 200 : 504, settled);
    },
    'GET /_local/api/clock': () => json(200, { now: now() }),
    'POST /_local/api/clock': async ({ body }) => {
      clock.advance(clockSchema.parse(parse(body)).advance);
      await schedules.runDue();
      return json(200, { now: now() });
    },
    'GET /_local/api/calls': () => json(200, { calls: ledger.calls() }),
    'GET /_local/api/credentials': () => json(200, { ...apiClient, tokenEndpoint: `${baseUrl}${OIDC_PATH}/token` }),
  };
  return async (request) => {
    const path = request.path === '/_local' ? '/_local/' : request.path;
    const route = routes[`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`];
    if (!route) return json(404, { message: `There is no ${request.method} ${path} here` });
    // Another site open in the same browser must not text the council or move the clock.
    if (request.method === 'POST' && request.headers['sec-fetch-site'] === 'cross-site')
      return json(403, { message: 'Not from another site' });
    try {
      return await route(request);
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError)
        return json(400, { message: error instanceof z.ZodError ? z.prettifyError(error) : 'This is not JSON' });
      throw error;
    }
  };
}

const parse = (body: Buffer): unknown => JSON.parse(body.toString('utf8'));
const withoutEmpty = ({ from, body, inReplyTo }: z.infer<typeof replySchema>) => ({ from, body, ...(inReplyTo && { inReplyTo }) });

function addressesPage({ baseUrl, clock, apiClient }: Settings): string {
  const address = (path: string, what: string) => `<dt>${what}</dt><dd><a href="${path}">${baseUrl}${path}</a></dd>`;
  const staff = sampleStaff.map(({ name, role }) => `<li>${escapeHtml(name)}, ${escapeHtml(role.toLowerCase())}</li>`).join('');
  return page(
    'Addresses',
    `<h1>The front door on this laptop</h1><dl class="card">${address('/', 'Residents')}${address('/console', 'Staff')}${address('/_local/phones', 'Phones')}${address('/api/v1/openapi.json', 'API for other systems')}</dl>
<h2>Staff to sign in as</h2><ul class="card" style="padding-left:2.25rem">${staff}</ul>
<h2>A client for the API</h2><dl class="card"><dt>Client id</dt><dd><code>${escapeHtml(apiClient.clientId)}</code></dd><dt>Client secret</dt><dd><code>${escapeHtml(apiClient.clientSecret)}</code></dd>
<dt>Token endpoint</dt><dd><code>${baseUrl}${OIDC_PATH}/token</code></dd><dt>Scope</dt><dd><code>${escapeHtml(apiClient.scope)}</code></dd></dl>
<p class="quiet">The clock here shows ${new Date(clock.now()).toISOString()}.</p>`,
  );
}
