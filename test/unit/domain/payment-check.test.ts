import { describe, expect, it } from 'vitest';
import type { ServiceData } from '../../../shared/catalogue/service-data.ts';
import { bulkyWaste } from '../../../shared/catalogue/services/bulky-waste.ts';
import { missedBin } from '../../../shared/catalogue/services/missed-bin.ts';
import { serviceSchema } from '../../../shared/domain/catalogue.ts';
import { paymentFaults } from '../../../shared/domain/payment-check.ts';

const faultsWith = (change: Partial<ServiceData>, service = bulkyWaste) => paymentFaults(serviceSchema.parse({ ...service, ...change }));
const stagesWith = (id: string, change: object) => bulkyWaste.stages.map((each) => (each.id === id ? { ...each, ...change } : each));
const priced = (prices: Record<string, number>, question = 'how-many') => ({
  payment: { pence: { question, prices }, for: 'Taking away large items' },
});

describe('a service with a price', () => {
  it('has no fault as it is', () => {
    expect(faultsWith({})).toEqual([]);
    expect(faultsWith({}, missedBin)).toEqual([]);
  });

  it.each<[string, Partial<ServiceData>, string]>([
    [
      'work that begins unpaid',
      { stages: stagesWith('to-pay', { next: ['paid', 'booked', 'closed'] }) },
      'booked could be reached unpaid: only being paid and closed may follow',
    ],
    [
      'a first stage that is the council’s',
      { stages: stagesWith('to-pay', { actor: 'council' }) },
      'there is a price: it is the resident who acts in the stage it opens in, by paying',
    ],
    [
      'no stage for what is paid',
      { stages: stagesWith('paid', { entered: 'moved' }) },
      'there is a price, and no stage is entered by being paid',
    ],
    [
      'paying twice',
      { stages: stagesWith('booked', { next: ['paid', 'taken', 'closed'] }) },
      'booked leads to paid, which only the first stage may',
    ],
    [
      'a text that does not say how',
      { stages: stagesWith('to-pay', { text: '{council}: pay {price} for {reference} by {date}.' }) },
      'the text of to-pay must say {payLink}: what to pay, where and by when',
    ],
    ['an answer without a price', priced({ one: 2500, 'two-three': 4000 }), 'how-many has no price for four-six'],
    [
      'a price that nobody can choose',
      priced({ one: 2500, 'two-three': 4000, 'four-six': 5500, ten: 9000 }),
      'how-many has a price for ten, which nobody can choose',
    ],
    ['a price by what is no choice', priced({ one: 2500 }, 'what'), 'the price is by what, which is not a choice that everybody makes'],
  ])('has a fault: %s', (_, change, fault) => {
    expect(faultsWith(change)).toContain(fault);
  });

  it('may not leave its price out', () => {
    const { payment: _, ...free } = bulkyWaste;
    expect(paymentFaults(serviceSchema.parse(free))).toEqual([
      'the stage paid is entered by being paid, and there is no price',
      'the text of to-pay names a price, and there is none',
      'the text of paid names a price, and there is none',
    ]);
  });
});
