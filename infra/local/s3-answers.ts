import { randomUUID } from 'node:crypto';
import type { StoredObject } from './object-store.ts';

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An error in S3's own shape: docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export function s3Error(status: number, code: string, message: string, details: Record<string, string | number> = {}) {
  const more = Object.entries(details).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message>${more.join('')}<RequestId>${randomUUID()}</RequestId></Error>`,
  };
}

/** What S3 says of an object that a form put there, where the form asks for `201`. */
export function postResponse({ bucket, key, etag }: StoredObject): string {
  const said = Object.entries({ Bucket: bucket, Key: key, ETag: etag }).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${said.join('')}</PostResponse>`;
}

/** The headers that an object is answered with. */
export function describedObject({ etag, versionId, contentType, metadata, at }: StoredObject): Record<string, string> {
  return {
    etag,
    'x-amz-version-id': versionId,
    'content-type': contentType,
    'last-modified': new Date(at).toUTCString(),
    'accept-ranges': 'bytes',
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
}

/** The part of a content that a `Range` header names, both ends included; undefined where all is meant. */
export function readRange(header: string | undefined, size: number): { from: number; to: number } | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from > to ? 'unsatisfiable' : { from, to };
}
