import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, createTexting, keyOf, START } from '../../support/texting.ts';

let test: TestTable;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

let handsets = 0;
function setup() {
  const texting = createTexting(test.table);
  const from = `+447700900${String(handsets++).padStart(3, '0')}`;
  const log = { kind: 'handset', id: texting.keyring.handsetId(from) } as const;
  let n = 0;
  return {
    ...texting,
    from,
    reply: (body: string, rest: { messageId?: string; previousMessageId?: string; sentAt?: string } = {}) =>
      texting.receiveText({ from, body, messageId: `in-${from}-${n++}`, sentAt: new Date(texting.clock.ms).toISOString(), ...rest }),
    ask: async (id: string) => {
      const due = aText({ subject: { kind: 'case', id }, personal: { to: from, body: 'Rate us' } });
      await texting.texts.add(due);
      await texting.sendText(keyOf(due));
      return (await texting.stateOf(due)).messageId ?? '';
    },
    events: async () => (await texting.logs.load(log)).flatMap((commit) => commit.events),
    state: () => texting.handsets.state(log.id),
  };
}

describe('a reply', () => {
  it('rates what the last text asked about, with one query and one put', async () => {
    const { ask, reply, events, from, logs, keyring } = setup();
    await ask('K7MQ2X1');
    const before = test.calls.length;
    expect(await reply('5 - brilliant, thank you')).toBe('rated');
    expect(test.calls.slice(before)).toEqual(['Query', 'PutItem']);
    expect(await events()).toEqual([{ type: 'rated', subject: { kind: 'case', id: 'K7MQ2X1' }, score: 5 }]);
    const [commit] = await logs.load({ kind: 'handset', id: keyring.handsetId(from) });
    expect(commit?.personal).toEqual({ number: from, body: '5 - brilliant, thank you' });
  });

  it('rates what the network says it follows', async () => {
    const { ask, reply, events } = setup();
    const first = await ask('FIRST');
    await ask('SECOND');
    await reply('2', { previousMessageId: first });
    expect(await events()).toMatchObject([{ subject: { id: 'FIRST' }, score: 2 }]);
  });

  it('counts once when it is delivered three times, at once or one after the other', async () => {
    const { ask, reply, events } = setup();
    await ask('K7MQ2X1');
    const same = { messageId: 'the-same' };
    const outcomes = await Promise.all([reply('5', same), reply('5', same)]);
    expect(outcomes.sort()).toEqual(['already-taken', 'rated']);
    expect(await reply('5', same)).toBe('already-taken');
    expect(await events()).toHaveLength(1);
  });

  it('may be given again: both are kept, in order', async () => {
    const { ask, reply, events } = setup();
    await ask('K7MQ2X1');
    await reply('2');
    await reply('4');
    expect(await events()).toMatchObject([{ score: 2 }, { score: 4 }]);
  });

  it('of "6" or "thanks" is kept, and answered once a day at most', async () => {
    const { ask, reply, events, advance } = setup();
    await ask('K7MQ2X1');
    await reply('6');
    await reply('thanks');
    advance(25 * 60);
    await reply('hello?');
    const about = { kind: 'case', id: 'K7MQ2X1' };
    expect(await events()).toEqual([
      { type: 'received', about, answer: true },
      { type: 'received', about, answer: false },
      { type: 'received', about, answer: true },
    ]);
  });

  it('after 30 days, or without an ask, is kept as a comment', async () => {
    const { ask, reply, events, advance } = setup();
    await reply('5');
    await ask('K7MQ2X1');
    advance(31 * 24 * 60);
    await reply('5');
    expect(await events()).toMatchObject([{ type: 'received' }, { type: 'received' }]);
  });

  it('is dealt with when a hundred came before it', async () => {
    const { reply, events } = setup();
    for (let n = 0; n < 100; n++) await reply('hello');
    expect(await reply('STOP')).toBe('stopped');
    expect(await events()).toHaveLength(101);
  });

  it.each(['NORTHWICK', '60100', '+15005550006', '+441632960100', ''])('from %j is ignored', async (from) => {
    const { receiveText } = setup();
    const before = test.calls.length;
    expect(await receiveText({ from, body: '5', messageId: 'x', sentAt: new Date(START).toISOString() })).toBe('not-a-uk-mobile');
    expect(test.calls.length).toBe(before);
  });
});

describe('STOP and START', () => {
  it('are stored first of all', async () => {
    const { reply, state } = setup();
    const before = test.calls.length;
    expect(await reply('Stop.')).toBe('stopped');
    expect(test.calls.slice(before)).toEqual(['UpdateItem', 'Query', 'PutItem']);
    expect((await state()).stopped).toBe(true);
    expect(await reply('START', { sentAt: new Date(START + 1000).toISOString() })).toBe('restarted');
    expect((await state()).stopped).toBe(false);
  });

  it('go by when they were sent, not by when they arrive', async () => {
    const { reply, state } = setup();
    await reply('START', { sentAt: '2026-11-21T12:00:05.000Z' });
    await reply('STOP', { sentAt: '2026-11-21T12:00:01.000Z' });
    expect((await state()).stopped).toBe(false);
    await reply('STOP', { sentAt: '2026-11-21T12:00:05.000Z' });
    expect((await state()).stopped).toBe(true);
  });

  it('leave what was asked as it was', async () => {
    const { ask, reply, state } = setup();
    await ask('K7MQ2X1');
    await reply('STOP');
    expect((await state()).asks).toHaveLength(1);
  });
});
