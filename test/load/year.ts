import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgressBar } from '../../infra/local/progress.ts';
import type { MeasureRow } from '../../shared/domain/measure-row.ts';
import { formatQuarter, type Quarter, quarterSlug } from '../../shared/domain/quarter.ts';
import { measures } from '../../shared/measures/measures.ts';
import { createApiClient } from '../year/api-client.ts';
import { type Compared, compareFigures } from '../year/compare.ts';
import { createConsoleClient } from '../year/console-client.ts';
import { loadWeek, weightOf } from '../year/load-week.ts';
import { callsOfHalfYear, QUARTERS_OF_YEAR } from '../year/published.ts';
import { makeYear } from '../year/year.ts';
import { startFrontDoor } from './front-door-process.ts';

/**
 * Loads the financial year 2019-20 of a real council into a Front Door on this machine that starts without the figures published
 * of it: a week at a time, at the clock of that week, through the public ways in. Then it reads the report of each quarter and holds
 * it against what was published.
 *
 *   npm run year [-- --seed 7] [--kills 2] [--data FOLDER] [--scale 0.01]
 *
 * It fails when a figure is another than the published one, to the digits published. `--kills` cuts the power so often, in the
 * middle of a week, which is then loaded again. `--scale` loads so much of its calls, requests and contacts, to try how fast it is:
 * most figures are then others.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '2019' },
    scale: { type: 'string', default: '1' },
    kills: { type: 'string', default: '0' },
    /** Where to keep it, to look at afterwards with `npm start -- --no-baseline --data FOLDER`. */
    data: { type: 'string' },
  },
});
const year = makeYear({ seed: Number(values.seed), scale: Number(values.scale) });
const dataDir = values.data ?? mkdtempSync(join(tmpdir(), 'front-door-year-'));
const bar = createProgressBar(process.stderr);
const began = performance.now();
const all = year.weeks.reduce((sum, week) => sum + weightOf(week), 0);
const kills = new Set(
  Array.from({ length: Number(values.kills) }, (_, index) => Math.round((52 * (index + 1)) / (Number(values.kills) + 1))),
);
const start = () => startFrontDoor(dataDir, { more: ['--no-baseline', ...(door ? [] : ['--fresh'])] });

let door: Awaited<ReturnType<typeof startFrontDoor>> | undefined;
const memory: number[] = [];
try {
  const compared = await run();
  process.exitCode = report(compared) ? 0 : 1;
} finally {
  bar.end();
  await door?.stop();
  if (!values.data) rmSync(dataDir, { recursive: true, force: true });
}

async function run(): Promise<Compared[]> {
  door = await start();
  let api = createApiClient(door.baseUrl);
  await door.putClock(Date.parse('2019-04-01T07:00:00Z'));
  let before = 0;
  for (const week of year.weeks) {
    const words = `${formatQuarter(week.quarter)}, week ${(week.number % 13) + 1} of 13`;
    let loaded = 0;
    const done = (weight: number) => {
      loaded += weight;
      bar.step(words, (before + loaded) / all);
    };
    bar.step(words, before / all);
    await door.moveTo(Date.parse(week.loadedAt));
    api.forgetToken();
    if (kills.has(week.number)) {
      const half = loadWeek(api, year, week, (weight) => {
        done(weight);
        if (loaded > weightOf(week) / 2) void door?.kill();
      });
      await half.catch(() => undefined);
      await door.kill();
      loaded = 0;
      bar.step(`${words}, again after its power was cut`, before / all);
      door = await start();
      api = createApiClient(door.baseUrl);
    }
    await loadWeek(api, year, week, done);
    // What follows from the week is written before the clock goes on.
    await door.drain();
    memory.push(door.memoryMb());
    before += weightOf(week);
  }
  bar.step('Entering what Front Door cannot see', 1);
  const console = await createConsoleClient(door.baseUrl);
  for (const row of year.entered) await console.enter(row);
  bar.step('Waiting for the last to be counted', 1);
  for (let tries = 0; !(await door.settle()); tries++) if (tries === 10) throw new Error('Front Door does not come to rest');
  api.forgetToken();
  const rows = new Map<Quarter, MeasureRow[]>();
  for (const quarter of QUARTERS_OF_YEAR) {
    const { source, measures: read } = await api.ask<{ source: string; measures: MeasureRow[] }>(
      'GET',
      `/measures/${quarterSlug(quarter)}`,
    );
    if (source !== 'facts') throw new Error(`${quarter} is told from ${source}`);
    rows.set(quarter, read);
  }
  // Somebody who looks at it afterwards signs in with a browser of today, which drops what expires in 2020.
  if (values.data) await door.putClock(Date.now());
  return [
    ...QUARTERS_OF_YEAR.flatMap((quarter) => compareFigures({ quarter, figures: figuresIn(rows.get(quarter) ?? []) }, measures)),
    ...compareQueues(rows),
  ];
}

