import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, createTexting, keyOf } from '../../support/texting.ts';

let test: TestTable;
beforeEach(async () => {
  test = await createTestTable();
});
afterEach(() => test.stop());

describe('releasing texts', () => {
  it('queues each text that is due once, and again when nobody sent it', async () => {
    const { texts, releaseTexts, queue, advance } = createTexting(test.table);
    const dues = Array.from({ length: 25 }, () => aText());
    for (const due of dues) await texts.add(due);
    await texts.add(aText({ dueAt: '2026-11-21T12:30:00.000Z' }));

    expect(await releaseTexts()).toMatchObject({ released: 25 });
    advance(1);
    expect(await releaseTexts()).toMatchObject({ released: 0 });
    expect(queue.map(({ pk }) => pk).sort()).toEqual(dues.map((due) => keyOf(due).pk).sort());
    advance(4);
    expect(await releaseTexts()).toMatchObject({ released: 25 });
  });
});
