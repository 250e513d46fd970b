import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factOfText } from '../../../shared/domain/facts-of-text.ts';
import type { SendOutcome } from '../../../shared/domain/text.ts';
import { createCodeStore } from '../../../shared/store/code-store.ts';
import { createFactStore } from '../../../shared/store/fact-store.ts';
import { codeKey } from '../../../shared/store/keys.ts';
import { all } from '../../../shared/store/table.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, createTexting, keyOf, MOBILE } from '../../support/texting.ts';

let test: TestTable;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

const throttled: SendOutcome = { kind: 'refused', again: true, because: 'ThrottledException' };
const uniqueMobile = (() => {
  let n = 0;
  return () => `+447700900${String(n++).padStart(3, '0')}`;
})();

async function setup(overrides: Parameters<typeof aText>[0] = {}) {
  const texting = createTexting(test.table);
  const to = uniqueMobile();
  const due = aText({ personal: { to, body: 'Northwick Council: hello' }, ...overrides });
  await texting.texts.add(due);
  const sent = () => texting.published.filter((text) => text.to === due.personal.to);
  return { ...texting, due, key: keyOf(due), to: due.personal.to, sent };
}

describe('a text', () => {
  it('is sent once when its message comes twice', async () => {
    const { sendText, sent, key, due, stateOf, to } = await setup();
    expect(await sendText(key)).toEqual({ outcome: 'sent', purpose: 'received', parts: 1, attempt: 1 });
    expect(await sendText(key)).toEqual({ outcome: 'not-due' });
    expect(sent()).toEqual([{ to, body: 'Northwick Council: hello' }]);
    expect(await stateOf(due)).toMatchObject({ state: 'sent', messageId: 'm-1', attempts: 1 });
  });

  it('is sent once when twenty workers get it at once', async () => {
    const { sendText, sent, key } = await setup();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => sendText(key)));
    expect(outcomes.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  it('is kept once when its commit is projected twice, whatever came of it', async () => {
    const { texts, due, sendText, key, sent } = await setup();
    await sendText(key);
    expect(await texts.add(due)).toBe('exists');
    await sendText(key);
    expect(sent()).toHaveLength(1);
  });

  it('that nobody added is not sent', async () => {
    const { sendText } = await setup();
    expect(await sendText({ pk: 'CASE#nowhere', sk: 'TEXT#000001#received' })).toEqual({ outcome: 'not-due' });
  });

  it('is tried again after a refusal, later, and sent once', async () => {
    const { sendText, outcomes, key, due, stateOf, sent, advance, run } = await setup();
    outcomes.push(throttled);
    expect(await sendText(key)).toMatchObject({ outcome: 'due', because: 'ThrottledException' });
    expect(await stateOf(due)).toMatchObject({ state: 'due', dueAt: '2026-11-21T12:00:30.000Z' });
    await run();
    expect(sent()).toHaveLength(0);
    advance(1);
    await run();
    expect(await stateOf(due)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(sent()).toHaveLength(1);
  });

  it('is given up after eight refusals, and at once when the number will never do', async () => {
    const { sendText, outcomes, key, due, stateOf } = await setup();
    outcomes.push(...Array.from({ length: 8 }, () => throttled));
    for (let attempt = 0; attempt < 8; attempt++) await sendText(key);
    expect(await stateOf(due)).toMatchObject({ state: 'refused', attempts: 8, because: 'ThrottledException' });

    const other = await setup();
    other.outcomes.push({ kind: 'refused', again: false, because: 'InvalidParameterException' });
    await other.sendText(other.key);
    expect(await other.stateOf(other.due)).toMatchObject({ state: 'refused', attempts: 1 });
    // No carrier took it: it is no text that was sent.
    const { id, day, service, shard } = factOfText(other.due, 'refused');
    const facts = await all(createFactStore(test.table, { newToken: () => 't' }).in({ day, service, shard }));
    expect(facts.find((fact) => fact.id === id)?.outcome).toBe('refused');
  });

  it('is never sent again when nobody knows whether it went', async () => {
    const { sendText, outcomes, key, due, stateOf, sent, advance, run } = await setup();
    outcomes.push({ kind: 'unknown', because: 'TimeoutError' });
    expect(await sendText(key)).toMatchObject({ outcome: 'unknown' });
    advance(600);
    await run();
    await sendText(key);
    expect(await stateOf(due)).toMatchObject({ state: 'unknown', because: 'TimeoutError' });
    expect(sent()).toHaveLength(1);
  });

  it('is dropped for someone who stopped, and says so', async () => {
    const { sendText, handsets, keyring, key, due, stateOf, sent, to } = await setup();
    await handsets.setStopped(keyring.handsetId(to), true, due.at);
    await sendText(key);
    expect(await stateOf(due)).toMatchObject({ state: 'dropped', because: 'stopped' });
    expect(sent()).toHaveLength(0);
  });

  it('is dropped when its number was erased', async () => {
    const { sendText, key, due, stateOf } = await setup();
    await test.table.update(key, { expression: 'SET #personal = :nothing', values: { nothing: {} } });
    await sendText(key);
    expect(await stateOf(due)).toMatchObject({ state: 'dropped', because: 'erased' });
  });
});

describe('a request for a rating', () => {
  const subject = { kind: 'case', id: 'K7MQ2X1' } as const;

  it('leaves an ask on the handset, with the carrier’s id', async () => {
    const { sendText, handsets, keyring, key, to } = await setup({ subject });
    await sendText(key);
    expect((await handsets.state(keyring.handsetId(to))).asks).toEqual([{ subject, at: '2026-11-21T12:00:00.000Z', messageId: 'm-1' }]);
  });

  it('leaves the ask when nobody knows whether it went, and none when it was refused', async () => {
    const unknown = await setup({ subject });
    unknown.outcomes.push({ kind: 'unknown', because: 'TimeoutError' });
    await unknown.sendText(unknown.key);
    expect((await unknown.handsets.state(unknown.keyring.handsetId(unknown.to))).asks).toHaveLength(1);

    const refused = await setup({ subject });
    refused.outcomes.push(throttled);
    await refused.sendText(refused.key);
    expect((await refused.handsets.state(refused.keyring.handsetId(refused.to))).asks).toEqual([]);
  });

  it('waits its turn when five are to leave for one handset at once, and none is lost', async () => {
    const { sendText, texts, handsets, keyring, advance, run } = await setup();
    const dues = ['A', 'B', 'C', 'D', 'E'].map((id) => aText({ subject: { kind: 'case', id }, personal: { to: MOBILE, body: 'x' } }));
    for (const due of dues) await texts.add(due);
    await Promise.all(dues.map((due) => sendText(keyOf(due))));
    for (let minute = 0; minute < 5; minute++) {
      advance(1);
      await run();
    }
    const { asks } = await handsets.state(keyring.handsetId(MOBILE));
    expect(asks.map((ask) => ask.subject.id).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(asks.every((ask) => ask.messageId)).toBe(true);
  });
});

describe('the text of a code', () => {
  const aCode = () => {
    const log = { kind: 'lookup', id: crypto.randomUUID() } as const;
    return { log, purpose: 'code', personal: { to: uniqueMobile(), body: 'Northwick Council: your code is {code}.' } };
  };

  it('gets its code as it leaves, and only the code’s hash is kept', async () => {
    const code = aCode();
    const { sendText, keyring, key, due, stateOf, sent } = await setup(code);
    await createCodeStore(test.table).prepare(code.log.id, { service: 'missed-bin' });
    await sendText(key);
    const [, digits = ''] = /your code is (\d{6})\.$/.exec(sent()[0]?.body ?? '') ?? [];
    expect(await test.table.get(codeKey(code.log.id))).toMatchObject({
      service: 'missed-bin',
      codeHash: keyring.secretHash(code.log.id, digits),
    });
    expect((await stateOf(due)).personal.body).toContain('{code}');
  });

  it('keeps its hash before it is published', async () => {
    const code = aCode();
    const { sendText, outcomes, key } = await setup(code);
    outcomes.push(new Error('killed'));
    await expect(sendText(key)).rejects.toThrow('killed');
    expect(await test.table.get(codeKey(code.log.id))).toHaveProperty('codeHash');
  });

  it('is not sent once the code would no longer work', async () => {
    const { sendText, key, due, stateOf, advance, sent } = await setup(aCode());
    advance(10);
    await sendText(key);
    expect(await stateOf(due)).toMatchObject({ state: 'dropped', because: 'too-late' });
    expect(sent()).toHaveLength(0);
  });

  it('is prepared once: doing it again leaves the hash', async () => {
    const codes = createCodeStore(test.table);
    const id = crypto.randomUUID();
    await codes.prepare(id, { service: 'missed-bin' });
    await codes.keepHash(id, 'h');
    expect(await codes.prepare(id, { service: 'missed-bin' })).toBe('exists');
    expect(await test.table.get(codeKey(id))).toMatchObject({ codeHash: 'h' });
  });
});
