import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { byDetail } from '../../../shared/domain/by-detail.ts';
import { channels } from '../../../shared/domain/case.ts';
import { asReported, freeze, frozenQuarterSchema } from '../../../shared/domain/frozen-quarter.ts';
import { rowsOfReport } from '../../../shared/domain/measure-row.ts';
import { byTeam, type QuarterReport } from '../../../shared/domain/quarter-report.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { breakdownsOf } from '../../../web/journeys/report/measures.ts';
import { aReport, some, today } from '../../support/reports.ts';

const teamOf = (service: string) => catalogue.get(service)?.team;
const journey = (quantity: number, outcome: string, detail?: string, channel: 'web' | 'telephone' = 'web') =>
  some(quantity, { type: 'journey', channel, outcome, ...(detail ? { detail } : {}) });
const facts = (more: number) => ({
  'missed-bin': [
    some(50 + more, { type: 'opened', channel: 'web' }),
    some(4, { type: 'chased', channel: 'telephone', outcome: 'text', detail: 'received' }),
    some(6, { type: 'chased', channel: 'face-to-face', outcome: 'page', detail: 'with-crew' }),
    some(5, { type: 'contact', channel: 'telephone', outcome: 'answered', detail: 'which-day' }),
    journey(40 + more, 'started'),
    journey(30, 'completed'),
    journey(7, 'left', 'address'),
    journey(2, 'left', 'which-bin'),
    journey(1 + more, 'not-eligible', 'garden-paid'),
    journey(9, 'started', undefined, 'telephone'),
    journey(9, 'left', 'missed-on', 'telephone'),
  ],
  'blue-badge': [
    some(8, { type: 'opened', channel: 'web' }),
    some(1, { type: 'chased', channel: 'telephone', outcome: 'text', detail: 'received' }),
    some(20 + more, { type: 'contact', channel: 'post', outcome: 'answered', detail: 'how-is-it-going' }),
  ],
});
const then = aReport(today, facts(0));
const frozen = freeze(then, { measures, teamOf }, { at: '2027-01-10T09:00:00.000Z', by: { kind: 'staff', id: 'morgan' } });
if (!frozen) throw new Error('nothing was frozen');
// As it comes back from the table.
const kept = frozenQuarterSchema.parse(JSON.parse(JSON.stringify(frozen)));
const now: QuarterReport = { ...aReport(today, facts(13)), frozen: kept };
const reported = asReported(now, measures);

describe('a frozen quarter', () => {
  it('keeps every breakdown of every measure as it was reported, and so every row of the download', () => {
    const before = { measures, catalogue };
    for (const measure of measures.values()) {
      const told = { measures: reported.measures, catalogue };
      expect(breakdownsOf(reported.measures.get(measure.id) ?? measure, reported.report, told)).toEqual(
        breakdownsOf(measure, then, before),
      );
    }
    expect(rowsOfReport(reported.report, { measures: reported.measures, teamOf })).toEqual(rowsOfReport(then, { measures, teamOf }));
    const kept = rowsOfReport(now, { measures, teamOf });
    expect(kept.map((row) => ({ ...row, restated: null }))).toEqual(rowsOfReport(then, { measures, teamOf }));
    const opened = kept.find(({ measure, service, channel, team }) => measure === 'requests-opened' && service + channel + team === '');
    expect([opened?.value, opened?.restated]).toEqual([58, 71]);
  });

  it('keeps its teams though a service goes to another since', () => {
    const moved = { measures: reported.measures, id: 'contacts-total', teamOf: () => 'another-team' };
    expect(byTeam(reported.report, moved)).toEqual(byTeam(then, { measures, id: 'contacts-total', teamOf }));
    expect(byTeam(then, { measures, id: 'contacts-total', teamOf }).map(({ team }) => team)).not.toContain('another-team');
  });

  it('of an earlier release tells no part of what it hides', () => {
    const figure = { value: null, of: 3, all: 4, why: 'too-few' };
    const earlier = frozenQuarterSchema.parse({ ...kept, services: { 'blue-badge': { satisfaction: figure } } });
    expect(earlier.services['blue-badge']).toEqual({ satisfaction: { value: null, all: 4, why: 'too-few' } });
  });

  it('of an earlier release has none of them', () => {
    const { teams: _, details: __, ...earlier } = kept;
    const { report } = asReported({ ...now, frozen: frozenQuarterSchema.parse(earlier) }, measures);
    expect(byDetail(report, 'chased')).toEqual([]);
    expect(byTeam(report, { measures, id: 'contacts-total', teamOf })).toEqual([]);
  });
});

