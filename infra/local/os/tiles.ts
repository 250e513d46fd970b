import type { OriginResponse } from '../api-payload.ts';
import type { ViewerRequest } from '../edge.ts';
import { streets } from './sample.ts';

/** Where the local Ordnance Survey shows squares of its map, on the front door's port at another host. */
export const OS_PATH = '/_local/os';
/** Stands for that host, without the path, in the templates of stage `local`: a policy of content that had it would want no other. */
export const TILES_URL_PLACEHOLDER = 'http://tiles.localhost';

const SIDE = 256;
const SQUARE = new RegExp(`^${OS_PATH}/maps/raster/v1/zxy/Light_3857/(\\d{1,2})/(\\d{1,7})/(\\d{1,7})\\.png$`);
const answered = (status: number, type: string, body: string): OriginResponse => ({
  status,
  headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' },
  cookies: [],
  body: Buffer.from(body),
});

/**
 * Ordnance Survey's Maps API on this machine: one square of the map in Web Mercator, by zoom, column and row. The streets of
 * `sample.ts` are drawn as SVG, which a browser takes as well as the PNG of the real one.
 */
export function tilesAnswer({ path, query }: ViewerRequest): OriginResponse {
  const [, zoom, column, row] = (SQUARE.exec(path) ?? []).map(Number) as [number, number?, number?, number?];
  if (zoom === undefined || column === undefined || row === undefined) return answered(404, 'text/plain', 'Not found');
  if (!new URLSearchParams(query).get('key')) return answered(401, 'text/plain', 'Invalid ApiKey');
  return answered(200, 'image/svg+xml', draw(zoom, column, row));
}

function draw(zoom: number, column: number, row: number): string {
  const world = SIDE * 2 ** zoom;
  const place = ([lat, lon]: [number, number]) => {
    const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
    return `${(((lon + 180) / 360) * world - column * SIDE).toFixed(1)} ${(y * world - row * SIDE).toFixed(1)}`;
  };
  const lines = streets.map(({ name, line }) => {
    // A name is written from left to right.
    const points = (line[0] as [number, number])[1] <= (line.at(-1) as [number, number])[1] ? line : line.toReversed();
    return { name, path: `M${points.map(place).join('L')}` };
  });
  const wide = Math.max(2, (zoom - 11) * 3);
  const roads = (stroke: string, width: number) =>
    `<g fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round">${lines.map(({ path }) => `<path d="${path}"/>`).join('')}</g>`;
  const names = lines.map(
    ({ name, path }, index) =>
      `<path id="s${index}" d="${path}" fill="none"/><text dy="4"><textPath href="#s${index}" startOffset="50%" text-anchor="middle">${name}</textPath></text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" width="${SIDE}" height="${SIDE}">`,
    `<rect width="${SIDE}" height="${SIDE}" fill="#eef1ea"/><path d="M0 0H${SIDE}M0 0V${SIDE}" stroke="#dde2d6"/>`,
    roads('#b1b4b6', wide + 2),
    roads('#ffffff', wide),
    zoom < 15 ? '' : `<g font-family="sans-serif" font-size="11" fill="#383f43">${names.join('')}</g>`,
    '</svg>',
  ].join('');
}
