import { describe, expect, it } from 'vitest';
import type { CaseCommit, CaseEvent } from '../../../shared/domain/case.ts';
import { commentOf, quarterRated } from '../../../shared/domain/comment.ts';

const opened: CaseEvent = {
  type: 'opened',
  service: 'missed-bin',
  channel: 'web',
  assisted: false,
  fastTrack: false,
  stage: 'received',
  targetDate: '2026-03-20',
};
const rated = (score: 1 | 5): CaseEvent => ({ type: 'rated', score, via: 'link' });
const log = (...said: [at: string, event: CaseEvent, comment?: string][]): CaseCommit[] =>
  said.map(([at, event, comment], index) => ({
    log: { kind: 'case', id: 'K7MQ2XW' },
    sequence: index + 1,
    at,
    by: { kind: 'resident' },
    events: [event],
    personal: comment === undefined ? {} : { comment },
  }));

describe('what somebody wrote when they rated', () => {
  const begun = ['2026-03-18T10:00:00.000Z', opened] as [string, CaseEvent];

  it('is that of the rating that stands', () => {
    expect(
      commentOf(log(begun, ['2026-03-20T10:00:00.000Z', rated(1), 'Slow.'], ['2026-03-21T10:00:00.000Z', rated(5), ' Thank you! '])),
    ).toEqual({
      service: 'missed-bin',
      score: 5,
      comment: 'Thank you!',
      at: '2026-03-21T10:00:00.000Z',
      sequence: 3,
    });
  });

  it('is nothing once it was rated again without words, or the words were erased', () => {
    expect(commentOf(log(begun, ['2026-03-20T10:00:00.000Z', rated(1), 'Slow.'], ['2026-03-21T10:00:00.000Z', rated(5)]))).toBeUndefined();
    expect(commentOf(log(begun, ['2026-03-20T10:00:00.000Z', rated(1), '']))).toBeUndefined();
    expect(commentOf(log(begun))).toBeUndefined();
    expect(commentOf([])).toBeUndefined();
  });

  it('belongs to the local quarter of the first rating, as its fact does', () => {
    expect(quarterRated(log(begun, ['2026-03-31T23:30:00.000Z', rated(1), 'Slow.']))).toBe('2026-27Q1');
    expect(quarterRated(log(begun, ['2026-03-30T22:30:00.000Z', rated(1), 'Slow.'], ['2026-04-02T10:00:00.000Z', rated(5)]))).toBe(
      '2025-26Q4',
    );
    expect(quarterRated(log(begun))).toBeUndefined();
  });
});
