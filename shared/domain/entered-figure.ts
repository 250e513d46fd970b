import * as z from 'zod';
import { actorSchema } from './commit.ts';
import type { Measure } from './measure.ts';

/** The most characters of a note of where a figure comes from. */
export const MAX_SOURCE = 200;

const entrySchema = z.object({ value: z.number(), source: z.string(), at: z.string(), by: actorSchema });
/** A figure that Front Door cannot see, as its owner entered it for one quarter: every entry, the latest last. */
export const enteredFigureSchema = z.object({ measure: z.string(), entries: z.array(entrySchema).min(1) });
export type EnteredFigure = z.infer<typeof enteredFigureSchema>;
export type Entry = EnteredFigure['entries'][number];

export type EntryRefusal = 'not-entered-by-hand' | 'source-missing' | 'source-too-long' | 'not-a-number' | 'out-of-range';

export type EnterOutcome = 'done' | 'stale' | EntryRefusal;

/** What is wrong with an entry; undefined when it may be kept. A share is from 0 to 100; nothing is below nought. */
export function refuseEntry(measure: Measure | undefined, { value, source }: Pick<Entry, 'value' | 'source'>): EntryRefusal | undefined {
  if (!measure || (measure.figure.kind !== 'entered' && measure.figure.kind !== 'cost')) return 'not-entered-by-hand';
  if (!Number.isFinite(value)) return 'not-a-number';
  if (value < 0 || (measure.unit === 'percent' && value > 100)) return 'out-of-range';
  if (source.trim() === '') return 'source-missing';
  return [...source.trim()].length > MAX_SOURCE ? 'source-too-long' : undefined;
}

/** The value that stands: that of the latest entry. */
export const standing = ({ entries }: EnteredFigure): number => (entries.at(-1) as Entry).value;
