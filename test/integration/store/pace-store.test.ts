import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPaceStore } from '../../../shared/store/pace-store.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { RULES, START } from '../../support/texting.ts';

let test: TestTable;
beforeEach(async () => {
  test = await createTestTable();
});
afterEach(() => test.stop());

const aPace = (clock = { ms: START }) => createPaceStore(test.table, { rules: RULES, now: () => clock.ms });

describe('the pace’s item', () => {
  it('is made by the first taking, and each taking is one read and one write', async () => {
    const pace = aPace();
    expect(await pace.read()).toBeUndefined();
    test.calls.length = 0;
    expect(await pace.take({ parts: 40, urgency: 'bulk' })).toBe(40);
    expect(await pace.take({ parts: 10, urgency: 'code', whole: true })).toBe(10);
    expect(test.calls).toEqual(['GetItem', 'UpdateItem', 'GetItem', 'UpdateItem']);
    expect(await pace.read()).toEqual({ tokens: 650_000, refilledAt: START, month: '2026-11', parts: 50 });
  });

  it('gives many that ask at once no more than there is', async () => {
    const granted = await Promise.all(Array.from({ length: 8 }, () => aPace().take({ parts: 150, urgency: 'bulk' })));
    expect(granted.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(700);
    const { parts = 0 } = (await aPace().read()) ?? {};
    expect(granted.reduce((sum, one) => sum + one, 0)).toBe(parts);
  });

  it('is not written when nothing is granted', async () => {
    const pace = aPace();
    await pace.take({ parts: 700, urgency: 'bulk' });
    test.calls.length = 0;
    expect(await pace.take({ parts: 1, urgency: 'bulk' })).toBe(0);
    expect(test.calls).toEqual(['GetItem']);
  });

  it('takes back, and takes more, without asking', async () => {
    const pace = aPace();
    await pace.take({ parts: 700, urgency: 'bulk' });
    await pace.correct({ tokens: -5, parts: -5 });
    await pace.correct({ tokens: 8, parts: 0 });
    await pace.correct({ tokens: 0, parts: 0 });
    expect(await pace.read()).toMatchObject({ tokens: -3000, parts: 695 });
  });
});
