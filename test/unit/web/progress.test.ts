import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/catalogue/index.ts';
import type { Case, Step } from '../../../shared/domain/case.ts';
import type { Reference } from '../../../shared/domain/reference.ts';
import { progressOf } from '../../../web/journeys/case/progress.ts';

const benefit = catalogue.get('housing-benefit');
const bin = catalogue.get('missed-bin');
if (!benefit || !bin) throw new Error('the catalogue lacks a service');

/** A case that went through these stages. */
function caseThrough(service: string, ...stages: string[]): Case {
  const steps = stages.map(
    (stage, index): Step => ({
      sequence: index + 1,
      at: '2026-11-23T10:00:00.000Z',
      by: { kind: 'staff' },
      type: index ? 'stageMoved' : 'opened',
      stage,
      personal: {},
    }),
  );
  return {
    reference: 'K7MQ2XW' as Reference,
    sequence: stages.length,
    service,
    channel: 'web',
    assisted: false,
    fastTrack: false,
    textable: false,
    openedAt: '2026-11-23T10:00:00.000Z',
    targetDate: '2026-12-14',
    stage: stages.at(-1) ?? '',
    answers: {},
    steps,
    erasure: { copies: [] },
    helpers: [],
    followers: [],
    causes: [],
    flags: [],
  };
}
const shape = (service: typeof bin, ...stages: string[]) =>
  progressOf(service, caseThrough(service.id, ...stages)).map(({ text, state }) => `${state} ${text}`);

describe('progressOf', () => {
  it('has what is done before now and what is to come after it', () => {
    expect(shape(benefit, 'received', 'assessing')).toEqual(['done Received', 'now Being assessed', 'todo Decided', 'todo Paid']);
  });

  it('puts the turn of the resident in where it came up, and takes it out again', () => {
    expect(shape(benefit, 'received', 'assessing', 'needs')).toEqual([
      'done Received',
      'done Being assessed',
      'now We need something from you',
      'todo Decided',
      'todo Paid',
    ]);
    expect(shape(benefit, 'received', 'needs', 'assessing')).toEqual(['done Received', 'now Being assessed', 'todo Decided', 'todo Paid']);
  });

  it('shows nothing of an internal move', () => {
    expect(shape(bin, 'received', 'with-crew')).toEqual(['now Received', 'todo A crew is coming back', 'todo Emptied']);
  });

  it('ends where the case ended', () => {
    expect(shape(bin, 'received', 'emptied')).toEqual(['done Received', 'done A crew is coming back', 'done Emptied']);
    expect(shape(benefit, 'received', 'assessing', 'refused')).toEqual(['done Received', 'done Being assessed', 'done Not awarded']);
    expect(shape(bin, 'received', 'closed')).toEqual(['done Received', 'done Closed']);
  });
});
