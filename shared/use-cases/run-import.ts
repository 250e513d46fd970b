import { randomUUID } from 'node:crypto';
import { instantOf, type LocalDate, localDate } from '../domain/calendar.ts';
import type { CallsProfile } from '../domain/calls-profile.ts';
import { type CallsRow, readCallsRow } from '../domain/calls-row.ts';
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
  type Tally,
} from '../domain/import.ts';
import { columnsMissing, type ImportProfile, type ImportProfiles, plainWord } from '../domain/import-profile.ts';
import { type Fault, type FaultReason, type ImportRecord, type ImportRow, readRow } from '../domain/import-row.ts';
import type { Keyring } from '../domain/keyring.ts';
import type { ImportStore } from '../store/import-store.ts';
import type { LogStore } from '../store/log-store.ts';
import { createTakeCalls } from './take-calls.ts';
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
  /** The file of an import from a byte on; undefined where it is no longer there. */
  openFile: (of: Pick<Import, 'id' | 'version'>, fromByte: number) => Promise<AsyncIterable<Uint8Array> | undefined>;
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
  const takeCalls = createTakeCalls(deps);

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
    let { header, words, asOf, earlier } = claimed;
    let progress = claimed[phase];
    const listsAll = profile.kind === 'claims' && profile.extract === 'full';
    const { encoding, delimiter, quoted } = profile;
    const form = { encoding, delimiter, quoted, ...(header ? { columns: header.length } : {}) };
    let batch: FileRecord[] = [];

    const file = await openFile(claimed, progress.byte);
    if (!file) return refuse('gone');
    // From its first row on it is the newest that is taken in: an older list that is taken in beside it is late. Its own rows are held
    // against the one before it, whoever goes on with them.
    if (phase === 'apply' && asOf && listsAll) {
      if (earlier === undefined) {
        earlier = (await imports.latest(profile.id)) ?? '';
        if ((await imports.checkpoint(id, claimant, { ...stamp(), earlier, leaseUntil: instantOf(now() + LEASE_MS) })) === 'refused')
          return 'busy';
      }
      await imports.keepLatest(profile.id, asOf);
    }
    for await (const record of readRecords(file, form, progress)) {
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
    if (phase === 'check' && progress.rows === 0) return refuse('empty');
    const ended = await imports.checkpoint(id, claimant, { ...stamp(), state: phase === 'apply' ? 'done' : 'ready' });
    return ended === 'refused' ? 'busy' : 'finished';

    /** Deals with one batch, and records it. */
    async function finish(records: readonly FileRecord[]): Promise<'done' | 'refused'> {
      const { faults, bad, taken, newest: newestRow } = await take(records);
      const found = [...faults, ...taken.faults].toSorted((a, b) => a.line - b.line);
      // Some are seen only as rows are taken in: a half hour that two batches have, a claim that cannot be decided on.
      const seenNow = phase === 'check' ? found.length > 0 : taken.faults.some(({ noted: isNote }) => !isNote);
      if (seenNow) await imports.keepFaults(id, records[0]?.line ?? 0, found);
      progress = added(progress, records, { bad, noted: notes(found), taken });
      if (phase === 'check') {
        words = countWords(words, taken.words);
        if (newestRow && (!asOf || newestRow > asOf)) asOf = newestRow;
      }
      const what =
        phase === 'check'
          ? { check: progress, words, ...((claimed as Import).header ? {} : { header: header ?? [] }), ...(asOf ? { asOf } : {}) }
          : { apply: progress };
      return imports.checkpoint(id, claimant, { ...stamp(), ...what, leaseUntil: instantOf(now() + LEASE_MS) });
    }

    /** What is in some records, and what came of it. */
    async function take(records: readonly FileRecord[]): Promise<TakenBatch> {
      const file = claimed as Import;
      const today = localDate(file.at);
      if (profile?.kind === 'calls') {
        const { rows, leftOut, words: unknown, ...read } = readCalls(profile, recordsOf(records, header ?? []), today);
        const { tally, faults } = await takeCalls(rows, { profile, file, apply: phase === 'apply' });
        const bad = read.bad + faults.length;
        return {
          faults: read.faults,
          bad,
          taken: { tally: { ...tally, leftOut }, faults, words: unknown },
          newest: newestOf(rows.map(({ day }) => day)),
        };
      }
      const { rows, ...read } = readClaims(profile as ImportProfile, recordsOf(records, header ?? []), today);
      const applying = phase === 'apply' ? { apply: { quiet: file.quiet ?? false } } : {};
      const taken = await takeRows(rows, { profile: profile as ImportProfile, newest: await newestList(), today, ...applying });
      return { ...read, bad: read.bad + taken.bad, taken, newest: newestOf(rows.map((each) => each.asOf)) };
    }

    /** When the newest full list was so, other than this one: what is older than that is late. */
    async function newestList(): Promise<string | undefined> {
      const latest = listsAll && profile ? await imports.latest(profile.id) : undefined;
      const isOwn = phase === 'apply' && latest === asOf;
      return (isOwn ? earlier : latest) || undefined;
    }

    async function refuse(because: NonNullable<Import['because']>, more: { missing?: string[] } = {}): Promise<RunImportOutcome> {
      const done = await imports.checkpoint(id, claimant, { ...stamp(), state: 'refused', because, ...more });
      return done === 'refused' ? 'busy' : 'finished';
    }
  };

  function readClaims(profile: ImportProfile, records: readonly Cut[], today: LocalDate) {
    const found = { rows: [] as ImportRow[], faults: [] as Fault[], bad: 0 };
    for (const record of records) {
      const read = 'fault' in record ? unreadable(record) : readRow(profile, catalogue, record, today);
      if (read.kind === 'row') found.rows.push(read.row);
      else found.bad++;
      found.faults.push(...(read.kind === 'row' ? read.notes : read.faults));
    }
    return found;
  }

  function readCalls(profile: CallsProfile, records: readonly Cut[], today: LocalDate) {
    const found = { rows: [] as CallsRow[], faults: [] as Fault[], bad: 0, leftOut: 0, words: [] as Taken['words'] };
    for (const record of records) {
      const read = 'fault' in record ? unreadable(record) : readCallsRow(profile, record, today);
      if (read.kind === 'left-out') found.leftOut++;
      else if (read.kind === 'row') found.rows.push(read.row);
      else {
        found.bad++;
        if (read.word) found.words.push({ service: '', word: read.word });
      }
      if (read.kind !== 'left-out') found.faults.push(...(read.kind === 'row' ? read.notes : read.faults));
    }
    return found;
  }
}

