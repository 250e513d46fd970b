import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../shared/catalogue/index.ts';
import type { ServiceData } from '../../../shared/catalogue/service-data.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import type { Answers } from '../../../shared/domain/answers.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Condition } from '../../../shared/domain/condition.ts';
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
const asked = (id: string, rest: object): ServiceData['questions'][number] =>
  ({ id, type: 'yes-no', ask: 'Is it so?', label: 'So', missing: 'Select yes if it is so', ...rest }) as ServiceData['questions'][number];
const mobile = missedBin.questions.filter(({ type }) => type === 'mobile');
const barring = (when: Condition): NonNullable<ServiceData['endings']>[number] => ({
  id: 'not-ours',
  kind: 'not-eligible',
  when,
  title: 'It is not ours to give',
  says: ['Ask whose it is.'],
  instead: [{ text: 'Ask for help' }],
});
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

  it('that depends on what is not asked stands in nobody’s way', () => {
    const tenancy = serviceWith({
      questions: [asked('tenant', {}), asked('landlord', { when: { question: 'tenant', is: 'yes' } }), asked('since', {}), ...mobile],
      endings: [barring({ question: 'landlord', isNot: 'yes' })],
    });
    const at = (answers: Answers) => ({ service: tenancy, answers, today: '2026-11-22' });
    expect([barredBy(at({})), barredBy(at({ tenant: 'yes' })), barredBy(at({ tenant: 'no', since: 'no' }))]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(barredBy(at({ tenant: 'yes', landlord: 'no' }))?.id).toBe('not-ours');
  });

  it('waits for the answer that says whether more of what it depends on is asked', () => {
    const chain = serviceWith({
      questions: [asked('first', {}), asked('tells', {}), asked('second', { when: { question: 'tells', is: 'yes' } }), ...mobile],
      endings: [
        barring({
          all: [
            { question: 'first', is: 'yes' },
            { question: 'second', isNot: 'yes' },
          ],
        }),
      ],
    });
    const at = (answers: Answers) => ({ service: chain, answers, today: '2026-11-22' });
    expect(barredBy(at({ first: 'yes' }))).toBeUndefined();
    const not = at({ first: 'yes', tells: 'no' });
    const [ending] = chain.endings;
    if (!ending) throw new Error('no ending');
    expect([endingAfter(not, 'tells')?.id, questionOf(not, ending), isAfter(not, ending, 'tells')]).toEqual(['not-ours', 'tells', false]);
    expect(endingAfter(at({ first: 'yes', tells: 'yes' }), 'tells')).toBeUndefined();
    expect(endingAfter(at({ first: 'yes', tells: 'yes', second: 'yes' }), 'second')).toBeUndefined();
    expect(endingAfter(at({ first: 'yes', tells: 'yes', second: 'no' }), 'second')?.id).toBe('not-ours');
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
