import * as z from 'zod';
import { parseQuarter, type Quarter } from './quarter.ts';

/** A target as it was set: `at least 80`, `under 15`, `over 40`, and by when where that was said. */
export const targetSchema = z.object({
  'at-least': z.number().optional(),
  under: z.number().optional(),
  over: z.number().optional(),
  by: z.string().optional(),
});

const measureSchema = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.enum(['count', 'percent', 'days']),
  target: targetSchema.nullable(),
  values: z.array(z.number().nullable()),
});

/** Figures published before Front Door, one value a quarter; `null` where none was published. */
const publishedSchema = z
  .object({
    source: z.string(),
    quarters: z.array(
      z.string().transform((text, context): Quarter => {
        const quarter = parseQuarter(text);
        if (quarter) return quarter;
        context.addIssue({ code: 'custom', message: `${text} is no quarter` });
        return z.NEVER;
      }),
    ),
    measures: z.array(measureSchema),
  })
  .refine(
    ({ quarters, measures }) => measures.every(({ values }) => values.length === quarters.length),
    'a measure has not one value for each quarter',
  );

/** One figure as it was published, to the digit. */
export type PublishedFigure = Omit<z.infer<typeof measureSchema>, 'values'> & { value: number | null };

/** What was published for each quarter before launch. Where a quarter is here, it is nowhere else: its facts are not looked at. */
export type Baseline = { quarters: ReadonlyMap<Quarter, readonly PublishedFigure[]>; source: string };

/** Reads baseline data; throws with each fault named, for it is part of the build. */
export function parseBaseline(data: unknown): Baseline {
  const { quarters, measures, source } = publishedSchema.parse(data);
  const figures = (index: number) => measures.map(({ values, ...measure }) => ({ ...measure, value: values[index] ?? null }));
  return { quarters: new Map(quarters.map((quarter, index) => [quarter, figures(index)])), source };
}
