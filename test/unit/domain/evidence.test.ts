import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stageNamed } from '../../../infra/stages.ts';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { localDate } from '../../../shared/domain/calendar.ts';
import type { Case, CaseCommit } from '../../../shared/domain/case.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { faultsOf } from '../../../shared/domain/catalogue-check.ts';
import { type CaseCommand, decide } from '../../../shared/domain/decide-case.ts';
import { actorOf, isAllIn, isOutstanding, isReady, isWaiting } from '../../../shared/domain/evidence.ts';
import { applyCommit, foldCase } from '../../../shared/domain/evolve-case.ts';
import { factsOfEvidence } from '../../../shared/domain/facts-of-evidence.ts';
import { isNothingToAsk, remindersFor } from '../../../shared/domain/reminders.ts';
import { AT, aCase, anOpening, carriedOut } from '../../support/cases.ts';

const claims = catalogue.get('housing-benefit') as Service;
const mobile = { mobile: { wanted: true, number: '+447700900123' } } as const;
const asked = (items: readonly string[] = ['two payslips', 'a bank statement'], by = '2026-12-04') =>
  carriedOut(claims, aCase(claims, { answers: mobile }), { type: 'askEvidence', items, by, basedOn: 1 });
const statesOf = ({ evidence }: Case) => evidence?.items.map(({ id, state }) => `${id} ${state}`);
const file = (item: string, id = 'f1'): CaseCommand => ({ type: 'keepFile', item, file: id, media: 'image/jpeg', bytes: 900 });

