import * as z from 'zod';
import { conditionSchema } from './condition.ts';

const common = {
  id: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, 'use lower-case words joined by dashes'),
  /** The question, as the page's heading asks it. */
  ask: z.string().min(3).max(120),
  hint: z.string().max(400).optional(),
  /** What the check-answers page and the officer's page call it. */
  label: z.string().min(2).max(60),
  /** What is said when it is left empty: "Enter …", "Select …". */
  missing: z.string().min(5).max(120),
  optional: z.boolean().optional(),
  when: conditionSchema.optional(),
};

const option = z.object({
  value: z.string().regex(/^[a-z0-9-]{1,40}$/),
  text: z.string().min(1).max(120),
  hint: z.string().max(200).optional(),
});
const options = z.array(option).min(2).max(20);

/** One question of a service: one page, one answer. */
export const questionSchema = z.discriminatedUnion('type', [
  z.object({
    ...common,
    type: z.literal('short-text'),
    maxCharacters: z.number().int().min(1).max(200).default(100),
    autocomplete: z.string().optional(),
    /** Whose name this is: what staff call the case by. */
    role: z.literal('name').optional(),
  }),
  z.object({ ...common, type: z.literal('long-text'), maxCharacters: z.number().int().min(1).max(4000).default(2000) }),
  z.object({ ...common, type: z.literal('radios'), options }),
  z.object({ ...common, type: z.literal('checkboxes'), options }),
  z.object({
    ...common,
    type: z.literal('date'),
    /** Counted from the day it is answered, in the council's time zone. */
    allow: z.enum(['past', 'future', 'any']).default('any'),
  }),
  z.object({ ...common, type: z.literal('yes-no') }),
  z.object({ ...common, type: z.literal('address') }),
  /** A UK mobile for texts. The reason is shown beside it, and the resident may say no. */
  z.object({ ...common, type: z.literal('mobile'), reason: z.string().min(10).max(300) }),
  z.object({ ...common, type: z.literal('declaration'), statements: z.array(z.string()).min(1) }),
]);
export type Question = z.infer<typeof questionSchema>;
