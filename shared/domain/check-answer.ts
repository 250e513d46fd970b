import { type AnswerCheck, type AnswerError, accepted, isEmpty, oneLine, partsOf, refused, tidy } from './answer-check.ts';
import type { Address, MobileChoice } from './answers.ts';
import { checkBankDetails } from './bank-details.ts';
import { isRealDate } from './calendar.ts';
import { checkMoney, checkNumber } from './decimal.ts';
import { parseEmail } from './email.ts';
import { checkLocation } from './location.ts';
import { parseMobile } from './mobile.ts';
import { parseNino } from './nino.ts';
import { checkOnBehalf } from './on-behalf.ts';
import { parsePhone } from './phone.ts';
import { parsePostcode } from './postcode.ts';
import type { Question, QuestionOf } from './question.ts';
import type { Entry, RepeatQuestion } from './repeat.ts';
import { parseVehicle } from './vehicle.ts';

/**
 * Checks one answer, whatever it came by: a form or the API.
 * @param candidate text for what is typed into one box, for a date (`YYYY-MM-DD`, as typed: `2026-2-9` is taken), radios, select and
 *   yes-no; a list for checkboxes; `{line1, line2, town, postcode, uprn}` for an address; `{wanted, number}` for a mobile;
 *   `{name, sortCode, account, roll}` for bank details; `{describe, postcode, lat, lon}` for a location; a list of records for a repeated question;
 *   `{for, name, as, agreed, mayUpload, mobile, textsTo}` for who asks; `agreed` for a declaration
 * @param today the council's local date, `YYYY-MM-DD`
 */
export function checkAnswer(question: Question, candidate: unknown, today: string): AnswerCheck {
  // Having none of them is an answer, where there need be none.
  if (question.type === 'repeat') return checkEntries(question, candidate, today);
  if (isEmpty(candidate)) return question.optional ? accepted(undefined) : refused({ message: question.missing });
  switch (question.type) {
    case 'short-text':
      return checkText(question, oneLine(candidate));
    case 'long-text':
      return checkText(question, typeof candidate === 'string' ? tidy(candidate.replace(/\r\n?/g, '\n')) : undefined);
    case 'radios':
    case 'select':
      return question.options.some((each) => each.value === candidate)
        ? accepted(candidate as string)
        : refused({ message: question.missing });
    case 'yes-no':
    case 'file':
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
    case 'number':
      return checkNumber(question, candidate);
    case 'money':
      return checkMoney(question, candidate);
    case 'email':
      return checkRead(parseEmail(oneLine(candidate) ?? ''), 'Enter an email address in the right form, like name@example.com');
    case 'phone':
      return checkRead(parsePhone(oneLine(candidate) ?? ''), 'Enter a phone number, like 01632 960001 or +44 7700 900982');
    case 'nino':
      return checkRead(parseNino(oneLine(candidate) ?? ''), NINO_MESSAGE);
    case 'vehicle':
      return checkRead(parseVehicle(oneLine(candidate) ?? ''), 'Enter a UK registration number, like AB12 CDE');
    case 'bank-details':
      return checkBankDetails(question, candidate);
    case 'location':
      return checkLocation(question, candidate);
    case 'on-behalf':
      return checkOnBehalf(question, candidate);
  }
}

function checkText(question: Question & { maxCharacters: number }, text: string | undefined): AnswerCheck {
  if (!text) return refused({ message: question.missing });
  const length = [...text].length;
  if (length <= question.maxCharacters) return accepted(text);
  const most = question.maxCharacters.toLocaleString('en-GB');
  return refused({ message: `${question.label} must be ${most} characters or fewer. You have used ${length.toLocaleString('en-GB')}` });
}

/** The rule in words, with an example: the Design System's own, QQ 12 34 56 C, is nobody's, and so no answer either. */
const NINO_MESSAGE = 'Enter a National Insurance number: 2 letters, 6 numbers, then A, B, C or D, like QQ 12 34 56 C';

const checkRead = (read: string | undefined, message: string): AnswerCheck => (read === undefined ? refused({ message }) : accepted(read));

function checkChoices(question: QuestionOf<'checkboxes'>, candidate: unknown): AnswerCheck {
  const chosen = Array.isArray(candidate) ? candidate : [candidate];
  const alone = question.options.find((each) => each.alone);
  if (alone && chosen.length > 1 && chosen.includes(alone.value))
    return refused({ message: `${question.missing}, or select “${alone.text}”` });
  const known = question.options.map((each) => each.value).filter((value) => chosen.includes(value));
  return known.length > 0 && known.length === new Set(chosen).size ? accepted(known) : refused({ message: question.missing });
}

