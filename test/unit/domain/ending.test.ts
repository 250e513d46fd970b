import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../shared/catalogue/index.ts';
import type { ServiceData } from '../../../shared/catalogue/service-data.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { barredBy, endingAfter, flagsIn, isAfter, questionOf } from '../../../shared/domain/ending.ts';
import { endingFaults } from '../../../shared/domain/ending-check.ts';

const endings: ServiceData['endings'] = [
  {
    id: 'unpaid',
    kind: 'not-eligible',
    when: {
      all: [
        { question: 'which-bin', is: 'garden' },
        { question: 'garden-paid', isNot: 'yes' },
      ],
    },
    title: 'You have not paid for garden waste',
    says: ['We empty garden bins that are paid for.'],
    instead: [{ text: 'Pay for garden waste' }],
  },
  {
    id: 'danger',
    kind: 'safeguarding',
    when: { question: 'which-bin', is: 'food' },
    title: 'Who can help now',
    says: ['Call one of these.'],
    numbers: [{ name: 'Helpline', phone: '0808 2000 247', hours: 'Day and night' }],
    flag: 'They may be in danger. Call them today.',
  },
];
const serviceWith = (change: Partial<ServiceData>): Service => {
  const service = createCatalogue([{ ...missedBin, ...change }]).get('missed-bin');
  if (!service) throw new Error('no such service');
  return service;
};
const service = serviceWith({ endings });
const progress = (answers: Answers) => ({ service, answers, today: '2026-11-22' });

describe('an ending', () => {
  it('comes after the answer that brings it about, and no other', () => {
    const answers = progress({ 'which-bin': 'garden', 'garden-paid': 'no', 'missed-on': '2026-11-20' });
    expect(endingAfter(answers, 'garden-paid')?.id).toBe('unpaid');
    expect(endingAfter(answers, 'missed-on')).toBeUndefined();
    expect(endingAfter(progress({ 'which-bin': 'garden', 'garden-paid': 'yes' }), 'garden-paid')).toBeUndefined();
  });

  it('concludes nothing from a question that is not answered yet', () => {
    expect(endingAfter(progress({ 'which-bin': 'garden' }), 'which-bin')).toBeUndefined();
    expect(barredBy(progress({ 'which-bin': 'garden' }))).toBeUndefined();
  });

  it('of somebody who cannot get it bars what comes after, and leads back to the question', () => {
    const answers = progress({ 'which-bin': 'garden', 'garden-paid': 'no' });
    const ending = barredBy(answers);
    if (!ending) throw new Error('nothing bars');
    expect([isAfter(answers, ending, 'missed-on'), isAfter(answers, ending, 'which-bin')]).toEqual([true, false]);
    expect(questionOf(answers, ending)).toBe('garden-paid');
    expect(barredBy(progress({ 'which-bin': 'rubbish', 'garden-paid': 'no' }))).toBeUndefined();
  });

  it('of somebody in danger bars nothing, and flags the case', () => {
    expect(endingAfter(progress({ 'which-bin': 'food' }), 'which-bin')?.id).toBe('danger');
    expect(barredBy(progress({ 'which-bin': 'food' }))).toBeUndefined();
    expect(flagsIn(progress({ 'which-bin': 'food' }))).toEqual(['danger']);
    expect(flagsIn(progress({ 'which-bin': 'garden', 'garden-paid': 'no' }))).toEqual([]);
  });
});

describe('the check of a service', () => {
  it('refuses an ending that depends on what is not asked', () => {
    const [first] = endings;
    if (!first) throw new Error('no ending');
    const faults = endingFaults(serviceWith({ endings: [{ ...first, when: { question: 'age', over: 17 } }, first] }));
    expect(faults).toEqual(['two endings are called unpaid', 'the ending unpaid depends on age, which is not asked']);
  });

  it('refuses a sensitive service whose texts tell what it is about, or ask to rate it', () => {
    expect(endingFaults(serviceWith({ sensitive: true, name: 'Report a missed collection', shortName: 'missed bin report' }))).toEqual([
      'it is sensitive, and asks people to rate it',
      'it is sensitive, and its short name says “missed”',
      'it is sensitive, and the text of received says “missed”',
    ]);
  });
});
