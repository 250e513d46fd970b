import * as z from 'zod';
import type { Channel } from './case.ts';
import type { Figure, Measure, Measures } from './measure.ts';
import { byService, type QuarterReport } from './quarter-report.ts';

/**
 * What is told apart by its detail: contacts that were chased by their stage, contacts by what they were about, online forms that were
 * not sent by the question they ended at.
 */
const detailedSchema = z.enum(['chased', 'contact', 'journey']);
type Detailed = z.infer<typeof detailedSchema>;
/** Of forms, those alone that residents filled in themselves. */
const channelOf: Partial<Record<Detailed, Channel>> = { journey: 'web' };

/** How many of one kind: of contacts that were chased, those about one service at one stage; of contacts, those about one thing. */
const ofDetailSchema = z.object({
  service: z.string(),
  detail: z.string(),
  quantity: z.number().int(),
  byOutcome: z.record(z.string(), z.number().int()),
});
export type OfDetail = z.infer<typeof ofDetailSchema>;
/** How those of a quarter were spread. */
export const detailsSchema = z.partialRecord(detailedSchema, z.array(ofDetailSchema));

/** Whether a measure counts the contacts that need not have been. */
export const countsChases = ({ figure }: Measure): boolean => figure.kind === 'ratio' && figure.of.every(({ type }) => type === 'chased');

/** Whether a measure is the number of all contacts, of which advisers noted what they were about. */
export const countsContacts = ({ figure }: Measure): boolean =>
  figure.kind === 'count' && figure.of.every((each) => each.type === 'contact' && Object.keys(each).length === 1);

/** Whether a measure is the share of online forms that were finished. */
export const countsJourneys = ({ figure }: Measure): boolean =>
  figure.kind === 'share' && figure.of.every(({ type }) => type === 'journey');

/** Those of one kind in a quarter, service by service and detail by detail, the most first; with how many had each outcome. */
export function byDetail({ counted, reported }: QuarterReport, type: Detailed): OfDetail[] {
  if (reported) return reported.details[type] ?? [];
  const only = channelOf[type];
  const found = new Map<string, OfDetail>();
  for (const { service, rollup } of counted.services) {
    for (const [key, quantity] of Object.entries(rollup.sums)) {
      const [ofType, channel, outcome = '', , detail] = key.split('|');
      if (ofType !== type || !detail || (only && channel !== only)) continue;
      const place = `${service}|${detail}`;
      const each = found.get(place) ?? { service, detail, quantity: 0, byOutcome: {} };
      each.quantity += quantity;
      each.byOutcome[outcome] = (each.byOutcome[outcome] ?? 0) + quantity;
      found.set(place, each);
    }
  }
  return [...found.values()].sort((a, b) => b.quantity - a.quantity || (`${a.service}|${a.detail}` < `${b.service}|${b.detail}` ? -1 : 1));
}

/** A figure of one service's contacts that were chased at one stage, or that were about one thing. */
type FigureOfDetail = { by: 'stage' | 'reason'; service: string; detail: string; figure: Figure };

/** A measure of a quarter by service and stage, or by service and reason; none for a measure that is not told apart so. */
export function figuresByDetail(report: QuarterReport, measures: Measures, id: string): FigureOfDetail[] {
  const measure = measures.get(id);
  if (!measure) return [];
  if (countsContacts(measure))
    return byDetail(report, 'contact').map(({ service, detail, quantity }) => ({
      by: 'reason',
      service,
      detail,
      figure: { value: quantity },
    }));
  if (!countsChases(measure)) return [];
  const wholes = new Map(byService(report, measures, id).map(({ service, figure }) => [service, figure]));
  return byDetail(report, 'chased').map(({ service, detail, quantity }) => ({
    by: 'stage',
    service,
    detail,
    figure: partOf(wholes.get(service) ?? { value: null, why: 'nothing' }, quantity),
  }));
}

/** So much of what a figure counts among the same: shown where the whole is. */
const partOf = ({ value, of, ...whole }: Figure, quantity: number): Figure =>
  value === null || !of ? { ...whole, value: null } : { ...whole, value: (value * quantity) / of, of: quantity };

/** How everything that is told apart by its detail was spread in a quarter. */
export const detailsOf = (report: QuarterReport): z.infer<typeof detailsSchema> =>
  Object.fromEntries(detailedSchema.options.map((type) => [type, byDetail(report, type)]));
