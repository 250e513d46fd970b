import * as z from 'zod';
import { importProfileSchema, plainWord } from './import-profile.ts';

/** The name of a column, as the file's first line has it; upper and lower case do not matter. */
const column = z.string().min(1).max(80);
const id = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'use lower-case words joined by dashes');
/** A queue as the telephone system writes it, in upper case with single spaces: how a file has it does not matter. */
const word = z.string().refine((typed) => typed === plainWord(typed), 'write it in upper case, with single spaces');
const { id: profileId, name, sample, about, source, encoding, delimiter, quoted, dateFormats } = importProfileSchema.shape;

/**
 * How one telephone system writes its calls, as data: a row for each queue and half hour.
 * - `columns.begins`: when the half hour begins, on its own where `date` has no time
 * - `zone`: the council's own time, or `utc`, as some systems export it: which day a call is of follows from that
 * - `queues`: what each queue is to us: an id, by which reports name it, and the service its calls are about, if one
 * - `leftOut`: queues, and lines of totals, that are none of the council's calls
 */
export const callsProfileSchema = z
  .strictObject({
    kind: z.literal('calls'),
    id: profileId,
    name,
    sample,
    about,
    source,
    encoding,
    delimiter,
    quoted,
    dateFormats,
    zone: z.enum(['local', 'utc']),
    columns: z.strictObject({
      queue: column,
      date: column,
      begins: column.optional(),
      offered: column,
      answered: column,
      within90: column,
      abandoned: column,
    }),
    queues: z.record(word, z.strictObject({ id, service: id.optional() })),
    leftOut: z.array(word).default([]),
  })
  .refine(({ columns, dateFormats: formats }) => columns.begins !== undefined || formats.every((each) => each.endsWith('HH:mm')), {
    message: 'says nowhere at what time a half hour begins',
  });
export type CallsProfile = z.infer<typeof callsProfileSchema>;
/** A profile as its file states it. */
export type CallsProfileData = z.input<typeof callsProfileSchema>;
