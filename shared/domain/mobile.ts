import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { plainFigures } from './plain-figures.ts';

/** Ofcom keeps 07700 900000 to 900999 for drama; people learn a form with them, and the library refuses them. */
const DRAMA = /^\+447700900\d{3}$/;

/**
 * A UK mobile in E.164 (`+447700900123`) from what a person typed: spaces, dashes, brackets, 0044 and +44 are all taken.
 * @returns undefined for anything that is not a UK mobile: landlines, pagers, short codes, other countries
 */
export function parseMobile(typed: string): string | undefined {
  const parsed = parsePhoneNumberFromString(plainFigures(typed), 'GB');
  if (parsed?.countryCallingCode !== '44' || parsed.ext) return undefined;
  if (DRAMA.test(parsed.number)) return parsed.number;
  return parsed.isValid() && parsed.getType() === 'MOBILE' && parsed.number.startsWith('+447') ? parsed.number : undefined;
}

/** A number as people write it: `07700 900123`. */
export function formatMobile(number: string): string {
  const national = number.replace(/^\+44/, '0');
  return `${national.slice(0, 5)} ${national.slice(5)}`;
}
