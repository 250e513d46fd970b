import { describe, expect, it } from 'vitest';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import type { CaseCommit, Score } from '../../../shared/domain/case.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import type { ContactCommit } from '../../../shared/domain/contact.ts';
import { callBackOfCase, callBackOfContact, taskToReach } from '../../../shared/domain/task.ts';
import { AT, aCase, anOpening, REFERENCE } from '../../support/cases.ts';

const bins = serviceSchema.parse(missedBin);
const answers = { mobile: { wanted: true, number: '+447700900123' } };
const state = aCase(bins, { answers });
const log = { kind: 'case', id: REFERENCE } as const;
const rated = (sequence: number, score: Score): CaseCommit => ({
  log,
  sequence,
  at: AT,
  by: { kind: 'resident' },
  events: [{ type: 'rated', score, via: 'reply' }],
  personal: {},
});

describe('a task to write or call', () => {
  it('is for the team of the service, by the next working day, and says whom and about what', () => {
    expect(taskToReach(bins, state, { sequence: 2, purpose: 'booked' }, { because: 'stopped', at: AT })).toEqual({
      log,
      sequence: 2,
      kind: 'reach',
      team: 'environment',
      service: 'missed-bin',
      at: AT,
      by: '2026-11-23',
      because: 'stopped',
      stage: 'booked',
      personal: { mobile: '+447700900123' },
    });
  });
});

describe('a task to call back', () => {
  it('follows on a rating of 1 or 2, within 3 working days', () => {
    const commits = [anOpening(bins, { answers }), rated(2, 2)];
    expect(callBackOfCase(bins, state, commits, 2)).toMatchObject({ kind: 'call-back', sequence: 2, score: 2, by: '2026-11-25' });
    expect(callBackOfCase(bins, state, [anOpening(bins), rated(2, 3)], 2)).toBeUndefined();
  });

  it('is made once, however often somebody presses', () => {
    const commits = [anOpening(bins, { answers }), rated(2, 5), rated(3, 1), rated(4, 2)];
    expect([1, 2, 3, 4].map((sequence) => callBackOfCase(bins, state, commits, sequence)?.score)).toEqual([
      undefined,
      undefined,
      1,
      undefined,
    ]);
  });

  it('has the number of the contact that was rated', () => {
    const commits: ContactCommit[] = [
      {
        log: { kind: 'contact', id: 'C0NTACT' },
        sequence: 1,
        at: AT,
        by: { kind: 'staff' },
        events: [{ type: 'logged', channel: 'telephone', service: 'missed-bin', outcome: 'answered' }],
        personal: { mobile: '+447700900123' },
      },
      {
        log: { kind: 'contact', id: 'C0NTACT' },
        sequence: 2,
        at: AT,
        by: { kind: 'resident' },
        events: [{ type: 'rated', score: 1, via: 'reply' }],
        personal: {},
      },
    ];
    expect(callBackOfContact(bins, commits, 2)).toMatchObject({
      kind: 'call-back',
      team: 'environment',
      personal: { mobile: '+447700900123' },
    });
  });
});
