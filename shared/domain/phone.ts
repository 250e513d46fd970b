import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** Ours: nine or ten digits after the country code, none of them beginning with 0, 4 or 6 (Ofcom, National Telephone Numbering Plan). */
const OURS = /^\+44[1-35789]\d{8,9}$/;
/** Of another country: as long as E.164 lets a number be. The bundles hold no other country's rules. */
const FOREIGN = /^\+(?!44)[1-9]\d{6,14}$/;

/**
 * A telephone number in E.164 from what a person typed, of any kind and country: a number of ours needs no country code.
 * As long as a number of its country may be, it is taken: which of them ring is for whoever calls. `mobile.ts` is stricter,
 * for texts.
 * @returns undefined for anything else: words, 999, numbers cut short, a number with an extension
 */
export function parsePhone(typed: string): string | undefined {
  const foreign = typed.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (FOREIGN.test(foreign)) return foreign;
  const parsed = parsePhoneNumberFromString(typed, 'GB');
  return parsed && !parsed.ext && OURS.test(parsed.number) ? parsed.number : undefined;
}

/** A number as people call it from here: `01632 960001`, `+33123456789`. */
export function formatPhone(number: string): string {
  const parsed = OURS.test(number) ? parsePhoneNumberFromString(number) : undefined;
  return parsed ? parsed.formatNational() : number;
}
