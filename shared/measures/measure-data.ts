import type * as z from 'zod';
import type { measureSchema } from '../domain/measure.ts';

/** A measure as its group's file states it. */
export type MeasureData = z.input<typeof measureSchema>;

/** Percentages of the council's report are not shown over fewer than ten: its own rule for satisfaction, taken for every share. */
export const FEWEST = 10;
