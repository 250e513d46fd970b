import { afterAll, beforeAll, expect, it } from 'vitest';
import { createErasureStore } from '../../../shared/store/erasure-store.ts';
import { createFailingTextStore } from '../../../shared/store/failing-text-store.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';
import { aText, createTexting, keyOf, MOBILE } from '../../support/texting.ts';

let test: TestTable;
beforeAll(async () => {
  test = await createTestTable();
});
afterAll(() => test.stop());

let mobiles = 0;
const MOMENTS_BEFORE = '2026-11-21T11:59:00.000Z';
/** A text of a service of its own, about a case, and what is listed of that service. */
async function setup(overrides: Parameters<typeof aText>[0] = {}) {
  const texting = createTexting(test.table);
  const service = `service-${crypto.randomUUID()}`;
  const to = `${MOBILE.slice(0, -3)}${String(mobiles++).padStart(3, '0')}`;
  const due = aText({ service, personal: { to, body: 'Northwick Council: hello' }, ...overrides });
  await texting.texts.add(due);
  const failing = createFailingTextStore(test.table);
  const listed = async (since = MOMENTS_BEFORE) => (await failing.since(service, since, 10)).map(({ state }) => state);
  const line = (state: 'delivered' | 'failed', because?: string) =>
    texting.settleText({
      messageId: 'm-1',
      to,
      receipt: { at: '2026-11-21T12:00:01.000Z', state, ...(because ? { because } : {}) },
    });
  return { ...texting, due, to, line, listed, send: () => texting.sendText(keyOf(due)) };
}

it('a text that waits, or was sent, is not listed', async () => {
  const { listed, send } = await setup();
  expect(await listed()).toEqual([]);
  await send();
  expect(await listed()).toEqual([]);
});

it('one that did not arrive is, from the moment that is known', async () => {
  const { listed, send, line } = await setup();
  await send();
  await line('failed', 'invalid-number');
  expect(await listed()).toEqual(['failed']);
  expect(await listed('2026-11-21T12:00:00.001Z')).toEqual([]);
});

it('one of which nobody knows is, and goes off when it arrived after all', async () => {
  const { listed, send, line, outcomes, due, handsets, keyring, to, receipts, clock } = await setup();
  outcomes.push({ kind: 'unknown', because: 'ETIMEDOUT' });
  await send();
  expect(await listed()).toEqual(['unknown']);
  await receipts.sent(keyring.handsetId(to), 'm-1', { text: keyOf(due), attempt: 1 }, clock.ms);
  await line('delivered');
  expect(await listed()).toEqual([]);
  expect((await handsets.state(keyring.handsetId(to))).slot).toBeUndefined();
});

it('one of which nobody knows goes off as its copy is to be sent, and is back when that fails', async () => {
  const { listed, send, outcomes, advance, sweepTexts, run } = await setup();
  outcomes.push({ kind: 'unknown', because: 'ETIMEDOUT' }, { kind: 'refused', again: false, because: 'invalid-number' });
  await send();
  advance(61);
  await sweepTexts();
  expect(await listed()).toEqual([]);
  await run();
  expect(await listed()).toEqual(['unknown']);
});

it('one that was refused is; one not sent because they stopped is; one about a contact is not', async () => {
  const refused = await setup();
  refused.outcomes.push({ kind: 'refused', again: false, because: 'invalid-number' });
  await refused.send();
  expect(await refused.listed()).toEqual(['refused']);

  const stopped = await setup();
  await stopped.handsets.setStopped(stopped.keyring.handsetId(stopped.to), true, MOMENTS_BEFORE);
  await stopped.send();
  expect(await stopped.listed()).toEqual(['dropped']);

  const contact = await setup({ log: { kind: 'contact', id: 'K7MQ2X1' } });
  contact.outcomes.push({ kind: 'refused', again: false, because: 'invalid-number' });
  await contact.send();
  expect(await contact.stateOf(contact.due)).toMatchObject({ state: 'refused' });
  expect(await contact.listed()).toEqual([]);
});

it('one of a case that was erased is not', async () => {
  const { listed, send, line, due } = await setup();
  await send();
  await line('failed', 'phone-unreachable');
  await createErasureStore(test.table).blankCase(due.log.id, { last: true });
  expect(await listed()).toEqual([]);
});
