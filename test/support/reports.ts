import type { Fact } from '../../shared/domain/fact.ts';
import { type Quarter, quarterOf, quartersUpTo } from '../../shared/domain/quarter.ts';
import { type QuarterReport, reportOf } from '../../shared/domain/quarter-report.ts';
import { foldFacts } from '../../shared/domain/rollup.ts';
import { baseline } from '../../shared/measures/baseline.ts';
import { measures } from '../../shared/measures/measures.ts';

let id = 0;
/** Some facts of one kind, as one of that quantity. */
export const some = (quantity: number, fact: Partial<Fact> & Pick<Fact, 'type'>): Fact => ({
  id: `${id++}`,
  day: '2026-11-21',
  service: 's',
  shard: 0,
  version: 1,
  quantity,
  ...fact,
});

/** The report of a quarter in which those facts came to those services. */
export const aReport = (quarter: Quarter, services: Record<string, Fact[]>): QuarterReport =>
  reportOf(quarter, {
    measures,
    kept: { services: Object.entries(services).map(([service, facts]) => ({ service, rollup: foldFacts(facts) })), entered: [] },
  });

export const today = quarterOf('2026-11-21');
const busy = (more: number) => ({
  'missed-bin': [
    some(2000 + more, { type: 'contact', channel: 'web', outcome: 'request' }),
    some(4000, { type: 'contact', channel: 'telephone', outcome: 'answered' }),
  ],
  'housing-benefit': [
    some(40, { type: 'rating-asked' }),
    some(18, { type: 'rating-reached' }),
    some(12, { type: 'rating-reached', outcome: 'answered' }),
    some(9, { type: 'rated', channel: 'web', outcome: 'reply', score: 5 }),
    some(3, { type: 'rated', channel: 'web', outcome: 'link', score: 2 }),
    some(12, { type: 'decided', days: 9 }),
    some(1, { type: 'decided', days: 10 + more }),
  ],
  'blue-badge': [some(1, { type: 'decided', days: 30 })],
});
/** Eight quarters, the first three of them without figures. */
export const fromFacts = quartersUpTo(today, 8).map((quarter, index) =>
  index < 3 ? reportOf(quarter, { measures }) : aReport(quarter, busy(index * 137)),
);
/** Eight quarters up to April to June 2020, as far as they were published. */
export const fromBaseline = quartersUpTo(quarterOf('2020-04-01'), 8).map((quarter) =>
  reportOf(quarter, { measures, published: baseline.quarters.get(quarter) }),
);

/** A quarter in which everything the council reports happened, the more of it the later. */
const full = (step: number): Record<string, Fact[]> => ({
  'missed-bin': [
    some(900 + 90 * step, { type: 'contact', channel: 'web', outcome: 'request' }),
    some(300, { type: 'contact', channel: 'web', outcome: 'look-up' }),
    some(40 + step, { type: 'contact', channel: 'text', outcome: 'status' }),
    some(700 - 20 * step, { type: 'contact', channel: 'telephone', outcome: 'answered' }),
    some(120, { type: 'contact', channel: 'face-to-face', outcome: 'passed-on' }),
    some(900 + 90 * step, { type: 'opened', channel: 'web' }),
    some(60, { type: 'opened', channel: 'telephone', assisted: true }),
    some(820 + 10 * step, { type: 'ended', outcome: 'completed', detail: 'in-time' }),
    some(90, { type: 'ended', outcome: 'completed', detail: 'late' }),
    some(31 - step, { type: 'chased', channel: 'telephone', detail: 'received' }),
    some(400, { type: 'rating-asked', channel: 'web' }),
    some(205 - step, { type: 'rating-reached', channel: 'web' }),
    some(175 + step, { type: 'rating-reached', channel: 'web', outcome: 'answered' }),
    ...[5, 4, 3, 2, 1].map((score, index) =>
      some([90, 60, 12, 8, 5 + step][index] ?? 1, { type: 'rated', channel: 'web', outcome: 'link', score: score as 5 }),
    ),
    some(7, { type: 'rated', channel: 'telephone', outcome: 'adviser', score: 4 }),
    some(2100 + 100 * step, { type: 'text', outcome: 'delivered' }),
    some(60, { type: 'text', outcome: 'failed' }),
    some(14, { type: 'letter' }),
    some(1600, { type: 'journey', channel: 'web', outcome: 'started' }),
    some(1200, { type: 'journey', channel: 'web', outcome: 'completed' }),
    some(90, { type: 'journey', channel: 'web', outcome: 'left', detail: 'which-bin' }),
    some(260, { type: 'journey', channel: 'web', outcome: 'left', detail: 'address' }),
    some(50, { type: 'journey', channel: 'web', outcome: 'left', detail: 'missed-on' }),
  ],
  'housing-benefit': [
    some(260, { type: 'contact', channel: 'telephone', outcome: 'advice-given' }),
    some(80, { type: 'contact', channel: 'email', outcome: 'answered' }),
    some(150, { type: 'opened', channel: 'web' }),
    some(230, { type: 'journey', channel: 'web', outcome: 'started' }),
    some(150, { type: 'journey', channel: 'web', outcome: 'completed' }),
    some(80, { type: 'journey', channel: 'web', outcome: 'left', detail: 'situation' }),
    ...[3, 9, 13, 15, 22].map((days, index) => some([20, 50, 40 + step, 20, 9][index] ?? 1, { type: 'decided', outcome: 'awarded', days })),
    some(12, { type: 'decided', outcome: 'refused', days: 18 }),
    some(3, { type: 'reversed' }),
    some(25, { type: 'rated', channel: 'web', outcome: 'link', score: 4 }),
    some(6, { type: 'rated', channel: 'web', outcome: 'link', score: 1 }),
  ],
  complaint: [
    some(18, { type: 'decided', outcome: 'awarded', detail: 'first', days: 9 }),
    some(30, { type: 'decided', outcome: 'refused', detail: 'first', days: 11 }),
    some(5, { type: 'decided', outcome: 'refused', detail: 'again', days: 20 }),
  ],
  compliment: [some(37, { type: 'opened', channel: 'web' })],
  none: [
    some(9000, { type: 'calls', outcome: 'offered', detail: 'main' }),
    some(8200 - 30 * step, { type: 'calls', outcome: 'answered', detail: 'main' }),
    some(5200, { type: 'calls', outcome: 'answered-90s', detail: 'main' }),
    some(800 + 30 * step, { type: 'calls', outcome: 'abandoned', detail: 'main' }),
  ],
});
/** Eight full quarters. */
export const fullQuarters = quartersUpTo(today, 8).map((quarter, step) => aReport(quarter, full(step)));
