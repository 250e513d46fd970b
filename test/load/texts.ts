import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgressBar } from '../../infra/local/progress.ts';
import { stageNamed } from '../../infra/stages.ts';
import { instantOf } from '../../shared/domain/calendar.ts';
import { secondsOpen, sendingTime } from '../../shared/domain/sending-hours.ts';
import { type FrontDoorProcess, type PhoneText, residentMb, startFrontDoor } from './front-door-process.ts';
import { numberIn, seedTexts, statesOf } from './seed.ts';

/**
 * Puts many texts due at one moment into a Front Door on this machine, lets them go with the shifted clock, and reports the
 * rate they left at, the memory it took, and how long a text waited that a person caused in the middle of it.
 *
 *   npm run load:texts -- --texts 100000 [--step 5] [--keep]
 *
 * It fails when the rate is more than 5% from the configured one, when a text is missing or comes twice, when the urgent
 * text waits for the others, or when memory grows.
 */
const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: '100000' },
    /** Seconds that the clock is moved at a time: fewer than the ten by which a release may come late and lose nothing. */
    step: { type: 'string', default: '5' },
    /** Leaves the data where it is. */
    keep: { type: 'boolean', default: false },
  },
});
const texts = Number(values.texts);
const stepMs = Number(values.step) * 1000;
const { partsPerSecond } = stageNamed('local').texts;
/** Nobody's: past the numbers of the others. The first writes before it is measured, so that every function that takes part runs by then. */
const REHEARSER = '+447700800122';
const PERSON = '+447700800123';
const MINUTE_MS = 60_000;
/** What is left of the hours of sending when the last text has left, at least: one that is put off by minutes still goes that day. */
const SPARE_SECONDS = 1800;

const bar = createProgressBar(process.stderr);
const began = performance.now();
const dataDir = mkdtempSync(join(tmpdir(), 'front-door-load-'));
const dueAt = dueTogether();
await seedTexts(dataDir, { texts, dueAt }, (done) => bar.step(`Putting texts into the table: ${percentOf(done)}%`, done / texts));

const door = await startFrontDoor(dataDir);
try {
  const found = await run(door);
  await door.stop();
  const missing = Array.from({ length: texts }, (_, number) => number).filter((number) => !found.each.has(number));
  process.exitCode = report(found, await statesOf(dataDir, missing)) ? 0 : 1;
} finally {
  bar.end();
  await door.stop();
  if (!values.keep) rmSync(dataDir, { recursive: true, force: true });
}

/** Soon, if they all leave before the hours of sending end; else when those next begin. */
function dueTogether(): string {
  const soon = sendingTime(instantOf(Date.now() + MINUTE_MS), 'bulk');
  const open = secondsOpen(Date.parse(soon));
  return open > texts / partsPerSecond + SPARE_SECONDS ? soon : sendingTime(instantOf(Date.parse(soon) + open * 1000), 'bulk');
}

type Run = {
  /** When each text of the many reached its phone, in epoch ms of the shifted clock, in order. */
  times: number[];
  /** The texts that came, each once. */
  each: Set<number>;
  urgent: { waiting: number; shiftedSeconds: number; realSeconds: number; before: number } | undefined;
  /** MB that the process held, and how many texts had come by then. */
  memory: { sent: number; mb: number }[];
  /** MB of this command at most. */
  own: number;
};

async function run(door: FrontDoorProcess): Promise<Run> {
  const found: Run = { times: [], each: new Set(), urgent: undefined, memory: [], own: 0 };
  let seen = 0;
  const look = async (): Promise<void> => {
    const come = await door.textsFrom(seen);
    seen += come.length;
    for (const { number, direction, at, body } of come) {
      if (direction === 'in' || !isOfTheMany(number)) continue;
      found.times.push(Date.parse(at));
      found.each.add(numberIn(body));
    }
    found.memory.push({ sent: found.times.length, mb: door.memoryMb() });
    found.own = Math.max(found.own, residentMb(process.pid));
  };

  await door.moveTo(Date.parse(dueAt));
  await write(door, REHEARSER);
  let idle = 0;
  while (found.times.length < texts && idle < 300_000 / stepMs) {
    await door.moveTo((await door.now()) + stepMs);
    if (!found.urgent && found.times.length >= texts / 2)
      found.urgent = { waiting: texts - found.times.length, ...(await overtake(door, seen)) };
    await door.drain();
    const before = found.times.length;
    await look();
    idle = found.times.length > before ? 0 : idle + 1;
    bar.step(`Sent ${percentOf(found.times.length)}%, ${door.memoryMb()} MB`, found.times.length / texts);
  }
  // A text of which nobody knew whether it went is sent once more after an hour; one that comes twice would come by then.
  for (let minutes = 0; minutes < 90; minutes += 5) {
    await door.moveTo((await door.now()) + 300_000);
    await door.drain();
    await look();
  }
  return found;
}

function isOfTheMany(number: string): boolean {
  return number !== PERSON && number !== REHEARSER;
}

