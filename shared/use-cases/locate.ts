import { type AnswerCheck, accepted, refused } from '../domain/answer-check.ts';
import { type Location, pointOf } from '../domain/location.ts';
import { type Area, isWithin, middleOf, UNITED_KINGDOM } from '../domain/place.ts';
import type { AddressLookup } from '../ports/address-lookup.ts';

export type Locate = ReturnType<typeof createLocate>;

/**
 * Puts a location on the map: a pin must lie in the council's area, and a postcode without a pin gets the middle of its addresses,
 * where these can be found and lie in it. At most one question to whoever knows addresses; without an answer it is kept as it is.
 * @param findAddresses without it, no postcode gets its middle: what another system sends is as exact as it will be
 * @param area the council's; without one, a pin may be anywhere in the United Kingdom
 */
export function createLocate({ findAddresses, area = UNITED_KINGDOM }: { findAddresses?: AddressLookup; area?: Area | undefined }) {
  return async (location: Location): Promise<AnswerCheck> => {
    const pin = pointOf(location);
    if (pin)
      return isWithin(area, pin)
        ? accepted(location)
        : refused({ part: 'map', message: 'The pin is outside our area. Move it, or take it away' });
    const found = location.postcode ? await findAddresses?.(location.postcode) : undefined;
    const middle = found?.kind === 'found' ? middleOf(found.addresses) : undefined;
    return accepted(middle && isWithin(area, middle) ? { ...location, ...middle, by: 'postcode' } : location);
  };
}
