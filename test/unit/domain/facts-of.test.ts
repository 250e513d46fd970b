import { describe, expect, it } from 'vitest';
import { blueBadge } from '../../../shared/catalogue/services/blue-badge.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import type { CaseCommit, CaseEvent, CasePersonal } from '../../../shared/domain/case.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import { quarterRated } from '../../../shared/domain/comment.ts';
import type { ContactCommit } from '../../../shared/domain/contact.ts';
import { factsOfCase, factsOfContact, factsOfLookup, factsOfRequest } from '../../../shared/domain/facts-of.ts';
import type { LookupCommit } from '../../../shared/domain/lookup.ts';

const bins = serviceSchema.parse(missedBin);
const badges = serviceSchema.parse(blueBadge);
const mobile = '+447700900123';

function aCase(service: string, personal: CasePersonal, ...rest: [at: string, event: CaseEvent][]): CaseCommit[] {
  const opened: CaseEvent = {
    type: 'opened',
    service,
    channel: 'web',
    assisted: false,
    fastTrack: false,
    stage: 'received',
    targetDate: '2026-11-25',
  };
  return [['2026-03-31T23:30:00.000Z', opened] as const, ...rest].map(([at, event], index) => ({
    log: { kind: 'case', id: 'K7MQ2XW' },
    sequence: index + 1,
    at,
    by: { kind: 'resident' },
    events: [event],
    personal: index === 0 ? personal : {},
  }));
}

const emptied = ['2026-04-02T10:00:00.000Z', { type: 'completed', stage: 'emptied' }] as [string, CaseEvent];
const rated = (at: string, score: 1 | 5): [string, CaseEvent] => [at, { type: 'rated', score, via: 'link' }];

describe('the facts of a case', () => {
  it('are a web contact and an opening on the local day it came in, with nothing personal', () => {
    expect(factsOfCase(bins, aCase('missed-bin', { mobile, name: 'Ada Hart' }), 1)).toEqual([
      {
        id: 'contact:case:K7MQ2XW:1',
        day: '2026-04-01',
        service: 'missed-bin',
        shard: 1,
        type: 'contact',
        quantity: 1,
        channel: 'web',
        assisted: false,
        outcome: 'request',
        version: 1,
      },
      {
        id: 'opened:case:K7MQ2XW:1',
        day: '2026-04-01',
        service: 'missed-bin',
        shard: 1,
        type: 'opened',
        quantity: 1,
        channel: 'web',
        assisted: false,
        version: 1,
      },
    ]);
  });

  it('are no contact of the day where a back office’s file told of it', () => {
    const [opened] = aCase('missed-bin', {});
    const row: CaseEvent = { type: 'imported', profile: 'p', asOf: '2026-03-01', status: 'NEW', digest: 'd', news: 'n' };
    const taken = { ...opened, events: [...(opened?.events ?? []), row] } as CaseCommit;
    expect(factsOfCase(bins, [taken], 1)).toMatchObject([{ type: 'contact', outcome: 'imported' }, { type: 'opened' }]);
  });

  it('are an end', () => {
    const facts = factsOfCase(bins, aCase('missed-bin', { mobile }, emptied), 2);
    expect(facts.map(({ type, day, outcome }) => [type, day, outcome])).toEqual([['ended', '2026-04-02', 'completed']]);
  });

  it('count calendar days from receipt to decision', () => {
    const decided: [string, CaseEvent] = ['2026-04-15T08:00:00.000Z', { type: 'decided', stage: 'refused', outcome: 'refused' }];
    const [first, ...others] = factsOfCase(badges, aCase('blue-badge', { mobile }, decided), 2);
    expect(first).toMatchObject({ type: 'decided', outcome: 'refused', days: 14, day: '2026-04-15' });
    expect(others.map(({ type, outcome }) => [type, outcome])).toEqual([['ended', 'refused']]);
  });

  it('keep a rating in the place of the first one, so that a later one replaces it', () => {
    const log = aCase('missed-bin', { mobile }, emptied, rated('2026-06-30T10:00:00.000Z', 1), rated('2026-07-01T10:00:00.000Z', 5));
    expect(factsOfCase(bins, log, 3)).toMatchObject([
      { id: 'rated:case:K7MQ2XW', day: '2026-06-30', score: 1, outcome: 'link', version: 3 },
      { id: 'rating-reached:case:K7MQ2XW', day: '2026-04-02', outcome: 'answered' },
    ]);
    expect(factsOfCase(bins, log, 4)).toMatchObject([
      { id: 'rated:case:K7MQ2XW', day: '2026-06-30', score: 5, outcome: 'link', version: 4 },
      { id: 'rating-reached:case:K7MQ2XW', day: '2026-04-02' },
    ]);
  });

  it('are none for a move, a note or a commit that is not there', () => {
    const log = aCase(
      'missed-bin',
      { mobile },
      ['2026-04-02T10:00:00.000Z', { type: 'stageMoved', stage: 'booked' }],
      ['2026-04-02T10:00:00.000Z', { type: 'noted' }],
    );
    expect([2, 3, 9].flatMap((sequence) => factsOfCase(bins, log, sequence))).toEqual([]);
  });
});

