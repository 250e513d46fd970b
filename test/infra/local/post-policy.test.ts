import { describe, expect, it } from 'vitest';
import { parseFileForm } from '../../../infra/local/multipart.ts';
import { refusalOf } from '../../../infra/local/post-policy.ts';
import { createSignUploadForm } from '../../../shared/adapters/s3/upload-form.ts';

const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const HOUR = 3_600_000;
const SECRET = 'a secret of the function';

async function fieldsOf(changed: Record<string, string> = {}) {
  const sign = createSignUploadForm({
    credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE000000001', secretAccessKey: SECRET }),
    region: 'eu-west-2',
    bucketName: 'evidence',
    bucketUrl: 'http://localhost/_local/s3/evidence',
    now: () => NOW,
  });
  const { fields } = await sign({
    key: 'arriving/one',
    minBytes: 2,
    maxBytes: 10,
    contentType: 'application/octet-stream',
    returnTo: 'http://localhost/back',
    metadata: { place: 'P8VZ82M/payslip' },
    expiresInSeconds: 3600,
  });
  return { ...fields, ...changed };
}

/** The form as a browser sends it, read again. */
async function posted(fields: Record<string, string>, file: string | undefined) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (file !== undefined) form.append('file', new Blob([file]), 'photo.jpg');
  form.append('after', 'ignored');
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const read = parseFileForm(request.headers.get('content-type') ?? '', Buffer.from(await request.arrayBuffer()));
  if (!read) throw new Error('not a form');
  return read;
}

async function answer({ changed = {}, file = 'hello', now = NOW + HOUR - 1, bucket = 'evidence' } = {}) {
  const secretOf = (accessKey: string) => (accessKey === 'AKIAEXAMPLE000000001' ? SECRET : undefined);
  return refusalOf(await posted(await fieldsOf(changed), file), { bucket, now, secretOf });
}

describe('a form that uploads', () => {
  it('is taken as it was signed, for as long as it is good', async () => {
    expect(await answer()).toBeUndefined();
  });

  it('is refused past its hour', async () => {
    expect(await answer({ now: NOW + HOUR })).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: 'Invalid according to Policy: Policy expired.',
    });
  });

  it.each([
    ['another key', { key: 'evidence/one' }, '["eq","$key","arriving/one"]'],
    ['another type', { 'Content-Type': 'text/html' }, '["eq","$content-type","application/octet-stream"]'],
    ['another address to come back to', { success_action_redirect: 'http://evil.example/' }, '["eq","$success_action_redirect"'],
    ['another place', { 'x-amz-meta-place': 'P8VZ82M/other' }, '["eq","$x-amz-meta-place","P8VZ82M/payslip"]'],
  ])('is refused with %s', async (_what, changed, condition) => {
    const refused = await answer({ changed });
    expect(refused).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(refused?.message).toContain(`Invalid according to Policy: Policy Condition failed: ${condition}`);
  });

  it('is refused in another bucket', async () => {
    expect(await answer({ bucket: 'imports' })).toMatchObject({ code: 'AccessDenied' });
  });

  it('is refused with a field that no condition names', async () => {
    expect(await answer({ changed: { acl: 'public-read' } })).toMatchObject({
      code: 'AccessDenied',
      message: 'Invalid according to Policy: Extra input fields: acl',
    });
  });

  it('is refused when its policy was written anew', async () => {
    const Policy = Buffer.from(JSON.stringify({ expiration: '2036-01-01T00:00:00.000Z', conditions: [] })).toString('base64');
    expect(await answer({ changed: { Policy } })).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('is refused of an access key that nobody has', async () => {
    const changed = { 'X-Amz-Credential': 'AKIASOMEBODYELSE0001/20261120/eu-west-2/s3/aws4_request' };
    expect(await answer({ changed })).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
  });

  it.each([
    ['too large', 'elevenbytes', { status: 400, code: 'EntityTooLarge', details: { ProposedSize: 11, MaxSizeAllowed: 10 } }],
    ['too small', 'a', { status: 400, code: 'EntityTooSmall', details: { ProposedSize: 1, MinSizeAllowed: 2 } }],
  ])('is refused when its file is %s', async (_what, file, refused) => {
    expect(await answer({ file })).toMatchObject(refused);
  });

  it('is refused without a file', async () => {
    const refused = refusalOf(await posted(await fieldsOf(), undefined), { bucket: 'evidence', now: NOW, secretOf: () => SECRET });
    expect(refused).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });
});

it('gives back each byte of a file that holds what looks like the end of a form', async () => {
  const file = '\r\n--\r\nContent-Disposition: form-data; name="key"\r\n\r\nevil\r\n';
  const form = await posted({ key: 'arriving/one' }, file);
  expect([form.fields.get('key'), form.file?.toString()]).toEqual(['arriving/one', file]);
});
