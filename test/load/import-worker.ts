import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { readRecords } from '../../shared/adapters/csv/read-records.ts';
import { catalogue } from '../../shared/catalogue/index.ts';
import { instantOf } from '../../shared/domain/calendar.ts';
import type { CaseCommit } from '../../shared/domain/case.ts';
import { caseOf } from '../../shared/domain/evolve-case.ts';
import { createKeyring } from '../../shared/domain/keyring.ts';
import { importProfiles } from '../../shared/imports/index.ts';
import { createImportStore } from '../../shared/store/import-store.ts';
import { createLogStore, type LogStore } from '../../shared/store/log-store.ts';
import { createSummaryStore } from '../../shared/store/summary-store.ts';
import { createRunImport } from '../../shared/use-cases/run-import.ts';
import { openLoadTable, scan } from './load-table.ts';

/**
 * One worker of the import of `import.ts`, in a process of its own, so that it can be killed: goes through a file on a table on
 * disk, twice where it is to be taken in, and says on its standard output how far it is.
 */
const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    file: { type: 'string' },
    id: { type: 'string' },
    profile: { type: 'string' },
    at: { type: 'string' },
    /** Epoch ms of this machine at the moment `at`. */
    base: { type: 'string' },
  },
});
const { table: path = '', file = '', id = '', profile = '', at = '', base = '' } = values;
const say = (what: object) => process.stdout.write(`${JSON.stringify({ ...what, rssMb: Math.round(process.memoryUsage.rss() / 1e6) })}\n`);

const { table, client, calls, close } = await openLoadTable(path);
const now = () => Date.parse(at) + Date.now() - Number(base);
const summaries = createSummaryStore(table);
const imports = createImportStore(table);

/** The log with the summaries that the projector would write: its other work is measured elsewhere. */
const plain = createLogStore(table);
const logs: LogStore = {
  ...plain,
  async append(commit) {
    const done = await plain.append(commit);
    if (done !== 'appended' || commit.log.kind !== 'case') return done;
    const log = { ...commit.log, kind: 'case' } as const;
    const commits = commit.sequence === 1 ? [commit as CaseCommit] : await plain.load(log);
    const found = caseOf(catalogue, commits);
    if (found) await summaries.put(found.service, found.state);
    return done;
  },
};
const runImport = createRunImport({
  imports: {
    ...imports,
    async checkpoint(...args) {
      const done = await imports.checkpoint(...args);
      const { check, apply } = args[2];
      if (check ?? apply) say({ phase: apply ? 'apply' : 'check', rows: (apply ?? check)?.rows });
      return done;
    },
  },
  logs,
  catalogue,
  profiles: importProfiles,
  keyring: createKeyring('a secret for the load test of imports, and nothing else'),
  readRecords,
  openFile: async (_of, start) => createReadStream(file, { start }),
  now,
});

const by = { kind: 'system' } as const;
await imports.begin({ id, profile, by, at });
await imports.arrived(id, { bytes: 0, at });
// One that was killed still has the import for a minute: its follower waits for that.
const started = performance.now();
let outcome = await runImport(id, Number.POSITIVE_INFINITY);
for (let wait = 0; outcome === 'busy' && wait < 90; wait++) {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  outcome = await runImport(id, Number.POSITIVE_INFINITY);
}
const checked = performance.now();
await imports.apply(id, { by, at: instantOf(now()), quiet: false, confirmed: true });
await runImport(id, Number.POSITIVE_INFINITY);
const found = await imports.read(id);
const applied = performance.now();
say({
  done: true,
  import: found,
  calls: Object.fromEntries(calls),
  checkMs: Math.round(checked - started),
  applyMs: Math.round(applied - checked),
  ...(await result()),
});
await close();

/** All that the cases' logs say, but not when it was written: what two runs must agree on. */
async function result(): Promise<{ commits: number; digest: string }> {
  const lines: string[] = [];
  for await (const item of scan(client)) {
    const { pk, sk, events, personal } = item as Record<string, { S?: string }>;
    if (pk?.S?.startsWith('CASE#') && sk?.S?.startsWith('COMMIT#')) {
      const kept = JSON.stringify([pk.S, sk.S, events, personal]);
      lines.push(createHash('sha256').update(kept).digest('base64url'));
    }
  }
  return { commits: lines.length, digest: createHash('sha256').update(lines.sort().join()).digest('hex').slice(0, 16) };
}
