import { type AnswerCheck, type AnswerError, accepted, oneLine, partsOf, refused, tidy } from './answer-check.ts';
import { isWithin, type Point, roundPoint, UNITED_KINGDOM } from './place.ts';
import { parsePostcode } from './postcode.ts';
import type { QuestionOf } from './question.ts';

/**
 * Where something is: in words, by a postcode, by a point on the map, or by more than one of them.
 * - `lat`, `lon`: WGS84, five decimals; `by`: a person put the pin there, or it is the middle of the postcode
 * - `uprn`, `usrn`: of a property or a street, where it is known which
 */
export type Location = {
  describe?: string;
  postcode?: string;
  lat?: number;
  lon?: number;
  by?: 'pin' | 'postcode';
  uprn?: string;
  usrn?: string;
};

export const MAX_DESCRIPTION = 500;

/** The point of a location, where it has one. */
export function pointOf({ lat, lon }: Pick<Location, 'lat' | 'lon'>): Point | undefined {
  return lat === undefined || lon === undefined ? undefined : { lat, lon };
}

/**
 * Checks where something is said to be. Whether a pin lies in the council's area is `locate.ts`: what that is, is a setting.
 * @param candidate `{describe, postcode, lat, lon, uprn, usrn}`, degrees as numbers or in digits. One of the first two, or both of
 *   the next, must be there; a point that comes with it is a pin
 */
export function checkLocation(question: QuestionOf<'location'>, candidate: unknown): AnswerCheck {
  const given = partsOf(candidate);
  const describe = typeof given['describe'] === 'string' ? tidy(given['describe'].replace(/\r\n?/g, '\n')) : '';
  const typed = oneLine(given['postcode']) ?? '';
  const postcode = parsePostcode(typed);
  const [lat, lon] = [degrees(given['lat']), degrees(given['lon'])];
  const [uprn, usrn] = [number(given['uprn']), number(given['usrn'])];
  const errors: AnswerError[] = [];
  const length = [...describe].length;
  if (length > MAX_DESCRIPTION)
    errors.push({
      part: 'describe',
      message: `${question.label} must be ${MAX_DESCRIPTION} characters or fewer. You have used ${length.toLocaleString('en-GB')}`,
    });
  if (typed && !postcode) errors.push({ part: 'postcode', message: 'Enter a full UK postcode, like NW1 4RP' });
  const pin = lat === undefined || lon === undefined ? undefined : roundPoint({ lat, lon });
  if (pin ? !isWithin(UNITED_KINGDOM, pin) : lat !== lon) errors.push({ part: 'map', message: 'Put the pin on the map again' });
  if (!isNumbered(uprn, 12) || !isNumbered(usrn, 8))
    errors.push({ part: 'map', message: 'A UPRN has up to 12 digits, and a USRN up to 8' });
  if (errors.length > 0) return refused(...errors);
  if (!describe && !postcode && !pin)
    return question.optional ? accepted(undefined) : refused({ part: 'describe', message: question.missing });
  return accepted({
    ...(describe ? { describe } : {}),
    ...(postcode ? { postcode } : {}),
    ...(pin ? { ...pin, by: 'pin' } : {}),
    ...(uprn ? { uprn } : {}),
    ...(usrn ? { usrn } : {}),
  } satisfies Location);
}

/** `NaN` for what is there and is no number. */
function degrees(candidate: unknown): number | undefined {
  if (typeof candidate === 'number') return candidate;
  const typed = oneLine(candidate);
  if (!typed) return undefined;
  return /^-?\d{1,3}(\.\d{1,20})?$/.test(typed) ? Number(typed) : Number.NaN;
}

const number = (candidate: unknown) => (candidate === undefined ? undefined : oneLine(candidate));
const isNumbered = (digits: string | undefined, most: number) => !digits || (/^\d+$/.test(digits) && digits.length <= most);
