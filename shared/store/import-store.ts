import * as z from 'zod';
import { instantOf } from '../domain/calendar.ts';
import { type Import, importSchema, type Progress, WORDS_DAYS } from '../domain/import.ts';
import { type Fault, faultReasons } from '../domain/import-row.ts';
import { importedSchema } from '../domain/imported.ts';
import {
  forgetShard,
  IMPORT_FAULTS_PREFIX,
  IMPORTS,
  importFaultsKey,
  importKey,
  importLatestKey,
  importRank,
  indexes,
  summaryKey,
} from './keys.ts';
import { all, type Table } from './table.ts';

export type ImportStore = ReturnType<typeof createImportStore>;

const faultsSchema = z.object({
  faults: z.array(
    z.object({ line: z.number(), column: z.string().optional(), reason: z.enum(faultReasons), noted: z.literal(true).optional() }),
  ),
});
const summarySchema = z.object({
  reference: z.string(),
  stage: z.string(),
  fastTrack: z.boolean(),
  /** Of the number that it is texted at, while there is one. */
  asker: z.string().optional(),
  imported: importedSchema.optional(),
});
/** What a row is compared with, of the case that has a reference. */
export type CaseSummary = z.infer<typeof summarySchema>;

/** Imports to a page, and batches of faults to a page: a batch has a hundred rows. */
const PAGE = 50;
const FAULT_BATCHES = 5;

/**
 * Keeps where each import stands, and what was wrong with its rows. The words of the back office that nobody mapped are in it, for as
 * long as its file is kept; nothing else that a row said.
 */
