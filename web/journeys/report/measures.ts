import { byQueue } from '../../../shared/domain/by-queue.ts';
import type { Catalogue } from '../../../shared/domain/catalogue.ts';
import type { Figure, Measure, Measures } from '../../../shared/domain/measure.ts';
import { formatQuarter } from '../../../shared/domain/quarter.ts';
import { byChannel, byService, byTeam, type QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { fill } from '../../content/fill.ts';
import { reportWords as words } from '../../content/report.ts';
import { detailSeries } from './detail-series.ts';
import { levelSeries } from './level-series.ts';
import { seen } from './sentence.ts';
import { type Row, type Series, totalOf } from './series.ts';
import { serviceName, spaced } from './service-name.ts';

export type ReportData = { measures: Measures; catalogue: Catalogue };

/** The quarters of a report from the first that has figures, the page's own last. */
export function knownQuarters(reports: readonly QuarterReport[]): readonly QuarterReport[] {
  const first = reports.findIndex(({ source }) => source !== 'none');
  return first < 0 ? [] : reports.slice(first);
}

/** Whether a measure has a figure in the page's quarter, and is no count of nought throughout: of those a chart tells nothing. */
export function hasSome(measure: Measure, reports: readonly QuarterReport[]): boolean {
  return typeof reports.at(-1)?.figures.get(measure.id)?.value === 'number' && reports.some((report) => tells(measure, report));
}

/** Whether a quarter has a figure that tells something: nought tells nothing of a count, and much of a share or of a target. */
export function tells({ id, unit, target }: Measure, { figures }: QuarterReport): boolean {
  const value = figures.get(id)?.value;
  return typeof value === 'number' && (value !== 0 || unit !== 'count' || target !== null);
}

/** A measure over the quarters of a report, as its chart, table and CSV have it. */
export function trendOf(measure: Measure, reports: readonly QuarterReport[]): Series {
  const quarters = knownQuarters(reports);
  const { columns, valuesOf } = columnsOf(
    measure,
    quarters.some(({ figures }) => figures.get(measure.id)?.all !== undefined),
  );
  const line = lineOf(measure);
  return {
    id: measure.id,
    title: fill(words.overTime, { title: measure.title }),
    caption: words.captions.overTime,
    rowHeading: words.quarter,
    chart: 'trend',
    columns,
    charted: 1,
    rows: quarters.map((report) => ({ name: formatQuarter(report.quarter), values: valuesOf(report.figures.get(measure.id), report) })),
    ...(line === undefined ? {} : { target: line }),
  };
}

/** The breakdowns of a measure in one quarter that have more than one row to tell. */
export function breakdownsOf(measure: Measure, report: QuarterReport, { measures, catalogue }: ReportData): Series[] {
  const { id } = measure;
  const teamOf = (service: string) => catalogue.get(service)?.team;
  const queues = byQueue(report, measures, id).map(({ queue, figure }) => ({ name: spaced(queue), figure }));
  // A queue may be about several services: those would not add up.
  if (queues.length > 0)
    return bars(measure, report, {
      id: 'by-queue',
      title: words.byQueue,
      caption: words.captions.byQueue,
      rowHeading: words.queue,
      found: queues,
    });
  const services = byService(report, measures, id).map(({ service, figure }) => ({ name: serviceName(catalogue, service), figure }));
  const channels = byChannel(report, measures, id).map(({ channel, figure }) => ({ name: words.channels[channel], figure }));
  const teams = byTeam(report, { measures, id, teamOf }).map(({ team, figure }) => ({ name: spaced(team), figure }));
  return [
    ...(measure.figure.kind === 'satisfied' ? levelSeries(measure, report, catalogue) : []),
    ...detailSeries(measure, report, catalogue),
    ...bars(measure, report, {
      id: 'by-channel',
      title: words.byChannel,
      caption: words.captions.byChannel,
      rowHeading: words.channel,
      found: channels,
      rest: words.rest.channel,
    }),
    ...bars(measure, report, {
      id: 'by-service',
      title: words.byService,
      caption: words.captions.byService,
      rowHeading: words.service,
      found: services,
      rest: words.rest.service,
    }),
    ...bars(measure, report, {
      id: 'by-team',
      title: words.byTeam,
      caption: words.captions.byTeam,
      rowHeading: words.team,
      found: teams,
      rest: words.rest.team,
    }),
  ];
}

type Found = { name: string; figure: Figure };
type Bars = { id: string; title: string; caption: string; rowHeading: string; found: Found[]; rest?: string };

function bars(measure: Measure, report: QuarterReport, { id, title, caption, rowHeading, found, rest }: Bars): Series[] {
  if (found.length === 0) return [];
  const { columns, valuesOf } = columnsOf(
    measure,
    found.some(({ figure }) => figure.all !== undefined),
  );
  const rows = [
    ...found
      .toSorted((a, b) => (b.figure.value ?? -1) - (a.figure.value ?? -1))
      .map(({ name, figure }) => ({ name, values: valuesOf(figure, report) })),
    ...(rest ? restRow(measure, report, { name: rest, found }) : []),
  ];
  const total = measure.figure.kind === 'count' ? { total: totalOf(words.total, rows) } : {};
  return [
    {
      id: `${measure.id}-${id}`,
      title: fill(title, { title: measure.title }),
      caption,
      rowHeading,
      chart: 'bars',
      columns,
      charted: 1,
      rows,
      ...total,
    },
  ];
}

/** So that the rows add up to the figure: what is of none of them, as calls that only the telephone system counted. */
function restRow({ id, figure: { kind } }: Measure, { figures }: QuarterReport, { name, found }: { name: string; found: Found[] }): Row[] {
  const whole = figures.get(id)?.value ?? 0;
  const rest = found.reduce((left, { figure }) => left - (figure.value ?? 0), whole);
  return kind === 'count' && rest !== 0 ? [{ name, values: [rest] }] : [];
}

/** The value; where it is made of two quantities, those; and of what people said, the range that the share of everybody is in. */
function columnsOf(measure: Measure, withParts: boolean) {
  const { unit, figure } = measure;
  const parts = withParts && figure.kind !== 'count' ? (figure.kind === 'days' ? [words.all] : [words.of, words.all]) : [];
  const range = withParts && figure.kind === 'satisfied' ? [words.low, words.high] : [];
  const columns = [
    { name: words.figure, unit },
    ...parts.map((name) => ({ name, unit: 'count' as const })),
    ...range.map((name) => ({ name, unit: 'percent' as const })),
  ];
  const valuesOf = (found: Figure | undefined, report: QuarterReport): (number | null)[] => {
    const amount = found?.value ?? null;
    const first = amount === null ? null : seen(report, measure, amount);
    const quantities = parts.length === 2 ? [found?.of ?? null, found?.all ?? null] : parts.map(() => found?.all ?? null);
    const { from, to } = found?.interval ?? { from: null, to: null };
    return [first, ...quantities, ...(range.length > 0 ? [whole(from), whole(to)] : [])];
  };
  return { columns, valuesOf };
}

const whole = (percent: number | null) => (percent === null ? null : Math.round(percent));
const lineOf = ({ target }: Measure): number | undefined => target?.['at-least'] ?? target?.under ?? target?.over;
