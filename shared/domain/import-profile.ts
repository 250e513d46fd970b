import * as z from 'zod';
import type { CallsProfile } from './calls-profile.ts';
import { channelSchema } from './case.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'use lower-case words joined by dashes');
/** The name of a column, as the file's first line has it; upper and lower case do not matter. */
const column = z.string().min(1).max(80);
/** Words of the back office, in upper case with single spaces: how a file has them does not matter. */
const wordsTo = <V extends z.ZodType>(value: V) =>
  z.record(
    z.string().refine((word) => word === plainWord(word), 'write it in upper case, with single spaces'),
    value,
  );

/** How dates may be written. `YY` is of this century; times are of the council's time zone. */
export const dateFormats = [
  'DD/MM/YYYY',
  'DD/MM/YYYY HH:mm',
  'DD-MMM-YYYY',
  'DD/MM/YY',
  'YYYY-MM-DD',
  'YYYY-MM-DD HH:mm',
  'YYYYMMDD',
] as const;
export type DateFormat = (typeof dateFormats)[number];

/** What the resident did elsewhere is no self-service of ours: no file may raise the share that the council is measured by. */
const importChannelSchema = channelSchema.exclude(['web', 'text']);

const columnsSchema = z.strictObject({
  /** The back office's own number of the claim. */
  claim: column,
  status: column,
  received: column,
  /** When the row was so. Where a file has none, it is the day on which it was given to us. */
  asOf: column.optional(),
  service: column.optional(),
  channel: column.optional(),
  /** Joined with spaces. */
  name: z.array(column).min(1),
  mobile: column.optional(),
  addressLines: z.array(column).default([]),
  town: column.optional(),
  postcode: column.optional(),
  /** What the resident must send or do, for a stage that asks for something, and by when. */
  needed: column.optional(),
  neededBy: column.optional(),
  /** Why it was refused or closed, in words that the resident may read. */
  reason: column.optional(),
});

/**
 * How one back office writes its claims, as data: the file's form, its columns, and its words for what we call stages.
 * - `source`: the system the claims are in. Profiles of one source meet the same cases.
 * - `extract`: `full` has every open claim each time, so that an older file knows nothing new of a claim; `changes` has
 *   what changed
 * - `personal`: columns whose content is never shown, logged or counted, only kept on the case
 * - `statuses`: by service, what a status means: a stage of ours. A word that is not there is shown to staff, never to residents
 * - `asks`: what is said when a row wants something of the resident and does not say what or by when
 * - `confirmAbove`: a file that would text more than this share of the people in it, and more than so many, waits for
 *   somebody to say by name that it is right
 */
export const importProfileSchema = z
  .strictObject({
    kind: z.literal('claims').default('claims'),
    id,
    name: z.string().min(5).max(80),
    /** Made up, to copy and to try with. */
    sample: z.boolean(),
    about: z.string().min(10).max(300),
    source: id,
    extract: z.enum(['full', 'changes']),
    encoding: z.enum(['utf-8', 'windows-1252']),
    delimiter: z.enum([',', ';', '|', '\t']),
    /** False for a file in which a quotation mark is a letter like any other. */
    quoted: z.boolean(),
    columns: columnsSchema,
    dateFormats: z.array(z.enum(dateFormats)).min(1),
    personal: z.array(column),
    /** The service of every row, or what the words of the service's column mean. */
    service: z.union([id, wordsTo(id)]),
    /** What the words of the channel's column mean; `otherwise` for the rest. */
    channels: z.strictObject({ words: wordsTo(importChannelSchema), otherwise: importChannelSchema }),
    statuses: z.record(id, wordsTo(id)),
    asks: z.strictObject({ instruction: z.string().min(3).max(50), days: z.number().int().min(1).max(90) }),
    reasonUnsaid: z.string().min(10).max(200),
    confirmAbove: z.strictObject({ percent: z.number().min(0).max(100), people: z.number().int().min(0) }),
  })
  .refine(({ service, columns }) => typeof service === 'string' || columns.service !== undefined, 'names words for a column it has not')
  .refine(
    ({ columns, personal }) =>
      [...columns.name, columns.mobile, ...columns.addressLines, columns.postcode, columns.reason].every(
        (each) => each === undefined || personal.includes(each),
      ),
    'a column of names, numbers, addresses or reasons is not said to be personal',
  );
export type ImportProfile = z.infer<typeof importProfileSchema>;
/** A profile as its file states it. */
export type ImportProfileData = z.input<typeof importProfileSchema>;
/** Files are of claims, or of calls that a telephone system counted. */
export type AnyImportProfile = ImportProfile | CallsProfile;
export type ImportProfiles = ReadonlyMap<string, AnyImportProfile>;

/** A word as profiles write it: upper case, single spaces. */
export const plainWord = (typed: string): string => typed.trim().replace(/\s+/g, ' ').toUpperCase();

/** Every column that a profile looks at. */
export function columnsOf({ columns }: AnyImportProfile): string[] {
  return [...new Set(Object.values(columns).flat())].filter((each): each is string => each !== undefined);
}

/** The columns that a file must have and has not, or has twice so that nobody knows which is meant, given the words of its first line. */
export function columnsMissing(profile: AnyImportProfile, header: readonly string[]): string[] {
  const words = header.map(plainWord);
  return columnsOf(profile).filter((each) => words.filter((word) => word === plainWord(each)).length !== 1);
}
