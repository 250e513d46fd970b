import type { Area, Point } from '../../shared/domain/place.ts';
import { fill } from '../content/fill.ts';
import { mapWords as words } from '../content/map.ts';

/** The map of a council's area, as its settings have it; without `tiles` there is none to show. */
export type MapSettings = {
  area: Area;
  middle: Point & { name: string };
  tiles?: string | undefined;
  deepest: number;
  credit: string;
};

/** What `web/assets/map.js` makes a map of. Without scripts there is none, and nothing is missed. */
export type MapView = { field: string; settings: string };

/** The map under the boxes of a question, whose pin goes into the hidden fields `…-lat` and `…-lon`. */
export function mapView(question: string, map: MapSettings | undefined): MapView | undefined {
  if (!map?.tiles) return undefined;
  const { middle, ...rest } = map;
  const pin = Object.entries({ ...words.pin }).map(([where, says]) => [where, fill(says, { place: middle.name })]);
  return { field: question, settings: JSON.stringify({ ...rest, middle, says: { ...words.says, pin: Object.fromEntries(pin) } }) };
}
