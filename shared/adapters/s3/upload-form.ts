import { ALGORITHM, type SignedBucket, scopeOf, signature, signingTime } from './signing.ts';

/** What one form may put in the bucket. */
export type Upload = {
  key: string;
  /** Both in bytes. */
  minBytes: number;
  maxBytes: number;
  contentType: string;
  /** Where the bucket sends the browser afterwards: an address of ours. Without one it only says that it has it, for a script to hear. */
  returnTo?: string | undefined;
  /** Kept with the object, as it is here. ASCII. */
  metadata: Record<string, string>;
  expiresInSeconds: number;
};
/** What a browser posts, in this order, before the field `file`; as `multipart/form-data`. */
export type UploadForm = { url: string; fields: Record<string, string> };
export type SignUploadForm = (upload: Upload) => Promise<UploadForm>;

/**
 * Makes forms with which a browser puts one object in a bucket, of that key, type and size and no other. The bucket checks all of it.
 * Signed here and not by the SDK, whose client for S3 weighs more than the pages that show the form: a test compares the two.
 */
export function createSignUploadForm({ credentials, region, bucketName, bucketUrl, now }: SignedBucket): SignUploadForm {
  return async ({ key, minBytes, maxBytes, contentType, returnTo, metadata, expiresInSeconds }) => {
    const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
    const { moment, day } = signingTime(now());
    const fields: Record<string, string> = {
      key,
      'Content-Type': contentType,
      ...(returnTo === undefined ? { success_action_status: '201' } : { success_action_redirect: returnTo }),
      ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
      bucket: bucketName,
      'X-Amz-Algorithm': ALGORITHM,
      'X-Amz-Credential': `${accessKeyId}/${scopeOf(day, region)}`,
      'X-Amz-Date': moment,
      ...(sessionToken ? { 'X-Amz-Security-Token': sessionToken } : {}),
    };
    const policy = {
      expiration: new Date(now() + expiresInSeconds * 1000).toISOString(),
      conditions: [['content-length-range', minBytes, maxBytes], ...Object.entries(fields).map(([name, value]) => ({ [name]: value }))],
    };
    const encoded = Buffer.from(JSON.stringify(policy)).toString('base64');
    return {
      url: bucketUrl,
      fields: { ...fields, Policy: encoded, 'X-Amz-Signature': signature(secretAccessKey, { day, region }, encoded) },
    };
  };
}
