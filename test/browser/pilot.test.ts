import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeClaims } from '../load/pilot/claims.ts';
import { openDoor } from '../load/pilot/door.ts';
import { figuresOf, type Line } from '../load/pilot/figures.ts';
import { replay } from '../load/pilot/replay.ts';
import { type Door, startDoor } from '../support/browser-door.ts';

/** The pilot in small: `npm run pilot` replays it whole. */
const PILOT = { seed: 8, claims: 40, days: 16 };
/** A quarter's first day, ahead of the machine's clock. */
const start = `${new Date().getUTCFullYear() + 1}-04-01`;

let front: Door;
let lines: Line[];
beforeAll(async () => {
  front = await startDoor();
  const door = openDoor(front.baseUrl);
  const plan = { ...PILOT, start, claims: makeClaims(PILOT) };
  lines = await figuresOf(door, plan, await replay(door, plan, () => undefined));
}, 300_000);
afterAll(() => front?.stop());

it('comes to the figures of its claims’ stories on the quarter page, and texts nobody twice, at night or without a mobile', () => {
  expect(lines.filter(({ good }) => !good)).toEqual([]);
  const found = Object.fromEntries(lines.map(({ what, found: value }) => [what, value]));
  expect(found).toMatchObject({ 'claims opened': '40', 'writes by files sent again': '0' });
  for (const what of ['decisions', 'letters made', 'reminders saved', 'chase calls', 'bad rows', 'texts not delivered'])
    expect([what, Number(found[what]) > 0]).toEqual([what, true]);
});
