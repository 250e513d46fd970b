import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { requestOfCase } from '../../../shared/domain/asking.ts';
import type { Case, CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { type CaseCommand, commandsOpen, decide } from '../../../shared/domain/decide-case.ts';
import { askAgainBy, mayAskAgain } from '../../../shared/domain/decide-outcome.ts';
import { type Award, standingDecision } from '../../../shared/domain/deciding.ts';
import { foldCase } from '../../../shared/domain/evolve-case.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { factsOfCase } from '../../../shared/domain/facts-of.ts';
import { AT, anOpening, anyCommand, theCommit } from '../../support/cases.ts';

const claims = catalogue.get('housing-benefit') as Service;
const badges = catalogue.get('blue-badge') as Service;
const fund = catalogue.get('hardship-fund') as Service;
const mobile = { wanted: true, number: '+447700900123' } as const;

/** The commits of a case that these commands led through, each on a day of its own. */
function through(service: Service, ...commands: CaseCommand[]): CaseCommit[] {
  const commits = [anOpening(service, { answers: { mobile } })];
  for (const [index, command] of commands.entries()) {
    const state = foldCase(service, commits) as Case;
    commits.push(theCommit(service, state, command, dayOn(index + 1)));
  }
  return commits;
}
const dayOn = (days: number) => new Date(Date.parse(AT) + days * 86_400_000).toISOString();
const stateOf = (service: Service, commits: CaseCommit[]) => foldCase(service, commits) as Case;

const refuse = (basedOn: number): CaseCommand => ({ type: 'decide', outcome: 'refused', reason: 'Too much saved', basedOn });
const award = (basedOn: number): CaseCommand => ({ type: 'decide', outcome: 'awarded', reason: '', basedOn });
const again: CaseCommand = { type: 'reconsider', reason: 'The savings are my mother’s' };
const rate: CaseCommand = { type: 'rate', score: 1, via: 'link' };

/** What the facts add up to once each replaced what it replaces, whatever the order they were written in. */
function counted(facts: readonly Fact[]): Record<string, number> {
  const kept = new Map<string, Fact>();
  for (const fact of facts) if ((kept.get(fact.id)?.version ?? 0) < fact.version) kept.set(fact.id, fact);
  const sums: Record<string, number> = {};
  for (const { type, outcome = '', quantity } of kept.values()) {
    if (quantity > 0) sums[`${type} ${outcome}`.trim()] = (sums[`${type} ${outcome}`.trim()] ?? 0) + quantity;
  }
  return sums;
}
const factsOf = (service: Service, commits: CaseCommit[]) => commits.flatMap(({ sequence }) => factsOfCase(service, commits, sequence));

describe('a refusal that is looked at again and awarded', () => {
  const badge = through(badges, refuse(1), rate, again, award(4), { type: 'complete', basedOn: 5 });

  it('counts once as declined and once as awarded, once as reversed, and ends once', () => {
    expect(counted(factsOf(badges, badge))).toEqual({
      'contact request': 1,
      opened: 1,
      'decided refused': 1,
      'decided awarded': 1,
      'reversed awarded': 1,
      'ended completed': 1,
      'rated link': 1,
      'rating-reached answered': 1,
    });
  });

  it('counts the same in whatever order its commits are projected', () => {
    const facts = factsOf(badges, badge);
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(counted(shuffled)).toEqual(counted(facts));
      }),
    );
  });

  it('counts its days once, to the first decision', () => {
    expect(factsOf(badges, badge).flatMap(({ days }) => days ?? [])).toEqual([1]);
  });

  it('takes back that it ended while it is looked at, and no other day', () => {
    const open = through(badges, refuse(1), again);
    expect(counted(factsOf(badges, open))).toEqual({ 'contact request': 1, opened: 1, 'decided refused': 1 });
    expect(factsOfCase(badges, open, 3)).toMatchObject([{ id: 'ended:case:P8VZ82M:2', day: '2026-11-21', quantity: 0, version: 3 }]);
  });

  it('shows as both', () => {
    expect(stateOf(badges, badge).steps.map(({ stage }) => stage)).toEqual(['received', 'refused', 'reconsidering', 'awarded', 'sent']);
  });

  it('keeps the rating given at the refusal, on the day of the request, and takes a later one', () => {
    expect(stateOf(badges, badge).rating).toMatchObject({ score: 1, firstAt: dayOn(2) });
    const between = through(badges, refuse(1), again, rate);
    expect(factsOfCase(badges, between, 4)).toMatchObject([{ type: 'rated' }, { type: 'rating-reached', day: '2026-11-21' }]);
  });

  it('asks to rate at its first end, and not a second time', () => {
    const requests = badge.map((commit) => requestOfCase(badges, stateOf(badges, badge.slice(0, commit.sequence)), commit));
    expect(requests.map((each) => each !== undefined)).toEqual([false, true, false, false, false, false]);
  });
});