export function createImportStore(table: Table) {
  const read = async (id: string): Promise<Import | undefined> => {
    const item = await table.get(importKey(id));
    return item && importSchema.parse(item);
  };

  return {
    read,
    /** Begins an import, once for one id. */
    async begin(begun: Pick<Import, 'id' | 'profile' | 'by' | 'at'>): Promise<'begun' | 'exists'> {
      const key = importKey(begun.id);
      const dueAt = instantOf(Date.parse(begun.at) + WORDS_DAYS * 86_400_000);
      const item = { ...key, ...begun, state: 'expected', list: IMPORTS, rank: importRank(begun), due: forgetShard(key), dueAt };
      return (await table.put(item, { expression: 'attribute_not_exists(#pk)' })) === 'done' ? 'begun' : 'exists';
    },
    /** Imports, newest first, and where the next page begins. */
    async list(before?: string): Promise<{ imports: Import[]; next?: string }> {
      const values = { list: IMPORTS, before: before || '~' };
      const expression = '#list = :list AND #rank < :before';
      const items = await all(table.query({ index: indexes.list, expression, values, descending: true, limit: PAGE + 1 }));
      const imports = items.slice(0, PAGE).map((item) => importSchema.parse(item));
      const last = imports.at(-1);
      return { imports, ...(items.length > PAGE && last ? { next: importRank(last) } : {}) };
    },
    /** The file has come. Refused where the import is under way already, or is none. */
    async arrived(
      id: string,
      { bytes, version, at }: { bytes: number; version?: string | undefined; at: string },
    ): Promise<'done' | 'refused'> {
      const done = await table.update(importKey(id), {
        expression: `SET #state = :checking, #bytes = :bytes, #movedAt = :at${version ? ', #version = :version' : ''}`,
        condition: '#state = :expected',
        values: { checking: 'checking', expected: 'expected', bytes, at, ...(version ? { version } : {}) },
      });
      return done === 'refused' ? 'refused' : 'done';
    },
    /** Somebody said yes. Refused unless it waits for that. */
    async apply(id: string, { by, at, quiet, confirmed }: { by: Import['by']; at: string; quiet: boolean; confirmed: boolean }) {
      const done = await table.update(importKey(id), {
        expression: 'SET #state = :applying, #appliedBy = :by, #movedAt = :at, #quiet = :quiet, #confirmed = :confirmed',
        condition: '#state = :ready',
        values: { applying: 'applying', ready: 'ready', by, at, quiet, confirmed },
      });
      return done === 'refused' ? ('refused' as const) : ('done' as const);
    },
    /** Takes an import that is under way for one worker, until a moment; refused while another has it. */
    async claim(id: string, { claimant, now, until }: { claimant: string; now: string; until: string }): Promise<Import | 'refused'> {
      const item = await table.update(importKey(id), {
        expression: 'SET #claimant = :claimant, #leaseUntil = :until, #movedAt = :now',
        condition: '#state IN (:checking, :applying) AND (attribute_not_exists(#leaseUntil) OR #leaseUntil < :now)',
        values: { claimant, until, now, checking: 'checking', applying: 'applying' },
      });
      return item === 'refused' ? 'refused' : importSchema.parse(item);
    },
    /** Records how far a worker is. Refused when the import has been taken from it. One update. */
    async checkpoint(id: string, claimant: string, { now, ...changes }: Checkpoint): Promise<'done' | 'refused'> {
      const { leaseUntil, ...set } = changes;
      const values = { ...set, ...(leaseUntil ? { leaseUntil } : {}), movedAt: now };
      const assignments = Object.keys(values).map((name) => `#${name} = :${name}`);
      const done = await table.update(importKey(id), {
        expression: `SET ${assignments.join(', ')}${leaseUntil ? '' : ' REMOVE #leaseUntil'}`,
        condition: '#claimant = :claimant',
        values: { ...values, claimant },
      });
      return done === 'refused' ? 'refused' : 'done';
    },
    /** What was wrong with the rows of one batch, by its first line: the same batch again replaces it. */
    async keepFaults(id: string, firstLine: number, faults: readonly Fault[]): Promise<void> {
      await table.put({ ...importFaultsKey(id, firstLine), faults });
    },
    /** Faults in the order of their lines, a few batches at a time, and where the next page begins. One Query. */
    async faults(id: string, after = ''): Promise<{ faults: Fault[]; next?: string }> {
      const values = { pk: importKey(id).pk, after: `${IMPORT_FAULTS_PREFIX}${after}`, end: `${IMPORT_FAULTS_PREFIX}~` };
      const from = `${IMPORT_FAULTS_PREFIX}${after ? `${after}~` : ''}`;
      const query = {
        expression: '#pk = :pk AND #sk BETWEEN :after AND :end',
        values: { ...values, after: from },
        limit: FAULT_BATCHES + 1,
      };
      const items = await all(table.query(query));
      const shown = items.slice(0, FAULT_BATCHES);
      const last = String(shown.at(-1)?.['sk'] ?? '').slice(IMPORT_FAULTS_PREFIX.length);
      return { faults: shown.flatMap((item) => faultsSchema.parse(item).faults), ...(items.length > FAULT_BATCHES ? { next: last } : {}) };
    },
    /** The summaries of cases that have these references: one BatchGetItem for a hundred, none twice. */
    async summaries(references: readonly string[]): Promise<Map<string, CaseSummary>> {
      const items = references.length > 0 ? await table.batchGet([...new Set(references)].map(summaryKey)) : [];
      return new Map(items.map((item) => [String(item['reference']), summarySchema.parse(item)]));
    },
    /** When the newest file of a profile was so, of those that were taken in. */
    async latest(profile: string): Promise<string | undefined> {
      const item = await table.get(importLatestKey(profile));
      return item && String(item['asOf']);
    },
    async keepLatest(profile: string, asOf: string): Promise<void> {
      await table.put(
        { ...importLatestKey(profile), asOf },
        { expression: 'attribute_not_exists(#pk) OR #asOf < :asOf', values: { asOf } },
      );
    },
  };
}

type Checkpoint = { now: string } & Partial<
  Pick<Import, 'state' | 'because' | 'missing' | 'header' | 'words' | 'asOf' | 'earlier' | 'leaseUntil'> & {
    check: Progress;
    apply: Progress;
  }
>;
