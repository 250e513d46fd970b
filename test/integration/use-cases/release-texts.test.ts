import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTable, type Table } from '../../../shared/store/table.ts';
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

    expect(await releaseTexts()).toEqual({ released: 25, unknown: 0 });
    advance(1);
    expect(await releaseTexts()).toEqual({ released: 0, unknown: 0 });
    expect(queue.map(({ pk }) => pk).sort()).toEqual(dues.map((due) => keyOf(due).pk).sort());
    advance(4);
    expect(await releaseTexts()).toEqual({ released: 25, unknown: 0 });
  });

  it('makes unknown what a vanished worker had claimed, and leaves a live claim alone', async () => {
    const { texts, releaseTexts, advance, stateOf, clock } = createTexting(test.table);
    const due = aText();
    await texts.add(due);
    await texts.claim(keyOf(due), new Date(clock.ms + 120_000).toISOString());
    advance(1);
    expect(await releaseTexts()).toEqual({ released: 0, unknown: 0 });
    advance(2);
    expect(await releaseTexts()).toEqual({ released: 0, unknown: 1 });
    expect(await stateOf(due)).toMatchObject({ state: 'unknown', because: 'claim-ended' });
    expect(await releaseTexts()).toEqual({ released: 0, unknown: 0 });
  });

  it('lets the carrier’s late acceptance settle a text whose claim had ended', async () => {
    const { texts, releaseTexts, advance, stateOf, clock } = createTexting(test.table);
    const due = aText();
    await texts.add(due);
    await texts.claim(keyOf(due), new Date(clock.ms + 120_000).toISOString());
    advance(3);
    await releaseTexts();
    const late = { attempt: 1, at: new Date(clock.ms).toISOString() };
    expect(await texts.settle(keyOf(due), { state: 'due', dueAt: late.at, because: 'x' }, late)).toBe('refused');
    expect(await texts.settle(keyOf(due), { state: 'sent', messageId: 'm-7' }, late)).toBe('settled');
    expect(await stateOf(due)).toMatchObject({ state: 'sent', messageId: 'm-7' });
  });
});

/** A table whose process dies at its nth call: that call is lost, or made and its answer lost, and none follows. */
function dyingTable(table: Table, at: number, made: boolean): Table {
  let calls = 0;
  const wrap =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      calls++;
      if (calls > at || (calls === at && !made)) throw new Error('killed');
      const result = await call(...args);
      if (calls === at) throw new Error('killed');
      return result;
    };
  return { ...table, get: wrap(table.get), put: wrap(table.put), update: wrap(table.update) };
}

describe('a process killed at any call', () => {
  it.each([
    ['a text', undefined],
    ['a request for a rating', { kind: 'case', id: 'K7MQ2X1' } as const],
  ])('sends %s at most once, and loses it never without a state that shows it', async (_, subject) => {
    for (const made of [false, true]) {
      for (let at = 1; at <= 8; at++) {
        const due = aText({ ...(subject ? { subject } : {}), personal: { to: `+4477009001${at}${made ? 1 : 0}`, body: 'x' } });
        const killed = createTexting(dyingTable(createTable(test.client, test.tableName), at, made));
        await killed.texts.add(due).catch(() => {});
        await killed.sendText(keyOf(due)).catch(() => {});

        const restarted = createTexting(test.table);
        // What was never added is added by the projector, which runs again.
        await restarted.texts.add(due);
        for (const minutes of [0, 1, 2, 4]) {
          restarted.advance(minutes);
          await restarted.run();
        }
        const sent = killed.published.length + restarted.published.length;
        const { state } = await restarted.stateOf(due);
        const where = `killed at call ${at}, ${made ? 'after' : 'before'} it was made`;
        expect(['sent', 'unknown'], where).toContain(state);
        expect(sent, where).toBeLessThanOrEqual(1);
        if (state === 'sent') expect(sent, where).toBe(1);
      }
    }
  });
});
