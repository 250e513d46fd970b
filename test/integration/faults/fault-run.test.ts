import { describe, expect, it } from 'vitest';
import type { Table } from '../../../shared/store/table.ts';
import { runMany, runOnce } from '../../faults/fault-run.ts';
import type { Sabotage } from '../../faults/front-door.ts';

/** A sender that tries again by itself when no answer came, as an SDK does when left to. */
const triesAgain: Sabotage = {
  gateway: (gateway) => ({
    send: async (text) => {
      const first = await gateway.send(text);
      return first.kind === 'unknown' ? gateway.send(text) : first;
    },
  }),
};
/** A claim that asks for nothing: two workers may make one attempt. */
const claimsBlindly: Sabotage = {
  table: (table): Table => ({
    ...table,
    update: (key, change) => table.update(key, isClaim(change.expression) ? { ...change, condition: 'attribute_exists(#pk)' } : change),
  }),
};
const isClaim = (expression: string) => expression.startsWith('SET #state = :sending');
/** A copy that does not wait for its hour. */
const isImpatient: Sabotage = {
  table: (table): Table => ({
    ...table,
    update: (key, change) =>
      table.update(key, change.values?.['again'] ? { ...change, values: { ...change.values, dueAt: change.values['settledAt'] } } : change),
  }),
};
/** A table that says it kept a text, and now and then did not. */
const forgets: Sabotage = {
  table: (table): Table => ({
    ...table,
    put: async (item, condition) => (item.sk.endsWith('#booked') ? 'done' : table.put(item, condition)),
  }),
};

describe('the fault run', () => {
  it('loses no text without a state that shows it, and sends none twice that must not be, in 100 runs', async () => {
    const { losses, wrongs, texts, faults } = await runMany({ runs: 100, seed: 1 });
    expect(losses).toEqual([]);
    expect(wrongs).toEqual([]);
    expect(texts).toBeGreaterThan(1_000);
    for (const fault of [
      'cut off',
      'refused',
      'throttled',
      'delayed',
      'duplicated',
      'killed before',
      'killed after',
      'lost',
      'repeated',
      'reordered',
    ])
      expect(faults[fault], fault).toBeGreaterThan(0);
  }, 120_000);

  it('does the same again for the same seed', async () => {
    expect(await runOnce(7)).toEqual(await runOnce(7));
  });

  it.each([
    ['tries again by itself', triesAgain, 'wrongs'],
    ['claims without a condition', claimsBlindly, 'wrongs'],
    ['sends copies too early', isImpatient, 'wrongs'],
    ['forgets a text', forgets, 'losses'],
  ] as const)(
    'notices a sender that %s',
    async (_, sabotage, where) => {
      expect(await firstNoticed(sabotage, where)).toBeLessThanOrEqual(60);
    },
    120_000,
  );
});

/** The first seed whose run has a finding; infinite when 60 have none. */
async function firstNoticed(sabotage: Sabotage, where: 'losses' | 'wrongs'): Promise<number> {
  for (let seed = 1; seed <= 60; seed++) if ((await runOnce(seed, sabotage))[where].length > 0) return seed;
  return Number.POSITIVE_INFINITY;
}
