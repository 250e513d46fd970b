import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWithScope } from '../../../functions/api/caller.ts';
import { importRoutes } from '../../../functions/api/imports.ts';
import { openApi } from '../../../functions/api/openapi.ts';
import type { HttpEvent, HttpResult } from '../../../shared/edge/http.ts';
import { wireImports } from '../../../shared/edge/imports.ts';
import { importProfiles } from '../../../shared/imports/index.ts';
import { callsFile, HALF_HOURS } from '../../support/calls.ts';
import { BASE_URL, createFrontDoor } from '../../support/front-door.ts';
import { httpEvent } from '../../support/http-event.ts';
import { aRow, createImports, type Imports, nightlyFile } from '../../support/imports.ts';

let imports: Imports;
const sent = new Map<string, string>();
const enqueued: string[] = [];
let routes: ReturnType<typeof importRoutes>;
beforeAll(async () => {
  imports = createImports(await createFrontDoor());
  const signForm = async ({ key }: { key: string }) => ({ url: 'https://extracts.example', fields: { key } });
  const now = () => imports.clock.ms;
  routes = importRoutes({
    ...imports,
    ...wireImports({ table: imports.table, signForm, enqueue: async (id) => void enqueued.push(id), baseUrl: BASE_URL, now }),
    sendFile: async ({ fields }: { fields: Record<string, string> }, content: string) => void sent.set(fields['key'] ?? '', content),
    withScope: createWithScope(async (authorization) => (authorization ? JSON.parse(authorization) : undefined)),
    baseUrl: BASE_URL,
    newId: () => crypto.randomUUID(),
    now,
  } as never);
});
afterAll(() => imports.stop());

type Ask = { body?: unknown; type?: string; key?: string; query?: string; id?: string; scope?: string };
const ask = async (
  route: (event: HttpEvent) => Promise<HttpResult>,
  { body, type = 'application/json', key, query = '', id, scope = 'imports.write' }: Ask,
) => {
  const headers = {
    'content-type': type,
    authorization: JSON.stringify({ id: 'back-office', scopes: [scope] }),
    ...(key ? { 'idempotency-key': key } : {}),
  };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const event = httpEvent({ method: 'POST', path: '/api/v1/imports', query, headers, ...(body === undefined ? {} : { body: text }) });
  const answered = await route({ ...event, ...(id ? { pathParameters: { id } } : {}) });
  return { status: answered.statusCode, body: JSON.parse(answered.body ?? '{}') };
};
const nightly = { profile: 'sample-nightly-claims' };