/** A record with its columns' names, or why it has none. */
type Cut = ImportRecord | { line: number; fault: FaultReason };

function recordsOf(records: readonly FileRecord[], header: readonly string[]): Cut[] {
  return records.map((record) => {
    const { line } = record;
    if ('fault' in record) return { line, fault: record.fault };
    if (record.values.length !== header.length) return { line, fault: 'wrong-count' };
    return { line, values: new Map(header.map((name, index) => [name, record.values[index] ?? ''])) };
  });
}

const unreadable = ({ line, fault }: { line: number; fault: FaultReason }): { kind: 'bad'; faults: Fault[]; word?: string } => ({
  kind: 'bad',
  faults: [{ line, reason: fault }],
});

/** What came of the rows of one batch; `newest`: when the newest of them was so. */
type TakenBatch = {
  faults: Fault[];
  bad: number;
  taken: { tally: Partial<Record<Tally, number>>; faults: Fault[]; words: Taken['words'] };
  newest: string | undefined;
};

const newestOf = (moments: readonly string[]): string | undefined => moments.toSorted().at(-1);

const notes = (faults: readonly Fault[]) => faults.filter(({ noted }) => noted).length;

function added(
  before: Progress,
  records: readonly FileRecord[],
  { bad, noted, taken }: { bad: number; noted: number; taken: TakenBatch['taken'] },
): Progress {
  const next = records.at(-1)?.next ?? before;
  const after = { ...noProgressYet, ...before, byte: next.byte, line: next.line };
  after.rows += records.length;
  after.bad += bad;
  after.noted += noted;
  for (const [tally, count] of Object.entries(taken.tally)) after[tally as Tally] += count;
  return after;
}
