import * as z from 'zod';
import { fileRefusals, importStates, progressSchema } from '../../shared/domain/import.ts';
import { faultReasons } from '../../shared/domain/import-row.ts';

export const newImportSchema = z.strictObject({
  profile: z.string().describe('By which profile the file is read'),
});

const progress = z.strictObject(progressSchema.shape).omit({ byte: true, line: true });
export const importSchema = z.object({
  id: z.string(),
  profile: z.string(),
  state: z
    .enum(importStates)
    .describe(
      '`expected`: the file has not come; `checking`: it is gone through without changing anything; `ready`: waits for `apply`; `applying`; `done`; `refused`: the file as a whole cannot be used',
    ),
  because: z.enum(fileRefusals).optional(),
  missing: z.array(z.string()).optional().describe('Columns that the file should have and has not'),
  percent: z.number().int().describe('How far the file has been gone through'),
  check: progress.describe(
    'What the file would do. `same`: rows that say nothing new; `open`, `move`, `details`: what changes a case; `late`, `unmapped`, `noWay`: rows kept beside their case that change nothing; `added`, `corrected`: half hours of calls; `leftOut`: rows of queues that are not counted; `texts`, `letters`: people who would be told',
  ),
  apply: progress.describe('What it has done so far'),
  asksFirst: z.boolean().describe('It would text so many of its people that `apply` needs `confirmedBy`'),
  unmapped: z.array(z.object({ service: z.string(), word: z.string(), rows: z.number().int() })),
  faults: z
    .array(
      z.object({ line: z.number().int(), column: z.string().optional(), reason: z.enum(faultReasons), noted: z.literal(true).optional() }),
    )
    .optional()
    .describe('A page of what is wrong with rows; `noted`: the row was taken without that'),
  next: z.string().optional().describe('What to ask for in `after`, for the next page of faults'),
});

export const startedImportSchema = importSchema.extend({
  upload: z
    .object({ url: z.string(), fields: z.record(z.string(), z.string()), maxBytes: z.number().int() })
    .optional()
    .describe('Send the file as `multipart/form-data`: these fields, in this order, and then `file`'),
});

export const applyImportSchema = z.strictObject({
  quiet: z.boolean().default(false).describe('Take it in and tell nobody: for the first file of all, above all'),
  confirmedBy: z.string().trim().min(3).max(80).optional().describe('Who says that so many people are to be told: a name'),
});