function checkDate(question: QuestionOf<'date'>, candidate: unknown, today: string): AnswerCheck {
  const [year = '', month = '', day = ''] = (oneLine(candidate) ?? '').split('-').map((part) => part.trim());
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

const ADDRESS_LINE_MAX = 100;

function checkAddress(question: Question, candidate: unknown): AnswerCheck {
  const given = partsOf(candidate);
  const [line1, line2, town] = [oneLine(given['line1']), oneLine(given['line2']), oneLine(given['town'])];
  const typed = oneLine(given['postcode']);
  if (!line1 && !line2 && !town && !typed)
    return question.optional ? accepted(undefined) : refused({ part: 'line1', message: question.missing });
  const postcode = parsePostcode(typed ?? '');
  const errors: AnswerError[] = [];
  if (!line1) errors.push({ part: 'line1', message: 'Enter address line 1, for example the house number and street' });
  if (!town) errors.push({ part: 'town', message: 'Enter the town or city' });
  if (!typed) errors.push({ part: 'postcode', message: 'Enter the postcode' });
  else if (!postcode) errors.push({ part: 'postcode', message: 'Enter a full UK postcode, like NW1 4RP' });
  for (const [part, text] of Object.entries({ line1, line2, town })) {
    if ((text?.length ?? 0) > ADDRESS_LINE_MAX) errors.push({ part, message: `This line must be ${ADDRESS_LINE_MAX} characters or fewer` });
  }
  if (errors.length > 0 || !line1 || !town || !postcode) return refused(...errors);
  const uprn = oneLine(given['uprn']);
  const address: Address = { line1, ...(line2 ? { line2 } : {}), town, postcode, ...(uprn && /^\d{1,12}$/.test(uprn) ? { uprn } : {}) };
  return accepted(address);
}

function checkMobile(question: Question, candidate: unknown): AnswerCheck {
  const given = partsOf(candidate);
  if (given['wanted'] === false) return accepted({ wanted: false } satisfies MobileChoice);
  const typed = oneLine(given['number']);
  if (given['wanted'] === undefined && !typed && question.optional) return accepted(undefined);
  if (given['wanted'] !== true) return refused({ message: question.missing });
  if (!typed) return refused({ part: 'number', message: 'Enter a UK mobile number, like 07700 900123' });
  const number = parseMobile(typed);
  if (!number) return refused({ part: 'number', message: 'Enter a UK mobile number in the right form, like 07700 900123' });
  return accepted({ wanted: true, number } satisfies MobileChoice);
}

export type EntryCheck = { kind: 'accepted'; entry: Entry } | { kind: 'refused'; errors: AnswerError[] };

/**
 * Checks one entry of a repeated question: all its fields at once.
 * @param candidate what was typed for each field, by its id
 * @returns accepted with the entry, or every error, its `part` the field's id and, for a part of a field, that after a dash
 */
export function checkEntry(question: RepeatQuestion, candidate: unknown, today: string): EntryCheck {
  const given = partsOf(candidate);
  const entry: Record<string, string> = {};
  const errors: AnswerError[] = [];
  for (const field of question.fields) {
    const check = checkAnswer(field, given[field.id], today);
    if (check.kind === 'refused')
      errors.push(...check.errors.map(({ part, message }) => ({ part: part ? `${field.id}-${part}` : field.id, message })));
    else if (typeof check.value === 'string') entry[field.id] = check.value;
  }
  return errors.length > 0 ? { kind: 'refused', errors } : { kind: 'accepted', entry };
}

/** All entries together, as the API sends them. An error's `part` begins with the place of its entry, counted from 0. */
function checkEntries(question: RepeatQuestion, candidate: unknown, today: string): AnswerCheck {
  if (!Array.isArray(candidate)) return refused({ message: question.missing });
  const { least, most, one, many } = question;
  if (candidate.length < least) return refused({ message: `Tell us about at least ${least} ${least === 1 ? one : many}` });
  if (candidate.length > most) return refused({ message: `Tell us about ${most} ${most === 1 ? one : many} at most` });
  const checks = candidate.map((each) => checkEntry(question, each, today));
  const errors = checks.flatMap((check, index) =>
    check.kind === 'refused' ? check.errors.map(({ part, message }) => ({ part: `${index}/${part}`, message })) : [],
  );
  return errors.length > 0 ? refused(...errors) : accepted(checks.flatMap((check) => (check.kind === 'accepted' ? [check.entry] : [])));
}
