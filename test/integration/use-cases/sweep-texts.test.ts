import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../../shared/domain/text.ts';
import { createTable, type Table } from '../../../shared/store/table.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, createTexting, keyOf, MOBILE } from '../../support/texting.ts';

let test: TestTable;
beforeEach(async () => {
  test = await createTestTable();
});
afterEach(() => test.stop());

const noAnswer: SendOutcome = { kind: 'unknown', because: 'ETIMEDOUT' };
const subject = { kind: 'case', id: 'K7MQ2X1' } as const;
const nothing = { settled: 0, unknown: 0, again: 0, unconfirmed: 0, failed: 0 };

async function setup(overrides: Parameters<typeof aText>[0] = {}) {
  const texting = createTexting(test.table);
  const due = aText(overrides);
  await texting.texts.add(due);
  return { ...texting, due, key: keyOf(due), state: () => texting.stateOf(due) };
}

describe('a text that nobody knows of', () => {
  it('goes once more when its hour is over, and says the same', async () => {
    const { outcomes, run, advance, sweepTexts, published, state } = await setup();
    outcomes.push(noAnswer);
    await run();
    advance(59);
    expect(await sweepTexts()).toEqual(nothing);
    advance(1);
    expect(await sweepTexts()).toEqual({ ...nothing, again: 1 });
    await run();
    expect(published.map(({ body }) => body)).toEqual(['Northwick Council: hello', 'Northwick Council: hello']);
    expect(await state()).toMatchObject({ state: 'sent', attempts: 2, unknowns: 1 });
  });

  it('goes no third time', async () => {
    const { outcomes, run, advance, sweepTexts, published, state } = await setup();
    outcomes.push(noAnswer, noAnswer);
    for (let hour = 0; hour < 4; hour++) {
      await run();
      advance(61);
      await sweepTexts();
    }
    expect(published).toHaveLength(2);
    expect(await state()).toMatchObject({ state: 'unknown', unknowns: 2 });
    advance(72 * 60);
    expect(await sweepTexts()).toEqual({ ...nothing, unconfirmed: 1 });
    expect(await state()).toMatchObject({ state: 'unconfirmed', because: 'ETIMEDOUT' });
  });

  it('is not sent again when it only asks for a rating, and leaves the request out where it says more', async () => {
    const only = await setup({ subject });
    only.outcomes.push(noAnswer);
    await only.run();
    only.advance(61);
    expect(await only.sweepTexts()).toEqual(nothing);
    expect(only.published).toHaveLength(1);

    const both = await setup({
      subject,
      personal: { to: '+447700900124', body: 'Your bin is empty. Rate us', plain: 'Your bin is empty.' },
    });
    both.outcomes.push(noAnswer);
    await both.run();
    both.advance(61);
    await both.sweepTexts();
    await both.run();
    expect(both.published.map(({ body }) => body)).toEqual(['Your bin is empty. Rate us', 'Your bin is empty.']);
  });

  it('is not sent again once its line has come, nor after STOP, which leaves it unknown', async () => {
    const heard = await setup();
    heard.outcomes.push(noAnswer);
    await heard.run();
    await heard.settleText({ messageId: 'x-1', to: MOBILE, receipt: { at: '2026-11-21T12:00:01.000Z', state: 'delivered' } });
    heard.advance(61);
    expect(await heard.sweepTexts()).toEqual(nothing);
    expect(await heard.state()).toMatchObject({ state: 'delivered', messageId: 'x-1' });

    const stopped = await setup({ personal: { to: '+447700900125', body: 'hello' } });
    stopped.outcomes.push(noAnswer);
    await stopped.run();
    await stopped.handsets.setStopped(stopped.keyring.handsetId('+447700900125'), true, '2026-11-21T12:10:00.000Z');
    stopped.advance(61);
    await stopped.sweepTexts();
    await stopped.run();
    expect(stopped.published).toHaveLength(1);
    expect(await stopped.state()).toMatchObject({ state: 'unknown', because: 'stopped' });
  });

  it('keeps the slot for its hour, from all but codes', async () => {
    const first = await setup();
    first.outcomes.push(noAnswer);
    await first.run();
    const second = aText();
    const code = aText({
      log: { kind: 'lookup', id: 'l-1' },
      purpose: 'code',
      urgency: 'code',
      personal: { to: MOBILE, body: 'code {code}' },
    });
    await first.texts.add(second);
    await first.texts.add(code);
    await first.run();
    expect(await first.stateOf(second)).toMatchObject({ state: 'due', because: 'another-on-its-way' });
    expect(await first.stateOf(code)).toMatchObject({ state: 'sent' });
    first.advance(60);
    await first.run();
    expect(await first.stateOf(second)).toMatchObject({ state: 'sent' });
  });
});

describe('a text that was sent', () => {
  it('has no confirmation after 72 hours without a line', async () => {
    const { run, advance, sweepTexts, state } = await setup();
    await run();
    advance(72 * 60 - 1);
    expect(await sweepTexts()).toEqual(nothing);
    advance(1);
    expect(await sweepTexts()).toEqual({ ...nothing, unconfirmed: 1 });
    expect(await state()).toMatchObject({ state: 'unconfirmed', because: 'no-word-in-72-hours' });
    expect(await sweepTexts()).toEqual(nothing);
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
    ['a text', undefined, 2],
    ['a request for a rating', subject, 1],
  ])('sends %s no more often than it may, and loses it never without a state that shows it', async (_, asks, most) => {
    for (const made of [false, true]) {
      for (let at = 1; at <= 14; at++) {
        const to = `+4477009002${String(at).padStart(2, '0')}${made ? 1 : 0}`.slice(0, 13);
        const due = aText({ ...(asks ? { subject: asks } : {}), personal: { to, body: 'x' } });
        const killed = createTexting(dyingTable(createTable(test.client, test.tableName), at, made));
        await killed.texts.add(due).catch(() => {});
        await killed.sendText(keyOf(due)).catch(() => {});

        const restarted = createTexting(test.table);
        // What was never added is added by the projector, which runs again.
        await restarted.texts.add(due);
        for (const minutes of [0, 1, 5, 5, 61, 1, 72 * 60]) {
          restarted.advance(minutes);
          await restarted.sweepTexts();
          await restarted.run();
        }
        const sent = killed.published.length + restarted.published.length;
        const { state } = await restarted.stateOf(due);
        const where = `killed at call ${at}, ${made ? 'after' : 'before'} it was made`;
        expect(['unconfirmed'], where).toContain(state);
        expect(sent, where).toBeLessThanOrEqual(most);
      }
    }
  });
});