/**
 * A resident writes to the council while the others wait, and is answered.
 * @param seen how many texts the phones have had; those that come after them and before the answer are not overtaken
 */
async function overtake(door: FrontDoorProcess, seen: number): Promise<Omit<NonNullable<Run['urgent']>, 'waiting'>> {
  const answer = await write(door, PERSON);
  const come = await door.textsFrom(seen);
  const before = come.findIndex(({ number, direction }) => number === PERSON && direction === 'out');
  return { ...answer, before: come.slice(0, before === -1 ? undefined : before).filter(({ number }) => isOfTheMany(number)).length };
}

/** Writes to the council from a phone, and waits for the answer: how long that took, on the shifted clock and on this machine. */
async function write(door: FrontDoorProcess, number: string): Promise<{ shiftedSeconds: number; realSeconds: number }> {
  const realStart = performance.now();
  const shiftedStart = await door.now();
  await door.reply(number, 'HELP');
  const answered = async (): Promise<PhoneText | undefined> => (await door.textsTo(number)).find(({ direction }) => direction === 'out');
  for (;;) {
    const answer = await answered();
    const realSeconds = (performance.now() - realStart) / 1000;
    if (answer) return { shiftedSeconds: (Date.parse(answer.at) - shiftedStart) / 1000, realSeconds };
    if (realSeconds > 30) return { shiftedSeconds: Number.POSITIVE_INFINITY, realSeconds };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Says what was found. True when all of it is as it should be. */
function report({ times, each, urgent, memory, own }: Run, missing: readonly string[]): boolean {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const rate = rateOf(times);
  const off = rate / partsPerSecond - 1;
  const perMinute = minutesOf(times);
  const twice = times.length - each.size;
  const [at10, at90] = [heldAround(memory, 0.1), heldAround(memory, 0.8)];
  const lines: [string, string, boolean][] = [
    [
      'texts',
      `${each.size.toLocaleString('en-GB')} on their phones, ${twice} of them twice, ${missing.length} not${tally(missing)}`,
      missing.length === 0 && twice === 0,
    ],
    [
      'parts a second',
      `${partsPerSecond} configured, ${rate.toFixed(2)} measured (${(off * 100).toFixed(1)}%); in a minute ${Math.min(...perMinute)} to ${Math.max(...perMinute)}`,
      Math.abs(off) <= 0.05,
    ],
    [
      'a text caused now',
      urgent
        ? `while ${urgent.waiting.toLocaleString('en-GB')} waited: on the phone after ${urgent.shiftedSeconds.toFixed(1)} s (${urgent.realSeconds.toFixed(1)} s on this machine), behind ${urgent.before} of them`
        : 'none was tried',
      urgent !== undefined && urgent.shiftedSeconds < 60,
    ],
    [
      'memory',
      `${at10} MB from 10% to 20%, ${at90} MB from 80% to 90%, ${Math.max(...memory.map(({ mb }) => mb))} MB at most; ${own} MB of this command`,
      at90 - at10 <= Math.max(50, at10 * 0.1),
    ],
    [
      'time',
      `${Math.round((last - first) / 60_000)} min of the clock in ${Math.round((performance.now() - began) / 1000)} s on this machine`,
      true,
    ],
  ];
  bar.end();
  for (const [what, found, good] of lines) process.stdout.write(`${good ? '  ' : '! '}${what.padEnd(18)} ${found}\n`);
  return lines.every(([, , good]) => good);
}

/** ` (3 unknown: TimeoutError)` */
function tally(states: readonly string[]): string {
  const counts = [...new Set(states)].map((state) => `${states.filter((each) => each === state).length} ${state}`);
  return counts.length > 0 ? ` (${counts.join(', ')})` : '';
}

/** MB held as a rule while one tenth of the texts came, from a share of them on: the middle of what was seen. */
function heldAround(memory: Run['memory'], from: number): number {
  const seen = memory.filter(({ sent }) => sent >= texts * from && sent < texts * (from + 0.1)).map(({ mb }) => mb);
  return seen.sort((a, b) => a - b)[Math.floor(seen.length / 2)] ?? Number.NaN;
}

/** Texts a second over the middle nine tenths of them: at either end a minute is not full. */
function rateOf(times: number[]): number {
  const [from, to] = [Math.floor(times.length * 0.05), Math.floor(times.length * 0.95) - 1];
  return (to - from) / (((times[to] ?? 0) - (times[from] ?? 0)) / 1000);
}

/** How many left in each whole minute of the clock, the first and the last left out. */
function minutesOf(times: number[]): number[] {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(Math.floor(time / MINUTE_MS), (counts.get(Math.floor(time / MINUTE_MS)) ?? 0) + 1);
  const whole = [...counts.values()].slice(1, -1);
  return whole.length > 0 ? whole : [...counts.values()];
}

function percentOf(done: number): number {
  return Math.floor((done / texts) * 100);
}
