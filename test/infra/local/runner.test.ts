import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Local, startLocal } from '../../../infra/local/runner.ts';
import { writeTinyAssembly } from './fixture/tiny-stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'runner-'));
const prepared = writeTinyAssembly(join(folder, 'cdk.out'));
const dataDir = join(folder, 'data');
let local: Local;

const start = () => startLocal({ dataDir, prepared, sample: false, quiet: true });
const get = (path: string, init?: RequestInit): Promise<Response> => fetch(`${local.baseUrl}${path}`, init);
const json = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await get(
    path,
    body === undefined ? undefined : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  return (await response.json()) as T;
};
const addItem = (id: string, number = '') => get(`/items/${id}`, { method: 'POST', body: new URLSearchParams({ number }) });
const settle = () => json<{ settled: boolean }>('/_local/api/settle', {});
const texts = async (number: string) =>
  (await json<{ texts: { body: string; direction: string; id: string }[] }>(`/_local/api/texts?number=${number}`)).texts;
const calls = async () =>
  (
    await json<{ calls: { function: string; service: string; operation: string; cause: string; units?: number; refused?: true }[] }>(
      '/_local/api/calls',
    )
  ).calls;

beforeAll(async () => {
  local = await start();
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a page', () => {
  it('reaches the function as payload format 2.0, and its cookies and headers come back', async () => {
    const answer = await addItem('one');
    expect(await answer.json()).toEqual({ id: 'one' });
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const { event } = await json<{ event: Record<string, unknown> & { headers: Record<string, string> } }>('/any/where?a=1&a=2');
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/any/where',
      rawQueryString: 'a=1&a=2',
      queryStringParameters: { a: '1,2' },
    });
    expect(event.headers.host).toMatch(/\.execute-api\.eu-west-2\.amazonaws\.com$/);
  });

  it('is compressed as the distribution compresses', async () => {
    const answer = await get('/large', { headers: { 'accept-encoding': 'br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect((await answer.text()).length).toBeGreaterThan(10_000);
  });

  it('carries the origin secret that the function reads', async () => {
    expect(await json('/secret')).toEqual({ length: 64, header: true });
  });

  it('answers 500 when its function throws or ends, 503 when it takes too long, and works again after', async () => {
    expect((await get('/throw')).status).toBe(500);
    expect((await get('/exit')).status).toBe(500);
    expect((await get('/slow')).status).toBe(503);
    expect((await get('/')).status).toBe(200);
  });
});

it('refuses a call that the role in the template does not allow, and records it', async () => {
  expect(await json('/scan')).toEqual({ refused: 'AccessDeniedException' });
  expect(await calls()).toContainEqual(expect.objectContaining({ function: 'web', operation: 'Scan', cause: 'GET /scan', refused: true }));
});

it('counts what each page costs', async () => {
  await get('/items/one');
  const [read] = (await calls()).filter(({ cause }) => cause === 'GET /items/one');
  expect(read).toMatchObject({ function: 'web', service: 'dynamodb', operation: 'Query', units: 0.5 });
});

it('waits for queues and streams alone when schedules are left out, and tells of texts from a place on', async () => {
  const before = (await json<{ texts: unknown[] }>('/_local/api/texts')).texts.length;
  await addItem('quiet', '+447700900155');
  const scheduled = (await calls()).filter(({ cause }) => cause.startsWith('schedule')).length;
  expect(await json('/_local/api/settle', { schedules: false })).toEqual({ settled: true, rounds: 1 });
  expect((await calls()).filter(({ cause }) => cause.startsWith('schedule'))).toHaveLength(scheduled);
  expect(await json(`/_local/api/texts?after=${before}`)).toMatchObject({ texts: [{ number: '+447700900155' }] });
});

it('carries a write by the stream and a queue to a phone, and a reply back', async () => {
  await addItem('two', '+447700900111');
  expect(await settle()).toMatchObject({ settled: true });
  const [text] = await texts('07700900111');
  expect(text).toMatchObject({ direction: 'out', body: 'Your item is here, +447700900111' });
  await json('/_local/api/replies', { from: '07700 900111', body: '5' });
  await settle();
  const { items } = await json<{ items: { what: { S: string } }[] }>('/items/heard');
  expect(items.map(({ what }) => JSON.parse(what.S))).toEqual([
    expect.objectContaining({
      originationNumber: '+447700900111',
      destinationNumber: '+447700900999',
      messageBody: '5',
      previousPublishedMessageId: text?.id,
    }),
  ]);
  expect((await calls()).map(({ cause }) => cause)).toEqual(expect.arrayContaining(['stream follow', 'queue text', 'queue heard']));
});

it('gives a poison record up and delays nobody', async () => {
  await Promise.all([addItem('bad', 'poison'), addItem('good', '+447700900112')]);
  expect(await settle()).toMatchObject({ settled: true });
  expect(await texts('07700900112')).toHaveLength(1);
});

it('shifts the clock that functions see, and schedules run on it', async () => {
  const before = await json<{ now: number }>('/time');
  const { now } = await json<{ now: string }>('/_local/api/clock', { advance: 'PT24H' });
  expect(Date.parse(now) - before.now).toBeGreaterThanOrEqual(24 * 3_600_000);
  expect((await json<{ now: number }>('/time')).now - before.now).toBeGreaterThanOrEqual(24 * 3_600_000);
  expect((await calls()).filter(({ cause }) => cause === 'schedule heard').length).toBeGreaterThan(0);
});

it('lets an API client in with a token of the right scope only', async () => {
  const { clientId, clientSecret, tokenEndpoint } = await json<Record<string, string>>('/_local/api/credentials');
  const token = async (scope: string) => {
    const answer = await fetch(tokenEndpoint as string, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const status = async (bearer?: string) =>
    (await get('/guarded/7', bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {})).status;
  expect([
    await status(),
    await status('nonsense'),
    await status(await token('front-door/measures.read')),
    await status(await token('front-door/cases.read')),
  ]).toEqual([401, 401, 403, 200]);
});

it('refuses a second process on the same data, kindly', async () => {
  await expect(start()).rejects.toThrow(/already running on the data/);
});

it('keeps everything over a stop', async () => {
  const before = await texts('07700900111');
  await local.stop();
  local = await start();
  expect(await texts('07700900111')).toEqual(before);
  expect(await json('/items/two')).toMatchObject({ items: [{ number: { S: '+447700900111' } }] });
});

describe('killed at any moment', () => {
  it('loses nothing it had acknowledged', async () => {
    const data = join(folder, 'killed');
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('./fixture/start-tiny.ts', import.meta.url)), prepared.directory, data],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      );
      const baseUrl = await new Promise<string>((resolve) => child.stdout.once('data', (chunk: Buffer) => resolve(String(chunk).trim())));
      const exited = new Promise((resolve) => child.once('exit', resolve));
      for (let count = 0; ; count += 1) {
        const number = `+4477009005${round}${String(count).padStart(2, '0')}`.slice(0, 13);
        const asked = fetch(`${baseUrl}/items/${round}-${count}`, { method: 'POST', body: new URLSearchParams({ number }) });
        // With one request on its way, and the texts of those before it: a moment that no clock of the machine decides.
        if (count === 4 + round) child.kill('SIGKILL');
        const answer = await asked.catch(() => undefined);
        if (!answer?.ok) break;
        acknowledged.push(number);
      }
      await exited;
    }
    await local.stop();
    local = await startLocal({ dataDir: data, prepared, sample: false, quiet: true });
    expect(await settle()).toMatchObject({ settled: true });
    const told = await Promise.all(acknowledged.map(async (number) => (await texts(number)).length));
    expect(acknowledged.length).toBeGreaterThanOrEqual(4 + 5 + 6);
    expect(told.filter((count) => count === 0)).toEqual([]);
  });
});
