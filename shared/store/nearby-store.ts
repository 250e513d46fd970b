import * as z from 'zod';
import type { Lying } from '../domain/nearby.ts';
import { cellsAround, type Point } from '../domain/place.ts';
import { indexes, placePartition } from './keys.ts';
import { all, type Table } from './table.ts';

const lyingSchema = z.object({
  reference: z.string(),
  openedAt: z.string(),
  lat: z.number(),
  lon: z.number(),
  by: z.enum(['pin', 'postcode']).optional(),
  counted: z.string().optional(),
});

/** The most of one cell that are looked at, the newest: a storm may bring down a wood. */
const MOST_OF_A_CELL = 100;

export type NearbyStore = ReturnType<typeof createNearbyStore>;

/** Finds open cases by where they lie, from their summaries. */
export function createNearbyStore(table: Table) {
  return {
    /** Those of a service opened since then that may be within so many metres of a point: one to four Queries. The index may lag by a moment. */
    async around(service: string, { point, metres, since }: { point: Point; metres: number; since: string }): Promise<Lying[]> {
      const cells = cellsAround(point, metres).map((cell) =>
        all(
          table.query({
            index: indexes.place,
            expression: '#place = :place AND #openedAt >= :since',
            values: { place: placePartition(service, cell), since },
            descending: true,
            limit: MOST_OF_A_CELL,
          }),
        ),
      );
      return (await Promise.all(cells)).flat().map((item) => lyingSchema.parse(item));
    },
  };
}
