import * as z from 'zod';
import { conditionSchema } from './condition.ts';

/** What every field has that a resident fills, on a page of its own or among the fields of a repeated entry. */
export const asked = {
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'use lower-case words joined by dashes'),
  /** The question, as the page's heading asks it. */
  ask: z.string().min(3).max(120),
  hint: z.string().max(400).optional(),
  /** What the check-answers page and the officer's page call it. */
  label: z.string().min(2).max(60),
  /** What is said when it is left empty: "Enter …", "Select …". */
  missing: z.string().min(5).max(120),
  optional: z.boolean().optional(),
};

/** What a question says instead where somebody else is asked for: "What is their full name?" */
const forOtherSchema = z.strictObject({
  ask: asked.ask.optional(),
  hint: z.string().max(400).optional(),
  missing: asked.missing.optional(),
  /** Of a mobile. */
  reason: z.string().min(10).max(300).optional(),
  /** Of a declaration. */
  statements: z.array(z.string()).min(1).optional(),
});

/** What every question of a service has. */
export const common = { ...asked, when: conditionSchema.optional(), forOther: forOtherSchema.optional() };

const optionSchema = z.object({
  value: z.string().regex(/^[a-z0-9-]{1,40}$/, 'use lower-case letters, digits and dashes, 40 at most'),
  text: z.string().min(1).max(120),
  hint: z.string().max(200).optional(),
});
export type Option = z.infer<typeof optionSchema>;

/** One more way to answer checkboxes. */
const boxSchema = optionSchema.extend({
  /** "None of these": cannot be ticked with any other. It stands last, after "or". */
  alone: z.boolean().optional(),
});

const once = (options: readonly { value: string }[]) => new Set(options.map((each) => each.value)).size === options.length;
const twice = 'two options have the same value';

/** GOV.UK Design System: radios are for a list that can be read at a glance. */
export const fewOptions = z.array(optionSchema).min(2).max(20).refine(once, twice);
/** For a list too long for radios. GOV.UK Design System: a select is the last resort. */
export const manyOptions = z.array(optionSchema).min(2).max(200).refine(once, twice);
export const boxes = z
  .array(boxSchema)
  .min(2)
  .max(20)
  .refine(once, twice)
  .refine(
    (options) => options.slice(0, -1).every((each) => !each.alone),
    'only the last option may be `alone`: it stands after the others, and rules them out',
  );
