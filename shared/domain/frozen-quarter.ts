import * as z from 'zod';
import { targetSchema } from './baseline.ts';
import { detailsOf, detailsSchema } from './by-detail.ts';
import { byQueue } from './by-queue.ts';
import { actorSchema } from './commit.ts';
import { ratingLevels, ratingLevelsSchema } from './levels.ts';
import { type Figure, figureSchema, type Measure, type Measures, measureSchema, shown } from './measure.ts';
import { byChannel, byService, byTeam, type QuarterReport, type TeamOf } from './quarter-report.ts';

/** Figures by the measure's id, for each service, channel, team or queue of calls that counted something. */
const breakdownSchema = z.record(z.string(), z.record(z.string(), figureSchema));
const { title, definition, unit, digits, says, saysOne, owner, hiddenUnder } = measureSchema.shape;
const wordsSchema = z.object({ title, definition, unit, digits, says, saysOne, owner, hiddenUnder, target: targetSchema.nullable() });
const reportedSchema = wordsSchema.extend({ figure: figureSchema });
/** A quarter as it was reported: each figure with the words it was reported under, and how it was spread. Nothing changes it. */
export const frozenQuarterSchema = z.object({
  at: z.string(),
  by: actorSchema,
  measures: z.record(z.string(), reportedSchema),
  services: breakdownSchema,
  channels: breakdownSchema,
  queues: breakdownSchema,
  /** By the teams that did each service then. */
  teams: breakdownSchema.default({}),
  /** By stage, by reason, by question. */
  details: detailsSchema.default({}),
  /** Ratings at each level. */
  levels: ratingLevelsSchema,
});
export type FrozenQuarter = z.infer<typeof frozenQuarterSchema>;

export const freezeOutcomes = ['frozen', 'exists', 'not-over', 'no-figures'] as const;
export type FreezeOutcome = (typeof freezeOutcomes)[number];

/** A quarter's report, to be kept for ever. A quarter of which nothing is known, or that was published before launch, has none. */
export function freeze(
  report: QuarterReport,
  { measures, teamOf }: { measures: Measures; teamOf: TeamOf },
  { at, by }: Pick<FrozenQuarter, 'at' | 'by'>,
): FrozenQuarter | undefined {
  if (report.source !== 'facts') return undefined;
  const frozen: FrozenQuarter = {
    at,
    by,
    measures: {},
    services: {},
    channels: {},
    queues: {},
    teams: {},
    details: detailsOf(report),
    levels: ratingLevels(report.counted.services),
  };
  for (const [id, measure] of measures) {
    const figure = report.figures.get(id);
    if (!figure) continue;
    frozen.measures[id] = { ...wordsSchema.parse(measure), figure };
    for (const each of byService(report, measures, id))
      frozen.services[each.service] = { ...frozen.services[each.service], [id]: each.figure };
    for (const each of byChannel(report, measures, id))
      frozen.channels[each.channel] = { ...frozen.channels[each.channel], [id]: each.figure };
    for (const each of byTeam(report, { measures, id, teamOf }))
      frozen.teams[each.team] = { ...frozen.teams[each.team], [id]: each.figure };
    for (const each of byQueue(report, measures, id)) frozen.queues[each.queue] = { ...frozen.queues[each.queue], [id]: each.figure };
  }
  return frozen;
}

/** A frozen quarter's report and the measures it was made by, in the words of the time; as they are where it was not frozen. */
export function asReported(report: QuarterReport, measures: Measures): { report: QuarterReport; measures: Measures } {
  const { frozen } = report;
  if (!frozen) return { report, measures };
  const then = new Map<string, Measure>();
  for (const [id, { figure: _, ...words }] of Object.entries(frozen.measures)) {
    const now = measures.get(id);
    // A measure that was given up since is told of all the same, in the last group.
    then.set(id, { ...(now ?? { id, group: 'council', figure: { kind: 'entered' } }), ...words });
  }
  const figures = new Map(Object.entries(frozen.measures).map(([id, { figure }]) => [id, figure]));
  return { report: { ...report, figures, reported: frozen }, measures: then };
}

/** A figure that is another now than it was reported: something came late, or was corrected. */
export type Restatement = { id: string; reported: Figure; now: Figure };

/** What has changed since a quarter was frozen, in the digits that are shown. */
export function restatements({ frozen, figures }: QuarterReport): Restatement[] {
  if (!frozen) return [];
  return Object.entries(frozen.measures).flatMap(([id, { figure: reported, digits }]) => {
    const now = figures.get(id);
    return now && seen(digits, now) !== seen(digits, reported) ? [{ id, reported, now }] : [];
  });
}

const seen = (digits: number, { value }: Pick<Figure, 'value'>): string => (value === null ? '' : shown({ digits }, value).toFixed(digits));
