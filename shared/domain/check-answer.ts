import type { Address, Answer, MobileChoice } from './answers.ts';
import { isRealDate } from './calendar.ts';
import { parseMobile } from './mobile.ts';
import type { Question } from './question.ts';

/** What is wrong with an answer: which part of it (a date's `day`, an address's `line1`), and a sentence that says what to do. */
export type AnswerError = { part?: string; message: string };
/** `value` is undefined when an optional question was left empty. */
export type AnswerCheck = { kind: 'accepted'; value: Answer | undefined } | { kind: 'refused'; errors: AnswerError[] };

const accepted = (value: Answer | undefined): AnswerCheck => ({ kind: 'accepted', value });
const refused = (...errors: AnswerError[]): AnswerCheck => ({ kind: 'refused', errors });

/**
 * Checks one answer, whatever it came by: a form or the API.
 * @param candidate text for the text types, date (`YYYY-MM-DD`, as typed: `2026-2-9` is taken), radios and yes-no; a list for checkboxes;
 *   `{line1, line2, town, postcode}` for an address; `{wanted, number}` for a mobile; `agreed` for a declaration
 * @param today the council's local date, `YYYY-MM-DD`
 */
export function checkAnswer(question: Question, candidate: unknown, today: string): AnswerCheck {
  if (isEmpty(candidate)) return question.optional ? accepted(undefined) : refused({ message: question.missing });
  switch (question.type) {
    case 'short-text':
      return checkText(question, oneLine(candidate));
    case 'long-text':
      return checkText(question, typeof candidate === 'string' ? tidy(candidate.replace(/\r\n?/g, '\n')) : undefined);
    case 'radios':
      return question.options.some((each) => each.value === candidate)
        ? accepted(candidate as string)
        : refused({ message: question.missing });
    case 'yes-no':
      return candidate === 'yes' || candidate === 'no' ? accepted(candidate) : refused({ message: question.missing });
    case 'declaration':
      return candidate === 'agreed' ? accepted('agreed') : refused({ message: question.missing });
    case 'checkboxes':
      return checkChoices(question, candidate);
    case 'date':
      return checkDate(question, candidate, today);
    case 'address':
      return checkAddress(question, candidate);
    case 'mobile':
      return checkMobile(question, candidate);
  }
}

function isEmpty(candidate: unknown): boolean {
  return (
    candidate === undefined ||
    candidate === null ||
    (typeof candidate === 'string' && candidate.trim() === '') ||
    (Array.isArray(candidate) && candidate.length === 0)
  );
}

/** Control characters other than a line break have no place in an answer. */
function tidy(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it takes out
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').trim();
}

function oneLine(candidate: unknown): string | undefined {
  return typeof candidate === 'string' ? tidy(candidate).replace(/\s+/g, ' ') : undefined;
}

function checkText(question: Question & { maxCharacters: number }, text: string | undefined): AnswerCheck {
  if (!text) return refused({ message: question.missing });
  const length = [...text].length;
  if (length <= question.maxCharacters) return accepted(text);
  const most = question.maxCharacters.toLocaleString('en-GB');
  return refused({ message: `${question.label} must be ${most} characters or fewer. You have used ${length.toLocaleString('en-GB')}` });
}

function checkChoices(question: Question & { type: 'checkboxes' }, candidate: unknown): AnswerCheck {
  const chosen = Array.isArray(candidate) ? candidate : [candidate];
  const known = question.options.map((each) => each.value).filter((value) => chosen.includes(value));
  return known.length > 0 && known.length === new Set(chosen).size ? accepted(known) : refused({ message: question.missing });
}

function checkDate(question: Question & { type: 'date' }, candidate: unknown, today: string): AnswerCheck {
  const [year = '', month = '', day = ''] = typeof candidate === 'string' ? candidate.split('-').map((part) => part.trim()) : [];
  if (!year && !month && !day) return question.optional ? accepted(undefined) : refused({ message: question.missing });
  const absent = Object.entries({ day, month, year }).filter(([, part]) => part === '');
  if (absent.length > 0) {
    return refused(...absent.map(([part]) => ({ part, message: `${question.label} must include a ${part}` })));
  }
  if (!/^\d{4}$/.test(year)) return refused({ part: 'year', message: `Year must have 4 numbers, like ${today.slice(0, 4)}` });
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isRealDate(date)) return refused({ part: 'day', message: `${question.label} must be a real date` });
  if (question.allow === 'past' && date > today) return refused({ part: 'day', message: `${question.label} must be today or in the past` });
  if (question.allow === 'future' && date < today)
    return refused({ part: 'day', message: `${question.label} must be today or in the future` });
  return accepted(date);
}

/** GOV.UK's postcode pattern: the outward and inward parts, with or without a space. */
const POSTCODE = /^([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$/;
const ADDRESS_LINE_MAX = 100;

function checkAddress(question: Question, candidate: unknown): AnswerCheck {
  const given = (typeof candidate === 'object' ? candidate : {}) as Record<string, unknown>;
  const [line1, line2, town] = [oneLine(given['line1']), oneLine(given['line2']), oneLine(given['town'])];
  const typed = oneLine(given['postcode'])?.toUpperCase();
  if (!line1 && !line2 && !town && !typed)
    return question.optional ? accepted(undefined) : refused({ part: 'line1', message: question.missing });
  const postcode = typed
    ?.replace(/\s/g, '')
    .replace(/(...)$/, ' $1')
    .match(POSTCODE);
  const errors: AnswerError[] = [];
  if (!line1) errors.push({ part: 'line1', message: 'Enter address line 1, for example the house number and street' });
  if (!town) errors.push({ part: 'town', message: 'Enter the town or city' });
  if (!typed) errors.push({ part: 'postcode', message: 'Enter the postcode' });
  else if (!postcode) errors.push({ part: 'postcode', message: 'Enter a full UK postcode, like NW1 4RP' });
  for (const [part, text] of Object.entries({ line1, line2, town })) {
    if ((text?.length ?? 0) > ADDRESS_LINE_MAX) errors.push({ part, message: `This line must be ${ADDRESS_LINE_MAX} characters or fewer` });
  }
  if (errors.length > 0 || !line1 || !town || !postcode) return refused(...errors);
  const address: Address = { line1, ...(line2 ? { line2 } : {}), town, postcode: `${postcode[1]} ${postcode[2]}` };
  return accepted(address);
}

function checkMobile(question: Question, candidate: unknown): AnswerCheck {
  const given = (typeof candidate === 'object' ? candidate : {}) as Record<string, unknown>;
  if (given['wanted'] === false) return accepted({ wanted: false } satisfies MobileChoice);
  if (given['wanted'] !== true) return refused({ message: question.missing });
  const typed = oneLine(given['number']);
  if (!typed) return refused({ part: 'number', message: 'Enter a UK mobile number, like 07700 900123' });
  const number = parseMobile(typed);
  if (!number) return refused({ part: 'number', message: 'Enter a UK mobile number in the right form, like 07700 900123' });
  return accepted({ wanted: true, number } satisfies MobileChoice);
}
