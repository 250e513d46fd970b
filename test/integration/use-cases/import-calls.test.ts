import { afterEach, describe, expect, it } from 'vitest';
import { parseQuarter, type Quarter } from '../../../shared/domain/quarter.ts';
import { importProfiles } from '../../../shared/imports/index.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { createCallDayStore } from '../../../shared/store/call-day-store.ts';
import { createMarkStore } from '../../../shared/store/mark-store.ts';
import { createQuarterStore } from '../../../shared/store/quarter-store.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { all } from '../../../shared/store/table.ts';
import { createReadReport } from '../../../shared/use-cases/read-report.ts';
import { createRollUp } from '../../../shared/use-cases/roll-up.ts';
import { type CallsLine, callsFile, HALF_HOURS, IN_UTC } from '../../support/calls.ts';
import { createFrontDoor } from '../../support/front-door.ts';
import { createImports, type Imports } from '../../support/imports.ts';
import { some } from '../../support/reports.ts';

let imports: Imports;
const setup = async () => {
  imports = createImports(await createFrontDoor({ at: '2026-11-20T22:00:00.000Z' }));
  const { table, clock, factStore } = imports;
  const markStore = createMarkStore(table, () => crypto.randomUUID());
  const rollUp = createRollUp({ factStore, rollupStore: createRollupStore(table), markStore, now: () => clock.ms });
  const readReport = createReadReport({ quarterStore: createQuarterStore(table), baseline: { quarters: new Map() } as never, measures });
  return {
    ...imports,
    /** Goes through a file, takes it in and projects it, a minute after the one before. */
    async takeIn(lines: readonly (CallsLine | string)[], profile = HALF_HOURS): Promise<string> {
      clock.ms += 60_000;
      const id = await imports.check(callsFile(lines), profile);
      await imports.apply(id);
      await imports.project();
      return id;
    },
    async figure(measure: string, slug = '2026-27Q3') {
      await rollUp();
      return (await readReport(parseQuarter(slug) as Quarter)).at(-1)?.figures.get(measure);
    },
    async facts(day = '2026-11-19', service = 'housing-benefit') {
      const shards = await Promise.all([0, 1, 2, 3].map((shard) => all(imports.factStore.in({ day, service, shard }))));
      return Object.fromEntries(shards.flat().map(({ id, quantity }) => [id, quantity]));
    },
    commits: async (queue = 'benefits', day = '2026-11-19') => imports.logs.load({ kind: 'calls', id: `${day}.${queue}` }),
    days: () => createCallDayStore(table).between('2026-11-01', '2026-11-30'),
  };
};
afterEach(() => imports.stop());

const aDay = (line: CallsLine = {}): CallsLine[] => ['09:00', '09:30', '10:00'].map((begins) => ({ begins, ...line }));

describe('a first look at a file of calls', () => {
  it('says what is new, and changes nothing', async () => {
    const { check, store, calls } = await setup();
    calls.length = 0;
    const id = await check(callsFile([...aDay(), ...aDay({ queue: 'Council Tax' }), 'Total,,,60,48,30,12']), HALF_HOURS);
    expect(calls.filter((call) => call === 'PutItem')).toHaveLength(1);
    expect(await store.read(id)).toMatchObject({ state: 'ready', check: { rows: 7, added: 6, leftOut: 1, bad: 0, texts: 0, commits: 0 } });
  });

  it('names each bad row by line, column and reason, and queues that nobody mapped', async () => {
    const { check, store } = await setup();
    const id = await check(
      callsFile([
        {},
        { queue: 'Parking' },
        { date: '31/02/2026', counts: ['ten', 8, 9, ''] },
        { date: '21/11/2026' },
        { begins: '09:15' },
        { begins: '09:30', counts: [9, 8, 5, 2] },
        { counts: [11, 8, 5, 2] },
        {},
        'Benefits,19/11/2026',
      ]),
      HALF_HOURS,
    );
    const found = await store.read(id);
    expect(found).toMatchObject({ check: { rows: 9, bad: 6, noted: 1, added: 2, same: 1 } });
    expect(found?.words).toEqual([{ service: '', word: 'PARKING', rows: 1 }]);
    expect((await store.faults(id)).faults).toEqual([
      { line: 3, column: 'Queue', reason: 'unknown-queue' },
      { line: 4, column: 'Date', reason: 'not-a-date' },
      { line: 4, column: 'Offered', reason: 'not-a-count' },
      { line: 4, column: 'Abandoned', reason: 'empty' },
      { line: 4, column: 'Answered within 90s', reason: 'more-than-answered' },
      { line: 5, column: 'Date', reason: 'after-today' },
      { line: 6, column: 'Interval', reason: 'not-a-half-hour' },
      { line: 7, column: 'Offered', reason: 'fewer-than-answered', noted: true },
      { line: 8, column: 'Queue', reason: 'twice' },
      { line: 10, reason: 'wrong-count' },
    ]);
  });

  it('refuses a file without the columns', async () => {
    const { check, store } = await setup();
    const id = await check('Queue,Date\r\nBenefits,19/11/2026\r\n', HALF_HOURS);
    expect(await store.read(id)).toMatchObject({
      state: 'refused',
      because: 'columns-missing',
      missing: ['Interval', 'Offered', 'Answered', 'Answered within 90s', 'Abandoned'],
    });
  });
});

