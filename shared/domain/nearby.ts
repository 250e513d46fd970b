import * as z from 'zod';
import type { Service } from './catalogue.ts';
import { MAX_METRES, metresBetween, type Point } from './place.ts';

/** Of a service about things that lie about: two reports of one kind so close and so soon after one another may be of the same thing. */
export const nearbySchema = z.strictObject({ metres: z.number().int().min(10).max(MAX_METRES), days: z.number().int().min(1).max(365) });

/** All that is known of an open case by somebody who may have seen the same thing. Nothing in it is of its resident. */
export type Lying = Point & {
  reference: string;
  openedAt: string;
  /** It is known no better than by the middle of its postcode. */
  by?: 'pin' | 'postcode' | undefined;
  /** Of a service that counts its requests by kind: which. */
  counted?: string | undefined;
};
/** One of them so many metres away. */
export type Near = Lying & { metres: number };

/** The most that a page offers: of more nobody could tell which it is. */
const MOST = 5;

/** Those that lie within so many metres of a point, the nearest first, {@link MOST} of them. */
export function nearest(all: readonly Lying[], to: Point, within: number): Near[] {
  return all
    .map((each) => ({ ...each, metres: metresBetween(each, to) }))
    .filter(({ metres }) => metres <= within)
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, MOST);
}

/** What is wrong with how a service looks for reports of the same thing. */
export function nearbyFaults({ nearby, questions, sensitive }: Pick<Service, 'nearby' | 'questions' | 'sensitive'>): string[] {
  const places = questions.filter((each) => each.type === 'location');
  if (places.length > 1) return ['two questions ask for a location: a case has one'];
  if (!nearby) return [];
  return [
    ...(places.length === 0 ? ['`nearby` needs a question of type location'] : []),
    ...(sensitive ? ['a sensitive service tells nobody what others asked for: take `nearby` away'] : []),
  ];
}
