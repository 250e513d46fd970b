import * as z from 'zod';
import { actorSchema } from './commit.ts';
import type { AnyImportProfile, ImportProfile } from './import-profile.ts';

/**
 * - `expected`: a form to send the file with was given out
 * - `checking`: it is gone through, and nothing is changed
 * - `ready`: that is done, and it waits for somebody to say yes
 * - `applying`, `done`
 * - `refused`: the file as a whole cannot be used; `because` says why
 */
export const importStates = ['expected', 'checking', 'ready', 'applying', 'done', 'refused'] as const;
export const fileRefusals = ['empty', 'not-text', 'columns-missing', 'no-such-profile', 'gone'] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** The most bytes of one file: some half a million rows. */
export const MAX_IMPORT_BYTES = 100_000_000;
/** A file that an API client sends in the body of a request. */
export const MAX_IMPORT_BODY_BYTES = 150_000;
/** Rows that are read, decided and recorded together: as many as one BatchGetItem reads. */
export const ROWS_AT_ONCE = 100;

const count = z.number().int().nonnegative().default(0);
/**
 * How far a file has been gone through, and what came of its rows.
 * - `byte`, `line`: where the next row begins
 * - `bad`: rows that cannot be used; `noted`: rows that were taken without a part of them
 * - `same`: rows that say nothing new; the others as `import-plan.ts` has them
 * - `added`, `corrected`: half hours of calls that are new, or that said otherwise before; `leftOut`: rows of queues that are not ours
 * - `texts`, `letters`: people who would be told, and how, by their own wish or not: STOP is only known when it is sent
 * - `commits`: conditional writes that were kept
 */
export const progressSchema = z.object({
  byte: count,
  line: z.number().int().positive().default(1),
  rows: count,
  bad: count,
  noted: count,
  same: count,
  open: count,
  move: count,
  details: count,
  late: count,
  unmapped: count,
  noWay: count,
  added: count,
  corrected: count,
  leftOut: count,
  texts: count,
  letters: count,
  commits: count,
});
export type Progress = z.infer<typeof progressSchema>;
export type Tally = keyof Omit<Progress, 'byte' | 'line'>;
export const noProgressYet: Progress = progressSchema.parse({});

/** One word of the back office that nobody mapped, for which service, and how many rows had it. */
const wordSchema = z.object({ service: z.string(), word: z.string(), rows: z.number().int() });
/** How long they are kept: as long as the file they stand in. */
export const WORDS_DAYS = 30;
/** Words kept of one file: more are only counted. */
const MAX_WORDS = 50;

export const importSchema = z.object({
  id: z.string(),
  profile: z.string(),
  by: actorSchema,
  at: z.string(),
  state: z.enum(importStates),
  because: z.enum(fileRefusals).optional(),
  /** Columns that the file should have and has not. */
  missing: z.array(z.string()).optional(),
  bytes: z.number().int().nonnegative().optional(),
  /** Which version of the file it is: another that is sent to the same place later is not read. */
  version: z.string().optional(),
  /** Names of the file's columns, as `plainWord` writes them. */
  header: z.array(z.string()).optional(),
  check: progressSchema.default(noProgressYet),
  apply: progressSchema.default(noProgressYet),
  words: z.array(wordSchema).default([]),
  /** When the newest of its rows was so. */
  asOf: z.string().optional(),
  /** The same of the newest full list that was taken in before this one; empty for the first. */
  earlier: z.string().optional(),
  /** Nobody is told of it. */
  quiet: z.boolean().optional(),
  /** Who said yes, and, for a file that texts unusually many, that this is right. */
  appliedBy: actorSchema.optional(),
  confirmed: z.boolean().optional(),
  /** When it was last recorded how far it is, and until when one worker has it to itself. */
  movedAt: z.string().optional(),
  leaseUntil: z.string().optional(),
});
export type Import = z.infer<typeof importSchema>;

/** Rows of a file that can be used: the people in it. */
export const usableRows = ({ rows, bad }: Pick<Progress, 'rows' | 'bad'>): number => rows - bad;

/** Whether a file would text such a share of the people in it that somebody must say by name that it is right. */
export function asksFirst(profile: AnyImportProfile, check: Progress): boolean {
  if (profile.kind === 'calls') return false;
  const { percent, people } = profile.confirmAbove;
  return check.texts > people && check.texts * 100 > usableRows(check) * percent;
}

/** Words with some more rows counted. */
export function countWords(words: Import['words'], found: readonly { service: string; word: string }[]): Import['words'] {
  const after = words.map((each) => ({ ...each }));
  for (const { service, word } of found) {
    const known = after.find((each) => each.service === service && each.word === word);
    if (known) known.rows++;
    else if (after.length < MAX_WORDS) after.push({ service, word, rows: 1 });
  }
  return after;
}

/** A worker that has been silent for so long is gone. */
export const LEASE_MS = 60_000;
/** Whether an import under way has not moved for so long that somebody may start it again. */
export function isStuck({ state, movedAt, at }: Pick<Import, 'state' | 'movedAt' | 'at'>, nowMs: number): boolean {
  return (state === 'checking' || state === 'applying') && nowMs - Date.parse(movedAt ?? at) > 2 * LEASE_MS;
}

/** A record of a file as it was cut out of it: where the one after it begins, and its columns, or why it has none. */
export type FileRecord = { line: number; next: { byte: number; line: number } } & (
  | { values: string[] }
  | { fault: 'not-in-encoding' | 'quote-open' | 'too-long' }
);
/** How a file is written. `columns`: how many its first line has. */
export type FileForm = Pick<ImportProfile, 'encoding' | 'delimiter' | 'quoted'> & { columns?: number };
/** Cuts a file into records, from a place on. Throws `not-text` for what is no text at all. */
export type ReadRecords = (
  chunks: AsyncIterable<Uint8Array>,
  form: FileForm,
  from: { byte: number; line: number },
) => AsyncGenerator<FileRecord | { kind: 'not-text' }>;
