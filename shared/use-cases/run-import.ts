import { randomUUID } from 'node:crypto';
import { instantOf, localDate } from '../domain/calendar.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import {
  countWords,
  type FileRecord,
  type Import,
  LEASE_MS,
  noProgressYet,
  type Progress,
  type ReadRecords,
  ROWS_AT_ONCE,
} from '../domain/import.ts';
import { columnsMissing, type ImportProfile, type ImportProfiles, plainWord } from '../domain/import-profile.ts';
import { type Fault, type ImportRow, readRow } from '../domain/import-row.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { ImportStore } from '../store/import-store.ts';
import type { LogStore } from '../store/log-store.ts';
import { createTakeRows, type Taken } from './take-rows.ts';

/**
 * - `more`: time was nearly over: to be gone on with
 * - `busy`: another worker has it, or had it taken from this one
 * - `not-due`: nothing is to be done
 */
export type RunImportOutcome = 'finished' | 'more' | 'busy' | 'not-due';
export type RunImport = ReturnType<typeof createRunImport>;
export type RunImportDeps = {
  imports: ImportStore;
  logs: LogStore;
  catalogue: Catalogue;
  profiles: ImportProfiles;
  keyring: Keyring;
  readRecords: ReadRecords;
  /** The file of an import from a byte on. */
  openFile: (of: Pick<Import, 'id' | 'version'>, fromByte: number) => Promise<AsyncIterable<Uint8Array>>;
  now: () => number;
  newToken?: () => string;
};

/**
 * Goes through the file of an import: first without changing anything, and, once somebody has said yes, again for good. A hundred
 * rows at a time; after each it is recorded how far it is, so that another worker goes on from there. A batch that was cut
 * short is done again, which changes nothing: every row is one conditional write at most.
 * @param stopAt epoch ms after which no further batch is begun
 */
export function createRunImport(deps: RunImportDeps) {
  const { imports, catalogue, profiles, readRecords, openFile, now, newToken = randomUUID } = deps;
  const takeRows = createTakeRows(deps);

  return async (id: string, stopAt: number): Promise<RunImportOutcome> => {
    const claimant = newToken();
    const nowMs = now();
    const claim = { claimant, now: instantOf(nowMs), until: instantOf(nowMs + LEASE_MS) };
    const claimed = await imports.claim(id, claim);
    if (claimed === 'refused') {
      const found = await imports.read(id);
      return found?.state === 'checking' || found?.state === 'applying' ? 'busy' : 'not-due';
    }
    const profile = profiles.get(claimed.profile);
    const stamp = () => ({ now: instantOf(now()) });
    if (!profile) return refuse('no-such-profile');

    const phase = claimed.state === 'applying' ? 'apply' : 'check';
    let { header, words, asOf } = claimed;
    let progress = claimed[phase];
    const newest = profile.extract === 'full' ? await imports.latest(profile.id) : undefined;
    const { encoding, delimiter, quoted } = profile;
    const form = { encoding, delimiter, quoted, ...(header ? { columns: header.length } : {}) };
    let batch: FileRecord[] = [];

    for await (const record of readRecords(await openFile(claimed, progress.byte), form, progress)) {
      if ('kind' in record) return refuse('not-text');
      if (progress.byte === 0) {
        header = 'values' in record ? record.values.map(plainWord) : [];
        const missing = columnsMissing(profile, header);
        if (missing.length > 0) return refuse('columns-missing', { missing });
        progress = { ...progress, ...record.next };
        continue;
      }
      batch.push(record);
      if (batch.length < ROWS_AT_ONCE) continue;
      if ((await finish(batch)) === 'refused') return 'busy';
      batch = [];
      if (now() >= stopAt) {
        await imports.checkpoint(id, claimant, stamp());
        return 'more';
      }
    }
    if (!header) return refuse('empty');
    if (batch.length > 0 && (await finish(batch)) === 'refused') return 'busy';
    if (phase === 'apply' && asOf && profile.extract === 'full') await imports.keepLatest(profile.id, asOf);
    if (phase === 'check' && progress.rows === 0) return refuse('empty');
    const ended = await imports.checkpoint(id, claimant, { ...stamp(), state: phase === 'apply' ? 'done' : 'ready' });
    return ended === 'refused' ? 'busy' : 'finished';

    /** Deals with one batch, and records it. */
    async function finish(records: readonly FileRecord[]): Promise<'done' | 'refused'> {
      const { rows, faults, bad } = readBatch(records, {
        profile: profile as ImportProfile,
        header: header ?? [],
        import: claimed as Import,
      });
      const taken = await takeRows(rows, {
        profile: profile as ImportProfile,
        newest,
        today: localDate((claimed as Import).at),
        ...(phase === 'apply' ? { apply: { quiet: (claimed as Import).quiet ?? false } } : {}),
      });
      const found = [...faults, ...taken.faults].toSorted((a, b) => a.line - b.line);
      if (phase === 'check' && found.length > 0) await imports.keepFaults(id, records[0]?.line ?? 0, found);
      progress = added(progress, records, { bad, noted: notes(found), taken });
      if (phase === 'check') {
        words = countWords(words, taken.words);
        for (const row of rows) if (!asOf || row.asOf > asOf) asOf = row.asOf;
      }
      const what =
        phase === 'check'
          ? { check: progress, words, ...((claimed as Import).header ? {} : { header: header ?? [] }), ...(asOf ? { asOf } : {}) }
          : { apply: progress };
      return imports.checkpoint(id, claimant, { ...stamp(), ...what, leaseUntil: instantOf(now() + LEASE_MS) });
    }

    async function refuse(because: NonNullable<Import['because']>, more: { missing?: string[] } = {}): Promise<RunImportOutcome> {
      const done = await imports.checkpoint(id, claimant, { ...stamp(), state: 'refused', because, ...more });
      return done === 'refused' ? 'busy' : 'finished';
    }
  };

  function readBatch(records: readonly FileRecord[], of: { profile: ImportProfile; header: readonly string[]; import: Import }) {
    const rows: ImportRow[] = [];
    const faults: Fault[] = [];
    let bad = 0;
    for (const record of records) {
      const read = readRecord(record, of);
      if (read.kind === 'row') rows.push(read.row);
      else bad++;
      faults.push(...(read.kind === 'row' ? read.notes : read.faults));
    }
    return { rows, faults, bad };
  }

  function readRecord(
    record: FileRecord,
    { profile, header, import: { at } }: { profile: ImportProfile; header: readonly string[]; import: Import },
  ) {
    const { line } = record;
    if ('fault' in record) return { kind: 'bad' as const, faults: [{ line, reason: record.fault } satisfies Fault] };
    if (record.values.length !== header.length) return { kind: 'bad' as const, faults: [{ line, reason: 'wrong-count' } satisfies Fault] };
    const values = new Map(header.map((name, index) => [name, record.values[index] ?? '']));
    return readRow(profile, catalogue, { line, values }, localDate(at));
  }
}

const notes = (faults: readonly Fault[]) => faults.filter(({ noted }) => noted).length;

function added(
  before: Progress,
  records: readonly FileRecord[],
  { bad, noted, taken }: { bad: number; noted: number; taken: Taken },
): Progress {
  const next = records.at(-1)?.next ?? before;
  const after = { ...noProgressYet, ...before, byte: next.byte, line: next.line };
  after.rows += records.length;
  after.bad += bad;
  after.noted += noted;
  for (const [tally, count] of Object.entries(taken.tally)) after[tally as keyof Taken['tally']] += count;
  return after;
}
