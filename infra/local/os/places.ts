import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliveryPoints } from './sample.ts';

/** Stands for the local Ordnance Survey's address in the templates of stage `local`. */
export const OS_URL_PLACEHOLDER = 'http://os.localhost';

type Answer = { status: number; body: object };

export interface LocalPlaces {
  url: string;
  /** The key is known only once the templates are read, which need the address. */
  open(apiKey: string): void;
  close(): Promise<void>;
}

const wrong = (status: number, message: string): Answer => ({ status, body: { error: { statuscode: status, message } } });

/**
 * Ordnance Survey's Places API on this machine, as far as addresses are found by postcode with it: its key, its parameters, its
 * answers and its errors, by its documentation (docs.os.uk, OS Places API). It knows the addresses of `sample.ts` and no others.
 */
export async function startPlaces(): Promise<LocalPlaces> {
  let apiKey: string | undefined;
  const server = createServer((request, response) => {
    const { status, body } = apiKey === undefined ? wrong(503, 'Starting') : answer(request, apiKey);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: (key) => {
      apiKey = key;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** At least an area and a district: `SO16`. */
const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?(\d[A-Z]{2})?$/;

function answer({ method, url = '/', headers }: IncomingMessage, apiKey: string): Answer {
  const { pathname, searchParams } = new URL(url, 'http://os.localhost');
  if (method !== 'GET' || pathname !== '/search/places/v1/postcode') return wrong(404, 'Not found');
  if ((headers['key'] ?? searchParams.get('key')) !== apiKey)
    return { status: 401, body: { fault: { faultstring: 'Invalid ApiKey', detail: { errorcode: 'oauth.v2.InvalidApiKey' } } } };
  const postcode = (searchParams.get('postcode') ?? '').toUpperCase().replace(/\s/g, '');
  if (!postcode) return wrong(400, 'No postcode parameter provided.');
  if (!POSTCODE.test(postcode))
    return wrong(400, 'Requested postcode must contain a minimum of the sector plus 1 digit of the district e.g. SO1.');
  const most = Number(searchParams.get('maxresults') ?? 100);
  if (!Number.isInteger(most) || most < 1 || most > 100) return wrong(400, 'The maxresults parameter must be between 1 and 100.');
  const found = deliveryPoints.filter((each) => String(each['POSTCODE']).replace(' ', '').startsWith(postcode));
  const degrees = ['EPSG:4326', 'WGS84'].includes(searchParams.get('output_srs') ?? '');
  const header = {
    uri: `https://api.os.uk${url}`,
    query: `postcode=${postcode}`,
    offset: 0,
    totalresults: found.length,
    format: 'JSON',
    dataset: 'DPA',
    maxresults: most,
    output_srs: degrees ? 'EPSG:4326' : 'EPSG:27700',
  };
  const shown = found.slice(0, most).map((point) => {
    const { LAT, LNG, ...rest } = point;
    return { DPA: { ...rest, ADDRESS: addressLine(point), LANGUAGE: 'EN', MATCH: 1, ...(degrees ? { LAT, LNG } : {}) } };
  });
  return { status: 200, body: found.length > 0 ? { header, results: shown } : { header } };
}

function addressLine(point: Record<string, string | number>): string {
  const { ORGANISATION_NAME, SUB_BUILDING_NAME, BUILDING_NAME, BUILDING_NUMBER, THOROUGHFARE_NAME, POST_TOWN, POSTCODE } = point;
  return [ORGANISATION_NAME, SUB_BUILDING_NAME, BUILDING_NAME, BUILDING_NUMBER, THOROUGHFARE_NAME, POST_TOWN, POSTCODE]
    .filter(Boolean)
    .join(', ');
}
