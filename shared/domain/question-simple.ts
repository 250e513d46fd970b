import * as z from 'zod';
import { common, fewOptions, manyOptions } from './question-parts.ts';

/** Questions with one box or one choice each: their answer is one text. They stand alone, or among the fields of a repeated entry. */

export const shortTextSchema = z.object({
  ...common,
  type: z.literal('short-text'),
  maxCharacters: z.number().int().min(1).max(200).default(100),
  autocomplete: z.string().optional(),
  /** Whose name this is: what staff call the case by. */
  role: z.literal('name').optional(),
});

export const radiosSchema = z.object({ ...common, type: z.literal('radios'), options: fewOptions });

/** One of many: counties, or the makes of a car. */
export const selectSchema = z.object({ ...common, type: z.literal('select'), options: manyOptions });

export const yesNoSchema = z.object({ ...common, type: z.literal('yes-no') });

export const dateSchema = z.object({
  ...common,
  type: z.literal('date'),
  /** Counted from the day it is answered, in the council's time zone. */
  allow: z.enum(['past', 'future', 'any']).default('any'),
});

const inOrder = ({ min, max }: { min: number; max?: number | undefined }) => max === undefined || min <= max;
const outOfOrder = { message: '`min` is above `max`', path: ['min'] };

/** How many. The answer is a decimal number in digits, `3` or `2.5`, with no zero too many. */
export const numberSchema = z
  .object({
    ...common,
    type: z.literal('number'),
    /** Nothing is counted below nought, unless the question says so. */
    min: z.number().default(0),
    max: z.number().max(1e12).optional(),
    /** Digits after the point that it may have. */
    decimals: z.number().int().min(0).max(4).default(0),
    /** Of what, in words after the box: "people". */
    unit: z.string().min(1).max(20).optional(),
  })
  .refine(inOrder, outOfOrder);

/** An amount in pounds. The answer always has two digits after the point: `12.50`. */
export const moneySchema = z
  .object({
    ...common,
    type: z.literal('money'),
    /** Least and most, in pounds. */
    min: z.number().min(0).default(0),
    max: z.number().max(1e9).optional(),
  })
  .refine(inOrder, outOfOrder);
