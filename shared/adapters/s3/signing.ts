import { createHash, createHmac } from 'node:crypto';

/** Credentials of the function's role, as any client of the SDK has them: `client.config.credentials`. */
export type Credentials = () => Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string | undefined }>;

/** A bucket that browsers are sent to. */
export type SignedBucket = {
  credentials: Credentials;
  region: string;
  bucketName: string;
  /** Where browsers reach the bucket, without a slash at the end. */
  bucketUrl: string;
  /** Epoch milliseconds. */
  now: () => number;
};

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** `20261122T101500Z`, and its day: the two ways Signature Version 4 writes a moment. */
export function signingTime(ms: number): { moment: string; day: string } {
  const moment = new Date(ms)
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z')
    .replace(/[-:]/g, '');
  return { moment, day: moment.slice(0, 8) };
}

export const scopeOf = (day: string, region: string): string => `${day}/${region}/s3/aws4_request`;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Signs by Signature Version 4 for S3: docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authenticating-requests.html */
export function signature(secretAccessKey: string, { day, region }: { day: string; region: string }, text: string): string {
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretAccessKey}`, day), region));
  return hmac(key, text).toString('hex');
}
