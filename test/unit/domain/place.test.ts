import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cellOf,
  cellsAround,
  isWithin,
  MAX_METRES,
  metresBetween,
  middleOf,
  roundPoint,
  UNITED_KINGDOM,
} from '../../../shared/domain/place.ts';

const point = fc.record({ lat: fc.double({ min: 49.9, max: 60.8, noNaN: true }), lon: fc.double({ min: -8.6, max: 1.7, noNaN: true }) });

describe('metres between two points', () => {
  it('are those of a map', () => {
    // Nelson’s Column to the middle of Trafalgar Square’s north side, and London to Edinburgh, which is far for a flat earth.
    expect(Math.round(metresBetween({ lat: 51.50777, lon: -0.12794 }, { lat: 51.50867, lon: -0.12794 }))).toBe(100);
    expect(Math.round(metresBetween({ lat: 52.225, lon: -2.2251 }, { lat: 52.225, lon: -2.2236 }))).toBe(102);
  });

  it('are as many there as back, and none to the same', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(metresBetween(a, b)).toBeCloseTo(metresBetween(b, a), 6);
        expect(metresBetween(a, a)).toBe(0);
      }),
    );
  });
});

describe('cells', () => {
  it('around a point are four at most, and hold every point within so many metres', () => {
    fc.assert(
      fc.property(
        point,
        fc.integer({ min: 10, max: MAX_METRES }),
        fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (from, metres, way, share) => {
          const north = (Math.cos(way) * metres * share) / 111_195;
          const east = (Math.sin(way) * metres * share) / (111_195 * Math.cos((from.lat * Math.PI) / 180));
          const to = { lat: from.lat + north, lon: from.lon + east };
          fc.pre(metresBetween(from, to) <= metres);
          const cells = cellsAround(from, metres);
          expect(cells.length).toBeLessThanOrEqual(4);
          expect(cells).toContain(cellOf(to));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

it('the middle of points lies among them', () => {
  expect(middleOf([])).toBeUndefined();
  expect(
    middleOf([
      { lat: 52, lon: -2 },
      { lat: 52.00002, lon: -2.00004 },
    ]),
  ).toEqual({ lat: 52.00001, lon: -2.00002 });
  expect(roundPoint({ lat: 52.123456789, lon: -2.1 })).toEqual({ lat: 52.12346, lon: -2.1 });
  expect(isWithin(UNITED_KINGDOM, { lat: 48.85, lon: 2.35 })).toBe(false);
});
