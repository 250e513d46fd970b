import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createProgressBar } from '../../infra/local/progress.ts';
import type { Import } from '../../shared/domain/import.ts';
import { createRandom } from '../faults/random.ts';

/**
 * Imports a file of many claims on this machine, by the nightly sample profile: gone through first, then taken in, on a table on
 * disk. Then the same file again; with `--kill`, also on a table of its own by workers that are killed halfway, twice.
 *
 *   node test/load/import.ts --rows 100000 [--kill] [--keep]
 *
 * It fails when a second time writes to a case, when the killed run ends in anything else, when a bad row is missed, or when the
 * memory grows with the file.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    kill: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const dir = mkdtempSync(join(tmpdir(), 'front-door-import-'));
const bar = createProgressBar(process.stderr);
const AT = '2026-11-20T22:00:00.000Z';
const base = String(Date.now());

type Said = { phase?: 'check' | 'apply'; rows?: number; rssMb: number };
type Done = {
  done: true;
  import: Import;
  calls: Record<string, number>;
  checkMs: number;
  applyMs: number;
  commits: number;
  digest: string;
  rssMb: number;
};
type Ran = Done & { peakMb: number; at10: number; at90: number };

const file = join(dir, 'claims.csv');
const bad = await writeFile(file);
try {
  const first = await run('whole', 'first');
  const again = await run('whole', 'again');
  const killed = values.kill ? await runKilled() : undefined;
  process.exitCode = report(first, again, killed) ? 0 : 1;
} finally {
  bar.end();
  if (!values.keep) rmSync(dir, { recursive: true, force: true });
}

/** Rows as a nightly list has them: one in a hundred cannot be used, one in fifty has no usable mobile. Returns how many are bad. */
async function writeFile(path: string): Promise<number> {
  const { next: random, pick } = createRandom(4);
  const out = createWriteStream(path);
  out.write(
    'CLAIM_NO,BEN_TYPE,CLAIM_STATUS,DATE_RECEIVED,EXTRACT_DATE,HOW_MADE,FORENAME,SURNAME,MOBILE,ADDR1,ADDR2,ADDR3,POSTCODE,EVIDENCE_NEEDED,EVIDENCE_BY,REASON\r\n',
  );
  const statuses = ['NEW', 'In assessment', 'PENDING - EVIDENCE', 'DECIDED - AWARD', 'IN PAYMENT', 'DECIDED - NIL', 'QZ SUSPENDED'];
  const faults = ['', 'HB"', 'XX', '31/02/2026'];
  let wrong = 0;
  for (let n = 0; n < rows; n++) {
    const fault = random() < 0.01 ? pick(faults) : undefined;
    if (fault !== undefined) wrong++;
    const claim = fault === '' ? '' : fault === 'HB"' ? `HB"${n}` : `HB${String(1_000_000 + n)}`;
    const day = `${String(1 + Math.floor(random() * 28)).padStart(2, '0')}/10/2026`;
    const mobile = random() < 0.02 ? '01632 960001' : `07700 900${String(n % 1000).padStart(3, '0')}`;
    const line = `${claim},${fault === 'XX' ? 'XX' : 'HB'},${pick(statuses)},${fault === '31/02/2026' ? fault : day},20/11/2026,POST,Joan,"Field, ${n}",${mobile},${n} Mill Lane,,Northwick,NW1 4RP,,,`;
    if (!out.write(`${line}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return wrong;
}

/** Goes through the file with one worker. @param killAt ends it by SIGKILL once it has come so far in that phase */
function work(table: string, id: string, killAt?: { phase: Said['phase']; rows: number }): Promise<Ran | 'killed'> {
  const worker = fileURLToPath(new URL('./import-worker.ts', import.meta.url));
  const args = ['--table', join(dir, table), '--file', file, '--id', id, '--profile', 'sample-nightly-claims', '--at', AT, '--base', base];
  const child: ChildProcess = spawn(process.execPath, [worker, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const memory = { peakMb: 0, at10: 0, at90: 0 };
  return new Promise((resolve, reject) => {
    let done: Done | undefined;
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const said = JSON.parse(line) as Said & Partial<Done>;
      memory.peakMb = Math.max(memory.peakMb, said.rssMb);
      if (said.done) done = said as Done;
      const { phase, rows: gone = 0 } = said;
      if (phase === 'apply' && gone >= rows * 0.1 && memory.at10 === 0) memory.at10 = said.rssMb;
      if (phase === 'apply' && gone >= rows * 0.9 && memory.at90 === 0) memory.at90 = said.rssMb;
      if (phase) bar.step(`${table} ${id}: ${phase} ${gone.toLocaleString('en-GB')}, ${said.rssMb} MB`, gone / rows);
      if (killAt && phase === killAt.phase && gone >= killAt.rows) child.kill('SIGKILL');
    });
    child.once('exit', (_code, signal) => {
      if (done) resolve({ ...done, ...memory });
      else if (signal === 'SIGKILL') resolve('killed');
      else reject(new Error('a worker ended before its import did'));
    });
  });
}

async function run(table: string, id: string): Promise<Ran> {
  const ran = await work(table, id);
  if (ran === 'killed') throw new Error('a worker was killed');
  return ran;
}

/** Killed halfway through the first look, and again halfway through taking it in. */
async function runKilled(): Promise<Ran> {
  for (const phase of ['check', 'apply'] as const)
    if ((await work('killed', 'killed', { phase, rows: rows / 2 })) !== 'killed') throw new Error('a worker was too quick to be killed');
  return run('killed', 'killed');
}

/** Says what was found. True when all of it is as it should be. */
function report(first: Ran, again: Ran, killed: Ran | undefined): boolean {
  const { check, apply } = first.import;
  const writes = (ran: Ran) => (ran.calls['PutItem'] ?? 0) + (ran.calls['UpdateItem'] ?? 0);
  const batches = Math.ceil(rows / 100);
  const perSecond = (ms: number) => Math.round(rows / (ms / 1000)).toLocaleString('en-GB');
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const n = (value: number) => value.toLocaleString('en-GB');
  const lines: [string, string, boolean][] = [
    ['file', `${n(rows)} rows, ${(statSync(file).size / 1e6).toFixed(1)} MB`, check.rows === rows],
    ['bad rows', `${n(check.bad)} found of ${n(bad)}; ${n(check.noted)} rows without a part of them`, check.bad === bad],
    [
      'first look',
      `${seconds(first.checkMs)} s (${perSecond(first.checkMs)} rows a second): ${n(check.open)} to open, ${n(check.texts)} to text, ${n(check.letters)} to write to`,
      check.open === rows - bad,
    ],
    [
      'taken in',
      `${seconds(first.applyMs)} s (${perSecond(first.applyMs)} rows a second), with a summary each: ${n(apply.open)} opened, ${n(first.commits)} commits`,
      apply.open === check.open && first.commits === apply.open,
    ],
    [
      'memory',
      `${first.at10} MB at 10%, ${first.at90} MB at 90%, ${first.peakMb} MB at most, with the table in the same process`,
      first.at90 - first.at10 <= Math.max(80, first.at10 * 0.3),
    ],
    [
      'the same again',
      `${n(again.import.apply.commits)} writes to cases, ${n(again.calls['Query'] ?? 0)} reads of their logs; ${n(writes(again))} writes of the import’s own for ${n(2 * batches)} batches, ${n(again.calls['BatchGetItem'] ?? 0)} batched reads; ${seconds(again.checkMs + again.applyMs)} s`,
      again.import.apply.commits === 0 && again.digest === first.digest,
    ],
    ...(killed
      ? [
          [
            'killed twice',
            `${n(killed.commits)} commits, ${killed.digest === first.digest ? 'the same result' : 'another result'}`,
            killed.digest === first.digest,
          ] as [string, string, boolean],
        ]
      : []),
  ];
  bar.end();
  for (const [what, found, good] of lines) process.stdout.write(`${good ? '  ' : '! '}${what.padEnd(16)} ${found}\n`);
  return lines.every(([, , good]) => good);
}
