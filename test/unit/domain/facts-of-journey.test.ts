import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { factsOfJourney, type JourneyEnd, lastAnswered } from '../../../shared/domain/facts-of-journey.ts';

const bins = catalogue.get('missed-bin') as Service;
const journey = { draft: 'd-1', service: 'missed-bin', begunOn: '2026-03-31', channel: 'web', assisted: false } as const;
const ends: JourneyEnd[] = [
  { outcome: 'left', question: 'address' },
  { outcome: 'not-eligible', question: 'which-bin' },
  { outcome: 'completed' },
];

describe('the facts of a form', () => {
  it('are that it was begun and how it ended, both on the day it was begun, with nothing of what was answered', () => {
    expect(factsOfJourney(journey, { outcome: 'left', question: 'address' })).toEqual([
      {
        id: 'journey:begun:d-1',
        day: '2026-03-31',
        service: 'missed-bin',
        shard: 0,
        type: 'journey',
        quantity: 1,
        channel: 'web',
        assisted: false,
        outcome: 'started',
        version: 1,
      },
      {
        id: 'journey:ended:d-1',
        day: '2026-03-31',
        service: 'missed-bin',
        shard: 0,
        type: 'journey',
        quantity: 1,
        channel: 'web',
        assisted: false,
        outcome: 'left',
        detail: 'address',
        version: 1,
      },
    ]);
  });

  it('come to one begun and the end that stands, in whatever order and however often its ends are told of', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ends), { minLength: 1, maxLength: 9 }), (told) => {
        const kept = new Map<string, Fact>();
        for (const fact of told.flatMap((end) => factsOfJourney(journey, end)))
          if ((kept.get(fact.id)?.version ?? 0) < fact.version) kept.set(fact.id, fact);
        const stands = ends.findLast(({ outcome }) => told.some((end) => end.outcome === outcome));
        expect([...kept.values()].map(({ outcome }) => outcome)).toEqual(['started', stands?.outcome]);
      }),
    );
  });
});

const begun = (answers: Answers) => ({ service: bins, answers, today: '2026-11-21' });

describe('how far somebody came', () => {
  it('is the last question of their path that they answered', () => {
    expect(lastAnswered(begun({ 'which-bin': 'food', 'missed-on': '2026-11-19' }))).toBe('missed-on');
    expect(lastAnswered(begun({ 'which-bin': 'food' }))).toBe('which-bin');
    expect(lastAnswered(begun({}))).toBeUndefined();
  });

  it('leaves out an answer to a question that is no longer asked', () => {
    expect(lastAnswered(begun({ 'which-bin': 'food', 'garden-paid': 'yes' }))).toBe('which-bin');
  });
});
