import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactCommit, ContactEvent } from '../../../shared/domain/contact.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { factsOfContact } from '../../../shared/domain/facts-of.ts';

const commit = (sequence: number, event: ContactEvent): ContactCommit => ({
  log: { kind: 'contact', id: 'K7MQ2X1' },
  sequence,
  at: `2026-11-${20 + sequence}T10:00:00.000Z`,
  by: { kind: 'staff', id: 'amal' },
  events: [event],
  personal: {},
});
const logged = commit(1, {
  type: 'logged',
  channel: 'telephone',
  service: 'missed-bin',
  outcome: 'answered',
  reason: 'not-done',
  happenedAt: '2019-03-31T23:30:00.000Z',
});
const linked = (sequence: number, coded = 1): ContactCommit =>
  commit(sequence, { type: 'linked', coded, about: 'P8VZ82M', stage: 'booked', told: 'text', toldIn: 2 });
const recoded = (sequence: number, service: string, channel: 'telephone' | 'email' = 'telephone'): ContactCommit =>
  commit(sequence, { type: 'recoded', channel, service, outcome: 'passed-on' });

/** What counts, after facts were put in that order: of each id in each slice the highest version. */
function counted(facts: readonly Fact[]): string[] {
  const kept = new Map<string, Fact>();
  for (const fact of facts) {
    const place = `${fact.day} ${fact.service} ${fact.shard} ${fact.id}`;
    if ((kept.get(place)?.version ?? 0) < fact.version) kept.set(place, fact);
  }
  return [...kept.values()]
    .filter(({ quantity }) => quantity > 0)
    .map(({ type, day, service, channel, outcome, detail }) => [type, day, service, channel, outcome, detail].filter(Boolean).join(' '))
    .toSorted();
}
const factsOf = (commits: readonly ContactCommit[]) => commits.flatMap(({ sequence }) => factsOfContact(commits, sequence));

describe('what a contact counts for', () => {
  it('is on the day it happened, with what it was about, and the stage that made its person ask', () => {
    expect(counted(factsOf([logged, linked(2)]))).toEqual([
      'chased 2019-04-01 missed-bin telephone text booked',
      'contact 2019-04-01 missed-bin telephone answered not-done',
    ]);
  });

  it('moves to the service that a manager puts it right to, and what was found for the other no longer counts', () => {
    expect(counted(factsOf([logged, linked(2), recoded(3, 'blue-badge')]))).toEqual(['contact 2019-04-01 blue-badge telephone passed-on']);
    expect(counted(factsOf([logged, linked(2), recoded(3, 'missed-bin')]))).toEqual([
      'chased 2019-04-01 missed-bin telephone text booked',
      'contact 2019-04-01 missed-bin telephone passed-on',
    ]);
    expect(counted(factsOf([logged, recoded(2, 'missed-bin', 'email'), linked(3)]))).toEqual([
      'contact 2019-04-01 missed-bin email passed-on',
    ]);
  });

  it('is nothing once it was withdrawn, but its rating stays: nobody takes out a rating by taking out its contact', () => {
    const rated = commit(3, { type: 'rated', score: 1, via: 'reply' });
    expect(counted(factsOf([logged, linked(2), rated, commit(4, { type: 'withdrawn' })])).map((each) => each.split(' ')[0])).toEqual([
      'rated',
      'rating-reached',
    ]);
  });

  it('is the same in whatever order its commits are projected, and however often', () => {
    const change = fc.oneof(
      fc.constantFrom('missed-bin', 'blue-badge', 'housing-benefit').map((service) => ({ type: 'recoded' as const, service })),
      fc.constant({ type: 'linked' as const }),
      fc.constant({ type: 'withdrawn' as const }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (changes, draws) => {
        const commits = [logged];
        for (const each of changes) {
          const sequence = commits.length + 1;
          if (each.type === 'recoded') commits.push(recoded(sequence, each.service));
          else if (each.type === 'linked') commits.push(linked(sequence, sequence - 1));
          else commits.push(commit(sequence, { type: 'withdrawn' }));
        }
        const sequences = commits.map(({ sequence }) => sequence);
        const again = [...sequences, ...sequences]
          .map((sequence) => ({ sequence, draw: draws.next().value }))
          .toSorted((a, b) => a.draw - b.draw)
          .flatMap(({ sequence }) => factsOfContact(commits, sequence));
        expect(counted(again)).toEqual(counted(factsOf(commits)));
        expect(counted(again).filter((each) => each.startsWith('contact')).length).toBe(
          changes.some(({ type }) => type === 'withdrawn') ? 0 : 1,
        );
      }),
    );
  });
});
