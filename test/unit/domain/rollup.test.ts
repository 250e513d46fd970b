import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { foldFacts, mergeRollups, sumOf } from '../../../shared/domain/rollup.ts';

const place = { day: '2026-11-21', service: 'missed-bin', shard: 0, version: 1 };
const facts: Fact[] = [
  { ...place, id: '1', type: 'contact', quantity: 1, channel: 'web', outcome: 'request', assisted: false },
  { ...place, id: '2', type: 'contact', quantity: 1, channel: 'telephone', outcome: 'request', assisted: true },
  { ...place, id: '3', type: 'contact', quantity: 412, channel: 'telephone' },
  { ...place, id: '4', type: 'decided', quantity: 1, days: 3 },
  { ...place, id: '5', type: 'decided', quantity: 1, days: 3 },
  { ...place, id: '6', type: 'rated', quantity: 1, score: 5 },
  { ...place, id: '7', type: 'rated', quantity: 0, score: 1 },
];

describe('a rollup', () => {
  it('holds sums and counted distributions; what was withdrawn leaves no trace', () => {
    expect(foldFacts(facts)).toEqual({
      sums: {
        'contact|web|request|': 1,
        'contact|telephone|request|assisted': 1,
        'contact|telephone||': 412,
        'decided|||': 2,
        'rated|||': 1,
      },
      days: { 'decided|3': 2 },
      scores: { '|5': 1 },
      callsLogged: { '2026-11-21': 413 },
      callsAnswered: {},
    });
  });

  it('sums by channel, outcome and assistance', () => {
    const rollup = foldFacts(facts);
    expect(sumOf(rollup, 'contact')).toBe(414);
    expect(sumOf(rollup, 'contact', { channels: ['telephone'] })).toBe(413);
    expect(sumOf(rollup, 'contact', { outcomes: ['request'] })).toBe(2);
    expect(sumOf(rollup, 'contact', { assisted: true })).toBe(1);
  });

  it('is the same in any order and however its facts were parted', () => {
    const parted = fc.array(fc.nat(2), { minLength: facts.length, maxLength: facts.length });
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), parted, (shuffled, parts) => {
        const rollups = [0, 1, 2].map((part) => foldFacts(shuffled.filter((_, index) => parts[index] === part)));
        expect(mergeRollups(rollups)).toEqual(foldFacts(facts));
      }),
    );
  });
});
