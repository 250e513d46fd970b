import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgressBar } from '../../infra/local/progress.ts';
import { instantOf, localDate } from '../../shared/domain/calendar.ts';
import { nextQuarter, quarterOf, quarterStart } from '../../shared/domain/quarter.ts';
import { startFrontDoor } from './front-door-process.ts';
import { makeClaims } from './pilot/claims.ts';
import { openDoor } from './pilot/door.ts';
import { figuresOf, type Line } from './pilot/figures.ts';
import { replay } from './pilot/replay.ts';

/**
 * Replays a pilot of the benefits service on this machine: claims come in nightly files for a quarter, messy as such files are;
 * texts and letters follow; officers ask for evidence, and residents send it by the pages, late or never; some ring all the same.
 * At the end the figures of the quarter page stand beside what the stories of the claims come to.
 *
 *   npm run pilot -- [--claims 3771] [--seed 1] [--days 91] [--port 0] [--keep]
 *
 * It fails when a figure differs, when somebody is texted twice for one thing, out of hours or without a mobile, when a file that
 * comes again writes anything, or when a claim stands elsewhere than it should.
 */
const { values } = parseArgs({
  options: {
    /** As many as the working-age claims of the pilot. */
    claims: { type: 'string', default: '3771' },
    seed: { type: 'string', default: '1' },
    /** April to June has 91 days. */
    days: { type: 'string', default: '91' },
    port: { type: 'string', default: '0' },
    /** Leaves the data where it is, to look around in with `npm start -- --data`. */
    keep: { type: 'boolean', default: false },
  },
});
const [claims, seed, days] = [Number(values.claims), Number(values.seed), Number(values.days)];
if (!(days >= 2 && days <= 91 && claims >= 2)) throw new Error('a pilot has 2 to 91 days, and 2 claims or more');
/** The first day of the next financial year: the quarter from April to June, always ahead of the machine's clock. */
const start = nextApril();

const bar = createProgressBar(process.stderr);
const began = performance.now();
const dataDir = mkdtempSync(join(tmpdir(), 'front-door-pilot-'));
bar.step('Starting', 0);
const frontDoor = await startFrontDoor(dataDir, { port: Number(values.port) });
try {
  const door = openDoor(frontDoor.baseUrl);
  const plan = { seed, start, days, claims: makeClaims({ seed, claims, days }) };
  const seen = await replay(door, plan, (day) => bar.step(`Day ${day} of ${days}, ${frontDoor.memoryMb()} MB`, day / days));
  bar.step('Reading the figures', 1);
  const lines = await figuresOf(door, plan, seen);
  bar.end();
  print(lines, { uploads: seen.uploads, memoryMb: frontDoor.memoryMb() });
  process.exitCode = lines.every(({ good }) => good) ? 0 : 1;
} finally {
  bar.end();
  await frontDoor.stop();
  if (values.keep) process.stdout.write(`The data is in ${dataDir}\n`);
  else rmSync(dataDir, { recursive: true, force: true });
}

function nextApril(): string {
  let quarter = nextQuarter(quarterOf(localDate(instantOf(Date.now()))));
  while (!quarter.endsWith('Q1')) quarter = nextQuarter(quarter);
  return quarterStart(quarter);
}

function print(lines: readonly Line[], { uploads, memoryMb }: { uploads: number; memoryMb: number }): void {
  const width = Math.max(...lines.map(({ what }) => what.length)) + 2;
  for (const { what, found, expected, good } of lines) {
    const beside = expected === undefined || expected === found ? '' : `  (the stories come to ${expected})`;
    process.stdout.write(`${good ? '  ' : '! '}${what.padEnd(width)}${found}${beside}\n`);
  }
  const minutes = (performance.now() - began) / 60_000;
  process.stdout.write(
    `  ${claims.toLocaleString('en-GB')} claims, seed ${seed}, ${days} days from ${start}; ${uploads.toLocaleString('en-GB')} people sent evidence; ${minutes.toFixed(1)} minutes, ${memoryMb} MB\n`,
  );
}
