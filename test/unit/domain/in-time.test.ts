import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Case, CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { type CaseCommand, decide } from '../../../shared/domain/decide-case.ts';
import { foldCase } from '../../../shared/domain/evolve-case.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { factsOfCase } from '../../../shared/domain/facts-of.ts';
import { AT, anOpening, anyCommand, theCommit } from '../../support/cases.ts';

const bins = catalogue.get('missed-bin') as Service;
const claims = catalogue.get('housing-benefit') as Service;
const mobile = { wanted: true, number: '+447700900123' } as const;
const complete: CaseCommand = { type: 'complete', basedOn: 1 };
const refuse = (basedOn: number): CaseCommand => ({ type: 'decide', outcome: 'refused', reason: 'Too much saved', basedOn });

/** A case with each of these commands at its moment. */
function through(service: Service, ...commands: [CaseCommand, string][]): CaseCommit[] {
  const commits = [anOpening(service, { answers: { mobile } })];
  for (const [command, at] of commands) commits.push(theCommit(service, foldCase(service, commits) as Case, command, at));
  return commits;
}

/** What ended as things stand, once each fact replaced what it replaces: the day and how. */
function ended(service: Service, commits: readonly CaseCommit[]): [string, string | undefined][] {
  const kept = new Map<string, Fact>();
  for (const fact of commits.flatMap(({ sequence }) => factsOfCase(service, commits, sequence)))
    if (fact.type === 'ended' && (kept.get(fact.id)?.version ?? 0) < fact.version) kept.set(fact.id, fact);
  return [...kept.values()].filter(({ quantity }) => quantity > 0).map(({ day, detail }) => [day, detail]);
}

it('is in time until the end of the day that was named, and late from the next', () => {
  // Asked on Friday 20 November 2026, with two working days: Tuesday 24.
  expect(ended(bins, through(bins, [complete, '2026-11-24T23:59:59.000Z']))).toEqual([['2026-11-24', 'in-time']]);
  expect(ended(bins, through(bins, [complete, '2026-11-25T00:00:00.000Z']))).toEqual([['2026-11-25', 'late']]);
});

it('is late by the first date named where it was looked at again, however soon it ended then', () => {
  const again: CaseCommand = { type: 'reconsider', reason: 'The savings are my mother’s' };
  const refused = through(claims, [refuse(1), '2026-11-23T10:00:00.000Z']);
  expect(ended(claims, refused)).toEqual([['2026-11-23', 'in-time']]);
  const asked = through(claims, [refuse(1), '2026-11-23T10:00:00.000Z'], [again, '2026-12-20T10:00:00.000Z']);
  expect(ended(claims, asked)).toEqual([]);
  const twice = through(
    claims,
    [refuse(1), '2026-11-23T10:00:00.000Z'],
    [again, '2026-12-20T10:00:00.000Z'],
    [refuse(3), '2026-12-21T10:00:00.000Z'],
  );
  expect(ended(claims, twice)).toEqual([['2026-12-21', 'late']]);
});

it('of a claim that an import brought goes by the day its row says, not the day it came in', () => {
  const commits = through(bins, [complete, '2026-11-30T03:00:00.000Z']).map((commit, index) =>
    index === 0
      ? commit
      : {
          ...commit,
          events: [...commit.events, { type: 'imported' as const, profile: 'p', asOf: '2026-11-24', digest: 'd', news: 'n', quiet: false }],
        },
  );
  expect(ended(bins, commits as CaseCommit[])).toEqual([['2026-11-30', 'in-time']]);
});

it('ends a case once at most, in time or late by its day, whatever is done with it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyCommand(claims), fc.nat(40)), { maxLength: 12 }), (commands) => {
      const commits = [anOpening(claims, { answers: { mobile } })];
      let day = 0;
      for (const [command, days] of commands) {
        day += days;
        const at = new Date(Date.parse(AT) + day * 86_400_000).toISOString();
        const state = foldCase(claims, commits) as Case;
        const own = 'basedOn' in command ? { ...command, basedOn: state.sequence } : command;
        if (decide(claims, state, own, at).kind === 'accepted') commits.push(theCommit(claims, state, own, at));
      }
      const found = ended(claims, commits);
      const { targetDate } = foldCase(claims, commits.slice(0, 1)) as Case;
      expect(found.length).toBe((foldCase(claims, commits) as Case).endedAt ? 1 : 0);
      for (const [on, how] of found) expect(how).toBe(on <= targetDate ? 'in-time' : 'late');
    }),
  );
});
