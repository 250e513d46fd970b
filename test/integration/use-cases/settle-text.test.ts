import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../shared/domain/receipt.ts';
import type { SendOutcome } from '../../../shared/domain/text.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, createTexting, keyOf } from '../../support/texting.ts';

let test: TestTable;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

const uniqueMobile = (() => {
  let n = 0;
  return () => `+447700900${String(n++).padStart(3, '0')}`;
})();
const noAnswer: SendOutcome = { kind: 'unknown', because: 'ETIMEDOUT' };
const AT = '2026-11-21T12:00:01.000Z';
const delivered: Receipt = { at: AT, state: 'delivered' };
const failed = (because: string): Receipt => ({ at: AT, state: 'failed', because });

async function setup(overrides: Parameters<typeof aText>[0] = {}) {
  const texting = createTexting(test.table);
  const to = uniqueMobile();
  const due = aText({ personal: { to, body: 'Northwick Council: hello' }, ...overrides });
  await texting.texts.add(due);
  const handset = texting.keyring.handsetId(to);
  const another = async (more: Parameters<typeof aText>[0] = {}) => {
    const text = aText({ personal: { to, body: 'more' }, ...more });
    await texting.texts.add(text);
    await texting.sendText(keyOf(text));
    return text;
  };
  return {
    ...texting,
    to,
    due,
    handset,
    another,
    id: () => `m-${texting.published.length}`,
    send: () => texting.sendText(keyOf(due)),
    state: () => texting.stateOf(due),
    line: (messageId: string, receipt: Receipt) => texting.settleText({ messageId, to, receipt }),
  };
}

describe('a line of the delivery log', () => {
  it('gives a text its final state, which no later line changes', async () => {
    const { send, line, state, id } = await setup();
    await send();
    expect(await line(id(), delivered)).toMatchObject({ outcome: 'settled' });
    expect(await line(id(), failed('invalid-number'))).toMatchObject({ outcome: 'was-settled' });
    expect(await state()).toMatchObject({ state: 'delivered', messageId: id() });
  });

  it('that comes before the text is marked sent is kept, and applied', async () => {
    const { send, line, state, outcomes, handset, receipts, clock } = await setup();
    outcomes.push({ kind: 'accepted', messageId: 'early' });
    await receipts.arrived(handset, 'early', delivered, clock.ms);
    await send();
    expect(await state()).toMatchObject({ state: 'delivered', messageId: 'early' });
    expect(await line('early', delivered)).toMatchObject({ outcome: 'was-settled' });
  });

  it('with an id that nobody recorded settles the one attempt in whose time it falls, and frees the slot', async () => {
    const { send, line, state, outcomes, handsets, handset } = await setup();
    outcomes.push(noAnswer);
    await send();
    expect(await line('x', { ...delivered, at: '2026-11-21T11:58:00.000Z' })).toMatchObject({ outcome: 'unknown-text' });
    expect(await line('y', { ...delivered, at: '2026-11-21T12:03:00.000Z' })).toMatchObject({ outcome: 'unknown-text' });
    expect((await state()).state).toBe('unknown');
    expect(await line('z', delivered)).toMatchObject({ outcome: 'settled' });
    expect(await state()).toMatchObject({ state: 'delivered', messageId: 'z' });
    expect((await handsets.state(handset)).slot).toBeUndefined();
  });

  it('settles nothing where it may be about two attempts, and no copy goes then', async () => {
    const { send, line, state, outcomes, another, advance, sweepTexts, published } = await setup();
    outcomes.push(noAnswer, noAnswer);
    await send();
    const code = await another({ log: { kind: 'lookup', id: 'l-2' }, purpose: 'code', urgency: 'code' });
    expect(await line('x', delivered)).toMatchObject({ outcome: 'ambiguous' });
    expect(code.purpose).toBe('code');
    advance(61);
    await sweepTexts();
    expect(await state()).toMatchObject({ state: 'unknown', because: 'ambiguous' });
    expect(published).toHaveLength(2);
  });

  it('of a number we never texted is told, and harms nothing', async () => {
    const { settleText } = await setup();
    const line = { messageId: 'stranger', to: '+447700900999', receipt: failed('unknown-reason') };
    expect(await settleText(line)).toEqual({ outcome: 'unknown-text', unknownReason: true });
  });

  it('about the first of two copies settles both when it was delivered, and neither when it was not', async () => {
    for (const [receipt, expected] of [
      [delivered, 'delivered'],
      [failed('phone-unreachable'), 'sent'],
    ] as const) {
      const { send, line, state, outcomes, advance, sweepTexts } = await setup();
      outcomes.push(noAnswer);
      await send();
      advance(61);
      await sweepTexts();
      await send();
      await line(`first-${expected}`, receipt);
      expect(await state()).toMatchObject({ state: expected, attempts: 2 });
    }
  });
});

describe('a number that fails for good', () => {
  it('is texted codes only, until one is typed back', async () => {
    const { send, line, state, id, another, stateOf, handsets, handset } = await setup();
    await send();
    await line(id(), failed('invalid-number'));
    expect(await state()).toMatchObject({ state: 'failed', because: 'invalid-number' });
    expect(await stateOf(await another())).toMatchObject({ state: 'dropped', because: 'unreachable' });
    const code = await another({ log: { kind: 'lookup', id: `l-${handset}` }, purpose: 'code', urgency: 'code' });
    expect(await stateOf(code)).toMatchObject({ state: 'sent' });
    await handsets.verify(handset, '2026-11-21T12:05:00.000Z');
    expect(await stateOf(await another())).toMatchObject({ state: 'sent' });
  });

  it('is not marked by a failure that may pass, nor by one from before it was verified', async () => {
    const { send, line, id, handsets, handset, another } = await setup();
    await send();
    await line(id(), failed('phone-unreachable'));
    expect((await handsets.state(handset)).unreachable).toBeUndefined();
    await another();
    await handsets.verify(handset, '2026-11-21T12:05:00.000Z');
    await line(id(), failed('invalid-number'));
    expect((await handsets.state(handset)).unreachable).toBeUndefined();
  });
});
