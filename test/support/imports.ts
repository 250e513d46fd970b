import { readRecords } from '../../shared/adapters/csv/read-records.ts';
import type { Case } from '../../shared/domain/case.ts';
import { claimDigest } from '../../shared/domain/import-plan.ts';
import type { ImportProfile, ImportProfiles } from '../../shared/domain/import-profile.ts';
import type { Reference } from '../../shared/domain/reference.ts';
import { importProfiles } from '../../shared/imports/index.ts';
import { createImportStore } from '../../shared/store/import-store.ts';
import { all } from '../../shared/store/table.ts';
import { createRunImport } from '../../shared/use-cases/run-import.ts';
import type { FrontDoor } from './front-door.ts';

/** The nightly sample profile, which most tests read by. */
export const nightly = importProfiles.get('sample-nightly-claims') as ImportProfile;

const COLUMNS = [
  'CLAIM_NO',
  'BEN_TYPE',
  'CLAIM_STATUS',
  'DATE_RECEIVED',
  'EXTRACT_DATE',
  'HOW_MADE',
  'FORENAME',
  'SURNAME',
  'MOBILE',
  'ADDR1',
  'ADDR2',
  'ADDR3',
  'POSTCODE',
  'EVIDENCE_NEEDED',
  'EVIDENCE_BY',
  'REASON',
] as const;
export type NightlyRow = Partial<Record<(typeof COLUMNS)[number], string>>;

/** A line of the nightly list about Joan Field's claim, as it was on 20 November 2026. */
export const aRow = (row: NightlyRow = {}): NightlyRow => ({
  CLAIM_NO: 'HB100001',
  BEN_TYPE: 'HB',
  CLAIM_STATUS: 'NEW',
  DATE_RECEIVED: '16/11/2026',
  EXTRACT_DATE: '20/11/2026',
  HOW_MADE: 'POST',
  FORENAME: 'Joan',
  SURNAME: 'Field',
  MOBILE: '07700 900123',
  ADDR1: '12 Mill Lane',
  ADDR3: 'Northwick',
  POSTCODE: 'NW1 4RP',
  ...row,
});

/** A file of the nightly list. */
export function nightlyFile(rows: readonly (NightlyRow | string)[]): string {
  const quoted = (value = '') => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => (typeof row === 'string' ? row : COLUMNS.map((column) => quoted(row[column])).join(',')));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

/** Some bytes in pieces, as a bucket gives them. */
export async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Imports on a Front Door of a test: files by their id, and what goes through them. */
export function createImports(door: FrontDoor, profiles: ImportProfiles = importProfiles) {
  const files = new Map<string, Buffer>();
  const store = createImportStore(door.table);
  const runImport = createRunImport({
    imports: store,
    logs: door.logs,
    catalogue: door.catalogue,
    profiles,
    keyring: door.keyring,
    readRecords,
    openFile: async ({ id }, fromByte) => {
      const file = files.get(id);
      return file && inPieces(file.subarray(fromByte));
    },
    now: () => door.clock.ms,
  });
  const by = { kind: 'staff', id: 'bryn', name: 'Bryn Davies' } as const;
  const at = () => new Date(door.clock.ms).toISOString();
  const forEver = Number.POSITIVE_INFINITY;
  let count = 0;
  const referenceOf = (claim = 'HB100001', attempt = 0): Reference =>
    door.keyring.reference(claimDigest(door.keyring, { service: 'housing-benefit', claim }, nightly.source), attempt);
  return {
    ...door,
    store,
    files,
    runImport,
    by,
    referenceOf,
    /** Where the case of a claim stands. */
    async caseOf(claim?: string, attempt?: number): Promise<Case> {
      const found = await door.loadCase(referenceOf(claim, attempt));
      if (!found) throw new Error('the claim has no case');
      return found.state;
    },
    /** The sort keys of all that is kept with the case of a claim. */
    async items(claim?: string): Promise<string[]> {
      const found = await all(door.table.query({ expression: '#pk = :pk', values: { pk: `CASE#${referenceOf(claim)}` } }));
      return found.map((item) => String(item['sk']));
    },
    /** Begins an import with its file, and goes through it for the first time. */
    async check(content: string | Buffer, profile = nightly.id): Promise<string> {
      const id = `import-${++count}`;
      files.set(id, Buffer.from(content));
      await store.begin({ id, profile, by, at: at() });
      await store.arrived(id, { bytes: files.get(id)?.length ?? 0, at: at() });
      await runImport(id, forEver);
      return id;
    },
    /** Goes through it for good. */
    async apply(id: string, { quiet = false } = {}): Promise<void> {
      await store.apply(id, { by, at: at(), quiet, confirmed: false });
      await runImport(id, forEver);
    },
    /** Projects every commit that was not yet. */
    async project(): Promise<void> {
      door.clock.ms += 6 * 60_000;
      await door.sweep(Number.POSITIVE_INFINITY);
    },
  };
}
export type Imports = ReturnType<typeof createImports>;
