import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { factPartition } from '../../../shared/store/keys.ts';
import { createMarkStore } from '../../../shared/store/mark-store.ts';
import { createQuarterStore } from '../../../shared/store/quarter-store.ts';
import { createRollupStore } from '../../../shared/store/rollup-store.ts';
import { all, type Table } from '../../../shared/store/table.ts';
import { createRollUp } from '../../../shared/use-cases/roll-up.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let test: TestTable;
let run = 0;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

const Q3 = quarterOf('2026-11-21');
const Q4 = quarterOf('2027-01-01');
const newToken = () => crypto.randomUUID();

/** A service of its own in the shared table; `table` may stand for it with its calls held back. */
function setup(table: Table = test.table) {
  const service = `service-${++run}`;
  const factStore = createFactStore(table, { newToken });
  const rollupStore = createRollupStore(table);
  const markStore = createMarkStore(table, newToken);
  const truth = createQuarterStore(test.table);
  return {
    service,
    factStore,
    rollUp: createRollUp({ factStore, rollupStore, markStore }),
    marks: async () => [...(await all(markStore.slices())), ...(await all(markStore.quarters()))],
    quarters: async () =>
      [...(await truth.between(Q3, Q4))].flatMap(([quarter, { services }]) =>
        services.filter((each) => each.service === service).map(({ rollup }) => ({ quarter, ...rollup })),
      ),
  };
}

const web = (service: string, id: string, day = '2026-11-21', shard = 0): Fact => ({
  id,
  day,
  service,
  shard,
  type: 'contact',
  quantity: 1,
  channel: 'web',
  outcome: 'request',
  version: 1,
});

const noCalls = { callsLogged: {}, callsAnswered: {} };

