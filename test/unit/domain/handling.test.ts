import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { handlingOf, isHandled } from '../../../shared/domain/handling.ts';
import { figuresFromFacts } from '../../../shared/domain/measure.ts';
import { quarterOf } from '../../../shared/domain/quarter.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';

let id = 0;
const some = (quantity: number, fact: Partial<Fact> & Pick<Fact, 'type'>): Fact => ({
  id: `${id++}`,
  day: '2026-11-21',
  service: 'council-tax-support',
  shard: 0,
  version: 1,
  quantity,
  ...fact,
});

describe('how requests were handled', () => {
  const facts = [
    some(3, { type: 'opened', channel: 'post' }),
    some(9, { type: 'text', outcome: 'delivered' }),
    some(1, { type: 'text', outcome: 'failed' }),
    some(1, { type: 'text', outcome: 'unconfirmed' }),
    some(2, { type: 'letter', outcome: 'made' }),
    some(1, { type: 'letter', outcome: 'posted' }),
    some(2, { type: 'reminder-sent' }),
    some(5, { type: 'reminder-saved' }),
    some(4, { type: 'chased', channel: 'telephone' }),
    some(4, { type: 'contact', channel: 'telephone', outcome: 'answered' }),
  ];

  it('is what was sent for them, and how often they were asked after', () => {
    expect(handlingOf(foldFacts(facts))).toEqual({
      opened: 3,
      texts: 11,
      notDelivered: 1,
      textsEach: 3.67,
      letters: 3,
      remindersSent: 2,
      remindersSaved: 5,
      chased: 4,
    });
  });

  it('has no texts for each where none was opened', () => {
    expect(handlingOf(foldFacts([some(2, { type: 'text', outcome: 'delivered' })]))).toMatchObject({ texts: 2, textsEach: null });
  });

  it('is told of no service of which there is nothing to tell, nor of texts about no service', () => {
    expect(isHandled(handlingOf(foldFacts([some(1, { type: 'contact', channel: 'email' })])))).toBe(false);
    const rollup = foldFacts(facts);
    const figures = figuresFromFacts(quarterOf('2026-11-21'), [
      { service: 'council-tax-support', rollup },
      { service: 'none', rollup },
      { service: 'missed-bin', rollup: foldFacts([]) },
    ]);
    expect(figures.handled.map(({ service }) => service)).toEqual(['council-tax-support']);
  });
});
