import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from '../../../shared/domain/case.ts';
import { countsIn, quantitiesOf } from '../../../shared/domain/counted-facts.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { figureOf } from '../../../shared/domain/figure.ts';
import type { Measure } from '../../../shared/domain/measure.ts';
import { foldFacts } from '../../../shared/domain/rollup.ts';
import { measures } from '../../../shared/measures/measures.ts';
import { some } from '../../support/reports.ts';

const measure = (id: string): Measure => measures.get(id) as Measure;

describe('the facts behind a figure', () => {
  it('are those a measure counts, each with the parts it counts in', () => {
    const selfServe = measure('self-serve');
    expect(countsIn(selfServe, some(1, { type: 'contact', channel: 'web', outcome: 'request' }))).toEqual(['of', 'all']);
    expect(countsIn(selfServe, some(1, { type: 'contact', channel: 'telephone', outcome: 'answered' }))).toEqual(['all']);
    expect(countsIn(selfServe, some(1, { type: 'contact', channel: 'email', outcome: 'answered' }))).toEqual([]);
    expect(countsIn(measure('satisfaction'), some(1, { type: 'rated', score: 4 }))).toEqual(['of', 'all']);
    expect(countsIn(measure('satisfaction'), some(1, { type: 'rated', score: 3 }))).toEqual(['all']);
    expect(countsIn(measure('hb-days-to-process'), some(1, { type: 'decided', service: 'housing-benefit', days: 3 }))).toEqual(['all']);
    expect(countsIn(measure('hb-days-to-process'), some(1, { type: 'decided', service: 'blue-badge', days: 3 }))).toEqual([]);
    expect(countsIn(measure('days-to-decide'), some(1, { type: 'decided', detail: 'again' }))).toEqual([]);
    expect(countsIn(measure('decisions'), some(1, { type: 'decided', detail: 'again' }))).toEqual(['all']);
  });

  it('are none of one that its owner enters, and none that were withdrawn', () => {
    expect(countsIn(measure('council-tax-collected'), some(1, { type: 'contact' }))).toEqual([]);
    expect(countsIn(measure('contacts-total'), some(0, { type: 'contact', channel: 'web' }))).toEqual([]);
  });

  it('come to the figure, whatever they are: counted one by one, folded, or as the report has it', () => {
    const fact = fc.record({
      type: fc.constantFrom('contact', 'opened', 'decided', 'rated', 'text', 'chased', 'calls', 'reminder-sent', 'reminder-saved'),
      channel: fc.constantFrom(...channels.filter((channel) => channel !== 'telephone')),
      outcome: fc.constantFrom('request', 'look-up', 'status', 'advice-given', 'awarded', 'refused', 'offered', 'abandoned', 'delivered'),
      score: fc.constantFrom(1, 2, 3, 4, 5),
      // A decision made anew has no days.
      days: fc.option(fc.nat(40), { nil: undefined }),
      quantity: fc.nat(9),
      service: fc.constantFrom('missed-bin', 'housing-benefit', 'complaint'),
    });
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 60 }), fc.constantFrom(...measures.values()), (drawn, each) => {
        const facts = drawn.map(({ quantity, score, days, ...rest }) =>
          some(quantity, {
            ...rest,
            ...(rest.type === 'rated' ? { score } : {}),
            ...(rest.type === 'decided' && days !== undefined ? { days } : {}),
          } as Fact),
        );
        const services = [...new Set(facts.map(({ service }) => service))].map((service) => ({
          service,
          rollup: foldFacts(facts.filter((other) => other.service === service)),
        }));
        const counted = (part: 'of' | 'all') =>
          facts.reduce((sum, one) => (countsIn(each, one).includes(part) ? sum + one.quantity : sum), 0);
        const folded = quantitiesOf(each, services);
        expect(folded).toEqual({ of: counted('of'), all: counted('all') });
        const { value, of, all } = figureOf(each, { services, entered: new Map() });
        if (each.figure.kind === 'count') expect(value).toBe(folded.all);
        if (of !== undefined) expect(of).toBe(folded.of);
        if (all !== undefined) expect(all).toBe(folded.all);
      }),
      { numRuns: 300 },
    );
  });
});
