import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDate } from '../../shared/domain/calendar.ts';
import { quarterOf, quarterSlug } from '../../shared/domain/quarter.ts';
import { signIn } from '../support/browser-people.ts';
import { type CallsLine, callsFile } from '../support/calls.ts';
import { createStage, said } from './story/stage.ts';

const { stage, open, close } = createStage(false);
beforeAll(open);
afterAll(close);

const dayBefore = (days: number) => new Date(stage.monday - days * 86_400_000).toISOString().slice(0, 10);
const BEGINS = Array.from({ length: 16 }, (_, n) => `${String(9 + Math.floor(n / 2)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`);
const queues: Record<string, CallsLine['counts']> = {
  Benefits: [10, 8, 6, 2],
  'Council Tax': [42, 37, 25, 5],
  'Customer Service': [55, 50, 38, 5],
};
/** Three days of the week before: on the second nobody told of the calls about Council Tax. */
const lines = (): CallsLine[] =>
  [5, 4, 3].flatMap((days) =>
    BEGINS.flatMap((begins) =>
      Object.entries(queues)
        .filter(([queue]) => days !== 4 || queue !== 'Council Tax')
        .map(([queue, counts]): CallsLine => ({ date: dayBefore(days), begins, queue, ...(counts ? { counts } : {}) })),
    ),
  );
let morgan: Page;

describe('calls of the telephone system', () => {
  it('are sent as a file, and shown with what it would add and what is wrong with it', async () => {
    morgan = await stage.person();
    await signIn(morgan, 'Morgan Okafor', '/console/calls');
    await stage.audit.page(morgan, 'calls, none yet');
    await morgan.getByRole('button', { name: 'Load a file of calls' }).click();
    await morgan.getByLabel('Sample: calls by queue and half hour').check();
    await morgan.getByRole('button', { name: 'Continue' }).click();
    const bad: CallsLine[] = [
      { queue: 'Parking', date: dayBefore(3) },
      { date: dayBefore(3), begins: '09:10' },
      { date: dayBefore(3), begins: '18:00', counts: ['ten', 8, 9, 2] },
    ];
    const buffer = Buffer.from(callsFile([...lines(), ...bad]));
    await morgan.getByLabel('File', { exact: true }).setInputFiles({ name: 'calls.csv', mimeType: 'text/csv', buffer });
    await stage.audit.page(morgan, 'sending a file of calls');
    await morgan.getByRole('button', { name: 'Send the file' }).click();
    await morgan.waitForURL(/\/console\/imports\/[\w-]{22}\?/);
    await stage.door.settle();
    await morgan.getByRole('link', { name: 'Refresh' }).click();
    const page = await said(morgan);
    expect(page).toContain('Half hours to add 128');
    expect(page).toContain('Queues that are not known');
    await stage.audit.page(morgan, 'what a file of calls would do');
  });

  it('are taken in by one press', async () => {
    await morgan.getByRole('button', { name: 'Take it in' }).click();
    await stage.door.settle();
    await morgan.reload();
    expect(await said(morgan)).toContain('Said yes by Morgan Okafor');
    await stage.audit.page(morgan, 'a file of calls that was taken in');
  });

  it('are listed by day with their gaps, and to the half hour', async () => {
    await morgan.getByRole('link', { name: 'Days that are loaded' }).click();
    expect(await said(morgan)).toContain('All but Council tax');
    await stage.audit.page(morgan, 'days of calls that are loaded');
    await morgan.getByRole('link', { name: formatDate(dayBefore(5)) }).click();
    await stage.audit.page(morgan, 'calls of a day');
    await morgan.getByRole('link', { name: 'Council tax' }).click();
    expect(await said(morgan)).toContain('9:00am 42 37 25 5');
    await stage.audit.page(morgan, 'calls of a queue');
  });

  it('are in the report, queue by queue', async () => {
    await stage.door.advance('PT5M');
    await stage.door.settle();
    const path = `/console/report/${quarterSlug(quarterOf(dayBefore(3)))}`;
    await morgan.goto(`${path}/calls-abandoned`);
    // 2 × 48 + 5 × 32 + 5 × 48 of 10 × 48 + 42 × 32 + 55 × 48
    expect(await said(morgan)).toContain('11.1% of callers hung up before they were answered');
    await stage.audit.page(morgan, 'calls abandoned');
    await morgan.goto(`${path}/calls-answered`);
    expect(await said(morgan)).toContain('By queue');
    await stage.audit.page(morgan, 'calls answered');
  });

  it('have pages that anybody can read, at 320 pixels too', () => {
    expect(stage.audit.faults()).toEqual([]);
  });
});
