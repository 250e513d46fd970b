import { ALGORITHM, type SignedBucket, scopeOf, sha256Hex, signature, signingTime } from './signing.ts';

/** How an object is shown to who follows a link. */
export type Shown = { contentType: string; contentDisposition: string; expiresInSeconds: number; versionId?: string | undefined };
export type SignObjectLink = (key: string, shown: Shown) => Promise<string>;

/** RFC 3986, which Signature Version 4 wants: everything but letters, digits and `-._~` is encoded. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Makes links that show one object of a bucket for a short time: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
export function createSignObjectLink({ credentials, region, bucketUrl, now }: SignedBucket): SignObjectLink {
  return async (key, { contentType, contentDisposition, expiresInSeconds, versionId }) => {
    const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
    const { moment, day } = signingTime(now());
    const address = new URL(`${bucketUrl}/${key.split('/').map(encode).join('/')}`);
    const query = Object.entries({
      'X-Amz-Algorithm': ALGORITHM,
      'X-Amz-Credential': `${accessKeyId}/${scopeOf(day, region)}`,
      'X-Amz-Date': moment,
      'X-Amz-Expires': String(expiresInSeconds),
      ...(sessionToken ? { 'X-Amz-Security-Token': sessionToken } : {}),
      'X-Amz-SignedHeaders': 'host',
      'response-cache-control': 'no-store',
      'response-content-disposition': contentDisposition,
      'response-content-type': contentType,
      ...(versionId ? { versionId } : {}),
    })
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&');
    const request = ['GET', address.pathname, query, `host:${address.host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
    const text = [ALGORITHM, moment, scopeOf(day, region), sha256Hex(request)].join('\n');
    return `${address.origin}${address.pathname}?${query}&X-Amz-Signature=${signature(secretAccessKey, { day, region }, text)}`;
  };
}
