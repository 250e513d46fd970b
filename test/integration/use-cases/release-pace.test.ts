import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextDue } from '../../../shared/domain/text.ts';
import { createPaceStore } from '../../../shared/store/pace-store.ts';
import { createTextStore } from '../../../shared/store/text-store.ts';
import { createReleaseTexts, type Leaving } from '../../../shared/use-cases/release-texts.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, keyOf, RULES, START } from '../../support/texting.ts';

let test: TestTable;
beforeEach(async () => {
  test = await createTestTable();
});
afterEach(() => test.stop());

/** Releasing on a real table, at a clock to move, with two queues that are lists. A part a second: a run is 60 parts, a batch five. */
function setup({ at = new Date(START).toISOString(), ...change }: Partial<typeof RULES> & { at?: string } = {}) {
  const clock = { ms: Date.parse(at) };
  const now = () => clock.ms;
  const rules = { ...RULES, partsPerSecond: 1, ...change };
  const queues = { urgent: [] as Leaving[], bulk: [] as Leaving[] };
  const texts = createTextStore(test.table);
  const pace = createPaceStore(test.table, { rules, now });
  const releaseWith = (withRules: typeof rules) =>
    createReleaseTexts({
      texts,
      pace: createPaceStore(test.table, { rules: withRules, now }),
      rules: withRules,
      enqueue: { urgent: async (keys) => void queues.urgent.push(...keys), bulk: async (keys) => void queues.bulk.push(...keys) },
      now,
    });
  const add = async (count: number, urgency: TextDue['urgency'], change: Partial<TextDue> = {}) => {
    const dues = Array.from({ length: count }, () => aText({ urgency, dueAt: new Date(clock.ms).toISOString(), ...change }));
    for (const due of dues) await texts.add(due);
    return dues;
  };
  return {
    add,
    texts,
    pace,
    queues,
    rules,
    release: releaseWith(rules),
    releaseWith,
    advance: (seconds: number) => {
      clock.ms += seconds * 1000;
    },
  };
}

const delays = (queue: Leaving[]) => queue.map(({ delaySeconds = 0 }) => delaySeconds);

describe('releasing texts at the pace', () => {
  it('queues each text that is due once, and again when nobody took it', async () => {
    const { add, release, queues, advance } = setup();
    const dues = await add(5, 'bulk');
    await add(1, 'bulk', { dueAt: new Date(START + 600_000).toISOString() });
    expect(await release()).toEqual({ released: 5, spentPercent: 0 });
    advance(60);
    expect(await release()).toMatchObject({ released: 0 });
    expect(queues.bulk.map(({ pk }) => pk).sort()).toEqual(dues.map((due) => keyOf(due).pk).sort());
    advance(180);
    expect(await release()).toMatchObject({ released: 5 });
  });

  it('lets a few leave at once', async () => {
    const { add, release, queues } = setup();
    await add(4, 'bulk');
    await release();
    expect(delays(queues.bulk)).toEqual(Array(4).fill(0));
  });

  it('lets go what the number carries until the next run, spread over the minute, and no more', async () => {
    const { add, release, queues, advance } = setup();
    await add(150, 'bulk');
    expect(await release()).toMatchObject({ released: 60 });
    expect(delays(queues.bulk)).toEqual(Array.from({ length: 60 }, (_, index) => index));
    advance(60);
    expect(await release()).toMatchObject({ released: 60 });
    advance(60);
    expect(await release()).toMatchObject({ released: 30 });
    expect(new Set(queues.bulk.map(({ pk }) => pk)).size).toBe(150);
  });

  it('neither loses nor gains when runs come late and early', async () => {
    const { add, release, advance } = setup();
    await add(350, 'bulk');
    await release();
    let released = 0;
    for (const seconds of [65, 55, 68, 52, 60]) {
      advance(seconds);
      released += (await release()).released;
    }
    expect(released).toBe(300);
  });

  it('counts parts, not texts, and owes what the last of them were over', async () => {
    const { add, release, pace, advance } = setup();
    await add(50, 'bulk', { parts: 2 });
    expect(await release()).toMatchObject({ released: 30 });
    expect(await pace.read()).toMatchObject({ parts: 60, tokens: 10_000 });
    advance(60);
    expect(await release()).toMatchObject({ released: 20 });
    expect(await pace.read()).toMatchObject({ parts: 100 });
  });

  it('lets codes and urgent texts go first, each kind to its queue', async () => {
    const { add, release, queues } = setup();
    await add(100, 'bulk');
    await add(8, 'urgent');
    await add(3, 'code');
    expect(await release()).toMatchObject({ released: 60 });
    expect([queues.urgent.length, queues.bulk.length]).toEqual([11, 49]);
    expect(delays(queues.urgent).slice(0, 3)).toEqual([0, 0, 0]);
    expect(Math.max(...delays(queues.urgent))).toBeLessThanOrEqual(Math.min(...delays(queues.bulk)));
  });

  it('lets bulk give way for what urgent texts took ahead of it', async () => {
    const { add, release, pace, advance } = setup();
    await add(100, 'bulk');
    expect(await pace.take({ parts: 100, urgency: 'urgent', whole: true })).toBe(100);
    expect(await release()).toMatchObject({ released: 0 });
    advance(60);
    expect(await release()).toMatchObject({ released: 30 });
  });

  it('gives back what it took for a text that was claimed meanwhile', async () => {
    const { add, release, pace, texts } = setup();
    const [due] = await add(2, 'bulk');
    const claim = { claimant: 'x', handset: 'h', since: due?.at ?? '', leaseUntil: new Date(START + 120_000).toISOString() };
    const putOff = texts.putOff;
    texts.putOff = async (key, times) => {
      if (due && key.pk === keyOf(due).pk) await texts.claim(key, { attempts: 0 }, claim);
      return putOff(key, times);
    };
    expect(await release()).toMatchObject({ released: 1 });
    expect(await pace.read()).toMatchObject({ parts: 1, tokens: 69_000 });
  });

  it('charges the month once for a text that lies in a broken queue', async () => {
    const { add, release, pace, advance } = setup();
    await add(4, 'bulk');
    for (let minutes = 0; minutes < 60; minutes += 5) {
      expect(await release()).toMatchObject({ released: 4 });
      advance(300);
    }
    expect(await pace.read()).toMatchObject({ parts: 4 });
  });

  it('holds a few hundred keys however many wait: each shard is asked for one run’s worth', async () => {
    const { add, release } = setup();
    await add(200, 'bulk');
    test.calls.length = 0;
    await release();
    const asked = (call: string) => test.calls.filter((each) => each === call).length;
    expect(asked('Query')).toBe(6);
    // Each text once; besides, one taking for each batch of five.
    expect(asked('UpdateItem')).toBe(60 + 12);
  });

  it('costs seven reads and no write when nothing is due', async () => {
    const { release } = setup();
    test.calls.length = 0;
    await release();
    expect(test.calls.sort()).toEqual(['GetItem', ...Array(6).fill('Query')]);
  });
});