it('counts the same when a nightly file saw only that a refusal had become an award: both events in one commit', () => {
  const refused = through(badges, refuse(1));
  const [asked, awarded] = through(badges, refuse(1), again, award(3)).slice(2) as [CaseCommit, CaseCommit];
  const both = { ...asked, events: [...asked.events, ...awarded.events] };
  expect(counted(factsOf(badges, [...refused, both]))).toEqual({
    'contact request': 1,
    opened: 1,
    'decided refused': 1,
    'decided awarded': 1,
    'reversed awarded': 1,
  });
});

it('counts a refusal that stands as two decisions, and no reversal', () => {
  const commits = through(claims, refuse(1), again, refuse(3));
  expect(counted(factsOf(claims, commits))).toEqual({ 'contact request': 1, opened: 1, 'decided refused': 2, 'ended refused': 1 });
  const decided = factsOf(claims, commits).filter(({ type }) => type === 'decided');
  expect(decided.map(({ detail, days }) => [detail, days])).toEqual([
    ['first', 1],
    ['again', undefined],
  ]);
});

it('counts an award that is taken back as reversed to a refusal', () => {
  const commits = through(claims, award(1), { type: 'complete', basedOn: 2 }, again, refuse(4));
  expect(counted(factsOf(claims, commits))).toMatchObject({ 'reversed refused': 1, 'decided awarded': 1, 'ended refused': 1 });
});

describe('asking to look again', () => {
  const refused = through(claims, refuse(1));
  const state = stateOf(claims, refused);

  it('is open to the resident until the date the decision said, the day itself with it', () => {
    expect(state.decision).toEqual({ outcome: 'refused', at: dayOn(1), reconsiderBy: '2026-12-21' });
    expect(askAgainBy(claims, state)).toBe('2026-12-21');
    expect([mayAskAgain(claims, state, '2026-12-21'), mayAskAgain(claims, state, '2026-12-22')]).toEqual([true, false]);
    expect(decide(claims, state, again, '2026-12-22T09:00:00.000Z')).toEqual({ kind: 'refused', reason: 'too-late-to-ask' });
  });

  it('is open to staff after the date', () => {
    const late = decide(claims, state, { ...again, evenLate: true, basedOn: 2 }, '2027-03-01T09:00:00.000Z');
    expect(late).toMatchObject({ kind: 'accepted', events: [{ type: 'reconsidered', stage: 'reconsidering', targetDate: '2027-03-31' }] });
  });

  it('is all that an end leaves to do, and gives the case a new date', () => {
    expect(commandsOpen(claims, state).map(({ type }) => type)).toEqual(['reconsider']);
    const open = stateOf(claims, [...refused, theCommit(claims, state, again, dayOn(2))]);
    expect(open).toMatchObject({ stage: 'reconsidering', targetDate: '2026-12-18' });
    expect([open.endedAt, standingDecision(open)]).toEqual([undefined, undefined]);
  });

  it('needs a reason, and a decision to look at', () => {
    expect(decide(claims, state, { ...again, reason: ' ' }, AT)).toEqual({ kind: 'refused', reason: 'reason-missing' });
    const undecided = stateOf(claims, through(claims));
    expect(decide(claims, undecided, again, AT)).toEqual({ kind: 'refused', reason: 'not-from-this-stage' });
    const closed = stateOf(claims, through(claims, { type: 'close', reason: 'Moved away', basedOn: 1 }));
    expect(decide(claims, closed, again, AT)).toEqual({ kind: 'refused', reason: 'not-from-this-stage' });
  });

  it('falls back on the rule for a decision that came without its date', () => {
    const { reconsiderBy: _, ...without } = state.decision ?? { outcome: 'refused', at: AT };
    expect(askAgainBy(claims, { ...state, decision: without })).toBe('2026-12-21');
  });
});