describe('calls that are taken in', () => {
  it('are one commit for each queue and day, and four facts', async () => {
    const { takeIn, commits, facts, days, store } = await setup();
    const id = await takeIn(aDay());
    expect(await store.read(id)).toMatchObject({ state: 'done', apply: { added: 3, commits: 1 } });
    expect(await commits()).toHaveLength(1);
    expect(await facts()).toEqual({
      'calls:2026-11-19.benefits:offered': 30,
      'calls:2026-11-19.benefits:answered': 24,
      'calls:2026-11-19.benefits:answered-90s': 15,
      'calls:2026-11-19.benefits:abandoned': 6,
    });
    expect(await days()).toMatchObject([{ day: '2026-11-19', queue: 'benefits', halfHours: 3, offered: 30, answered: 24 }]);
  });

  it('cost a Query and a put for each queue and day, and one update for a hundred rows', async () => {
    const { check, apply, calls, store } = await setup();
    const begins = Array.from({ length: 16 }, (_, n) => `${String(8 + Math.floor(n / 2)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`);
    const queues = ['Benefits', 'Council Tax', 'Housing'].flatMap((queue) => ['18/11/2026', '19/11/2026'].map((date) => ({ queue, date })));
    const id = await check(callsFile(queues.flatMap((of) => begins.map((each) => ({ ...of, begins: each })))), HALF_HOURS);
    calls.length = 0;
    await apply(id);
    expect(await store.read(id)).toMatchObject({ apply: { rows: 96, added: 96, commits: 6 } });
    const made = (what: string) => calls.filter((call) => call === what).length;
    // Saying yes, claiming the import, the batch, the end.
    expect([made('Query'), made('PutItem'), made('UpdateItem')]).toEqual([6, 6, 4]);
  });

  it('change nothing when the same file comes again', async () => {
    const { takeIn, commits, store } = await setup();
    await takeIn(aDay());
    const again = await takeIn(aDay());
    expect(await store.read(again)).toMatchObject({ check: { same: 3, added: 0 }, apply: { same: 3, commits: 0 } });
    expect(await commits()).toHaveLength(1);
  });

  it('are corrected by a later file, half hour by half hour', async () => {
    const { takeIn, facts, store } = await setup();
    await takeIn(aDay());
    const corrected = await takeIn([{ begins: '09:30', counts: [20, 15, 5, 5] }]);
    expect(await store.read(corrected)).toMatchObject({ check: { corrected: 1 }, apply: { corrected: 1, commits: 1 } });
    expect(await facts()).toMatchObject({ 'calls:2026-11-19.benefits:offered': 40, 'calls:2026-11-19.benefits:abandoned': 9 });
  });

  it('name a half hour that comes twice, though a hundred lines stand between', async () => {
    const { takeIn, store } = await setup();
    const begins = Array.from({ length: 20 }, (_, n) => `${String(8 + Math.floor(n / 2)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`);
    const between = ['13', '16', '17', '18', '19'].flatMap((day) =>
      begins.map((each) => ({ queue: 'Housing', date: `${day}/11/2026`, begins: each })),
    );
    const id = await takeIn([{ begins: '09:00' }, ...between, { begins: '09:00', counts: [11, 8, 5, 2] }]);
    expect(await store.read(id)).toMatchObject({ check: { added: 102, bad: 0 }, apply: { added: 101, bad: 1 } });
    expect((await store.faults(id)).faults).toEqual([{ line: 103, column: 'Queue', reason: 'twice' }]);
  });

  it('are not put back by a file that was given to us before, however late it is taken in', async () => {
    const { takeIn, check, apply, project, facts, clock, store } = await setup();
    const early = await check(callsFile(aDay()), HALF_HOURS);
    clock.ms += 60_000;
    await takeIn([{ counts: [50, 40, 30, 10] }]);
    await apply(early);
    await project();
    expect(await store.read(early)).toMatchObject({ apply: { added: 2, late: 1 } });
    expect(await facts()).toMatchObject({ 'calls:2026-11-19.benefits:offered': 70 });
  });

  it('belong to the day on the council’s clocks where the system writes UTC', async () => {
    const { check, apply, project, facts, clock } = await setup();
    clock.ms = Date.parse('2027-04-02T09:00:00.000Z');
    const utc =
      'skillGroup;intervalStart;contactsOffered;contactsHandled;handledWithin90Seconds;contactsAbandoned\n' +
      'REVS_BENS;2027-03-31 22:30;5;5;5;0\nREVS_BENS;2027-03-31 23:30;7;6;4;1\n';
    await apply(await check(utc, IN_UTC));
    await project();
    expect((await facts('2027-03-31'))['calls:2027-03-31.benefits:offered']).toBe(5);
    expect((await facts('2027-04-01'))['calls:2027-04-01.benefits:offered']).toBe(7);
  });

  it('make the report’s telephone figures', async () => {
    const { takeIn, figure } = await setup();
    await takeIn([...aDay(), ...aDay({ queue: 'Customer Service', counts: [30, 27, 22, 3] })]);
    expect(await figure('calls-abandoned')).toEqual({ value: 12.5, of: 15, all: 120 });
    expect(await figure('calls-answered-90s')).toEqual({ value: 67.5, of: 81, all: 120 });
    expect(await figure('calls-answered')).toEqual({ value: 105 });
  });

  it('stand for the telephone contacts of their day, so that no call is counted twice', async () => {
    const { takeIn, figure, factStore } = await setup();
    const logged = (day: string, quantity: number) => some(quantity, { type: 'contact', channel: 'telephone', outcome: 'answered', day });
    await factStore.put([logged('2026-11-18', 7), logged('2026-11-19', 20)]);
    expect(await figure('contacts-total')).toEqual({ value: 27 });
    await takeIn(aDay());
    expect(await figure('contacts-total')).toEqual({ value: 7 + 24 });
  });

  it('go on from where a worker died, and come to the same', async () => {
    const { takeIn, commits, facts, files, store, by, runImport, project, clock } = await setup();
    const lines = Array.from({ length: 250 }, (_, n) => ({
      date: `${String((n % 5) + 1).padStart(2, '0')}/11/2026`,
      begins: `${String(Math.floor(n / 10) % 24).padStart(2, '0')}:${n % 10 < 5 ? '00' : '30'}`,
    }));
    files.set('cut-short', Buffer.from(callsFile(lines)));
    const at = () => new Date(clock.ms).toISOString();
    await store.begin({ id: 'cut-short', profile: HALF_HOURS, by, at: at() });
    await store.arrived('cut-short', { bytes: 1, at: at() });
    while ((await runImport('cut-short', 0)) === 'more');
    await store.apply('cut-short', { by, at: at(), quiet: false, confirmed: false });
    expect(await runImport('cut-short', 0)).toBe('more');
    while ((await runImport('cut-short', 0)) === 'more');
    await project();
    const once = await facts('2026-11-01');
    const sequence = (await commits('benefits', '2026-11-01')).length;
    await takeIn(lines);
    expect(await facts('2026-11-01')).toEqual(once);
    expect(await commits('benefits', '2026-11-01')).toHaveLength(sequence);
  });
});

it('every queue of a profile is about a service that there is, or none', async () => {
  const { catalogue } = await setup();
  const named = [...importProfiles.values()].flatMap((profile) => (profile.kind === 'calls' ? Object.values(profile.queues) : []));
  expect(named.flatMap(({ service }) => (service && !catalogue.has(service) ? [service] : []))).toEqual([]);
});
