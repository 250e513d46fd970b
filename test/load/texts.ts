import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgressBar } from '../../infra/local/progress.ts';
import { stageNamed } from '../../infra/stages.ts';
import { instantOf } from '../../shared/domain/calendar.ts';
import { sendingTime } from '../../shared/domain/sending-hours.ts';
import { type FrontDoorProcess, type PhoneText, residentMb, startFrontDoor } from './front-door-process.ts';
import { numberIn, seedTexts } from './seed.ts';

/**
 * Puts many texts due at one moment into a Front Door on this machine, lets them go with the shifted clock, and reports the
 * rate they left at, the memory it took, and how long a text waited that a person caused in the middle of it.
 *
 *   npm run load:texts -- --texts 100000 [--step 20] [--keep]
 *
 * It fails when the rate is more than 5% from the configured one, when a text is missing or comes twice, when the urgent
 * text waits for the others, or when memory grows.
 */
const { values } = parseArgs({
  options: {
    texts: { type: 'string', default: '100000' },
    /** Seconds that the clock is moved at a time. */
    step: { type: 'string', default: '20' },
    /** Leaves the data where it is. */
    keep: { type: 'boolean', default: false },
  },
});
const texts = Number(values.texts);
const stepMs = Number(values.step) * 1000;
const { partsPerSecond } = stageNamed('local').texts;
/** Nobody's: past the numbers of the others. */
const PERSON = '+447700800123';

const bar = createProgressBar(process.stderr);
const began = performance.now();
const dataDir = mkdtempSync(join(tmpdir(), 'front-door-load-'));
const dueAt = sendingTime(instantOf(Date.now() + 60_000), 'bulk');
await seedTexts(dataDir, { texts, dueAt }, (done) => bar.step(`Putting texts into the table: ${percentOf(done)}%`, done / texts));

const door = await startFrontDoor(dataDir);
try {
  process.exitCode = report(await run(door)) ? 0 : 1;
} finally {
  bar.end();
  await door.stop();
  if (!values.keep) rmSync(dataDir, { recursive: true, force: true });
}

type Run = {
  /** When each text of the many reached its phone, in epoch ms of the shifted clock, in order. */
  times: number[];
  /** The texts that came, each once. */
  each: Set<number>;
  urgent: { waiting: number; shiftedSeconds: number; realSeconds: number; overtaken: number } | undefined;
  memory: { at10: number; at90: number; peak: number; own: number };
};

async function run(door: FrontDoorProcess): Promise<Run> {
  const found: Run = { times: [], each: new Set(), urgent: undefined, memory: { at10: 0, at90: 0, peak: 0, own: 0 } };
  let seen = 0;
  const look = async (): Promise<void> => {
    const come = await door.textsFrom(seen);
    seen += come.length;
    for (const { number, direction, at, body } of come) {
      if (direction === 'in' || number === PERSON) continue;
      found.times.push(Date.parse(at));
      found.each.add(numberIn(body));
    }
    const { memory } = found;
    const now = door.memoryMb();
    memory.peak = Math.max(memory.peak, now);
    memory.own = Math.max(memory.own, residentMb(process.pid));
    if (memory.at10 === 0 && found.times.length >= texts * 0.1) memory.at10 = now;
    if (memory.at90 === 0 && found.times.length >= texts * 0.9) memory.at90 = now;
  };

  await door.moveTo(Date.parse(dueAt));
  let idle = 0;
  for (let target = await door.now(); found.times.length < texts && idle < 300_000 / stepMs; target += stepMs) {
    await door.moveTo(target);
    if (!found.urgent && found.times.length >= texts / 2) found.urgent = await overtake(door, found.times.length);
    await door.drain();
    const before = found.times.length;
    await look();
    idle = found.times.length > before ? 0 : idle + 1;
    bar.step(`Sent ${percentOf(found.times.length)}%, ${door.memoryMb()} MB`, found.times.length / texts);
    target = Math.max(target, (await door.now()) - stepMs);
  }
  // A text that comes twice would come by now.
  await door.moveTo((await door.now()) + 600_000);
  await door.drain();
  await look();
  return found;
}

/** A resident writes to the council while the others wait, and is answered. */
async function overtake(door: FrontDoorProcess, sentBefore: number): Promise<NonNullable<Run['urgent']>> {
  const realStart = performance.now();
  const shiftedStart = await door.now();
  await door.reply(PERSON, 'HELP');
  const answered = async (): Promise<PhoneText | undefined> => (await door.textsTo(PERSON)).find(({ direction }) => direction === 'out');
  for (;;) {
    const answer = await answered();
    const realSeconds = (performance.now() - realStart) / 1000;
    if (answer || realSeconds > 30) {
      const overtaken = (await door.textsFrom(sentBefore)).filter(({ number }) => number !== PERSON).length;
      const waiting = texts - sentBefore;
      return {
        waiting,
        shiftedSeconds: answer ? (Date.parse(answer.at) - shiftedStart) / 1000 : Number.POSITIVE_INFINITY,
        realSeconds,
        overtaken,
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Says what was found. True when all of it is as it should be. */
function report({ times, each, urgent, memory }: Run): boolean {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const rate = rateOf(times);
  const off = rate / partsPerSecond - 1;
  const perMinute = minutesOf(times);
  const twice = times.length - each.size;
  const missing = texts - each.size;
  const growth = memory.at90 - memory.at10;
  const lines: [string, string, boolean][] = [
    ['texts', `${times.length.toLocaleString('en-GB')} sent, ${missing} missing, ${twice} twice`, missing === 0 && twice === 0],
    [
      'parts a second',
      `${partsPerSecond} configured, ${rate.toFixed(2)} measured (${(off * 100).toFixed(1)}%); in a minute ${Math.min(...perMinute)} to ${Math.max(...perMinute)}`,
      Math.abs(off) <= 0.05,
    ],
    [
      'a text caused now',
      urgent
        ? `while ${urgent.waiting.toLocaleString('en-GB')} waited: on the phone after ${urgent.shiftedSeconds.toFixed(1)} s (${urgent.realSeconds.toFixed(1)} s on this machine), behind ${urgent.overtaken} of them`
        : 'none was tried',
      urgent !== undefined && urgent.shiftedSeconds < 60,
    ],
    [
      'memory',
      `${memory.at10} MB at 10%, ${memory.at90} MB at 90%, ${memory.peak} MB at most; ${memory.own} MB of this command`,
      growth <= Math.max(50, memory.at10 * 0.1),
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

/** Texts a second over the middle nine tenths of them: at either end a minute is not full. */
function rateOf(times: number[]): number {
  const [from, to] = [Math.floor(times.length * 0.05), Math.floor(times.length * 0.95) - 1];
  return (to - from) / (((times[to] ?? 0) - (times[from] ?? 0)) / 1000);
}

/** How many left in each whole minute of the clock, the first and the last left out. */
function minutesOf(times: number[]): number[] {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(Math.floor(time / 60_000), (counts.get(Math.floor(time / 60_000)) ?? 0) + 1);
  const whole = [...counts.values()].slice(1, -1);
  return whole.length > 0 ? whole : [...counts.values()];
}

function percentOf(done: number): number {
  return Math.floor((done / texts) * 100);
}
