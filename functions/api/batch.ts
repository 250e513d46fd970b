import type * as z from 'zod';
import type { ProblemError } from './problem.ts';

/** The most rows of one batch of contacts: with every field at its longest they fit the 200 KB of a body. */
export const MAX_ROWS = 500;
/** The most ratings of one batch: each may have a thousand characters of comment, of three bytes each. */
export const MAX_RATINGS = 50;
/** Writes under way at once: enough that a batch takes a second, and few enough that it leaves the table to others. */
const AT_ONCE = 20;

/** What became of one row of a batch; its index in the batch is added. */
export type RowOutcome = { outcome: 'taken' | 'taken-before'; id: string } | { outcome: 'refused'; errors: ProblemError[] };

/**
 * Takes every row of a batch, each by itself: one that is refused keeps no other from being taken. In the order of the rows.
 * @param take the outcome of one sound row; a pointer in its errors is into the row
 */
export async function takeRows<S extends z.ZodType>(
  rows: readonly unknown[],
  { schema, under, take }: { schema: S; under: string; take: (row: z.infer<S>) => Promise<RowOutcome> },
) {
  const results: (RowOutcome & { index: number })[] = new Array(rows.length);
  const at = (index: number, errors: ProblemError[]) =>
    errors.map(({ pointer, detail }) => ({ pointer: `/${under}/${index}${pointer}`, detail }));
  const takeOne = async (index: number) => {
    const parsed = schema.safeParse(rows[index]);
    const outcome: RowOutcome = parsed.success
      ? await take(parsed.data)
      : {
          outcome: 'refused',
          errors: parsed.error.issues.map(({ path, message }) => ({
            pointer: path.map((each) => `/${String(each)}`).join(''),
            detail: message,
          })),
        };
    results[index] = { index, ...(outcome.outcome === 'refused' ? { ...outcome, errors: at(index, outcome.errors) } : outcome) };
  };
  let next = 0;
  const work = async () => {
    while (next < rows.length) await takeOne(next++);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, work));
  const count = (outcome: RowOutcome['outcome']) => results.filter((each) => each.outcome === outcome).length;
  return { taken: count('taken'), takenBefore: count('taken-before'), refused: count('refused'), results };
}
