import { figureOf } from './figure.ts';
import type { Figure, Measure, Measures } from './measure.ts';
import type { QuarterReport } from './quarter-report.ts';
import type { Rollup } from './rollup.ts';

/** Whether a measure counts what the telephone system counted, and nothing else. */
export function countsCalls({ figure }: Measure): boolean {
  if (figure.kind !== 'count' && figure.kind !== 'share' && figure.kind !== 'ratio') return false;
  const all = figure.kind === 'count' ? figure.of : [...figure.of, ...figure.all];
  return all.every(({ type }) => type === 'calls');
}

/** A measure of calls in one quarter, queue by queue. */
export function byQueue({ counted, reported }: QuarterReport, measures: Measures, id: string): { queue: string; figure: Figure }[] {
  if (reported) return Object.entries(reported.queues).flatMap(([queue, figures]) => (figures[id] ? [{ queue, figure: figures[id] }] : []));
  const measure = measures.get(id);
  if (!measure || !countsCalls(measure)) return [];
  const queues = new Set(counted.services.flatMap(({ rollup }) => Object.keys(rollup.sums).flatMap((key) => queueOf(key) ?? [])));
  return [...queues].sort().map((queue) => {
    const services = counted.services.map(({ service, rollup }) => ({ service, rollup: ofQueue(rollup, queue) }));
    return { queue, figure: figureOf(measure, { ...counted, services }) };
  });
}

/** The queue that a sum of a rollup is of; undefined for sums that are not of calls. */
function queueOf(key: string): string | undefined {
  const [type, , , , queue] = key.split('|');
  return type === 'calls' && queue ? queue : undefined;
}

const ofQueue = (rollup: Rollup, queue: string): Rollup => ({
  ...rollup,
  sums: Object.fromEntries(Object.entries(rollup.sums).filter(([key]) => queueOf(key) === queue)),
});
