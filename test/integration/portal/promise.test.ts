import { afterAll, beforeAll, expect, it } from 'vitest';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { some } from '../../support/reports.ts';
import { openPortal } from './portal-browser.ts';

let portal: Awaited<ReturnType<typeof openPortal>>;
beforeAll(async () => {
  portal = await openPortal();
  const rollups = createRollupStore(portal.table);
  const ended = (inTime: number, late: number) =>
    foldFacts([some(inTime, { type: 'ended', detail: 'in-time' }), some(late, { type: 'ended', detail: 'late' })]);
  const quarter = (date: string, service: string, rollup: ReturnType<typeof ended>) =>
    rollups.writeQuarter({ quarter: quarterOf(date), service, rollup, foldedAt: '2026-11-21T09:00:00.000Z' }, 0);
  await quarter('2026-04-01', 'missed-bin', ended(0, 1000));
  await quarter('2026-07-01', 'missed-bin', ended(60, 3));
  await quarter('2026-10-01', 'missed-bin', ended(34, 3));
  await quarter('2026-10-01', 'blue-badge', ended(10, 10));
});
afterAll(() => portal.stop());

it('tells each service’s promise and how it is kept, for one query in ten minutes', async () => {
  const browser = portal.browser();
  portal.calls.length = 0;
  const bin = await browser.get('/services/missed-bin');
  expect(bin.html).toContain('We aim to be done with 9 in 10 within 2 working days.');
  expect(bin.html).toContain('Since 1 July 2026, 94% were done in that time.');
  const badge = await browser.get('/services/blue-badge');
  expect(badge.html).toContain('We have slipped: since 1 July 2026, 50% were done in that time.');
  expect((await browser.get('/services/housing-benefit')).html).toContain('Too few have been done yet to say how well we keep to this.');
  expect(portal.calls).toEqual(['Query']);
  portal.clock.nowMs += 10 * 60_000 + 1;
  await Promise.all([browser.get('/services/missed-bin'), portal.browser().get('/services/blue-badge')]);
  expect(portal.calls).toEqual(['Query', 'Query']);
});
