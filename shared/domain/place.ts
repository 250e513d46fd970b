/** A point on the earth in degrees of WGS84. Five decimals are about a metre: more would be the noise of a phone. */
export type Point = { lat: number; lon: number };

/** A box between two parallels and two meridians. */
export type Area = { south: number; west: number; north: number; east: number };

/** The United Kingdom, from Scilly to Shetland and from Fermanagh to Lowestoft. */
export const UNITED_KINGDOM: Area = { south: 49.8, west: -8.7, north: 60.9, east: 1.8 };

export const isWithin = ({ south, west, north, east }: Area, { lat, lon }: Point): boolean =>
  lat >= south && lat <= north && lon >= west && lon <= east;

const DECIMALS = 1e5;
/** Nought has no sign here, for it is kept without one. */
const rounded = (degrees: number) => Math.round(degrees * DECIMALS) / DECIMALS + 0;
export const roundPoint = ({ lat, lon }: Point): Point => ({ lat: rounded(lat), lon: rounded(lon) });

/** The middle of several points, none of them across the world from another. Undefined for none. */
export function middleOf(points: readonly Point[]): Point | undefined {
  if (points.length === 0) return undefined;
  const sum = points.reduce((so, { lat, lon }) => ({ lat: so.lat + lat, lon: so.lon + lon }), { lat: 0, lon: 0 });
  return roundPoint({ lat: sum.lat / points.length, lon: sum.lon / points.length });
}

const METRES_PER_DEGREE = 111_195;
const metresPerDegreeEast = (lat: number) => METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);

/** Metres between two points a few miles apart at most: the earth is flat so far. */
export function metresBetween(a: Point, b: Point): number {
  const north = (b.lat - a.lat) * METRES_PER_DEGREE;
  const east = (b.lon - a.lon) * metresPerDegreeEast((a.lat + b.lat) / 2);
  return Math.hypot(north, east);
}

/**
 * A cell is this many degrees high and wide: 556 metres by 540 (in Shetland) to 720 (in Cornwall), so that a circle of
 * {@link MAX_METRES} about a point lies in four cells at most.
 */
const CELL = { lat: 0.005, lon: 0.01 };
export const MAX_METRES = 250;

const cellAt = (lat: number, lon: number) => `${Math.floor(lat / CELL.lat)}.${Math.floor(lon / CELL.lon)}`;

/** The name of the cell that a point lies in. */
export const cellOf = ({ lat, lon }: Point): string => cellAt(lat, lon);

/** The one to four cells that may hold a point within so many metres, {@link MAX_METRES} at most. */
export function cellsAround({ lat, lon }: Point, metres: number): string[] {
  const [high, wide] = [metres / METRES_PER_DEGREE, metres / metresPerDegreeEast(lat + metres / METRES_PER_DEGREE)];
  const corners = [lat - high, lat + high].flatMap((y) => [lon - wide, lon + wide].map((x) => cellAt(y, x)));
  return [...new Set(corners)];
}