describe('where people left a form', () => {
  it('is told in the order of the form, of forms that residents filled in themselves', () => {
    const measure = measures.get('completion-rate');
    const [table, ...others] = measure ? breakdownsOf(measure, then, { measures, catalogue }) : [];
    expect(table).toMatchObject({
      id: 'completion-rate-by-question-missed-bin',
      caption: 'Where people left “Report a missed bin”, of 40 who began it',
      rows: [
        { name: 'Bin', values: [2] },
        { name: 'Address', values: [7] },
      ],
      total: { values: [9] },
    });
    expect(others.map(({ id }) => id)).toEqual(['completion-rate-by-channel', 'completion-rate-by-service', 'completion-rate-by-team']);
  });
});

describe('the rows of a download', () => {
  const rows = rowsOfReport(then, { measures, teamOf });

  it('tell chase calls by stage, each of its service, in the unit of the measure', () => {
    const found = rows.filter(({ measure, stage }) => measure === 'chase-calls' && stage !== '');
    expect(
      found.map(({ service, stage, value, numerator, denominator, why }) => [service, stage, value, numerator, denominator, why]),
    ).toEqual([
      ['missed-bin', 'with-crew', 12, 6, 50, ''],
      ['missed-bin', 'received', 8, 4, 50, ''],
      ['blue-badge', 'received', null, null, 8, 'too-few'],
    ]);
  });

  it('tell contacts by what they were about', () => {
    const found = rows.filter(({ reason }) => reason !== '');
    expect(found.map(({ measure, service, reason, value }) => [measure, service, reason, value])).toEqual([
      ['contacts-total', 'blue-badge', 'how-is-it-going', 20],
      ['contacts-total', 'missed-bin', 'which-day', 5],
    ]);
  });

  it('have their names in the order they have always had, new ones at the end', () => {
    expect(Object.keys(rows[0] ?? {}).join(' ')).toBe(
      'quarter measure title unit service channel value numerator denominator low95 high95 why target source queue stage reason team restated',
    );
  });
});

/** Bytes of a value as DynamoDB counts them: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 1 + Math.ceil(String(value).replace(/\D/g, '').length / 2);
  if (typeof value !== 'object' || value === null) return 1;
  const parts = Array.isArray(value)
    ? value.map((each) => bytesOf(each))
    : Object.entries(value).map(([name, each]) => Buffer.byteLength(name) + bytesOf(each));
  return parts.reduce((sum, each) => sum + each + 1, 3);
}

describe('the item of a frozen quarter', () => {
  const every = (service: string) => [
    ...channels.flatMap((channel) => [
      some(1234, { type: 'contact', channel, outcome: 'answered' }),
      some(321, { type: 'opened', channel }),
      some(300, { type: 'ended', channel, outcome: 'completed', detail: 'in-time' }),
      some(70, { type: 'ended', channel, outcome: 'completed', detail: 'late' }),
      some(123, { type: 'decided', channel, outcome: 'awarded', days: 13 }),
      some(45, { type: 'decided', channel, outcome: 'refused', days: 29 }),
      some(4, { type: 'reversed', channel, outcome: 'awarded' }),
      some(200, { type: 'rating-asked', channel }),
      some(190, { type: 'rating-reached', channel, outcome: 'answered' }),
      ...([1, 2, 3, 4, 5] as const).map((score) => some(17, { type: 'rated', channel, outcome: 'link', score })),
    ]),
    ...['received', 'needs-something', 'being-looked-at', 'decided'].map((detail) =>
      some(12, { type: 'chased', channel: 'telephone', outcome: 'text', detail }),
    ),
    ...Array.from({ length: 12 }, (_, n) =>
      some(30, { type: 'contact', channel: 'telephone', outcome: 'answered', detail: `a-reason-${n}` }),
    ),
    ...Array.from({ length: 15 }, (_, n) => journey(20, 'left', `one-of-its-questions-${n}`)),
    journey(900, 'started'),
    journey(600, 'completed'),
    ...(['delivered', 'failed'] as const).map((outcome) => some(900, { type: 'text', outcome, service })),
    some(9, { type: 'letter' }),
    some(9, { type: 'reminder-sent' }),
    some(9, { type: 'reminder-saved' }),
  ];
  const sizeWith = (count: number) => {
    const services = Array.from({ length: count }, (_, n) => [`a-service-of-the-council-${n}`, every(`s${n}`)] as const);
    const busy = aReport(today, Object.fromEntries(services));
    const team = (service: string) => `team-${Number(service.slice(service.lastIndexOf('-') + 1)) % 12}`;
    return bytesOf(freeze(busy, { measures, teamOf: team }, { at: '2027-01-10T09:00:00.000Z', by: { kind: 'staff', id: 'morgan' } }));
  };

  it('stays under the 400 KB of an item, though every service counted something of everything', () => {
    expect(sizeWith(45)).toBeLessThan(250_000);
    expect(sizeWith(80)).toBeLessThan(400_000);
  });
});
