import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import { isEnd, type Service, stageOf } from '../../../shared/domain/catalogue.ts';
import { commandsOpen, decide } from '../../../shared/domain/decide-case.ts';
import { AT, aCase, anyCommand, carriedOut } from '../../support/cases.ts';

const housingBenefit = catalogue.get('housing-benefit') as Service;
const blueBadge = catalogue.get('blue-badge') as Service;

describe('a housing benefit claim', () => {
  it('is decided within 15 working days of receipt', () => {
    expect(aCase(housingBenefit)).toMatchObject({ stage: 'received', targetDate: '2026-12-11', fastTrack: false });
  });

  it('goes from receipt through evidence and assessment to an award and its payment', () => {
    const asked = carriedOut(housingBenefit, aCase(housingBenefit), {
      type: 'askEvidence',
      instruction: 'bank statement',
      by: '2026-12-01',
      basedOn: 1,
    });
    expect(asked).toMatchObject({ stage: 'needs', actBy: '2026-12-01' });
    const assessing = carriedOut(housingBenefit, asked, { type: 'moveStage', stage: 'assessing', basedOn: 2 });
    expect(assessing.actBy).toBeUndefined();
    const awarded = carriedOut(housingBenefit, assessing, { type: 'decide', outcome: 'awarded', reason: '', basedOn: 3 });
    expect(awarded).toMatchObject({ stage: 'awarded', decision: { outcome: 'awarded' } });
    expect(awarded.endedAt).toBeUndefined();
    expect(carriedOut(housingBenefit, awarded, { type: 'complete', basedOn: 4 })).toMatchObject({ stage: 'paid', endedAt: AT });
  });

  it.each([
    ['the case has moved on since', { type: 'complete', basedOn: 7 }, 'changed-since'],
    ['its stage does not lead there', { type: 'complete', basedOn: 1 }, 'not-from-this-stage'],
    ['the stage is entered by a decision', { type: 'moveStage', stage: 'refused', basedOn: 1 }, 'no-such-stage'],
    ['nobody knows the stage', { type: 'moveStage', stage: 'limbo', basedOn: 1 }, 'no-such-stage'],
    ['a refusal has no reason', { type: 'decide', outcome: 'refused', reason: ' ', basedOn: 1 }, 'reason-missing'],
    ['the date is today', { type: 'askEvidence', instruction: 'x', by: '2026-11-20', basedOn: 1 }, 'date-not-ahead'],
    ['the instruction is empty', { type: 'askEvidence', instruction: '', by: '2026-12-20', basedOn: 1 }, 'instruction-missing'],
    [
      'the instruction is too long for a text',
      { type: 'askEvidence', instruction: 'x'.repeat(51), by: '2026-12-20', basedOn: 1 },
      'instruction-too-long',
    ],
    ['it has not ended', { type: 'rate', score: 5, via: 'link' }, 'not-ended'],
  ] as const)('refuses a command when %s', (_why, command, reason) => {
    expect(decide(housingBenefit, aCase(housingBenefit), command, AT)).toEqual({ kind: 'refused', reason });
  });
});

it('puts a person at the end of life first', () => {
  const state = aCase(blueBadge, { answers: { 'end-of-life': 'yes' } });
  expect(state).toMatchObject({ fastTrack: true, targetDate: '2026-11-25' });
});

it('keeps no answer to a question that is no longer asked', () => {
  const state = aCase(blueBadge, { answers: { 'end-of-life': 'yes', 'how-hard': 'not asked any more' } });
  expect(state.answers).toEqual({ 'end-of-life': 'yes' });
});

it('replaces an earlier rating with a later one, and remembers when the first came', () => {
  const closed = carriedOut(housingBenefit, aCase(housingBenefit), { type: 'close', reason: 'moved away', basedOn: 1 });
  const once = carriedOut(housingBenefit, closed, { type: 'rate', score: 2, via: 'reply' }, '2026-11-21T10:00:00.000Z');
  const twice = carriedOut(housingBenefit, once, { type: 'rate', score: 5, via: 'link' }, '2026-11-22T10:00:00.000Z');
  expect(twice.rating).toEqual({ score: 5, via: 'link', at: '2026-11-22T10:00:00.000Z', firstAt: '2026-11-21T10:00:00.000Z' });
});

it.each([...catalogue.values()])('keeps every walk through $id on its table of stages', (service) => {
  fc.assert(
    fc.property(fc.array(anyCommand(service), { maxLength: 30 }), (commands) => {
      let state = aCase(service);
      for (const command of commands) {
        const decision = decide(service, state, 'basedOn' in command ? { ...command, basedOn: state.sequence } : command, AT);
        if (decision.kind === 'refused') continue;
        const next = carriedOut(service, state, 'basedOn' in command ? { ...command, basedOn: state.sequence } : command);
        if (next.stage !== state.stage) expect(stageOf(service, state.stage).next).toContain(next.stage);
        expect(next.sequence).toBe(state.sequence + 1);
        expect(next.endedAt !== undefined).toBe(isEnd(stageOf(service, next.stage)));
        state = next;
      }
      const open = commandsOpen(service, state).map(({ type }) => type);
      expect(open.every((type) => type === 'reconsider')).toBe(state.endedAt !== undefined);
    }),
  );
});
