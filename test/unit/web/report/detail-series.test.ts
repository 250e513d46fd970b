import { expect, it } from 'vitest';
import { catalogue } from '../../../../shared/catalogue/index.ts';
import type { Measure } from '../../../../shared/domain/measure.ts';
import { measures } from '../../../../shared/measures/measures.ts';
import { detailSeries } from '../../../../web/journeys/report/detail-series.ts';
import { aReport, some, today } from '../../../support/reports.ts';

const measure = (id: string) => measures.get(id) as Measure;
const chased = { type: 'chased', channel: 'telephone' } as const;
const report = aReport(today, {
  'missed-bin': [
    some(3, { ...chased, outcome: 'text', detail: 'received' }),
    some(1, { ...chased, outcome: 'page', detail: 'received' }),
    some(9, { ...chased, channel: 'face-to-face', outcome: 'page', detail: 'with-crew' }),
    some(5, { type: 'contact', channel: 'telephone', outcome: 'answered', detail: 'which-day' }),
    some(2, { type: 'contact', channel: 'telephone', outcome: 'answered', detail: 'how-is-it-going' }),
    some(7, { type: 'contact', channel: 'web', outcome: 'request' }),
  ],
  'blue-badge': [some(4, { type: 'contact', channel: 'post', outcome: 'answered', detail: 'how-is-it-going' })],
  gone: [some(2, { ...chased, outcome: 'text', detail: 'lost' })],
});

it('tells which stages make people ask, the most first, and what should have told them', () => {
  expect(detailSeries(measure('chase-calls'), report, catalogue)).toMatchObject([
    {
      id: 'chase-calls-by-stage',
      rows: [
        { name: '“With the crew” of Report a missed bin', values: [9, 0, 9] },
        { name: '“Received” of Report a missed bin', values: [4, 3, 1] },
        { name: '“lost” of gone', values: [2, 2, 0] },
      ],
      total: { values: [15, 5, 10] },
    },
  ]);
});

it('tells what contacts were really about, and leaves out those of which nobody noted it', () => {
  expect(detailSeries(measure('contacts-total'), report, catalogue)).toMatchObject([
    {
      id: 'contacts-total-by-reason',
      rows: [
        { name: 'How is it going?', values: [6] },
        { name: 'Which day is my collection? (Report a missed bin)', values: [5] },
      ],
    },
  ]);
});

it('adds nothing to a measure of something else, or to a quarter in which nothing was noted', () => {
  expect(detailSeries(measure('compliments'), report, catalogue)).toEqual([]);
  expect(detailSeries(measure('chase-calls'), aReport(today, {}), catalogue)).toEqual([]);
});
