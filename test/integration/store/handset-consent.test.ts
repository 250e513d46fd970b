import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandsetStore, type HandsetStore } from '../../../shared/store/handset-store.ts';
import { createTestTable, type TestTable } from '../../support/table.ts';

let test: TestTable;
let handsets: HandsetStore;
let count = 0;
const aHandset = () => `handset-${count++}`;
const at = (second: number) => new Date(Date.parse('2026-11-21T12:00:00.000Z') + second * 1000).toISOString();
const A = { kind: 'case', id: 'K7MQ2X1' } as const;
const B = { kind: 'contact', id: 'P8VZ82M' } as const;

beforeAll(async () => {
  test = await createTestTable();
  handsets = createHandsetStore(test.table);
});
afterAll(() => test.stop());

describe('the STOP of one case', () => {
  it('mutes that case, and START with its reference lifts that', async () => {
    const id = aHandset();
    expect(await handsets.setMuted(id, { reference: A.id, muted: true }, at(1))).toBe('done');
    await handsets.setMuted(id, { reference: B.id, muted: true }, at(1));
    expect(await handsets.state(id)).toMatchObject({ stopped: false, mutes: [A.id, B.id] });
    expect(await handsets.setMuted(id, { reference: A.id, muted: false }, at(2))).toBe('done');
    expect((await handsets.state(id)).mutes).toEqual([B.id]);
    await handsets.setMuted(id, { reference: B.id, muted: false }, at(2));
    expect((await handsets.state(id)).mutes).toEqual([]);
  });

  it('goes by when it was sent, against words about the case and about all', async () => {
    const id = aHandset();
    await handsets.setMuted(id, { reference: A.id, muted: false }, at(5));
    expect(await handsets.setMuted(id, { reference: A.id, muted: true }, at(4))).toBe('older');
    expect(await handsets.setMuted(id, { reference: A.id, muted: true }, at(5))).toBe('done');
    await handsets.setStopped(id, false, at(9));
    expect((await handsets.state(id)).mutes).toEqual([]);
    expect(await handsets.setMuted(id, { reference: A.id, muted: true }, at(8))).toBe('older');
    expect(await handsets.setMuted(id, { reference: A.id, muted: true }, at(10))).toBe('done');
  });
});

describe('starting again from the page of a case', () => {
  it('lifts a STOP of all and the mute of that case, and leaves the others', async () => {
    const id = aHandset();
    await handsets.setMuted(id, { reference: A.id, muted: true }, at(1));
    await handsets.setMuted(id, { reference: B.id, muted: true }, at(1));
    await handsets.setStopped(id, true, at(2));
    expect(await handsets.restart(id, A.id, at(3))).toBe('done');
    expect(await handsets.state(id)).toMatchObject({ stopped: false, mutes: [B.id] });
    expect(await handsets.restart(id, A.id, at(3))).toBe('older');
  });

  it('works where nothing was ever stopped', async () => {
    const id = aHandset();
    expect(await handsets.restart(id, A.id, at(3))).toBe('done');
    expect(await handsets.state(id)).toMatchObject({ stopped: false, mutes: [] });
  });
});

describe('a request to rate', () => {
  const DAY = 86_400;
  const ask = (id: string, subject: typeof A | typeof B, second: number) =>
    handsets.reserveAsk(id, subject, { at: at(second), since: at(second - 30 * DAY) });

  it('is let through once in 30 days, and again for the same subject', async () => {
    const id = aHandset();
    expect(await ask(id, A, 0)).toBe('reserved');
    expect(await ask(id, A, 60)).toBe('reserved');
    expect(await ask(id, B, 60)).toBe('taken');
    expect(await ask(id, B, 60 + 30 * DAY)).toBe('taken');
    expect(await ask(id, B, 61 + 30 * DAY)).toBe('reserved');
  });

  it('of two at once is one', async () => {
    const id = aHandset();
    expect((await Promise.all([ask(id, A, 0), ask(id, B, 0)])).sort()).toEqual(['reserved', 'taken']);
  });

  it('that never left stands in nobody’s way', async () => {
    const id = aHandset();
    await ask(id, A, 0);
    await handsets.releaseAsk(id, B);
    expect(await ask(id, B, 1)).toBe('taken');
    await handsets.releaseAsk(id, A);
    expect(await ask(id, B, 1)).toBe('reserved');
  });
});
