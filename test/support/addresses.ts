import { startPlaces } from '../../infra/local/os/places.ts';
import { createOsPlaces } from '../../shared/adapters/os-places/os-places.ts';
import type { AddressLookup } from '../../shared/ports/address-lookup.ts';

/** Knows no addresses, for tests of everything else. */
export const noAddresses: AddressLookup = async () => ({ kind: 'unknown', because: 'none here' });

export const OS_KEY = 'a-key-of-the-local-ordnance-survey';

/** The local Ordnance Survey with the adapter at it. `asked` holds the postcodes that it was asked for. */
export async function openLocalPlaces({ key = OS_KEY } = {}) {
  const places = await startPlaces();
  places.open(OS_KEY);
  const lookUp = createOsPlaces({ baseUrl: places.url, apiKey: async () => key, timeoutMs: 1_000 });
  const asked: string[] = [];
  const findAddresses: AddressLookup = (postcode) => {
    asked.push(postcode);
    return lookUp(postcode);
  };
  return { url: places.url, findAddresses, asked, stop: places.close };
}
