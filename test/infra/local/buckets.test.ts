import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Local, startLocal } from '../../../infra/local/runner.ts';
import { writeTinyAssembly } from './fixture/tiny-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'buckets-'));
const prepared = writeTinyAssembly(join(folder, 'cdk.out'));
const start = () => startLocal({ dataDir: join(folder, 'data'), prepared, sample: false, quiet: true });
const BUCKET = 'tiny-bucket';
let local: Local;

const json = async <T>(path: string, body?: unknown): Promise<T> =>
  (await (await fetch(`${local.baseUrl}${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })).json()) as T;
type Form = { url: string; fields: Record<string, string> };
const formFor = (key: string) => json<Form>(`/form/${encodeURIComponent(key)}`);
function post(
  { url, fields }: Form,
  file: string,
  { headers = {}, changed = {} }: { headers?: Record<string, string>; changed?: object } = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changed })) form.append(name, value);
  form.append('file', new Blob([file]), 'photo.jpg');
  return fetch(url, { method: 'POST', body: form, redirect: 'manual', headers });
}
async function send(key: string, file: string): Promise<Response> {
  const form = await formFor(key);
  return post(form, file);
}
const settle = () => json<{ settled: boolean }>('/_local/api/settle', {});
const kept = async () => {
  const { items } = await json<{ items: { sk: { S: string }; what: { S: string } }[] }>('/items/files');
  return Object.fromEntries(items.map(({ sk, what }) => [sk.S, JSON.parse(what.S)]));
};

beforeAll(async () => {
  local = await start();
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a form that uploads', () => {
  it('puts the object there and sends the browser back with its bucket, key and etag', async () => {
    const answer = await send('arriving/one', 'hello');
    expect(answer.status).toBe(303);
    const location = new URL(answer.headers.get('location') ?? '');
    expect([location.origin + location.pathname, Object.fromEntries(location.searchParams)]).toEqual([
      `${local.baseUrl}/back`,
      { bucket: BUCKET, key: 'arriving/one', etag: '"5d41402abc4b2a76b9719d911017c592"' },
    ]);
  });

  it('is followed by a scan, of which the function hears once, and by a message where the bucket notifies', async () => {
    await settle();
    const found = await kept();
    expect(found['scanned arriving/one']).toMatchObject({
      detail: {
        scanStatus: 'COMPLETED',
        resourceType: 'S3_OBJECT',
        s3ObjectDetails: { bucketName: BUCKET, objectKey: 'arriving/one', eTag: '5d41402abc4b2a76b9719d911017c592' },
        scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
      },
      content: 'hello',
      part: 'ell',
      bytes: 5,
      metadata: { place: 'here' },
      copied: expect.stringMatching(/^\w{20,}$/),
      refused: 'AccessDenied',
      gone: 'NotFound',
      versions: 0,
    });
    expect(found['told kept/one']).toMatchObject({
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: BUCKET }, object: { key: 'kept/one', size: 5 } },
    });
    const { calls } = await json<{ calls: { cause: string; operation: string; refused?: true }[] }>('/_local/api/calls');
    const scanned = calls.filter(({ cause }) => cause === 'event files').map(({ operation }) => operation);
    expect(scanned).toEqual([
      'GetObject',
      'GetObject',
      'HeadObject',
      'PutObject',
      'PutObject',
      'DeleteObject',
      'HeadObject',
      'ListObjectVersions',
      'PutItem',
    ]);
  });

  it('finds the one file that every scanner finds', async () => {
    const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
    await send('arriving/bad', eicar);
    await settle();
    expect((await kept())['scanned arriving/bad'].detail.scanResultDetails).toEqual({
      scanResultStatus: 'THREATS_FOUND',
      threats: [{ name: 'EICAR-Test-File (not a virus)' }],
    });
  });

  it('is refused by S3’s own errors, and nothing is kept of it', async () => {
    const large = await send('arriving/large', 'x'.repeat(101));
    expect([large.status, large.headers.get('content-type')]).toEqual([400, 'application/xml']);
    expect(await large.text()).toMatch(/<Code>EntityTooLarge<\/Code>.*<MaxSizeAllowed>100<\/MaxSizeAllowed>/s);
    const typed = await post(await formFor('arriving/typed'), 'hello', { changed: { 'Content-Type': 'text/html' } });
    expect([typed.status, await typed.text()]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
    const elsewhere = await send('elsewhere/one', 'hello');
    expect([elsewhere.status, await elsewhere.text()]).toEqual([403, expect.stringMatching(/not authorized to perform: s3:PutObject/)]);
    await settle();
    expect(Object.keys(await kept()).filter((name) => /large|typed|elsewhere/.test(name))).toEqual([]);
  });

  it('is refused once the clock is past its hour', async () => {
    const form = await formFor('arriving/late');
    await json('/_local/api/clock', { advance: 'PT61M' });
    const answer = await post(form, 'hello');
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Policy expired')]);
  });

  it('only says that it has the object where the form asks for that', async () => {
    const answer = await post(await json<Form>(`/quiet/${encodeURIComponent('arriving/quiet')}`), 'hello');
    expect([answer.status, await answer.text()]).toEqual([201, expect.stringContaining('<Key>arriving/quiet</Key>')]);
  });

  it('is open to scripts of the origins that the bucket’s rules name, and to no others', async () => {
    const form = await formFor('arriving/script');
    const asked = (origin: string) =>
      fetch(form.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-a' },
      });
    const [theirs, others] = [await asked('https://elsewhere.example'), await asked('https://evil.example')];
    expect([theirs.status, theirs.headers.get('access-control-allow-origin'), theirs.headers.get('access-control-allow-headers')]).toEqual([
      200,
      'https://elsewhere.example',
      'x-a',
    ]);
    expect([others.status, others.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const sent = await post(form, 'hello', { headers: { origin: 'https://elsewhere.example' } });
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([303, 'https://elsewhere.example']);
  });
});

describe('a link that shows', () => {
  it('gives the object as what the link says it is', async () => {
    const { url } = await json<{ url: string }>(`/link/${encodeURIComponent('kept/one')}`);
    const answer = await fetch(url);
    expect([answer.status, await answer.text(), answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
      200,
      'hello',
      'text/plain',
      'inline; filename="one.txt"',
    ]);
  });

  it('shows nothing else, nothing that its signer may not see, and nothing after its minute', async () => {
    const { url } = await json<{ url: string }>(`/link/${encodeURIComponent('kept/one')}`);
    const status = async (address: string) => (await fetch(address)).status;
    const { url: unseen } = await json<{ url: string }>(`/link/${encodeURIComponent('arriving/script')}`);
    const early = [
      await status(url.replace('kept/one', 'kept/bad')),
      await status(url.replace('text%2Fplain', 'text%2Fhtml')),
      await status(unseen),
    ];
    await json('/_local/api/clock', { advance: 'PT61S' });
    expect([...early, await status(url)]).toEqual([403, 403, 403, 403]);
  });
});

it('hands an event on again that its function failed on', async () => {
  await send('arriving/stubborn', 'hello');
  await settle();
  expect((await kept())['scanned arriving/stubborn']).toMatchObject({ content: 'hello' });
});

it('keeps objects, forms already given out, and what is still to follow, over a stop', async () => {
  const form = await formFor('arriving/over');
  await send('arriving/waiting', 'hello');
  const { baseUrl } = local;
  await local.stop();
  local = await start();
  expect((await post({ ...form, url: form.url.replace(new URL(baseUrl).port, new URL(local.baseUrl).port) }, 'hello')).status).toBe(303);
  await settle();
  const found = await kept();
  expect([found['scanned arriving/waiting'].content, found['scanned arriving/over'].content]).toEqual(['hello', 'hello']);
  const { url } = await json<{ url: string }>(`/link/${encodeURIComponent('kept/one')}`);
  expect(await (await fetch(url)).text()).toBe('hello');
});
