import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attempt, attemptsAt, freeSlot, LEASE_MS, type OnTheWay, SLOT_MS, takeSlot } from '../../../shared/domain/slot.ts';

const T0 = Date.parse('2026-11-21T12:00:00.000Z');
const MINUTE = 60_000;
const attempt = (sk: string, minute = 0, number = 1): Attempt => ({
  text: { pk: 'CASE#K7MQ2X1', sk },
  attempt: number,
  since: new Date(T0 + minute * MINUTE).toISOString(),
  leaseUntil: new Date(T0 + minute * MINUTE + LEASE_MS).toISOString(),
});
const empty: OnTheWay = { strays: [] };
const take = (before: OnTheWay, one: Attempt, minute: number, code = false) => takeSlot(before, one, { code, now: T0 + minute * MINUTE });

describe('the slot', () => {
  it('takes one text at a time: a running one is waited for by the minute, an unknown one by the hour', () => {
    const first = attempt('A');
    expect(take(empty, first, 0)).toEqual({ slot: first, strays: [] });
    expect(take({ slot: first, strays: [] }, attempt('B', 1), 1)).toEqual({ busyUntil: '2026-11-21T12:01:30.000Z' });
    expect(take({ slot: first, strays: [] }, attempt('B', 3), 3)).toEqual({ busyUntil: '2026-11-21T13:00:00.000Z' });
  });

  it('goes to the next after an hour, and remembers the one that lost it', () => {
    const [first, next] = [attempt('A'), attempt('B', 60)];
    expect(take({ slot: first, strays: [] }, next, 60)).toEqual({ slot: next, strays: [first] });
  });

  it('is no matter to a code, which goes beside it', () => {
    const [first, code] = [attempt('A'), attempt('C', 1)];
    expect(take({ slot: first, strays: [] }, code, 1, true)).toEqual({ slot: first, strays: [code] });
  });

  it('is taken over by a later attempt of the same text, whose earlier one came to nothing', () => {
    expect(take({ slot: attempt('A'), strays: [] }, attempt('A', 2, 2), 2)).toEqual({ slot: attempt('A', 2, 2), strays: [] });
  });

  it('is free once its own attempt is recorded, and no other', () => {
    const [first, code] = [attempt('A'), attempt('C')];
    const before = { slot: first, strays: [code] };
    expect(freeSlot(before, { ...first, attempt: 2 })).toEqual(before);
    expect(freeSlot(before, first)).toEqual({ slot: undefined, strays: [code] });
    expect(freeSlot(before, { text: code.text, attempt: 'any' })).toEqual({ slot: first, strays: [] });
  });

  it('forgets strays of which nothing is heard after 72 hours', () => {
    expect(take({ strays: [attempt('C')] }, attempt('A', 72 * 60), 72 * 60)).toEqual({ slot: attempt('A', 72 * 60), strays: [] });
  });

  it('is never in two hands within an hour', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 20 }), (minutes) => {
        let way = empty;
        const holders: number[] = [];
        for (const [index, minute] of minutes.toSorted((a, b) => a - b).entries()) {
          const taken = take(way, attempt(`T${index}`, minute), minute);
          if ('busyUntil' in taken) continue;
          way = taken;
          holders.push(minute);
        }
        for (const [index, minute] of holders.entries()) {
          const before = holders[index - 1];
          if (before !== undefined) expect((minute - before) * MINUTE).toBeGreaterThanOrEqual(SLOT_MS);
        }
      }),
    );
  });
});

describe('the attempts that a line may be about', () => {
  it('are those in whose time it falls, give or take two clocks', () => {
    const way = { slot: attempt('A'), strays: [attempt('C', 1)] };
    const at = (seconds: number) => attemptsAt(way, new Date(T0 + seconds * 1000).toISOString()).map(({ text }) => text.sk);
    expect([at(-6), at(-5), at(30), at(60), at(125), at(126), at(186)]).toEqual([[], ['A'], ['A'], ['A', 'C'], ['A', 'C'], ['C'], []]);
  });
});
