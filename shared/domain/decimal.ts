import { type AnswerCheck, accepted, oneLine, refused } from './answer-check.ts';
import type { QuestionOf } from './question.ts';

/** Digits before the point that a number in JavaScript keeps apart: no count and no amount of a council's is as large. */
const MOST_DIGITS = 12;
/** Commas and spaces only where thousands end: `1,200` is a number here, `1,50` and `12 00` are not. */
const WRITTEN = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.(\d+))?$/;

/**
 * A decimal number from what a person typed: commas or spaces between thousands are taken. `whole` and `fraction` are digits,
 * with no zero too many before the point.
 * @returns undefined for anything else
 */
function readDecimal(typed: string): { minus: boolean; whole: string; fraction: string } | undefined {
  const [, sign, digits = '', fraction = ''] = WRITTEN.exec(typed.replace(/\s+/g, ' ').replace(/^\u2212/, '-')) ?? [];
  const whole = digits.replace(/[, ]/g, '').replace(/^0+(?=\d)/, '');
  return whole === '' || whole.length > MOST_DIGITS ? undefined : { minus: sign === '-', whole, fraction };
}

/** What the API may send as a number is read as its digits. An Arabic keyboard has a point and a comma of its own. */
const typedOf = (candidate: unknown): string =>
  typeof candidate === 'number' ? String(candidate) : (oneLine(candidate) ?? '').replaceAll('\u066b', '.').replaceAll('\u066c', ',');

/**
 * The messages are those of the GOV.UK Design System's text input: what it must be, with an example.
 * @returns accepted with the number in digits: `3`, `2.5`, `-4`
 */
export function checkNumber(question: QuestionOf<'number'>, candidate: unknown): AnswerCheck {
  const { label, min, max, decimals } = question;
  const number = readDecimal(typedOf(candidate));
  if (!number) return refused({ message: `${label} must be a number, like ${inDigits(exampleOf(min, max))}` });
  const fraction = number.fraction.replace(/0+$/, '');
  if (fraction.length > decimals)
    return refused({
      message:
        decimals === 0
          ? `${label} must be a whole number, like ${inDigits(exampleOf(min, max))}`
          : `${label} must have ${decimals === 1 ? '1 digit' : `${decimals} digits`} or fewer after the point`,
    });
  const digits = fraction ? `${number.whole}.${fraction}` : number.whole;
  const value = number.minus && Number(digits) !== 0 ? `-${digits}` : digits;
  if (Number(value) < min) return refused({ message: `${label} must be ${inDigits(min)} or more` });
  if (max !== undefined && Number(value) > max) return refused({ message: `${label} must be ${inDigits(max)} or fewer` });
  return accepted(value);
}

/** A number that would do, to show how. */
const exampleOf = (min: number, max: number | undefined) => Math.min(Math.ceil(min) + 2, max ?? Number.POSITIVE_INFINITY);

/**
 * An amount of pounds. A pound sign is taken, and pence may be left out.
 * @returns accepted with two digits after the point: `12.50`
 */
export function checkMoney(question: QuestionOf<'money'>, candidate: unknown): AnswerCheck {
  const { label, min, max } = question;
  const typed = typedOf(candidate);
  const number = readDecimal(typed.replace(/^£\s*/, ''));
  if (!number) return refused({ message: `${label} must be an amount of money in pounds, like 120 or 12.50` });
  const { whole, fraction } = number;
  if (/[1-9]/.test(fraction.slice(2))) return refused({ message: `${label} must have 2 digits for pence, like 12.50` });
  const value = `${whole}.${fraction.slice(0, 2).padEnd(2, '0')}`;
  if (number.minus && Number(value) !== 0) return refused({ message: `${label} must be ${formatMoney(min)} or more` });
  if (Number(value) < min) return refused({ message: `${label} must be ${formatMoney(min)} or more` });
  if (max !== undefined && Number(value) > max) return refused({ message: `${label} must be ${formatMoney(max)} or less` });
  return accepted(value);
}

/** A number as people write it, with commas between thousands: `1,200`, `2.5`. */
export function inDigits(value: number | string): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** Pounds as people write them: `£1,200`, `£12.50`. */
export function formatMoney(pounds: number | string): string {
  return `£${inDigits(Number(pounds).toFixed(2)).replace(/\.00$/, '')}`;
}