/** The whole council's figures, as the API gave them. */
function figuresIn(rows: readonly MeasureRow[]) {
  const whole = rows.filter(({ service, channel, queue, team }) => `${service}${channel}${queue}${team}` === '');
  return new Map(whole.map(({ measure, value }) => [measure, { value }]));
}

/** Calls answered from April to September by queue, as they were published: those offered less those whose callers hung up. */
function compareQueues(rows: ReadonlyMap<Quarter, readonly MeasureRow[]>): Compared[] {
  const half = QUARTERS_OF_YEAR.slice(0, 2).flatMap((quarter) => rows.get(quarter) ?? []);
  return [...callsOfHalfYear].map(([name, calls]) => {
    const id = name.toLowerCase().replaceAll(' ', '-');
    const own = half.filter(({ measure, queue }) => measure === 'calls-abandoned' && queue === id);
    const reported = own.reduce((sum, { numerator, denominator }) => sum + (denominator ?? 0) - (numerator ?? 0), 0);
    return {
      quarter: '2019-20 Q1+Q2',
      measure: `calls-answered ${id}`,
      title: `Calls answered: ${name}`,
      published: calls,
      reported,
      same: reported === calls,
    };
  });
}

/** Says what was found, a line for each published figure. True when all are the same. */
function report(compared: readonly Compared[]): boolean {
  bar.end();
  const shownAs = (value: number | null) => (value === null ? 'nothing' : value.toLocaleString('en-GB', { maximumFractionDigits: 2 }));
  const line = (sign: string, cells: readonly string[]) =>
    process.stdout.write(
      `${sign} ${(cells[0] ?? '').padEnd(14)} ${(cells[1] ?? '').padStart(9)} ${(cells[2] ?? '').padStart(9)}  ${cells[3] ?? ''}\n`,
    );
  line(' ', ['Quarter', 'published', 'reported', 'Measure']);
  for (const { quarter, title, published, reported, same } of compared)
    line(same ? ' ' : '!', [quarter, shownAs(published), shownAs(reported), title]);
  const wrong = compared.filter(({ same }) => !same).length;
  const seconds = Math.round((performance.now() - began) / 1000);
  const count = (of: (week: (typeof year.weeks)[number]) => number) =>
    year.weeks.reduce((sum, week) => sum + of(week), 0).toLocaleString('en-GB');
  const calls = count((week) => week.calls.reduce((sum, { answered }) => sum + answered, 0));
  process.stdout.write(
    `\n  Loaded: ${calls} calls in ${count(({ calls: rows }) => rows.length)} half hours, ${count(({ contacts }) => contacts.length)} contacts, ${count(({ cases }) => cases.length)} requests, ${count(({ claims }) => claims.length)} claims, ${count(({ ratings }) => ratings.length)} ratings; ${kills.size} power cuts\n` +
      `  ${Math.floor(seconds / 60)} min ${seconds % 60} s; memory ${memory[4]} MB in week 5, ${memory.at(-1)} MB at the end, ${Math.max(...memory)} MB at most\n` +
      (wrong === 0
        ? `  All ${compared.length} published figures come out, to the digits published.\n`
        : `! ${wrong} of ${compared.length} published figures are others.\n`),
  );
  return wrong === 0;
}
