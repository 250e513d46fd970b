import { createHmac } from 'node:crypto';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const KEY = new RegExp(`(${UUID})-(${UUID})$`, 'i');

export type NotifyKey = { serviceId: string; secret: string };

/**
 * Reads an API key of GOV.UK Notify: `{name}-{service id}-{secret}`, both UUIDs; the name may hold dashes too.
 * Throws on anything else, without saying what it was.
 */
export function parseNotifyKey(key: string): NotifyKey {
  const [, serviceId, secret] = KEY.exec(key.trim()) ?? [];
  if (!serviceId || !secret) throw new Error('the Notify API key is not one: {name}-{service id}-{secret}');
  return { serviceId, secret };
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * The token of one request, a JSON Web Token signed with HS256. Notify takes it for 30 seconds, by its own clock:
 * docs.notifications.service.gov.uk/rest-api.html#authorisation-header
 */
export function notifyToken({ serviceId, secret }: NotifyKey, nowMs: number): string {
  const signed = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded({ iss: serviceId, iat: Math.floor(nowMs / 1000) })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
