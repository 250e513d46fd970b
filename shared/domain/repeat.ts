import * as z from 'zod';
import { common } from './question-parts.ts';
import { dateSchema, moneySchema, numberSchema, radiosSchema, selectSchema, shortTextSchema, yesNoSchema } from './question-simple.ts';

const fieldSchema = z.discriminatedUnion('type', [
  shortTextSchema,
  dateSchema,
  radiosSchema,
  selectSchema,
  yesNoSchema,
  numberSchema,
  moneySchema,
]);

/**
 * The same few things about each of several: each child, each vehicle. A page lists them, and each has a page of its own with its
 * fields together: the "add another" pattern of the Ministry of Justice. The answer is a list of records, an entry each, with a text
 * for each field that was filled in. Where there need be none, `ask` can be answered by yes or no: "Do any children live with you?"
 */
export const repeatSchema = z
  .object({
    ...common,
    type: z.literal('repeat'),
    fields: z.array(fieldSchema).min(1).max(8),
    /** What one is called, in the middle of a sentence, and several: "child", "children". */
    one: z.string().min(2).max(30),
    many: z.string().min(2).max(30),
    /** How many there must be, and how many there may be. */
    least: z.number().int().min(0).max(10).default(0),
    most: z.number().int().min(1).max(10).default(10),
  })
  .superRefine(({ fields, least, most, optional }, { addIssue }) => {
    if (optional) addIssue('it is optional: say `least: 0` instead');
    const ids = fields.map((each) => each.id);
    if (new Set(ids).size < ids.length) addIssue('two of its fields have the same id');
    for (const field of fields) if (field.when) addIssue(`${field.id} has a condition: the fields of an entry are all asked at once`);
    for (const { id, forOther } of fields) if (forOther) addIssue(`${id} has words for somebody else: give its question such words`);
    const dates = fields.filter((each) => each.type === 'date');
    for (const { id } of fields)
      if (dates.some((date) => id.startsWith(`${date.id}-`))) addIssue(`${id} is called like a part of a date beside it`);
    if (fields.every((each) => each.optional)) addIssue('one of its fields must be needed, or an entry could be empty');
    if (least > most) addIssue('`least` is above `most`');
  });
export type RepeatQuestion = z.infer<typeof repeatSchema>;
/** The place for one more entry: after the last, or else where one was taken away; undefined when there may be no more. */
export function freePlace({ most }: Pick<RepeatQuestion, 'most'>, taken: readonly number[]): number | undefined {
  const last = Math.max(0, ...taken);
  return last < most ? last + 1 : Array.from({ length: most }, (_, index) => index + 1).find((place) => !taken.includes(place));
}

/** One entry: the answer to each of its fields, by the field's id. */
export type Entry = Readonly<Record<string, string>>;
