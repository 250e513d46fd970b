import * as z from 'zod';
import { figuresByDetail } from './by-detail.ts';
import { byQueue } from './by-queue.ts';
import { asReported, restatements } from './frozen-quarter.ts';
import type { Figure, Measure, Measures } from './measure.ts';
import { quarterSlug } from './quarter.ts';
import { byChannel, byService, byTeam, type QuarterReport, type TeamOf } from './quarter-report.ts';

/**
 * One figure as it is downloaded, for Power BI or an open data page. The names of these columns never change; more may come.
 * - `service`, `channel`, `queue`, `stage`, `reason`, `team`: all empty for the whole council; `queue` of the telephone system; `stage`
 *   that the request of a chase call was at, or `reason` of a contact, with its service
 * - `value`: in the measure's unit, to six decimal places; null where it is not known or not shown, and `why` says which
 * - `numerator`, `denominator`: the quantities it is made of; over too few to show only the latter; `low95`, `high95`: its interval in percent
 * - `restated`: of a frozen quarter, what a figure of the whole council is now, where that is another than was reported
 */
export const measureRowSchema = z.object({
  quarter: z.string(),
  measure: z.string(),
  title: z.string(),
  unit: z.string(),
  service: z.string(),
  channel: z.string(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  low95: z.number().nullable(),
  high95: z.number().nullable(),
  why: z.enum(['', 'nothing', 'too-few', 'not-entered']),
  target: z.string(),
  source: z.enum(['baseline', 'facts', 'none']),
  queue: z.string(),
  stage: z.string(),
  reason: z.string(),
  team: z.string(),
  restated: z.number().nullable(),
});
export type MeasureRow = z.infer<typeof measureRowSchema>;

/**
 * Every figure of a quarter: each measure for the whole council, then by service, channel, queue, stage, reason and team. A frozen
 * quarter's are those that were reported, in the words of the time.
 */
export function rowsOfReport(live: QuarterReport, { measures: now, teamOf }: { measures: Measures; teamOf: TeamOf }): MeasureRow[] {
  const { report, measures } = asReported(live, now);
  const changed = new Map(restatements(live).map((each) => [each.id, each.now]));
  return [...measures.values()].flatMap((measure) => {
    const row = (figure: Figure, place: Place = {}) => rowOf(report, measure, { ...place, figure });
    const figure = report.figures.get(measure.id);
    const restated = six(changed.get(measure.id)?.value ?? null);
    return [
      ...(figure ? [{ ...row(figure), restated }] : []),
      ...byService(report, measures, measure.id).map((each) => row(each.figure, { service: each.service })),
      ...byChannel(report, measures, measure.id).map((each) => row(each.figure, { channel: each.channel })),
      ...byQueue(report, measures, measure.id).map((each) => row(each.figure, { queue: each.queue })),
      ...figuresByDetail(report, measures, measure.id).map(({ by, service, detail, figure: own }) => row(own, { service, [by]: detail })),
      ...byTeam(report, { measures, id: measure.id, teamOf }).map((each) => row(each.figure, { team: each.team })),
    ];
  });
}

type Place = Partial<Pick<MeasureRow, 'service' | 'channel' | 'queue' | 'stage' | 'reason' | 'team'>>;

function rowOf(
  { quarter, source }: QuarterReport,
  { id, title, unit, target }: Measure,
  { service = '', channel = '', queue = '', stage = '', reason = '', team = '', figure }: Place & { figure: Figure },
): MeasureRow {
  const { value, of, all, why = '', interval } = figure;
  return {
    quarter: quarterSlug(quarter),
    measure: id,
    title,
    unit,
    service,
    channel,
    value: six(value),
    numerator: of ?? null,
    denominator: all ?? null,
    low95: six(interval?.from ?? null),
    high95: six(interval?.to ?? null),
    why,
    target: targetCode(target),
    source,
    queue,
    stage,
    reason,
    team,
    restated: null,
  };
}

/** `>=40`, `<15`, `>40`; empty without one. */
function targetCode(target: Measure['target']): string {
  if (!target) return '';
  const { 'at-least': least, under, over } = target;
  return least !== undefined ? `>=${least}` : under !== undefined ? `<${under}` : over !== undefined ? `>${over}` : '';
}

const six = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e6) / 1e6);
