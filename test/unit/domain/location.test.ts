import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { checkAnswer } from '../../../shared/domain/check-answer.ts';
import { nearbyFaults, nearest } from '../../../shared/domain/nearby.ts';
import { parsePostcode } from '../../../shared/domain/postcode.ts';
import { questionSchema } from '../../../shared/domain/question.ts';

const where = questionSchema.parse({
  id: 'where',
  type: 'location',
  ask: 'Where is it?',
  label: 'Where it is',
  missing: 'Enter where it is',
});
const check = (candidate: unknown, question = where) => {
  const found = checkAnswer(question, candidate, '2026-11-23');
  return found.kind === 'accepted' ? found.value : found.errors.map(({ part, message }) => `${part}: ${message}`);
};

describe('where something is', () => {
  it('is words, a postcode, a pin, or more than one of them', () => {
    expect(check({ describe: ' Mill Lane,\r\nby the school ', postcode: '', lat: '', lon: '' })).toEqual({
      describe: 'Mill Lane,\nby the school',
    });
    expect(check({ postcode: 'nw14rp' })).toEqual({ postcode: 'NW1 4RP' });
    expect(check({ lat: '52.2251234', lon: '-2.22' })).toEqual({ lat: 52.22512, lon: -2.22, by: 'pin' });
    expect(check({ describe: 'Here', lat: 52.2, lon: -2.2, uprn: '10090000012', usrn: '47200101' })).toEqual({
      describe: 'Here',
      lat: 52.2,
      lon: -2.2,
      by: 'pin',
      uprn: '10090000012',
      usrn: '47200101',
    });
  });

  it('is refused with what to do', () => {
    expect(check(undefined)).toEqual(['undefined: Enter where it is']);
    expect(check({ describe: '\n', postcode: ' ' })).toEqual(['describe: Enter where it is']);
    expect(check({ postcode: 'NW1' })).toEqual(['postcode: Enter a full UK postcode, like NW1 4RP']);
    expect(check({ describe: 'x'.repeat(501) })).toEqual(['describe: Where it is must be 500 characters or fewer. You have used 501']);
    for (const pin of [
      { lat: '52.2' },
      { lon: '-2.2' },
      { lat: 'north', lon: 'west' },
      { lat: '48.85', lon: '2.35' },
      { lat: Number.NaN, lon: 0 },
    ])
      expect(check(pin)).toEqual(['map: Put the pin on the map again']);
    expect(check({ describe: 'Here', uprn: 'a house' })).toEqual(['map: A UPRN has up to 12 digits, and a USRN up to 8']);
  });

  it('may be left out where it need not be said', () => {
    expect(check({ describe: '' }, { ...where, optional: true })).toBeUndefined();
  });

  it('never breaks, whatever comes', () => {
    const part = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.object());
    fc.assert(
      fc.property(fc.record({ describe: part, postcode: part, lat: part, lon: part, uprn: part }, { requiredKeys: [] }), (candidate) => {
        const found = checkAnswer(where, candidate, '2026-11-23');
        if (found.kind === 'accepted') expect(found.value).toMatchObject({});
        else expect(found.errors.length).toBeGreaterThan(0);
      }),
    );
  });
});

it('a postcode is read however it is typed', () => {
  expect(['nw1 4rp', 'NW14RP', ' n w 1 4 r p ', 'M1 1AA', 'SW1A2AA'].map(parsePostcode)).toEqual([
    'NW1 4RP',
    'NW1 4RP',
    'NW1 4RP',
    'M1 1AA',
    'SW1A 2AA',
  ]);
  expect(['', 'NW1', '4RP', 'NW1 4RPX', '12345'].map(parsePostcode)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

describe('what lies near', () => {
  const at = (reference: string, lat: number) => ({ reference, openedAt: '2026-11-20T10:00:00.000Z', lat, lon: -2.2 });

  it('is the nearest five within the distance', () => {
    const all = [0.0004, 0.0001, 0.0002, 0, 0.0003, 0.00035, 0.01].map((north, index) => at(String(index), 52 + north));
    expect(nearest(all, { lat: 52, lon: -2.2 }, 50).map(({ reference, metres }) => [reference, Math.round(metres)])).toEqual([
      ['3', 0],
      ['1', 11],
      ['2', 22],
      ['4', 33],
      ['5', 39],
    ]);
  });

  it('is looked for only by a service with one location that is not sensitive', () => {
    const nearby = { metres: 50, days: 30 };
    const faults = (service: Partial<Service>) => nearbyFaults({ questions: [where], ...service } as Service);
    expect(faults({ nearby })).toEqual([]);
    expect(faults({ nearby, questions: [] })).toEqual(['`nearby` needs a question of type location']);
    expect(faults({ questions: [where, { ...where, id: 'other' }] })).toEqual(['two questions ask for a location: a case has one']);
    expect(faults({ nearby, sensitive: true })).toEqual(['a sensitive service tells nobody what others asked for: take `nearby` away']);
  });
});
