import { expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { type CaseCommand, decide, open } from '../../../shared/domain/decide-case.ts';
import { foldCase } from '../../../shared/domain/evolve-case.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { factsOfCase } from '../../../shared/domain/facts-of.ts';
import { figureOf } from '../../../shared/domain/figure.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { measures } from '../../../shared/measures/measures.ts';

const service = (id: string) => catalogue.get(id) as Service;

/** The facts of a case of a service, opened with those answers and led on by those commands. */
function factsAfter(id: string, answers: Record<string, string>, commands: CaseCommand[]): Fact[] {
  const of = service(id);
  const commits: CaseCommit[] = [];
  const add = (made: Pick<CaseCommit, 'events' | 'personal'>) =>
    commits.push({
      log: { kind: 'case', id: 'K7MQ2XW' },
      sequence: commits.length + 1,
      at: `2026-06-0${commits.length + 1}T10:00:00.000Z`,
      by: { kind: 'resident' },
      ...made,
    });
  add(open(of, { answers, channel: 'web', assisted: false }, '2026-06-01T10:00:00.000Z'));
  for (const command of commands) {
    const state = foldCase(of, commits);
    const decision = state && decide(of, state, command, '2026-06-02T10:00:00.000Z');
    if (decision?.kind !== 'accepted') throw new Error('refused');
    add(decision);
  }
  return commits.flatMap(({ sequence }) => factsOfCase(of, commits, sequence));
}
const figure = (measure: string, id: string, facts: Fact[]) => {
  const found = measures.get(measure);
  if (!found) throw new Error('no such measure');
  return figureOf(found, { services: [{ service: id, rollup: foldFacts(facts) }], entered: new Map() }).value;
};

it('somebody helped with money counts under money alone', () => {
  const facts = factsAfter('community-help', { 'what-help': 'money' }, [{ type: 'complete', basedOn: 1 }]);
  expect(['money', 'food-medicine', 'loneliness'].map((kind) => figure(`community-${kind}`, 'community-help', facts))).toEqual([1, 0, 0]);
});

it('somebody whom nobody could reach was not helped', () => {
  const facts = factsAfter('community-help', { 'what-help': 'loneliness' }, [{ type: 'close', reason: 'Nobody answered.', basedOn: 1 }]);
  expect(figure('community-loneliness', 'community-help', facts)).toBe(0);
});

it('a referral counts by its level when it is made, and by what came of it when it ends', () => {
  const made = factsAfter('support-referral', { level: 'crisis' }, []);
  const taken = factsAfter('support-referral', { level: 'crisis' }, [{ type: 'complete', basedOn: 1 }]);
  const count = (facts: Fact[]) =>
    ['referrals', 'referrals-advice', 'referrals-crisis', 'referrals-crisis-taken-up', 'referrals-crisis-closed'].map((id) =>
      figure(id, 'support-referral', facts),
    );
  expect([count(made), count(taken)]).toEqual([
    [1, 0, 1, 0, 0],
    [1, 0, 1, 1, 0],
  ]);
});

it('the kind is kept apart from the answers, which can be blanked', () => {
  const { events, personal } = open(
    service('community-help'),
    { answers: { 'what-help': 'money' }, channel: 'web', assisted: false },
    '2026-06-01T10:00:00.000Z',
  );
  expect([events[0], personal]).toEqual([expect.objectContaining({ counted: 'money' }), { answers: { 'what-help': 'money' } }]);
});
