import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { createNotifyLimits } from './notify-limits.ts';

/** Stands for the local Notify's address in the templates of stage `local`. */
export const NOTIFY_URL_PLACEHOLDER = 'http://notify.localhost';

/** Answers as if all were well, and sends nothing: docs.notifications.service.gov.uk/rest-api.html#testing */
const SMOKE_TEST_NUMBERS = ['+447700900000', '+447700900111', '+447700900222'];
/** Notify takes six parts at most. */
const LONGEST_TEXT = 918;
const TOKEN_SECONDS = 30;

const UK_MOBILE = /^(?:\+44|44|0)7\d{9}$/;
const requestSchema = z.strictObject({
  phone_number: z.string(),
  template_id: z.uuid(),
  personalisation: z.record(z.string(), z.unknown()).optional(),
  reference: z.string().max(1_000).optional(),
  sms_sender_id: z.uuid().optional(),
});

type Settings = {
  /** Of the service: what the secret holds. */
  key: { serviceId: string; secret: string };
  /** To a phone; returns the text's id. */
  deliver: (number: string, body: string) => string;
  now: () => number;
  limits?: { perMinute?: number; perDay?: number };
};
type Answer = { status: number; body: object };

export interface LocalNotify {
  url: string;
  /** The key and the phones are known only once the templates are read, which need the address. */
  open(settings: Settings): void;
  close(): Promise<void>;
}

const failed = (status: number, error: string, message: string): Answer => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
});

/**
 * GOV.UK Notify on this machine, as far as a service sends texts with it: `POST /v2/notifications/sms`, its token, its schema,
 * its limits and its errors, by its documentation and its source (github.com/alphagov/notifications-api, app/v2). It knows
 * one template, `((body))`, by any id.
 */
export async function startNotify(): Promise<LocalNotify> {
  let answer: ((request: IncomingMessage, body: string) => Answer) | undefined;
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const answered = answer?.(request, body) ?? failed(503, 'Exception', 'Starting');
      response.writeHead(answered.status, { 'content-type': 'application/json' }).end(JSON.stringify(answered.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    open: (settings) => {
      answer = createAnswer(url, settings);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}

function createAnswer(url: string, { key, deliver, now, limits }: Settings) {
  const overLimit = createNotifyLimits(limits);
  return ({ method, url: path, headers }: IncomingMessage, body: string): Answer => {
    if (method !== 'POST' || path !== '/v2/notifications/sms') return failed(404, 'NotFound', 'The requested URL was not found');
    const denied = denialOf(headers.authorization, key, now());
    if (denied) return denied;
    const limit = overLimit(now());
    if (limit) return failed(429, limit.error, limit.message);
    const read = readRequest(body);
    if ('status' in read) return read;
    const { phone_number: number, personalisation, template_id: template, reference = null } = read;
    const text = personalisation?.['body'];
    if (typeof text !== 'string') return failed(400, 'BadRequestError', 'Missing personalisation: body');
    if (text.length > LONGEST_TEXT)
      return failed(400, 'BadRequestError', `Your message is too long. Text messages cannot be longer than ${LONGEST_TEXT} characters.`);
    const to = number.replace(/^(?:\+44|44|0)/, '+44');
    const id = SMOKE_TEST_NUMBERS.includes(to) ? randomUUID() : deliver(to, text);
    return {
      status: 201,
      body: {
        id,
        reference,
        content: { body: text, from_number: '07700900999' },
        uri: `${url}/v2/notifications/${id}`,
        template: { id: template, version: 1, uri: `${url}/services/${key.serviceId}/templates/${template}` },
        scheduled_for: null,
      },
    };
  };
}

function readRequest(body: string): z.infer<typeof requestSchema> | Answer {
  let candidate: unknown;
  try {
    candidate = JSON.parse(body);
  } catch {
    return failed(400, 'BadRequestError', 'Invalid JSON supplied in POST data');
  }
  const parsed = requestSchema.safeParse(candidate);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return failed(400, 'ValidationError', `${issue?.path.join('.')} ${issue?.message}`);
  }
  if (!UK_MOBILE.test(parsed.data.phone_number)) return failed(400, 'ValidationError', 'phone_number Not a UK mobile number');
  return parsed.data;
}

const claimsSchema = z.object({ iss: z.string(), iat: z.number() });

/** What is wrong with the token, in Notify's order: that there is one, whose it is, its signature, its age. */
function denialOf(authorization: string | undefined, key: Settings['key'], nowMs: number): Answer | undefined {
  const [, header = '', payload = '', signature = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization ?? '') ?? [];
  if (!header) return failed(401, 'AuthError', 'Unauthorized: authentication token must be provided');
  const claims = claimsSchema.safeParse(decoded(payload)).data;
  if (!claims) return failed(403, 'AuthError', 'Invalid token: iss field not provided');
  if (claims.iss !== key.serviceId) return failed(403, 'AuthError', 'Invalid token: service not found');
  const own = createHmac('sha256', key.secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (own.length !== given.length || !timingSafeEqual(own, given)) return failed(403, 'AuthError', 'Invalid token: API key not found');
  if (Math.abs(nowMs / 1000 - claims.iat) > TOKEN_SECONDS)
    return failed(403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds');
  return undefined;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
