import { plainFigures } from './plain-figures.ts';

/** GOV.UK's postcode pattern: the outward and inward parts. */
const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})$/;

/**
 * A full postcode as it is written, from what a person typed: small letters, and a space too many or none, are taken.
 * @returns `NW1 4RP`; undefined for what cannot be one. Which postcodes there are is not known here
 */
export function parsePostcode(typed: string): string | undefined {
  const written = plainFigures(typed)
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/(...)$/, ' $1');
  return POSTCODE.test(written) ? written : undefined;
}
