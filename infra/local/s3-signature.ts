import { createHash, createHmac } from 'node:crypto';

/** Where a signature says it was made: `AKIA…/20261122/eu-west-2/s3/aws4_request`. */
export interface Scope {
  accessKey: string;
  day: string;
  region: string;
}

export function parseCredential(credential: string): Scope | undefined {
  const [, accessKey, day, region] = /^([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request$/.exec(credential) ?? [];
  return accessKey && day && region ? { accessKey, day, region } : undefined;
}

/** `20261122T101500Z` as epoch milliseconds; NaN for anything else. */
export function parseSigningTime(moment: string): number {
  return Date.parse(moment.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What S3 works out itself and compares. */
export function expectedSignature(secret: string, { day, region }: Scope, text: string): string {
  const date = hmac(`AWS4${secret}`, day);
  return hmac(hmac(hmac(hmac(date, region), 's3'), 'aws4_request'), text).toString('hex');
}

/** Encodes as the canonical request wants it. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** The text that a presigned request's signature is over; `path` as it came, still encoded. */
export function presignedText(method: string, path: string, query: URLSearchParams, host: string): string {
  const canonical = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const request = [method, path, canonical, `host:${host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const scope = (query.get('X-Amz-Credential') ?? '').split('/').slice(1).join('/');
  return ['AWS4-HMAC-SHA256', query.get('X-Amz-Date') ?? '', scope, createHash('sha256').update(request).digest('hex')].join('\n');
}
