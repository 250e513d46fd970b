import { afterEach, describe, expect, it } from 'vitest';
import { readRecords } from '../../../shared/adapters/csv/read-records.ts';
import { callsLog, foldCalls } from '../../../shared/domain/calls.ts';
import { createRunImport } from '../../../shared/use-cases/run-import.ts';
import { callsFile, HALF_HOURS } from '../../support/calls.ts';
import { inPieces } from '../../support/imports.ts';
import { adviser, benefitsOfficer, type Console, manager, openConsole, words } from './console-browser.ts';

let front: Console;
afterEach(() => front.stop());

/** A console in which a manager has sent a file of calls of two days, and it was gone through. */
const setup = async () => {
  front = await openConsole();
  const { imports, logs, catalogue, profiles, keyring, clock, callDays } = front;
  const content = Buffer.from(
    callsFile([
      { date: '19/11/2026' },
      { date: '19/11/2026', begins: '10:00' },
      { date: '19/11/2026', queue: 'Housing' },
      { date: '20/11/2026', queue: 'Housing', counts: [1200, 1100, 900, 100] },
      { date: '20/11/2026', queue: 'Parking' },
      { date: '20/11/2026', queue: 'Internal' },
    ]),
  );
  const openFile = async (_of: unknown, from: number) => inPieces(content.subarray(from));
  const run = createRunImport({ imports, logs, catalogue, profiles, keyring, readRecords, openFile, now: () => clock.nowMs });
  const morgan = front.browser(manager);
  const page = await morgan.get('/console/imports/new');
  const nonce = /name="nonce" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
  const path = (await morgan.post('/console/imports', { profile: HALF_HOURS, nonce })).location ?? '';
  const id = path.split('/').at(-1) ?? '';
  await imports.arrived(id, { bytes: content.length, at: new Date(clock.nowMs).toISOString() });
  await run(id, Number.POSITIVE_INFINITY);
  /** Takes it in, and lists its days as the projector does. */
  const takeIn = async () => {
    const said = await morgan.post(path, { do: 'apply' });
    await run(id, Number.POSITIVE_INFINITY);
    for (const [queue, day] of [
      ['benefits', '2026-11-19'],
      ['housing', '2026-11-19'],
      ['housing', '2026-11-20'],
    ] as const) {
      const state = foldCalls(await logs.load(callsLog({ queue, day })));
      if (state) await callDays.put(state);
    }
    return said;
  };
  return { ...front, morgan, path, takeIn };
};

describe('a file of calls in the console', () => {
  it('says what it would add, names the queues that nobody mapped, and asks nothing of who is told', async () => {
    const { morgan, path } = await setup();
    const page = await morgan.get(path);
    const said = words(page.html);
    expect(said).toContain('Half hours to add 4');
    expect(said).toContain('Rows of queues that are not counted 1');
    expect(said).toContain('Queues that are not known');
    expect(said).toContain('PARKING 1');
    expect(page.html).not.toContain('name="told"');
  });

  it('is taken in by one press', async () => {
    const { morgan, path, takeIn } = await setup();
    expect((await takeIn()).location).toBe(path);
    const said = words((await morgan.get(path)).html);
    expect(said).toContain('What this file did');
    expect(said).toContain('Days that are loaded');
    expect(said).not.toContain('Nobody was told');
  });

  it('is for managers alone', async () => {
    const { browser, path } = await setup();
    const officer = browser(benefitsOfficer);
    expect((await officer.get(path)).status).toBe(403);
    expect((await officer.get('/console/imports/new')).html).not.toContain(HALF_HOURS);
  });
});

describe('the days that are loaded', () => {
  it('are listed by month for all staff, with the gaps, for one Query', async () => {
    const { browser, takeIn, calls } = await setup();
    await takeIn();
    calls.length = 0;
    const page = await browser(adviser).get('/console/calls?month=2026-11');
    expect(calls).toEqual(['Query']);
    const said = words(page.html);
    expect(said).toContain('14 working days are missing, wholly or in part.');
    expect(said).toContain('19 November 2026 Offered: 30 Answered: 24 Within 90 seconds: 15 Abandoned: 6 Loaded: Yes');
    expect(said).toContain('20 November 2026 Offered: 1,200 Answered: 1,100 Within 90 seconds: 900 Abandoned: 100');
    expect(said).toContain('Loaded: All but Benefits');
    expect(said).toContain('21 November 2026 Loaded: No: not a working day');
    expect(said).toContain('18 November 2026 Loaded: No');
  });

  it('say so for a month without any, and take an address that names none as this month', async () => {
    const { browser } = await setup();
    const staff = browser(adviser);
    expect(words((await staff.get('/console/calls?month=2026-10')).html)).toContain('Nothing is loaded for this month.');
    expect(words((await staff.get('/console/calls?month=soon')).html)).toContain('Calls loaded: November 2026');
    expect(words((await staff.get('/console/calls?month=2027-01')).html)).toContain('Calls loaded: November 2026');
  });

  it('lead to each queue, and from there to its half hours and the file that told of them', async () => {
    const { browser, morgan, takeIn, path } = await setup();
    await takeIn();
    const day = words((await browser(adviser).get('/console/calls/2026-11-19')).html);
    expect(day).toContain('Benefits Offered: 20 Answered: 16 Within 90 seconds: 10 Abandoned: 4 Half hours: 2');
    const queue = await morgan.get('/console/calls/2026-11-19/benefits');
    const said = words(queue.html);
    expect(said).toContain('9:00am Offered: 10 Answered: 8 Within 90 seconds: 5 Abandoned: 2 9:30am Not loaded 10:00am Offered: 10');
    expect(queue.html).toContain(`href="${path}"`);
    expect((await browser(adviser).get('/console/calls/2026-11-19/benefits')).html).not.toContain(path);
  });

  it('that are not there are not found', async () => {
    const { browser } = await setup();
    const staff = browser(adviser);
    for (const path of [
      '/console/calls/2026-11-18',
      '/console/calls/soon',
      '/console/calls/2026-11-19/x%23y',
      '/console/calls/2026-11-19/parking',
    ])
      expect((await staff.get(path)).status).toBe(404);
  });
});
