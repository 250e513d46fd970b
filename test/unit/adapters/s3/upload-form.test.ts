import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSignUploadForm } from '../../../../shared/adapters/s3/upload-form.ts';

const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const credentials = { accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: 'a secret of the role', sessionToken: 'a session' };
const upload = {
  key: 'arriving/one',
  minBytes: 0,
  maxBytes: 1000,
  contentType: 'application/octet-stream',
  returnTo: 'https://my.northwick.example/case/P8VZ82M/evidence',
  metadata: { place: 'P8VZ82M/payslip' },
  expiresInSeconds: 3600,
};
const policyOf = ({ Policy = '' }: Record<string, string>) =>
  JSON.parse(Buffer.from(Policy, 'base64').toString()) as { expiration: string; conditions: unknown[] };

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const signed = () =>
  createSignUploadForm({
    credentials: async () => credentials,
    region: 'eu-west-2',
    bucketName: 'evidence',
    bucketUrl: 'https://evidence.s3.eu-west-2.amazonaws.com',
    now: () => NOW,
  })(upload);

it('posts what the SDK would post, and signs it as the SDK does', async () => {
  const ours = await signed();
  const theirs = await createPresignedPost(new S3Client({ region: 'eu-west-2', credentials }), {
    Bucket: 'evidence',
    Key: upload.key,
    Conditions: [['content-length-range', 0, 1000]],
    Fields: { 'Content-Type': upload.contentType, success_action_redirect: upload.returnTo, 'x-amz-meta-place': 'P8VZ82M/payslip' },
    Expires: 3600,
  });
  const { Policy: _, 'X-Amz-Signature': __, ...fields } = ours.fields;
  const { Policy: ___, 'X-Amz-Signature': ____, ...expected } = theirs.fields;
  expect(fields).toEqual(expected);
  expect(`${ours.url}/`).toBe(theirs.url);
  const [policy, wanted] = [policyOf(ours.fields), policyOf(theirs.fields)];
  expect(new Set(policy.conditions.map((one) => JSON.stringify(one)))).toEqual(
    new Set(wanted.conditions.map((one) => JSON.stringify(one))),
  );
  expect(Date.parse(policy.expiration)).toBe(Date.parse(wanted.expiration));
});

it('signs the same policy with the same signature as the SDK', async () => {
  const theirs = await createPresignedPost(new S3Client({ region: 'eu-west-2', credentials }), { Bucket: 'evidence', Key: 'k' });
  const { signature } = await import('../../../../shared/adapters/s3/signing.ts');
  expect(signature(credentials.secretAccessKey, { day: '20261120', region: 'eu-west-2' }, theirs.fields['Policy'] ?? '')).toBe(
    theirs.fields['X-Amz-Signature'],
  );
});

it('allows one key, one type, one address to come back to, and nothing larger, for an hour', async () => {
  const policy = policyOf((await signed()).fields);
  expect(policy.expiration).toBe('2026-11-20T11:00:00.000Z');
  expect(policy.conditions).toEqual(
    expect.arrayContaining([
      ['content-length-range', 0, 1000],
      { key: 'arriving/one' },
      { 'Content-Type': 'application/octet-stream' },
      { success_action_redirect: upload.returnTo },
      { bucket: 'evidence' },
    ]),
  );
});
