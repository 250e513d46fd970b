import type { Context } from 'aws-lambda';
import { createHandler } from '../../../functions/console/handler.ts';
import { wireConsole } from '../../../functions/console/wire.ts';
import { createSignObjectLink } from '../../../shared/adapters/s3/object-link.ts';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import type { Staff } from '../../../shared/domain/staff.ts';
import { type HttpEvent, type HttpResult, httpEdge } from '../../../shared/edge/http.ts';
import { beginSession } from '../../../shared/edge/staff-session.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { createSummaryStore } from '../../../shared/store/summary-store.ts';
import { createLogger } from '../../../shared/telemetry/logger.ts';
import { createOpenCase } from '../../../shared/use-cases/open-case.ts';
import { createTestTable } from '../../support/table.ts';

const secret = 'a secret for tests, of more than 32 characters';
const originVerify = 'through the front';
const COUNCIL = {
  name: 'Northwick District Council',
  shortName: 'Northwick Council',
  phone: '01632 960100',
  email: 'hello@northwick.example',
  timezone: 'Europe/London' as const,
};

export const benefitsOfficer: Staff = { id: 'bryn', name: 'Bryn Davies', roles: ['officer'], teams: ['benefits'] };
export const otherBenefitsOfficer: Staff = { id: 'nia', name: 'Nia Hughes', roles: ['officer'], teams: ['benefits'] };
export const environmentOfficer: Staff = { id: 'esme', name: 'Esme Clarke', roles: ['officer'], teams: ['environment'] };
export const adviser: Staff = { id: 'amal', name: 'Amal Rahman', roles: ['adviser'], teams: [] };
export const manager: Staff = { id: 'morgan', name: 'Morgan Okafor', roles: ['manager'], teams: [] };

export const claimAnswers: Answers = {
  situation: 'pensioner',
  'full-name': 'Joan Field',
  'date-of-birth': '1950-03-31',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  rent: '£120 a week',
  income: ['state-pension'],
  partner: 'no',
  mobile: { wanted: true, number: '+447700900123' },
  declaration: 'agreed',
};
export const binAnswers: Answers = {
  'which-bin': 'food',
  'missed-on': '2026-11-20',
  address: { line1: '12 Mill Lane', town: 'Northwick', postcode: 'NW1 4RP' },
  mobile: { wanted: false },
};
export const badgeAnswers = (endOfLife: boolean): Answers => ({
  'full-name': 'Sam Reed',
  'date-of-birth': '1950-03-31',
  address: { line1: '3 High Street', town: 'Northwick', postcode: 'NW1 4RP' },
  'end-of-life': endOfLife ? 'yes' : 'no',
  ...(endOfLife ? {} : { benefit: ['none'], 'how-hard': 'I can walk 10 metres' }),
  mobile: { wanted: false },
  declaration: 'agreed',
});

export type Page = { status: number; location: string | undefined; html: string; cookies: string[] };

/** The console behind its edge on a table of its own, and browsers of it in which somebody has signed in. */
export async function openConsole({ baseUrl = 'https://my.northwick.gov.uk', issuer = 'https://issuer.invalid' } = {}) {
  const testTable = await createTestTable();
  const clock = { nowMs: Date.parse('2026-11-23T10:00:00Z') };
  const now = () => clock.nowMs;
  const logged: string[] = [];
  const logger = createLogger('console', (line) => logged.push(line));
  const config = {
    TABLE_NAME: testTable.tableName,
    COUNCIL,
    BASE_URL: baseUrl,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'console',
    PENCE_PER_PART: 4,
  };
  const signLink = createSignObjectLink({
    credentials: async () => ({ accessKeyId: 'test', secretAccessKey: 'test' }),
    region: 'eu-west-2',
    bucketName: 'evidence',
    bucketUrl: 'https://evidence.example',
    now,
  });
  const enqueued: string[] = [];
  const deps = wireConsole({
    client: testTable.client,
    config,
    secret,
    logger,
    signLink,
    signForm: async ({ key, returnTo }) => ({ url: 'https://extracts.example', fields: { key, success_action_redirect: returnTo } }),
    enqueue: async (id) => void enqueued.push(id),
    now,
  });
  const handler = httpEdge(createHandler(deps), { originVerify, baseUrl, logger, refuse: (reason) => deps.showMessage(reason) });
  const logs = createLogStore(testTable.table);
  const open = createOpenCase({ logs, keyring: deps.keyring, now });
  const summaries = createSummaryStore(testTable.table);

  /** Opens a case as a resident does, and lists it as the projector does. */
  const openCase = async (service: string, answers: Answers): Promise<Reference> => {
    const outcome = await open(catalogue.get(service) as Service, {
      draftId: crypto.randomUUID(),
      answers,
      channel: 'web',
      assisted: false,
      by: { kind: 'resident' },
    });
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    const file = await deps.readCaseFile(outcome.reference);
    if (file) await summaries.put(file.service, file.state);
    return outcome.reference;
  };
  const send = async (event: HttpEvent): Promise<HttpResult> => (await handler(event, {} as Context)) as HttpResult;
  const browser = (staff?: Staff) => createBrowser(send, baseUrl, staff ? beginSession(staff, deps.keyring, clock.nowMs) : []);
  return { ...deps, ...testTable, enqueued, logs, summaries, clock, logged, openCase, browser };
}

export type Console = Awaited<ReturnType<typeof openConsole>>;
export type Browser = ReturnType<typeof createBrowser>;

function createBrowser(send: (event: HttpEvent) => Promise<HttpResult>, baseUrl: string, begun: string[]) {
  const jar = new Map<string, string>();
  const keep = (lines: readonly string[]) => {
    for (const line of lines) {
      const [, name = '', value = '', maxAge] = /^([^=]+)=([^;]*)(?:.*Max-Age=(\d+))?/.exec(line) ?? [];
      if (maxAge === '0') jar.delete(name);
      else jar.set(name, value);
    }
  };
  keep(begun);
  const visit = async (method: string, path: string, body?: string): Promise<Page> => {
    const { pathname, search, searchParams } = new URL(path, baseUrl);
    const result = await send({
      version: '2.0',
      routeKey: '$default',
      rawPath: pathname,
      rawQueryString: search.slice(1),
      ...(search ? { queryStringParameters: Object.fromEntries(searchParams) } : {}),
      cookies: [...jar].map(([name, value]) => `${name}=${value}`),
      headers: { 'x-origin-verify': originVerify, 'sec-fetch-site': method === 'GET' ? 'none' : 'same-origin' },
      requestContext: { http: { method, path: pathname }, requestId: 'a-request' } as HttpEvent['requestContext'],
      ...(body === undefined ? {} : { body }),
      isBase64Encoded: false,
    });
    keep(result.cookies ?? []);
    return {
      status: result.statusCode ?? 200,
      location: result.headers?.['location'] as string | undefined,
      html: result.body ?? '',
      cookies: result.cookies ?? [],
    };
  };
  return {
    jar,
    get: (path: string) => visit('GET', path),
    post: (path: string, form: Record<string, string> = {}) => visit('POST', path, new URLSearchParams(form).toString()),
  };
}

/** The hidden fields of one form of the case page, as a browser would send them with what is typed. */
export function formOf(page: Page, form: string, typed: Record<string, string> = {}): Record<string, string> {
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.html)?.[1] ?? '';
  return { do: form, basedOn: field('basedOn'), nonce: field('nonce'), ...typed };
}

export { words } from '../../support/words.ts';
