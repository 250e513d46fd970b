import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHandler } from '../../../functions/report/handler.ts';
import { wireReport } from '../../../functions/report/wire.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import type { HttpEvent } from '../../../shared/edge/http.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { createLogStore } from '../../../shared/store/log-store.ts';
import { createMarkStore } from '../../../shared/store/mark-store.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { createScanTable } from '../../../shared/store/scan-table.ts';
import { createRebuild } from '../../../shared/use-cases/rebuild.ts';
import { createRollUp } from '../../../shared/use-cases/roll-up.ts';
import { words } from '../../support/words.ts';
import { council, secret } from './portal-browser.ts';
import { openProjectedPortal, type ProjectedPortal } from './projected-portal.ts';

const DAY = 86_400_000;
let portal: ProjectedPortal;
beforeAll(async () => {
  portal = await openProjectedPortal();
});
afterAll(() => portal.stop());

it('tells residents how the promise is kept, from cases that really ended in time and late', async () => {
  const { table, client, tableName, clock, catalogue } = portal;
  const newToken = () => crypto.randomUUID();
  const parts = { factStore: createFactStore(table, { newToken }), markStore: createMarkStore(table, newToken) };
  const rollUp = createRollUp({ ...parts, rollupStore: createRollupStore(table) });
  const report = createHandler(wireReport({ client, tableName, secret, council, now: () => clock.nowMs }));
  const performance = async () => {
    const event = {
      rawPath: '/performance',
      version: '2.0',
      headers: {},
      cookies: [],
      requestContext: { http: { method: 'GET', path: '/performance' } },
    };
    return words((await report(event as unknown as HttpEvent)).body ?? '');
  };
  const page = async () => words((await portal.browser().get('/services/missed-bin')).html);
  const end = async (reference: Reference) => {
    await portal.changeCase(reference, { type: 'complete', basedOn: 1 }, { kind: 'staff', id: 'olu' });
    await portal.projectLatest(reference);
  };

  const references: Reference[] = [];
  for (let bin = 0; bin < 12; bin++) references.push(await portal.report());
  await rollUp();
  expect(await page()).toContain('Too few have been done yet to say how well we keep to this.');

  // Asked on Monday 23 November 2026, with two working days.
  clock.nowMs += 2 * DAY;
  for (const reference of references.slice(0, 9)) await end(reference);
  clock.nowMs += DAY;
  for (const reference of references.slice(9)) await end(reference);
  await rollUp();
  expect(await page()).toContain('We have slipped: since 1 July 2026, 75% were done in that time.');
  expect(await performance()).toMatch(/Percentage of cases done within their target.*?75%/);

  const rebuild = createRebuild({ ...parts, scan: createScanTable(client, tableName), logs: createLogStore(table), rollUp, catalogue });
  for await (const keys of createScanTable(client, tableName).pages())
    for (const key of keys) if (/^(FACT|DAYS)#|^QUARTERS$/.test(key.pk)) await table.delete(key);
  clock.nowMs += 11 * 60_000;
  expect(await page()).toContain('Too few have been done yet');
  await rebuild(() => undefined);
  clock.nowMs += 11 * 60_000;
  expect(await page()).toContain('75% were done in that time.');
});