describe('what a decision says', () => {
  const open = stateOf(claims, through(claims));
  const paid = { amountPence: 11850, per: 'week', firstPaymentOn: '2026-12-07' } as const;

  it('keeps the reasons as they read, and what is paid, apart from what counts', () => {
    expect(
      decide(claims, open, { type: 'decide', outcome: 'refused', reason: '', reasons: ['savings', 'savings'], basedOn: 1 }, AT),
    ).toEqual({
      kind: 'accepted',
      events: [{ type: 'decided', stage: 'refused', outcome: 'refused', reconsiderBy: '2026-12-20' }],
      personal: { grounds: ['You have more than £16,000 in savings or other money put by.'] },
    });
    expect(decide(claims, open, { type: 'decide', outcome: 'awarded', reason: '', award: paid, basedOn: 1 }, AT)).toMatchObject({
      personal: { award: paid },
    });
  });

  it.each([
    ['a reason that the service does not have', { outcome: 'refused', reasons: ['hunch'] }, 'no-such-reason'],
    ['no reason at all', { outcome: 'refused', reasons: [] }, 'reason-missing'],
    ['an award of nothing', { outcome: 'awarded', award: { ...paid, amountPence: 0 } }, 'award-wrong'],
    [
      'a first payment on a day that does not exist',
      { outcome: 'awarded', award: { ...paid, firstPaymentOn: '2026-11-31' } },
      'award-wrong',
    ],
  ] as const)('refuses %s', (_what, change, reason) => {
    const command = { type: 'decide', reason: '', basedOn: 1, ...change } as CaseCommand;
    expect(decide(claims, open, command, AT)).toEqual({ kind: 'refused', reason });
  });

  it('takes what is paid once only where it may be, and from when it counts only where that is said', () => {
    const once = { amountPence: 12000, per: 'once', firstPaymentOn: '2026-12-07' } as const;
    const award = (service: Service, given: Award) => {
      const command: CaseCommand = { type: 'decide', outcome: 'awarded', reason: '', award: given, basedOn: 1 };
      return decide(service, stateOf(service, through(service)), command, AT);
    };
    expect(award(fund, once)).toMatchObject({ kind: 'accepted', personal: { award: once } });
    expect(award(claims, once)).toEqual({ kind: 'refused', reason: 'award-wrong' });
    expect(award(fund, paid)).toEqual({ kind: 'refused', reason: 'award-wrong' });
    expect(award(fund, { ...once, from: '2026-11-02' })).toEqual({ kind: 'refused', reason: 'award-wrong' });
  });

  it('refuses an amount for a badge', () => {
    const badge = stateOf(badges, through(badges));
    const command: CaseCommand = { type: 'decide', outcome: 'awarded', reason: '', award: paid, basedOn: 1 };
    expect(decide(badges, badge, command, AT)).toEqual({ kind: 'refused', reason: 'award-not-here' });
  });
});

it.each([...catalogue.values()])('counts decisions and ends of $id so that they add up, on every walk', (service) => {
  fc.assert(
    fc.property(fc.array(anyCommand(service), { maxLength: 40 }), (commands) => {
      const commits = [anOpening(service)];
      for (const command of commands) {
        const state = stateOf(service, commits);
        const now = 'basedOn' in command ? { ...command, basedOn: state.sequence } : command;
        if (decide(service, state, now, AT).kind === 'accepted') commits.push(theCommit(service, state, now));
      }
      const sums = counted(factsOf(service, commits));
      const total = (type: string) => Object.entries(sums).reduce((sum, [key, count]) => sum + (key.split(' ')[0] === type ? count : 0), 0);
      const state = stateOf(service, commits);
      expect(total('ended')).toBe(state.endedAt ? 1 : 0);
      const decisions = commits.flatMap(({ events }) => events.filter(({ type }) => type === 'decided'));
      expect(total('decided')).toBe(decisions.length);
      expect(total('reversed')).toBeLessThanOrEqual(Math.max(0, decisions.length - 1));
      expect(factsOf(service, commits).filter(({ days }) => days !== undefined)).toHaveLength(state.decision ? 1 : 0);
    }),
    { numRuns: 200 },
  );
});
