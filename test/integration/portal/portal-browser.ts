import type { Context } from 'aws-lambda';
import { createHandler, type PortalDeps } from '../../../functions/portal/handler.ts';
import { wirePortal } from '../../../functions/portal/wire.ts';
import { createSignUploadForm } from '../../../shared/adapters/s3/upload-form.ts';
import { type HttpEvent, type HttpResult, httpEdge } from '../../../shared/edge/http.ts';
import type { AddressLookup } from '../../../shared/ports/address-lookup.ts';
import type { Payments } from '../../../shared/ports/payment.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';
import type { MapSettings } from '../../../web/components/map.ts';
import { noAddresses } from '../../support/addresses.ts';
import { noPayments } from '../../support/pay.ts';
import { createTestTable } from '../../support/table.ts';

export const council = { name: 'Northwick District Council', shortName: 'Northwick Council', phone: '01632 960100' };
export const secret = 'a secret for tests, of more than 32 characters';
const baseUrl = 'https://my.northwick.gov.uk';
const originVerify = 'through the front';

export type Page = { status: number; location: string | undefined; html: string; cookies: string[] };
export type Form = Record<string, string | string[]>;

/**
 * The portal behind its edge on a table of its own, and a browser of it that keeps cookies and follows nothing by itself.
 * @param change services to offer in place of the catalogue's
 * @param change.payments who takes payments; nobody, unless a test is about them
 * @param change.findAddresses who knows addresses; nobody, unless a test is about them
 */
export async function openPortal({
  payments = noPayments,
  findAddresses = noAddresses,
  map,
  ...change
}: Partial<Pick<PortalDeps, 'catalogue'>> & { payments?: Payments; findAddresses?: AddressLookup; map?: MapSettings } = {}) {
  const testTable = await createTestTable();
  const { client, tableName, calls } = testTable;
  const clock = { nowMs: Date.parse('2026-11-23T10:00:00Z') };
  const logged: string[] = [];
  const now = () => clock.nowMs;
  const signForm = createSignUploadForm({
    credentials: async () => ({ accessKeyId: 'test', secretAccessKey: 'test' }),
    region: 'eu-west-2',
    bucketName: 'evidence',
    bucketUrl: 'https://evidence.example',
    now,
  });
  const portal = wirePortal({
    client,
    tableName,
    secret,
    council: { ...council, map },
    baseUrl,
    signForm,
    payments,
    findAddresses,
    now,
  });
  const handler = httpEdge(createHandler({ ...portal, ...change }), {
    originVerify,
    baseUrl,
    logger: createLogger('portal', (line) => logged.push(line)),
    refuse: portal.showProblem,
  });
  const send = async (event: HttpEvent): Promise<HttpResult> => (await handler(event, {} as Context)) as HttpResult;
  return { ...portal, ...testTable, clock, logged, send, calls, browser: () => createBrowser(send) };
}

export type Portal = Awaited<ReturnType<typeof openPortal>>;
export type Browser = ReturnType<typeof createBrowser>;

function createBrowser(send: (event: HttpEvent) => Promise<HttpResult>) {
  const cookies = new Map<string, string>();
  const visit = async (method: string, path: string, headers: Record<string, string>, body?: string): Promise<Page> => {
    const result = await send(httpEvent({ method, path, headers, body, cookies: [...cookies].map(([name, value]) => `${name}=${value}`) }));
    for (const line of result.cookies ?? []) {
      const [, name = '', value = '', maxAge] = /^([^=]+)=([^;]*)(?:.*Max-Age=(\d+))?/.exec(line) ?? [];
      if (maxAge === '0') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = result.headers?.['location'] as string | undefined;
    return { status: result.statusCode ?? 200, location, html: result.body ?? '', cookies: result.cookies ?? [] };
  };
  return {
    cookies,
    /** As a monitor or a link checker asks. */
    head: (path: string) => visit('HEAD', path, { 'sec-fetch-site': 'none' }),
    get: (path: string) => visit('GET', path, { 'sec-fetch-site': 'none' }),
    post: (path: string, form: Form = {}, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
      visit('POST', path, headers, formBody(form)),
  };
}

function formBody(form: Form): string {
  const pairs = Object.entries(form).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]));
  return new URLSearchParams(pairs).toString();
}

type Request = { method: string; path: string; headers: Record<string, string>; body?: string | undefined; cookies: string[] };

/** A request as API Gateway hands it on, format 2.0. */
function httpEvent({ method, path, headers, body, cookies }: Request): HttpEvent {
  const { pathname, search, searchParams } = new URL(path, baseUrl);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(search ? { queryStringParameters: Object.fromEntries(searchParams) } : {}),
    cookies,
    headers: { 'x-origin-verify': originVerify, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    requestContext: { http: { method, path: pathname }, requestId: 'a-request' } as HttpEvent['requestContext'],
    ...(body === undefined ? {} : { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}

export const binAnswers: [string, Form][] = [
  ['which-bin', { 'which-bin': 'food' }],
  ['missed-on', { 'missed-on-day': '20', 'missed-on-month': '11', 'missed-on-year': '2026' }],
  ['address', { 'address-line1': '12 Mill Lane', 'address-town': 'Northwick', 'address-postcode': 'nw14rp' }],
  ['anything-else', { 'anything-else': '' }],
  ['mobile', { mobile: 'yes', 'mobile-number': '07700 900123' }],
];

/** The draft that a page says it is of. */
export const draftOf = (page: Page): string => /name="_draft" value="([^"]*)"/.exec(page.html)?.[1] ?? 'no hidden field';

/** Answers a missed bin report up to check answers; a change of `mobile` asks for no texts. */
export async function answerMissedBin(browser: Browser, changes: Record<string, Form> = {}): Promise<Page> {
  let page: Page = { status: 0, location: undefined, html: '', cookies: [] };
  for (const [question, form] of binAnswers) page = await browser.post(`/apply/missed-bin/${question}`, changes[question] ?? form);
  return page;
}