describe('rolling up', () => {
  it('folds marked slices into their quarters and takes every mark off', async () => {
    const { service, factStore, rollUp, quarters, marks } = setup();
    await factStore.put([web(service, 'a'), web(service, 'b', '2026-12-31', 3), web(service, 'c', '2027-01-01')]);
    expect(await rollUp()).toEqual({ slices: 3, quarters: 2, left: 0 });
    expect(await quarters()).toEqual([
      { quarter: '2026-27Q3', sums: { 'contact|web|request|': 2 }, days: {}, scores: {}, ...noCalls },
      { quarter: '2026-27Q4', sums: { 'contact|web|request|': 1 }, days: {}, scores: {}, ...noCalls },
    ]);
    expect(await marks()).toEqual([]);
    expect(await rollUp()).toEqual({ slices: 0, quarters: 0, left: 0 });
  });

  it('follows a late fact, a second rating, a withdrawal and a move to another quarter', async () => {
    const { service, factStore, rollUp, quarters } = setup();
    const rating: Fact = { ...web(service, 'rated:case:A'), type: 'rated', score: 1, version: 3 };
    await factStore.put([web(service, 'a'), web(service, 'b'), rating]);
    await rollUp();
    await factStore.put([
      { ...rating, score: 5, version: 4 },
      { ...web(service, 'a'), quantity: 0, version: 2 },
    ]);
    await factStore.put([
      { ...web(service, 'b'), quantity: 0, version: 2 },
      { ...web(service, 'b', '2027-01-04'), version: 2 },
    ]);
    await rollUp();
    expect(await quarters()).toEqual([
      { quarter: '2026-27Q3', sums: { 'rated|web|request|': 1 }, days: {}, scores: { 'web|5': 1 }, ...noCalls },
      { quarter: '2026-27Q4', sums: { 'contact|web|request|': 1 }, days: {}, scores: {}, ...noCalls },
    ]);
  });

  it('keeps time for the quarters behind a backlog of slices, and begins nothing when its time is over', async () => {
    const { service, factStore, rollUp, quarters, marks } = setup();
    await factStore.put([web(service, 'a')]);
    expect(await rollUp(Date.now())).toEqual({ slices: 0, quarters: 0, left: 0 });
    await rollUp();
    await factStore.put([web(service, 'b'), web(service, 'c', '2026-11-22')]);
    await createMarkStore(test.table, newToken).markQuarter({ quarter: Q3, service });
    expect(await rollUp(Date.now() + 10_000)).toEqual({ slices: 0, quarters: 1, left: 0 });
    expect(await marks()).toHaveLength(2);
    await rollUp();
    expect((await quarters())[0]?.sums).toEqual({ 'contact|web|request|': 3 });
  });

  it('keeps the mark of a slice it cannot read, folds the others, and says so', async () => {
    const { service, factStore, rollUp, quarters, marks } = setup();
    const bad = { ...web(service, 'bad'), shard: 1 };
    await factStore.put([bad, web(service, 'good')]);
    await test.table.put({ pk: factPartition(bad), sk: 'broken', type: 'nonsense' });
    await expect(rollUp()).rejects.toThrow('1 slices or quarters could not be folded');
    expect(await quarters()).toMatchObject([{ sums: { 'contact|web|request|': 1 } }]);
    expect((await marks()).map(({ of }) => of)).toEqual([{ day: '2026-11-21', service, shard: 1 }]);
    await test.table.delete({ pk: factPartition(bad), sk: 'broken' });
    await rollUp();
    expect(await quarters()).toMatchObject([{ sums: { 'contact|web|request|': 2 } }]);
  });

  it('does not overwrite what a quicker rollup folded after it had read the slice', async () => {
    const quicker = { run: async () => {} };
    let overtaken = false;
    const slow: Table = {
      ...test.table,
      put: async (item, condition) => {
        if (item.pk.startsWith('DAYS#') && !overtaken) {
          overtaken = true;
          await quicker.run();
        }
        return test.table.put(item, condition);
      },
    };
    const { service, factStore, rollUp, quarters } = setup(slow);
    const parts = {
      factStore: createFactStore(test.table, { newToken }),
      rollupStore: createRollupStore(test.table),
      markStore: createMarkStore(test.table, newToken),
    };
    await factStore.put([web(service, 'a')]);
    quicker.run = async () => {
      await parts.factStore.put([web(service, 'b')]);
      await createRollUp(parts)();
    };
    await rollUp();
    expect(overtaken).toBe(true);
    expect(await quarters()).toMatchObject([{ sums: { 'contact|web|request|': 2 } }]);
  });

  it('comes to the same numbers in any order, with repeats, and with two rollups among the writers', async () => {
    const kinds: Omit<Fact, 'service'>[] = [
      { ...web('', 'a') },
      { ...web('', 'b', '2026-11-22') },
      { ...web('', 'c', '2027-01-02') },
      { ...web('', 'r'), type: 'rated', score: 2, version: 1 },
      { ...web('', 'r'), type: 'rated', score: 4, version: 2 },
      { ...web('', 'd'), type: 'decided', outcome: 'awarded', days: 9 },
      { ...web('', 'd'), quantity: 0, version: 2 },
      { ...web('', 'd', '2027-01-02'), type: 'decided', outcome: 'awarded', days: 9, version: 2 },
    ];
    const repeats = fc.array(fc.nat(kinds.length - 1), { maxLength: 2 });
    const order = repeats.chain((repeated) =>
      fc.shuffledSubarray([...kinds.keys(), ...repeated], { minLength: kinds.length + repeated.length }),
    );
    await fc.assert(
      fc.asyncProperty(order, fc.scheduler(), async (indexes, scheduler) => {
        const { service, factStore, rollUp, quarters, marks } = setup(heldBack(test.table, scheduler));
        let writing = true;
        const write = async () => {
          for (const index of indexes) await factStore.put([{ ...(kinds[index] as Fact), service }]);
          writing = false;
        };
        const roll = async () => {
          while (writing) await rollUp();
        };
        await scheduler.waitFor(Promise.all([write(), roll(), roll()]));
        // What was written after they had read the marks is found by the next run, as it is each minute.
        await scheduler.waitFor(rollUp());
        expect(await scheduler.waitFor(marks())).toEqual([]);
        expect(await quarters()).toEqual([
          {
            quarter: '2026-27Q3',
            sums: { 'contact|web|request|': 2, 'rated|web|request|': 1 },
            days: {},
            scores: { 'web|4': 1 },
            ...noCalls,
          },
          {
            quarter: '2026-27Q4',
            sums: { 'contact|web|request|': 1, 'decided|web|awarded|': 1 },
            days: { 'decided|9': 1 },
            scores: {},
            ...noCalls,
          },
        ]);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

/** The table with each call begun and answered when the scheduler chooses: whoever waits may be overtaken. */
function heldBack(table: Table, scheduler: fc.Scheduler): Table {
  const turn = () => scheduler.schedule(Promise.resolve());
  const held = <A extends unknown[], R>(call: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      await turn();
      const answer = await call(...args);
      await turn();
      return answer;
    };
  };
  const queried = held((options: Parameters<Table['query']>[0]) => all(table.query(options)));
  return {
    get: held(table.get),
    batchGet: held(table.batchGet),
    put: held(table.put),
    update: held(table.update),
    delete: held(table.delete),
    async *query(options) {
      yield* await queried(options);
    },
  };
}