describe('importing by the API', () => {
  it('gives a form to send the file with, the same import for the same key', async () => {
    const first = await ask(routes.begin, { body: nightly, key: 'tonight' });
    expect(first).toMatchObject({
      status: 201,
      body: { state: 'expected', upload: { url: 'https://extracts.example', maxBytes: 100_000_000 } },
    });
    expect(first.body.upload.fields.key).toBe(`arriving/${first.body.id}`);
    const again = await ask(routes.begin, { body: nightly, key: 'tonight' });
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    expect((await ask(routes.begin, { body: { profile: 'sample-badge-applications' }, key: 'tonight' })).status).toBe(422);
  });

  it('takes a small file in the body, goes through it, and takes it in when asked', async () => {
    const content = nightlyFile([aRow(), aRow({ CLAIM_NO: '' })]);
    const begun = await ask(routes.begin, { body: content, type: 'text/csv', query: 'profile=sample-nightly-claims', key: 'small' });
    expect(begun.status).toBe(202);
    const { id } = begun.body;
    expect(sent.get(`arriving/${id}`)).toBe(content);
    expect((await ask(routes.apply, { body: {}, id })).status).toBe(409);
    imports.files.set(id, Buffer.from(content));
    await imports.store.arrived(id, { bytes: content.length, at: '2026-11-20T10:00:00.000Z' });
    await imports.runImport(id, Number.POSITIVE_INFINITY);
    const read = await ask(routes.read, { id });
    expect(read.body).toMatchObject({
      state: 'ready',
      percent: 100,
      check: { rows: 2, bad: 1, open: 1, texts: 1 },
      asksFirst: false,
      faults: [{ line: 3, column: 'CLAIM_NO', reason: 'empty' }],
    });
    expect(JSON.stringify(read.body)).not.toMatch(/Joan|900123|Mill/);
    const applied = await ask(routes.apply, { body: {}, id, key: 'yes' });
    expect([applied.status, applied.body.state, enqueued]).toEqual([202, 'applying', [id]]);
    expect((await ask(routes.apply, { body: {}, id, key: 'yes' })).status).toBe(202);
    await imports.runImport(id, Number.POSITIVE_INFINITY);
    expect(await ask(routes.apply, { body: {}, id })).toMatchObject({
      status: 200,
      body: { state: 'done', apply: { open: 1, commits: 1 } },
    });
    // Sent again under its key, it is the import that it was.
    expect(
      await ask(routes.begin, { body: content, type: 'text/csv', query: 'profile=sample-nightly-claims', key: 'small' }),
    ).toMatchObject({
      status: 200,
      body: { id, state: 'done' },
    });
  });

  it('wants a name before it texts unusually many', async () => {
    const id = await imports.check(nightlyFile(Array.from({ length: 30 }, (_, n) => aRow({ CLAIM_NO: `HC${n}` }))));
    expect((await ask(routes.apply, { body: {}, id })).body.detail).toContain('confirmedBy');
    expect((await ask(routes.apply, { body: { confirmedBy: 'Morgan Okafor' }, id })).status).toBe(202);
    expect(await imports.store.read(id)).toMatchObject({
      appliedBy: { kind: 'client', id: 'back-office', name: 'Morgan Okafor' },
      confirmed: true,
    });
  });

  it.each([
    ['an unknown profile', { body: { profile: 'moon' } }, 422],
    ['a file by no profile', { body: 'a,b', type: 'text/csv' }, 422],
    ['a file that is not in UTF-8', { body: 'a|b', type: 'text/csv', query: 'profile=sample-daily-changes' }, 415],
    ['an empty file', { body: '', type: 'text/csv', query: 'profile=sample-nightly-claims' }, 400],
    ['a file that is too large for a body', { body: 'a'.repeat(150_001), type: 'text/csv', query: 'profile=sample-nightly-claims' }, 413],
    ['another type', { body: '{}', type: 'text/plain' }, 415],
    ['a token without the scope', { body: nightly, scope: 'cases.write' }, 403],
  ])('refuses %s with problem details', async (_what, request: Ask, status) => {
    const refused = await ask(routes.begin, request);
    expect([refused.status, refused.body.status]).toEqual([status, status]);
  });

  it('finds no import that is none', async () => {
    expect((await ask(routes.read, { id: 'nothing-there' })).status).toBe(404);
    expect((await ask(routes.apply, { body: {}, id: 'nothing-there' })).status).toBe(404);
  });

  it('takes the calls of a telephone system in the same way', async () => {
    const content = callsFile([{}, { begins: '09:30' }, { begins: '09:10' }]);
    const begun = await ask(routes.begin, { body: content, type: 'text/csv', query: `profile=${HALF_HOURS}`, key: 'calls' });
    const { id } = begun.body;
    imports.files.set(id, Buffer.from(content));
    await imports.store.arrived(id, { bytes: content.length, at: '2026-11-20T10:00:00.000Z' });
    await imports.runImport(id, Number.POSITIVE_INFINITY);
    expect((await ask(routes.read, { id })).body).toMatchObject({
      state: 'ready',
      check: { rows: 3, added: 2, bad: 1, texts: 0 },
      faults: [{ line: 4, column: 'Interval', reason: 'not-a-half-hour' }],
    });
    expect((await ask(routes.apply, { body: {}, id })).status).toBe(202);
    await imports.runImport(id, Number.POSITIVE_INFINITY);
    expect((await ask(routes.apply, { body: {}, id })).body).toMatchObject({ state: 'done', apply: { added: 2, commits: 1 } });
  });

  it('is in the OpenAPI document, and its profiles are there', () => {
    const { paths } = openApi(BASE_URL) as { paths: Record<string, Record<string, { operationId: string }>> };
    expect(
      ['/api/v1/imports', '/api/v1/imports/{id}', '/api/v1/imports/{id}/apply'].map(
        (path) => Object.values(paths[path] ?? {})[0]?.operationId,
      ),
    ).toEqual(['beginImport', 'readImport', 'applyImport']);
    expect([...importProfiles.keys()]).toHaveLength(6);
  });
});