describe('the facts of a contact', () => {
  const log: ContactCommit[] = [
    {
      log: { kind: 'contact', id: 'C1' },
      sequence: 1,
      at: '2026-11-21T09:00:00.000Z',
      by: { kind: 'staff', id: 'ada' },
      events: [{ type: 'logged', channel: 'telephone', service: 'missed-bin', outcome: 'answered' }],
      personal: { mobile },
    },
    {
      log: { kind: 'contact', id: 'C1' },
      sequence: 2,
      at: '2026-11-22T09:00:00.000Z',
      by: { kind: 'resident' },
      events: [{ type: 'rated', score: 4, via: 'reply' }],
      personal: {},
    },
  ];

  it('are a contact on its channel', () => {
    expect(factsOfContact(log, 1)).toMatchObject([
      { id: 'contact:contact:C1:1', type: 'contact', channel: 'telephone', outcome: 'answered', day: '2026-11-21' },
    ]);
  });

  it('are a rating once it came', () => {
    expect(factsOfContact(log, 2)).toMatchObject([
      { id: 'rated:contact:C1', day: '2026-11-22', channel: 'telephone', score: 4, version: 2 },
      { id: 'rating-reached:contact:C1', day: '2026-11-21', channel: 'telephone', outcome: 'answered', version: 2 },
    ]);
  });
});

describe('the facts of a request to rate', () => {
  const log = { kind: 'case', commits: aCase('missed-bin', { mobile }, emptied, rated('2026-07-01T10:00:00.000Z', 5)) } as const;
  const place = { day: '2026-04-02', service: 'missed-bin', channel: 'web' };

  it('are that it was asked, and that it reached, on the day of the end that asked', () => {
    expect(factsOfRequest(log, 2, 'asked')).toMatchObject([{ id: 'rating-asked:case:K7MQ2XW:2', quantity: 1, version: 2, ...place }]);
    expect(factsOfRequest(log, 2, 'reached')).toMatchObject([{ id: 'rating-reached:case:K7MQ2XW', quantity: 1, version: 1, ...place }]);
  });

  it('take the asking back when the text never left, whatever is projected again', () => {
    expect(factsOfRequest(log, 2, 'not-sent')).toMatchObject([{ id: 'rating-asked:case:K7MQ2XW:2', quantity: 0, version: 3 }]);
  });

  it('show that a rating by reply or link reached, in the one fact that a delivery would write, on the day that it was asked', () => {
    const [, answered] = factsOfCase(bins, log.commits, 3);
    const [reached] = factsOfRequest(log, 2, 'reached');
    expect(answered).toEqual({ ...reached, outcome: 'answered', version: 2 });
    expect(answered?.day).toBe('2026-04-02');
  });

  it('stand on the day that a card was given, and none says that somebody answered', () => {
    const given: CaseEvent = { type: 'rated', score: 5, via: 'post', happenedAt: '2026-06-30T11:00:00.000Z' };
    const card = aCase('missed-bin', { mobile }, emptied, ['2026-07-03T10:00:00.000Z', given]);
    expect(factsOfCase(bins, card, 3)).toMatchObject([{ type: 'rated', day: '2026-06-30', outcome: 'post' }]);
    expect(quarterRated(card)).toBe('2026-27Q1');
  });

  it('say nothing of a request when somebody rates at a kiosk', () => {
    const kiosk = aCase('missed-bin', { mobile }, emptied, ['2026-07-01T10:00:00.000Z', { type: 'rated', score: 5, via: 'kiosk' }]);
    expect(factsOfCase(bins, kiosk, 3).map(({ type }) => type)).toEqual(['rated']);
  });
});

describe('the facts of a look-up', () => {
  const commit = (sequence: number, event: LookupCommit['events'][number]): LookupCommit => ({
    log: { kind: 'lookup', id: 'L1' },
    sequence,
    at: '2026-11-21T09:00:00.000Z',
    by: { kind: 'resident' },
    events: [event],
    personal: {},
  });
  const log = [
    commit(1, { type: 'asked', reference: 'K7MQ2XW' }),
    commit(2, { type: 'failed' }),
    commit(3, { type: 'opened', service: 'blue-badge' }),
    commit(4, { type: 'opened', service: 'blue-badge' }),
  ];

  it('are one web contact when it is first opened, and nothing before or after', () => {
    expect(
      log.map(({ sequence }) =>
        factsOfLookup(log, sequence).map(({ type, channel, outcome, service }) => [type, channel, outcome, service]),
      ),
    ).toEqual([[], [], [['contact', 'web', 'look-up', 'blue-badge']], []]);
  });
});
