import { describe, expect, it } from 'vitest';
import { byQueue } from '../../../shared/domain/by-queue.ts';
import { asReported, freeze } from '../../../shared/domain/frozen-quarter.ts';
import { rowsOfReport } from '../../../shared/domain/measure-row.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { aReport, some, today } from '../../support/reports.ts';

const calls = (queue: string, offered: number, abandoned: number) => [
  some(offered, { type: 'calls', outcome: 'offered', detail: queue }),
  some(offered - abandoned, { type: 'calls', outcome: 'answered', detail: queue }),
  some(abandoned, { type: 'calls', outcome: 'abandoned', detail: queue }),
];
const teamOf = () => 'a-team';
const report = aReport(today, {
  none: [...calls('council-tax', 200, 50), ...calls('licensing', 8, 4)],
  'housing-benefit': [...calls('benefits', 100, 10), some(40, { type: 'contact', channel: 'telephone', outcome: 'answered' })],
});

describe('calls by queue', () => {
  it('are told of every queue, whatever its service', () => {
    expect(byQueue(report, measures, 'calls-answered')).toEqual([
      { queue: 'benefits', figure: { value: 90 } },
      { queue: 'council-tax', figure: { value: 150 } },
      { queue: 'licensing', figure: { value: 4 } },
    ]);
  });

  it('show no percentage over fewer than ten', () => {
    expect(byQueue(report, measures, 'calls-abandoned')).toEqual([
      { queue: 'benefits', figure: { value: 10, of: 10, all: 100 } },
      { queue: 'council-tax', figure: { value: 25, of: 50, all: 200 } },
      { queue: 'licensing', figure: { value: null, all: 8, why: 'too-few' } },
    ]);
  });

  it('come to the figure of the whole', () => {
    const sum = byQueue(report, measures, 'calls-answered').reduce((total, { figure }) => total + (figure.value ?? 0), 0);
    expect(sum).toBe(report.figures.get('calls-answered')?.value);
  });

  it('stay as they were reported', () => {
    const frozen = freeze(report, { measures, teamOf }, { at: '2027-01-04T09:00:00.000Z', by: { kind: 'staff', id: 'morgan' } });
    const later = aReport(today, { none: calls('council-tax', 500, 0) });
    const reported = asReported({ ...later, ...(frozen ? { frozen } : {}) }, measures);
    expect(byQueue(reported.report, reported.measures, 'calls-answered')).toEqual(byQueue(report, measures, 'calls-answered'));
  });

  it('are told of measures of calls alone', () => {
    expect(byQueue(report, measures, 'contacts-total')).toEqual([]);
  });

  it('are rows of the download, in a column of their own', () => {
    const rows = rowsOfReport(report, { measures, teamOf }).filter(({ measure, queue }) => measure === 'calls-answered' && queue !== '');
    expect(rows.map(({ queue, value, service, channel }) => [queue, value, service, channel])).toEqual([
      ['benefits', 90, '', ''],
      ['council-tax', 150, '', ''],
      ['licensing', 4, '', ''],
    ]);
  });
});
