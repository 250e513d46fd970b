import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOfReport } from '../../../shared/domain/measure-row.ts';
import { reportOf } from '../../../shared/domain/quarter-report.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { createScanTable } from '../../../shared/store/scan-table.ts';
import { createRebuild } from '../../../shared/use-cases/rebuild.ts';
import { factsOfWeek } from '../../year/facts-of-year.ts';
import { createLivedYear, type Unit } from '../../year/lived.ts';
import { makeYear, type YearWeek } from '../../year/year.ts';

const RUNS = Number(process.env['YEAR_RUNS'] ?? 12);

/** A small part of each week of the first quarter of the year: a day's calls, a few of all else. */
const weeks: YearWeek[] = makeYear()
  .weeks.slice(0, 13)
  .map((week) => ({
    ...week,
    calls: week.number < 2 ? week.calls.filter(({ day, begins }) => day === week.open[0] && begins < '10:00') : [],
    contacts: week.number < 3 ? week.contacts.filter((_, index) => index % 90 === 0) : [],
    ratings: week.number < 2 ? week.ratings.slice(0, 3) : [],
    claims: week.number < 3 ? week.claims.slice(0, 3) : [],
    cases: week.cases.filter(
      ({ service, steps }, index) =>
        (week.number < 4 && service !== 'missed-bin' && steps.length > 1) || (week.number < 2 && index % 40 === 0),
    ),
  }));

const units: Unit[] = weeks.flatMap((week) => [
  ...(week.calls.length > 0 ? [{ week, kind: 'calls' as const, rows: week.calls }] : []),
  ...(week.claims.length > 0 ? [{ week, kind: 'claims' as const, rows: week.claims }] : []),
  ...week.contacts.map((row) => ({ week, kind: 'contact' as const, row })),
  ...week.ratings.map((row) => ({ week, kind: 'rating' as const, row })),
  ...week.cases.map((made) => ({ week, kind: 'case' as const, made })),
]);

const quarter = weeks[0]?.quarter as YearWeek['quarter'];

/** Every figure of the quarter: of the whole council, each service and each channel. */
async function numbersOf({ readReport }: Pick<Awaited<ReturnType<typeof createLivedYear>>, 'readReport'>) {
  const report = (await readReport(quarter)).at(-1);
  return report && rowsOfReport(report, { measures, teamOf: () => 'a-team' });
}

async function inOrder() {
  const lived = await createLivedYear(weeks);
  for (const unit of units) await lived.live(unit);
  await lived.project();
  await lived.rollUp();
  return lived;
}

describe('a part of the year, loaded', () => {
  it('comes to what its calls, contacts, ratings, claims and cases are', async () => {
    const lived = await inOrder();
    const cases = weeks.flatMap((week) => week.cases);
    const facts = Map.groupBy(
      weeks.flatMap((week) => factsOfWeek(week, cases)),
      ({ service }) => service,
    );
    const services = [...facts].map(([service, own]) => ({ service, rollup: foldFacts(own) }));
    const expected = reportOf(quarter, { measures, kept: { services, entered: [] } });
    const report = (await lived.readReport(quarter)).at(-1);
    const counted = [
      'contacts-total',
      'feedback-forms',
      'satisfaction',
      'calls-abandoned',
      'calls-answered-90s',
      'complaints-resolved',
      'complaints-upheld',
      'complaints-resolved-stage-two',
      'compliments',
      'self-serve',
      'hb-days-to-process',
      'first-contact',
    ];
    expect(counted.map((id) => [id, report?.figures.get(id)])).toEqual(counted.map((id) => [id, expected.figures.get(id)]));
    await lived.stop();
  });

  it('comes to the same numbers in any order, however often each part is sent and wherever it is cut off', async () => {
    const first = await inOrder();
    const expected = await numbersOf(first);
    await first.stop();
    const order = fc.shuffledSubarray([...units, ...units.slice(0, 20)], { minLength: units.length + 20 });
    const loading = fc.record({
      order,
      cutOffs: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }),
      pauses: fc.array(fc.nat(units.length), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(loading, async ({ order: loaded, cutOffs, pauses }) => {
        const lived = await createLivedYear(weeks);
        const cut = cutOff(lived.table, cutOffs);
        for (const [index, unit] of loaded.entries()) {
          await untilDone(() => lived.live(unit));
          if (!pauses.includes(index)) continue;
          await untilDone(lived.project);
          await untilDone(() => lived.rollUp());
        }
        cut.end();
        await lived.project();
        await lived.rollUp();
        expect(await numbersOf(lived)).toEqual(expected);
        await lived.stop();
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  }, 240_000);
});

describe('rebuilding', () => {
  it('brings back to the last digit what was lost of facts and rollups', async () => {
    const lived = await inOrder();
    const before = await numbersOf(lived);
    const { table, client, tableName } = lived;
    const scan = createScanTable(client, tableName);
    for await (const page of scan.pages())
      for (const key of page) if (/^(FACT|DAYS)#|^QUARTERS$/.test(key.pk) && !key.sk.startsWith('letter:')) await table.delete(key);
    expect((await numbersOf(lived))?.length).toBe(0);
    const said: string[] = [];
    const rebuild = createRebuild({ ...lived, scan });
    const rebuilt = await rebuild(({ doing, done, of }) => said.push(`${doing} ${done <= of}`));
    expect(await numbersOf(lived)).toEqual(before);
    expect(rebuilt).toMatchObject({ unknown: 0 });
    expect(new Set(said)).toEqual(new Set(['counting true', 'folding true']));
    await lived.stop();
  });

  it('puts right a rollup that is wrong, and changes nothing that is right', async () => {
    const lived = await inOrder();
    const before = await numbersOf(lived);
    const { client, tableName } = lived;
    const rebuild = createRebuild({ ...lived, scan: createScanTable(client, tableName) });
    const contact = units.find((unit) => unit.kind === 'contact');
    const spoilt = contact?.kind === 'contact' && { day: contact.row.at.slice(0, 10), service: contact.row.service, shard: 0 };
    if (!spoilt) throw new Error('no contact');
    // As a fault in the fold would leave it: a number that no fact has.
    const key = { pk: `DAYS#${quarter}#${spoilt.service}`, sk: `${spoilt.day}#0` };
    await lived.table.put({
      ...key,
      sums: { 'contact|email|answered|': 99 },
      days: {},
      scores: {},
      callsLogged: {},
      callsAnswered: {},
      version: 1,
    });
    await rebuild(() => undefined);
    expect(await numbersOf(lived)).toEqual(before);
    await lived.stop();
  });
});

class CutOff extends Error {}

/** Cuts a table off after so many writes, again and again, before or after the write: as a process is that stops. */
function cutOff(table: { put: (...args: never[]) => Promise<unknown> }, after: readonly number[]) {
  const put = table.put.bind(table);
  let [next = Number.POSITIVE_INFINITY, ...later] = after;
  table.put = async (...args) => {
    if (--next > 0) return put(...args);
    const before = later.length % 2 === 0;
    [next = Number.POSITIVE_INFINITY, ...later] = later;
    if (!before) await put(...args);
    throw new CutOff();
  };
  return {
    end: () => {
      table.put = put;
    },
  };
}

/** Begins again until it is done: a roll-up gathers its failures into one. */
async function untilDone(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      const all = error instanceof AggregateError ? error.errors : [error];
      if (!all.every((each) => each instanceof CutOff)) throw error;
    }
  }
}
