/** A street of Northwick, a place that is not there: drawn on fields by the Severn. `line` is its middle, latitude and longitude. */
type Street = {
  name: string;
  usrn: string;
  line: [number, number][];
  postcode?: string;
  /** House numbers, from one end of its line to the other. */
  houses?: { from: number; to: number; step: number };
};

export const streets: readonly Street[] = [
  {
    name: 'MILL LANE',
    usrn: '47200101',
    line: [
      [52.2267, -2.2302],
      [52.2271, -2.2264],
      [52.2279, -2.2221],
    ],
    postcode: 'NW1 4RP',
    houses: { from: 1, to: 39, step: 1 },
  },
  {
    name: 'HIGH STREET',
    usrn: '47200102',
    line: [
      [52.2221, -2.2257],
      [52.2249, -2.2251],
      [52.2271, -2.2264],
    ],
    postcode: 'NW1 2AB',
    houses: { from: 2, to: 60, step: 2 },
  },
  {
    name: 'MARKET PLACE',
    usrn: '47200103',
    line: [
      [52.2249, -2.2251],
      [52.225, -2.2233],
    ],
    postcode: 'NW1 1AB',
    houses: { from: 2, to: 9, step: 1 },
  },
  {
    name: 'STATION ROAD',
    usrn: '47200104',
    line: [
      [52.2221, -2.2257],
      [52.2204, -2.2222],
      [52.2198, -2.2171],
    ],
    postcode: 'NW1 3CD',
    houses: { from: 1, to: 75, step: 2 },
  },
  {
    name: 'CHURCH STREET',
    usrn: '47200105',
    line: [
      [52.225, -2.2233],
      [52.2266, -2.2199],
      [52.2279, -2.2221],
    ],
    postcode: 'NW1 5EF',
    houses: { from: 1, to: 30, step: 1 },
  },
  {
    name: 'RIVER WALK',
    usrn: '47200106',
    line: [
      [52.2204, -2.2315],
      [52.2236, -2.2306],
      [52.2267, -2.2302],
    ],
  },
  {
    name: 'NORTH ROAD',
    usrn: '47200107',
    line: [
      [52.2279, -2.2221],
      [52.2341, -2.2188],
      [52.2402, -2.2176],
    ],
    postcode: 'NW1 6GH',
    houses: { from: 1, to: 99, step: 1 },
  },
];

/** A delivery point as OS Places gives one, as far as anybody reads it. */
export type SamplePoint = Record<string, string | number>;

/** A point so far along a line, from 0 to 1. */
function along(line: Street['line'], share: number): { LAT: number; LNG: number } {
  const place = share * (line.length - 1);
  const index = Math.min(Math.floor(place), line.length - 2);
  const [from, to] = [line[index], line[index + 1]] as [[number, number], [number, number]];
  const at = (axis: 0 | 1) => Number((from[axis] + (to[axis] - from[axis]) * (place - index)).toFixed(7));
  return { LAT: at(0), LNG: at(1) };
}

function pointsOf({ name, line, postcode, houses }: Street, street: number): SamplePoint[] {
  if (!postcode || !houses) return [];
  const numbers = Array.from({ length: Math.floor((houses.to - houses.from) / houses.step) + 1 }, (_, n) => houses.from + n * houses.step);
  return numbers.map((number, index) => ({
    UPRN: String(10_090_000_000 + street * 1_000 + number),
    BUILDING_NUMBER: String(number),
    THOROUGHFARE_NAME: name,
    POST_TOWN: 'NORTHWICK',
    POSTCODE: postcode,
    ...along(line, numbers.length > 1 ? index / (numbers.length - 1) : 0.5),
  }));
}

const flats = ['FLAT 1', 'FLAT 2', 'FLAT 3'].map((flat, index) => ({
  UPRN: String(10_090_009_001 + index),
  SUB_BUILDING_NAME: flat,
  BUILDING_NAME: "ST MARY'S COURT",
  THOROUGHFARE_NAME: 'CHURCH STREET',
  POST_TOWN: 'NORTHWICK',
  POSTCODE: 'NW1 5EG',
  LAT: 52.2262,
  LNG: -2.2205,
}));
const offices = {
  UPRN: '10090009100',
  ORGANISATION_NAME: 'NORTHWICK DISTRICT COUNCIL',
  BUILDING_NAME: 'COUNCIL OFFICES',
  BUILDING_NUMBER: '1',
  THOROUGHFARE_NAME: 'MARKET PLACE',
  POST_TOWN: 'NORTHWICK',
  POSTCODE: 'NW1 1AA',
  LAT: 52.2251,
  LNG: -2.2247,
};

export const deliveryPoints: readonly SamplePoint[] = [...streets.flatMap(pointsOf), ...flats, offices];