describe('what an officer asks for', () => {
  it('is a list of things, each with a name that follows from the commit', () => {
    expect(asked()).toMatchObject({ stage: 'needs', actBy: '2026-12-04' });
    expect(statesOf(asked())).toEqual(['2-1 needed', '2-2 needed']);
  });

  it('may be one thing, as before there were lists', () => {
    const state = carriedOut(claims, aCase(claims), { type: 'askEvidence', instruction: ' your tenancy ', by: '2026-12-04', basedOn: 1 });
    expect(state.evidence?.items).toMatchObject([{ id: '2-1', instruction: 'your tenancy', state: 'needed' }]);
  });

  it('is read from a log of the time when it was one instruction', () => {
    const old: CaseCommit = {
      log: { kind: 'case', id: 'P8VZ82M' },
      sequence: 2,
      at: AT,
      by: { kind: 'staff' },
      events: [{ type: 'evidenceAsked', stage: 'needs', by: '2026-12-04' }],
      personal: { instruction: 'your tenancy' },
    };
    expect(applyCommit(claims, aCase(claims), old).evidence?.items).toMatchObject([{ id: '2-1', instruction: 'your tenancy' }]);
  });

  it.each([
    [['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], '2026-12-04', 'too-many-items'],
    [[' ', ''], '2026-12-04', 'instruction-missing'],
    [['x'.repeat(51)], '2026-12-04', 'instruction-too-long'],
    [['a'], '2026-11-20', 'date-not-ahead'],
  ])('is refused where it is %j by %s', (items, by, reason) => {
    expect(decide(claims, aCase(claims), { type: 'askEvidence', items, by, basedOn: 1 }, AT)).toEqual({ kind: 'refused', reason });
  });
});

describe('an item', () => {
  it('is in once a file came, and the case waits for the council though it stays at its stage', () => {
    const one = carriedOut(claims, asked(), file('2-1'));
    expect(statesOf(one)).toEqual(['2-1 in', '2-2 needed']);
    expect(actorOf(claims, one)).toBe('resident');
    const all = carriedOut(claims, one, { type: 'cannotGet', item: '2-2', reason: 'The bank has closed' });
    expect(all.stage).toBe('needs');
    expect(all.actBy).toBeUndefined();
    expect(actorOf(claims, all)).toBe('council');
    expect(isReady(all)).toBe(true);
  });

  it('that is not accepted is asked for again with its reason, by the new date', () => {
    const all = carriedOut(claims, carriedOut(claims, asked(), file('2-1')), { type: 'bringIn', items: ['2-2'], basedOn: 3 });
    const state = carriedOut(claims, all, {
      type: 'reviewEvidence',
      accepted: ['2-2'],
      rejected: [{ item: '2-1', reason: 'We cannot read it' }],
      by: '2026-12-18',
      basedOn: 4,
    });
    expect(statesOf(state)).toEqual(['2-1 rejected', '2-2 accepted']);
    expect(state).toMatchObject({ actBy: '2026-12-18', evidence: { by: '2026-12-18', planned: 5 } });
    expect(state.evidence?.items[0]?.reason).toBe('We cannot read it');
    expect(actorOf(claims, state)).toBe('resident');
  });

  it('that they will bring in is promised once', () => {
    const promised = carriedOut(claims, asked(), { type: 'promiseItem', item: '2-1' });
    expect(promised.evidence?.items[0]).toMatchObject({ state: 'needed', promised: true });
    expect(decide(claims, promised, { type: 'promiseItem', item: '2-1' }, AT)).toEqual({ kind: 'refused', reason: 'already-promised' });
  });

  it('that was turned away is still needed, and says why until a file can be taken', () => {
    const away = carriedOut(claims, asked(), { type: 'turnFileAway', item: '2-1', file: 'f1', because: 'infected' });
    expect(away.evidence?.items[0]).toMatchObject({ state: 'needed', turnedAway: { file: 'f1', because: 'infected' } });
    expect(carriedOut(claims, away, file('2-1', 'f2')).evidence?.items[0]?.turnedAway).toBeUndefined();
  });

  it('that never came is let go when the case goes on without it', () => {
    const on = carriedOut(claims, carriedOut(claims, asked(), file('2-1')), { type: 'moveStage', stage: 'assessing', basedOn: 3 });
    expect(statesOf(on)).toEqual(['2-1 in', '2-2 not-needed']);
    expect(on.evidence).toMatchObject({ open: false });
    expect(actorOf(claims, on)).toBe('council');
  });

  it.each([
    [{ type: 'cannotGet', item: '2-1', reason: ' ' }, 'reason-missing'],
    [{ type: 'cannotGet', item: '9-9', reason: 'lost' }, 'no-such-item'],
    [{ type: 'promiseItem', item: '2-2' }, 'item-settled'],
    [{ type: 'keepFile', item: '9-9', file: 'f', media: 'image/png', bytes: 1 }, 'no-such-item'],
    [{ type: 'reviewEvidence', accepted: [], rejected: [], basedOn: 3 }, 'nothing-chosen'],
    [{ type: 'reviewEvidence', accepted: [], rejected: [{ item: '2-1', reason: 'no' }], basedOn: 3 }, 'no-such-item'],
    [{ type: 'reviewEvidence', accepted: [], rejected: [{ item: '2-2', reason: '' }], basedOn: 3 }, 'reason-missing'],
    [{ type: 'bringIn', items: [], basedOn: 3 }, 'nothing-chosen'],
    [{ type: 'changeEvidenceDate', by: '2026-11-01', basedOn: 3 }, 'date-not-ahead'],
    [{ type: 'changeEvidenceDate', by: '9999-12-31', basedOn: 3 }, 'date-not-ahead'],
  ] satisfies [CaseCommand, string][])('takes no %j', (command, reason) => {
    const state = carriedOut(claims, asked(), file('2-2'));
    expect(decide(claims, state, command, AT)).toEqual({ kind: 'refused', reason });
  });
});

const item = fc.constantFrom('2-1', '2-2', '9-9');
const anyEvidenceCommand: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({ type: fc.constant('keepFile' as const), item, file: fc.uuid(), media: fc.constant('image/png'), bytes: fc.constant(1) }),
  fc.record({ type: fc.constant('turnFileAway' as const), item, file: fc.uuid(), because: fc.constant('empty' as const) }),
  fc.record({ type: fc.constant('cannotGet' as const), item, reason: fc.constantFrom('', 'lost') }),
  fc.record({ type: fc.constant('promiseItem' as const), item }),
  fc.record({ type: fc.constant('bringIn' as const), items: fc.array(item, { maxLength: 2 }), basedOn: fc.constant(0) }),
  fc.record({
    type: fc.constant('reviewEvidence' as const),
    accepted: fc.uniqueArray(item, { maxLength: 2 }),
    rejected: fc.array(fc.record({ item, reason: fc.constantFrom('', 'blurred') }), { maxLength: 2 }),
    by: fc.constantFrom('2026-12-18', '2026-11-01'),
    basedOn: fc.constant(0),
  }),
  fc.record({ type: fc.constant('changeEvidenceDate' as const), by: fc.constantFrom('2026-12-18', '2026-12-30'), basedOn: fc.constant(0) }),
  fc.record({
    type: fc.constant('askEvidence' as const),
    items: fc.constant(['another']),
    by: fc.constant('2026-12-18'),
    basedOn: fc.constant(0),
  }),
  fc.record({ type: fc.constant('moveStage' as const), stage: fc.constant('assessing'), basedOn: fc.constant(0) }),
);

/** Carries out what may be, in that order, a day apart; gives the commits. */
function walked(commands: readonly CaseCommand[]): CaseCommit[] {
  const commits = [anOpening(claims, { answers: mobile })];
  let state = foldCase(claims, commits) as Case;
  for (const [day, command] of [
    { type: 'askEvidence', items: ['a', 'b'], by: '2026-12-12', basedOn: 1 } as CaseCommand,
    ...commands,
  ].entries()) {
    const at = new Date(Date.parse(AT) + day * 86_400_000).toISOString();
    const now = 'basedOn' in command ? { ...command, basedOn: state.sequence } : command;
    const decision = decide(claims, state, now, at);
    if (decision.kind === 'refused') continue;
    const { events, personal } = decision;
    commits.push({ log: { kind: 'case', id: state.reference }, sequence: state.sequence + 1, at, by: { kind: 'staff' }, events, personal });
    state = foldCase(claims, commits) as Case;
  }
  return commits;
}

describe('any order of events', () => {
  it('leaves the case to the resident exactly while something is outstanding', () => {
    fc.assert(
      fc.property(fc.array(anyEvidenceCommand, { maxLength: 14 }), (commands) => {
        const state = foldCase(claims, walked(commands)) as Case;
        const { evidence } = state;
        if (!evidence) return;
        expect(evidence.open).toBe(state.stage === 'needs');
        expect(isReady(state)).toBe(evidence.open && isAllIn(evidence));
        if (evidence.open) {
          expect(actorOf(claims, state)).toBe(evidence.items.some(isOutstanding) ? 'resident' : 'council');
          expect(state.actBy).toBe(isAllIn(evidence) ? undefined : evidence.by);
        }
        for (const each of evidence.items) if (each.state === 'in') expect(each.files.length).toBeGreaterThan(0);
      }),
    );
  });

  it('loses no file that came', () => {
    fc.assert(
      fc.property(fc.array(anyEvidenceCommand, { maxLength: 14 }), (commands) => {
        const commits = walked(commands);
        const came = commits.flatMap(({ events }) => events.flatMap((event) => (event.type === 'itemUploaded' ? [event.file] : [])));
        const kept = foldCase(claims, commits)?.evidence?.items.flatMap(({ files }) => files.map(({ id }) => id));
        expect(kept?.toSorted()).toEqual(came.toSorted());
      }),
    );
  });

  it('sends no reminder once all is in, and counts each that was saved once', () => {
    fc.assert(
      fc.property(fc.array(anyEvidenceCommand, { maxLength: 14 }), (commands) => {
        const commits = walked(commands);
        const { evidence } = foldCase(claims, commits) as Case;
        for (const { sequence } of commits)
          if (!isNothingToAsk(claims, commits, { sequence, purpose: 'reminder-half' })) {
            expect(isWaiting(evidence)).toBe(true);
            expect(evidence?.planned).toBe(sequence);
          }
        const ids = commits.flatMap(({ sequence }) => factsOfEvidence(claims, commits, sequence)).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('reminders', () => {
  it.each([
    ['2026-11-23', []],
    ['2026-11-24', ['reminder-two-days 2026-11-22T10:00:00.000Z']],
    ['2026-11-26', ['reminder-two-days 2026-11-24T10:00:00.000Z']],
    ['2026-12-04', ['reminder-half 2026-11-27T10:00:00.000Z', 'reminder-two-days 2026-12-02T10:00:00.000Z']],
    ['2027-04-20', ['reminder-half 2027-02-03T10:00:00.000Z', 'reminder-two-days 2027-04-18T09:00:00.000Z']],
  ])('of what was asked on 20 November for %s leave at %j', (by, expected) => {
    expect(remindersFor({ since: AT, by }).map(({ purpose, at }) => `${purpose} ${at}`)).toEqual(expected);
  });

  it('never fall on one day or the next, nor on the first day, nor on the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 400 }), (days) => {
        const by = new Date(Date.parse(AT) + days * 86_400_000).toISOString().slice(0, 10);
        const dates = remindersFor({ since: AT, by }).map(({ at }) => Date.parse(localDate(at)) / 86_400_000);
        if (days < 4) expect(dates).toEqual([]);
        for (const date of dates) {
          expect(date).toBeGreaterThan(Date.parse('2026-11-20') / 86_400_000);
          expect(date).toBeLessThan(Date.parse(by) / 86_400_000);
        }
        if (dates.length === 2) expect((dates[1] as number) - (dates[0] as number)).toBeGreaterThan(1);
      }),
    );
  });

  it('are saved by sending everything before their time', () => {
    const opening = anOpening(claims, { answers: mobile });
    const ask: CaseCommit = {
      ...opening,
      sequence: 2,
      by: { kind: 'staff' },
      events: [{ type: 'evidenceAsked', stage: 'needs', by: '2026-12-04', items: ['2-1'] }],
      personal: { items: { '2-1': 'two payslips' } },
    };
    const came = (at: string): CaseCommit => ({
      ...opening,
      at,
      sequence: 3,
      by: { kind: 'system' },
      events: [{ type: 'itemUploaded', item: '2-1', file: 'f', media: 'image/png', bytes: 1 }],
      personal: {},
    });
    const counted = (at: string) =>
      factsOfEvidence(claims, [opening, ask, came(at)], 3).map(({ type, id }) => `${type} ${id.split(':').slice(3).join(':')}`);
    expect(counted('2026-11-21T10:00:00.000Z')).toEqual([
      'evidence-complete 3',
      'reminder-saved 2:reminder-half',
      'reminder-saved 2:reminder-two-days',
    ]);
    expect(counted('2026-11-30T10:00:00.000Z')).toEqual(['evidence-complete 3', 'reminder-saved 2:reminder-two-days']);
    expect(counted('2026-12-09T10:00:00.000Z')).toEqual(['evidence-complete 3']);
    expect(factsOfEvidence(claims, [opening, ask], 2).map(({ type }) => type)).toEqual(['evidence-asked']);
  });
});

describe('what a service says is often asked for', () => {
  const missedBin = catalogue.get('missed-bin') as Service;
  const production = stageNamed('production');

  it.each([
    [{ ...claims, oftenAsked: ['x'.repeat(51)] }, 'has over 50 characters'],
    [{ ...missedBin, oftenAsked: ['a photo of your bin'] }, 'it often asks for things, and has no stage for that'],
  ])('fits a text, and has a stage to be asked in', (service, fault) => {
    expect(faultsOf(service, production).join()).toContain(fault);
  });
});
