import { equal, type Keyring } from './keyring.ts';

/** A poster by which a service is rated: `place` is where it hangs, in small letters. */
export type Poster = { service: string; place: string };

const PLACE = /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])$/;
const TOKEN = /^([a-z0-9-]{2,30})-([0-9A-Za-z]{6})$/;

export const isPlace = (place: string): boolean => PLACE.test(place);

/** The path of a poster's page: `/rate/at/missed-bin/library-a1B2c3`. Nobody can make one for a poster that we did not. */
export function posterPath(keyring: Keyring, poster: Poster): string {
  return `/rate/at/${poster.service}/${poster.place}-${proof(keyring, poster)}`;
}

/** The poster that a path names; undefined for one that we did not make. */
export function parsePoster(keyring: Keyring, service: string, token: string): Poster | undefined {
  const [, place = '', given = ''] = TOKEN.exec(token) ?? [];
  const poster = { service, place };
  return isPlace(place) && equal(given, proof(keyring, poster)) ? poster : undefined;
}

/** Letters and digits only: see `rating-link.ts`. */
function proof(keyring: Keyring, { service, place }: Poster): string {
  return keyring.ratingProof(`at/${service}/${place}`).replaceAll('-', 'A').replaceAll('_', 'B');
}
