import type { AddressLookup } from '../../ports/address-lookup.ts';
import { requestOnce } from '../http/request-once.ts';
import { addressOf, placesSchema } from './delivery-point.ts';

/** Somebody waits for the page, and can type the address in. */
const TIMEOUT_MS = 3_000;
/** The most that it gives at once, and as many as one postcode has: Royal Mail counts 100 at most. */
const MOST = 100;

export type OsPlacesSettings = {
  /** `https://api.os.uk` */
  baseUrl: string;
  /** Read when it is first needed: most pages ask for no address. */
  apiKey: () => Promise<string>;
  timeoutMs?: number;
};

/** Addresses by postcode from Ordnance Survey's Places API. Its key goes in a header, so that it is in no log of addresses. */
export function createOsPlaces({ baseUrl, apiKey, timeoutMs = TIMEOUT_MS }: OsPlacesSettings): AddressLookup {
  return async (postcode) => {
    const key = await apiKey().catch(() => undefined);
    if (!key) return { kind: 'unknown', because: 'no-key' };
    const query = new URLSearchParams({ postcode, dataset: 'DPA', output_srs: 'EPSG:4326', maxresults: String(MOST) });
    const asked = await requestOnce({
      method: 'GET',
      url: `${baseUrl}/search/places/v1/postcode?${query}`,
      headers: { key: key.trim(), accept: 'application/json' },
      timeoutMs,
    });
    if (asked.kind !== 'answered') return { kind: 'unknown', because: asked.because };
    // To Ordnance Survey a postcode of an area that does not exist is a wrong parameter; that it is written right is known here.
    if (asked.status === 400) return { kind: 'found', addresses: [] };
    if (asked.status !== 200) return { kind: 'unknown', because: `http-${asked.status}` };
    const answer = placesSchema.safeParse(parsed(asked.body));
    if (!answer.success) return { kind: 'unknown', because: 'not-understood' };
    return { kind: 'found', addresses: answer.data.results.map(({ DPA }) => addressOf(DPA)) };
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