describe('releasing texts within the hours', () => {
  it('lets only codes go at night; the rest stays due and goes at eight', async () => {
    const { add, release, queues, advance } = setup({ at: '2026-11-21T20:00:00.000Z' });
    await add(2, 'bulk');
    await add(2, 'urgent');
    const [code] = await add(1, 'code');
    await release();
    advance(12 * 3600 - 1);
    await release();
    expect([...queues.urgent, ...queues.bulk].map(({ pk }) => pk)).toEqual(Array(2).fill(keyOf(code as TextDue).pk));
    advance(1);
    expect(await release()).toMatchObject({ released: 4 });
  });

  it('lets nothing go that would leave after eight in the evening', async () => {
    const { add, release, queues } = setup({ at: '2026-11-21T19:59:35.000Z' });
    await add(100, 'bulk');
    expect(await release()).toMatchObject({ released: 20 });
    expect(Math.max(...delays(queues.bulk))).toBeLessThan(25);
  });
});

describe('the ceiling', () => {
  it('lets no text go, not even a code, and loses none', async () => {
    const { add, release, pace, queues } = setup({ ceilingPounds: 4 });
    await pace.take({ parts: 99, urgency: 'code' });
    await add(2, 'bulk');
    await add(1, 'code');
    expect(await release()).toEqual({ released: 1, spentPercent: 99 });
    expect(queues.urgent).toHaveLength(1);
    expect(await release()).toEqual({ released: 0, spentPercent: 100 });
  });

  it('lets all go when it is raised, and when a month begins', async () => {
    const raised = setup({ ceilingPounds: 4, at: '2026-11-30T12:00:00.000Z' });
    await raised.pace.take({ parts: 100, urgency: 'code' });
    raised.advance(60);
    await raised.add(3, 'bulk');
    await raised.add(1, 'code');
    expect(await raised.release()).toEqual({ released: 0, spentPercent: 100 });
    expect(await raised.releaseWith({ ...raised.rules, ceilingPounds: 8 })()).toEqual({ released: 4, spentPercent: 50 });
    await raised.add(3, 'bulk');
    await raised.pace.take({ parts: 20, urgency: 'code' });
    raised.advance(86_400);
    expect(await raised.release()).toMatchObject({ released: 7, spentPercent: 0 });
  });
});
