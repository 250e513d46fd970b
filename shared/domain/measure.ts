import * as z from 'zod';
import { targetSchema } from './baseline.ts';
import { channels } from './case.ts';
import { factTypes } from './fact.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'use lower-case words joined by dashes');

/** Which facts are counted: of a type, and of these channels, outcomes, details or services alone where they are named. */
const selectionSchema = z.strictObject({
  type: z.enum(factTypes),
  channels: z.array(z.enum(channels)).min(1).optional(),
  outcomes: z.array(z.string()).min(1).optional(),
  /** Outcomes that are left out. Calls that only the telephone system counted had none, and are not. */
  except: z.array(z.string()).min(1).optional(),
  details: z.array(z.string()).min(1).optional(),
  services: z.array(id).min(1).optional(),
  assisted: z.literal(true).optional(),
});
export type Selection = z.infer<typeof selectionSchema>;
const selections = z.array(selectionSchema).min(1);

/**
 * What a measure is made of.
 * - `count`: the quantity of some facts
 * - `share`: in percent, of one quantity in another
 * - `ratio`: one quantity for every `per` of another: chase calls per hundred cases
 * - `satisfied`: in percent, the ratings of 4 and 5 among all, with its interval
 * - `days`: of a counted distribution of calendar days, the mean, or the least number within which that share was done
 * - `entered`: what Front Door cannot see: its owner enters it with a note of its source
 * - `cost`: pounds that the owner enters, for each of some facts
 */
const makingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), of: selections }),
  z.strictObject({ kind: z.literal('share'), of: selections, all: selections }),
  z.strictObject({ kind: z.literal('ratio'), of: selections, all: selections, per: z.number().positive() }),
  z.strictObject({ kind: z.literal('satisfied'), channels: z.array(z.enum(channels)).min(1).optional() }),
  z.strictObject({
    kind: z.literal('days'),
    of: z.enum(factTypes),
    statistic: z.enum(['mean', 'median', 'percentile-90']),
    services: z.array(id).min(1).optional(),
  }),
  z.strictObject({ kind: z.literal('entered') }),
  z.strictObject({ kind: z.literal('cost'), all: selections }),
]);

export const measureGroups = ['contacts', 'satisfaction', 'claims', 'texts', 'telephone', 'complaints', 'community', 'council'] as const;

/** One measure, as the data of `shared/measures` states it. */
export const measureSchema = z.strictObject({
  id,
  title: z.string().min(3).max(140),
  /** What the report says of it, in the words that come before the change and the target: `{value} served themselves`. */
  says: z.string().includes('{value}').max(120),
  /** The same of one alone, where it reads otherwise: `1 contact`. */
  saysOne: z.string().max(120).optional(),
  group: z.enum(measureGroups),
  /** What it counts, in plain words: for the report's definitions and the public page. */
  definition: z.string().min(20).max(500),
  unit: z.enum(['count', 'percent', 'days', 'pounds', 'per-hundred']),
  /** Decimal places that are shown; the figure itself is not rounded before. */
  digits: z.number().int().min(0).max(2),
  target: targetSchema.nullable(),
  /** The role or team that answers for it. */
  owner: z.string().min(3),
  /** A figure over fewer than so many is not shown, so that nobody can be told from it and no chance looks like a result. */
  hiddenUnder: z.number().int().min(0),
  /** It counts from the first day of the financial year on: the first quarter begins anew and is compared with none. */
  cumulative: z.literal(true).optional(),
  figure: makingSchema,
});
export type Measure = z.infer<typeof measureSchema>;

/**
 * What a measure comes to.
 * - `value`: unrounded, in the measure's unit; null where it is not known or may not be shown
 * - `of`, `all`: the quantities it is made of, where it is made of two; of a share over too few `all` alone
 * - `why`: why there is no value: nothing happened, too few to show, or nobody has entered it yet
 * - `interval`: 95%, in percent
 */
export const figureSchema = z
  .object({
    value: z.number().nullable(),
    of: z.number().optional(),
    all: z.number().optional(),
    why: z.enum(['nothing', 'too-few', 'not-entered']).optional(),
    interval: z.object({ from: z.number(), to: z.number() }).optional(),
  })
  // Quarters that were frozen by an earlier release have it.
  .transform(({ of, ...figure }) => (of === undefined || figure.why === 'too-few' ? figure : { ...figure, of }));
export type Figure = Omit<z.infer<typeof figureSchema>, 'of'> & { of?: number | undefined };

/** The measures the council reports, by id, in the order of the report. */
export type Measures = ReadonlyMap<string, Measure>;

/** Reads measures from data; throws with each fault named, for they are part of the build. */
export function parseMeasures(data: unknown): Measures {
  const measures = z.array(measureSchema).min(1).parse(data);
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  if (byId.size !== measures.length) throw new Error('two measures have the same id');
  return byId;
}

/** A figure as it is shown: rounded half away from nought to the measure's decimal places. */
export function shown({ digits }: Pick<Measure, 'digits'>, value: number): number {
  // Twelve decimal places first: 1.005 is held as a little less than it is.
  return Number((Math.sign(value) * Math.round(Number((Math.abs(value) * 10 ** digits).toFixed(8)))) / 10 ** digits);
}

/** Whether a value, as it is shown, meets the measure's target; undefined without a target or a value. */
export function meetsTarget(measure: Measure, value: number | null): boolean | undefined {
  const { target } = measure;
  if (!target || value === null) return undefined;
  const seen = shown(measure, value);
  if (target['at-least'] !== undefined && seen < target['at-least']) return false;
  if (target.under !== undefined && seen >= target.under) return false;
  return !(target.over !== undefined && seen <= target.over);
}
