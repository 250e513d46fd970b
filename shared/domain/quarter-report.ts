import type { PublishedFigure } from './baseline.ts';
import { type Channel, channels } from './case.ts';
import { type EnteredFigure, standing } from './entered-figure.ts';
import { NO_SERVICE } from './facts-of-text.ts';
import { type Counted, figureOf } from './figure.ts';
import type { FrozenQuarter } from './frozen-quarter.ts';
import type { Figure, Measures } from './measure.ts';
import type { Quarter } from './quarter.ts';
import type { Rollup } from './rollup.ts';

/** What is kept of one quarter: the rollups of its services, what owners entered, and the quarter as it was frozen. */
export type QuarterKept = {
  services: readonly { service: string; rollup: Rollup; foldedAt?: string }[];
  entered: readonly EnteredFigure[];
  frozen?: FrozenQuarter;
};
export const nothingKept: QuarterKept = { services: [], entered: [] };

/**
 * What a council reports of one quarter.
 * - `source`: `baseline` for a quarter published before launch, whose figures are shown as they were published and nothing else;
 *   `none` where nothing is known
 * - `figures`: by the measure's id; a measure that is not there is not known
 */
export type QuarterReport = {
  quarter: Quarter;
  source: 'baseline' | 'facts' | 'none';
  figures: ReadonlyMap<string, Figure>;
  counted: Counted;
  entered: readonly EnteredFigure[];
  /** When the last of its rollups was folded. */
  foldedAt?: string;
  frozen?: FrozenQuarter;
  /** Set where the figures are those of the frozen quarter: how they were spread is then told as it was, too. */
  reported?: FrozenQuarter;
};

const nothingCounted: Counted = { services: [], entered: new Map() };

/** The report of a quarter, from what was published of it, else from what is kept. */
export function reportOf(
  quarter: Quarter,
  {
    measures,
    published,
    kept = nothingKept,
  }: { measures: Measures; published?: readonly PublishedFigure[] | undefined; kept?: QuarterKept | undefined },
): QuarterReport {
  if (published) {
    const figures = published.flatMap(({ id, value }) => (value === null ? [] : [[id, { value }] as const]));
    return { quarter, source: 'baseline', figures: new Map(figures), counted: nothingCounted, entered: [] };
  }
  const entered = new Map(kept.entered.map((each) => [each.measure, standing(each)]));
  const counted: Counted = { services: kept.services, entered };
  const { frozen } = kept;
  const known = kept.services.length > 0 || entered.size > 0;
  if (!known) return { quarter, source: 'none', figures: new Map(), counted, entered: kept.entered, ...(frozen ? { frozen } : {}) };
  const figures = new Map([...measures].map(([id, measure]) => [id, figureOf(measure, counted)]));
  const foldedAt = kept.services.reduce<string | undefined>(
    (last, each) => (each.foldedAt && each.foldedAt > (last ?? '') ? each.foldedAt : last),
    undefined,
  );
  return {
    quarter,
    source: 'facts',
    figures,
    counted,
    entered: kept.entered,
    ...(foldedAt ? { foldedAt } : {}),
    ...(frozen ? { frozen } : {}),
  };
}

/** One measure of a quarter, service by service; services that count nothing in it are left out. */
export function byService({ counted, reported }: QuarterReport, measures: Measures, id: string): { service: string; figure: Figure }[] {
  if (reported) return spread(reported.services, id).map(([service, figure]) => ({ service, figure }));
  const measure = measures.get(id);
  if (!measure || !isCounted(measure.figure.kind)) return [];
  return counted.services
    .filter(({ service }) => service !== NO_SERVICE)
    .map((each) => ({ service: each.service, figure: figureOf(measure, { ...counted, services: [loggedOnly(each)] }) }))
    .filter(({ figure }) => counts(figure));
}

/**
 * One measure of a quarter, channel by channel; channels that count nothing in it are left out. Days have no channel, nor do texts:
 * a ratio would be of what came by one channel to what came by another.
 */
export function byChannel({ counted, reported }: QuarterReport, measures: Measures, id: string): { channel: Channel; figure: Figure }[] {
  if (reported) {
    const found = new Map(spread(reported.channels, id));
    return channels.flatMap((channel) => (found.has(channel) ? [{ channel, figure: found.get(channel) as Figure }] : []));
  }
  const measure = measures.get(id);
  if (!measure || !isCounted(measure.figure.kind) || measure.figure.kind === 'days' || measure.figure.kind === 'ratio') return [];
  return channels
    .map((channel) => ({ channel, figure: figureOf(measure, { ...counted, channels: [channel] }) }))
    .filter(({ figure }) => counts(figure));
}

/** The team that does a service; undefined for one no longer known. */
export type TeamOf = (service: string) => string | undefined;

/** One measure of a quarter, team by team, by the services that each does, or did when it was reported. */
export function byTeam(
  { counted, reported }: QuarterReport,
  { measures, id, teamOf }: { measures: Measures; id: string; teamOf: TeamOf },
): { team: string; figure: Figure }[] {
  if (reported) return spread(reported.teams, id).map(([team, figure]) => ({ team, figure }));
  const measure = measures.get(id);
  if (!measure || !isCounted(measure.figure.kind)) return [];
  const teams = new Map<string, { service: string; rollup: Rollup }[]>();
  for (const each of counted.services) {
    const team = teamOf(each.service);
    if (team) teams.set(team, [...(teams.get(team) ?? []), loggedOnly(each)]);
  }
  return [...teams]
    .map(([team, services]) => ({ team, figure: figureOf(measure, { ...counted, services }) }))
    .filter(({ figure }) => counts(figure))
    .sort((a, b) => a.team.localeCompare(b.team));
}

const spread = (kept: FrozenQuarter['services'], id: string): [string, Figure][] =>
  Object.entries(kept).flatMap(([place, figures]) => (figures[id] ? [[place, figures[id]] as [string, Figure]] : []));

const isCounted = (kind: string): boolean => kind !== 'entered' && kind !== 'cost';
const counts = ({ value, all, of }: Figure): boolean => (value !== null && value !== 0) || Boolean(of) || Boolean(all);
/** A day's calls are counted for the council as a whole: of one service, only what was logged is known. */
export const loggedOnly = <S extends { rollup: Rollup }>(each: S): S => ({ ...each, rollup: { ...each.rollup, callsAnswered: {} } });
