import { type AnswerCheck, type AnswerError, accepted, oneLine, partsOf, refused } from './answer-check.ts';
import type { QuestionOf } from './question.ts';

/** An account in the United Kingdom. `sortCode` is six digits, `account` six to eight, as they were typed. */
export type BankDetails = { name: string; sortCode: string; account: string; roll?: string };

/** Bacs takes 18 characters of a name; joint accounts are longer on paper. */
const NAME_MAX = 70;
const ROLL_MAX = 18;
const digitsOf = (typed: string) => typed.replace(/[\s\u2010-\u2015-]/g, '');

/**
 * Checks an account by the GOV.UK Design System's pattern for bank details. Only their shape is checked: which banks and accounts
 * there are is for the back office that pays.
 * @param candidate `{name, sortCode, account, roll}`
 */
export function checkBankDetails(question: QuestionOf<'bank-details'>, candidate: unknown): AnswerCheck {
  const given = partsOf(candidate);
  const [name, sortCode, account, roll] = [given['name'], given['sortCode'], given['account'], given['roll']].map(oneLine);
  if (!name && !sortCode && !account && !roll)
    return question.optional ? accepted(undefined) : refused({ part: 'name', message: question.missing });
  const errors: AnswerError[] = [];
  const wrong = (part: string, message: string) => errors.push({ part, message });
  if (!name) wrong('name', 'Enter the name on the account');
  else if ([...name].length > NAME_MAX) wrong('name', `Name on the account must be ${NAME_MAX} characters or fewer`);
  if (!sortCode) wrong('sortCode', 'Enter a sort code');
  else if (!/^\d{6}$/.test(digitsOf(sortCode))) wrong('sortCode', 'Enter a sort code with 6 digits, like 309430');
  if (!account) wrong('account', 'Enter an account number');
  else if (!/^\d+$/.test(digitsOf(account))) wrong('account', 'Enter an account number in digits, like 00733445');
  else if (!/^\d{6,8}$/.test(digitsOf(account))) wrong('account', 'Account number must have between 6 and 8 digits');
  if (roll && !/^[A-Z0-9 ./-]+$/i.test(roll))
    wrong('roll', 'Building society roll number must have only letters a to z, numbers, hyphens, spaces, forward slashes and full stops');
  else if (roll && roll.length > ROLL_MAX) wrong('roll', `Building society roll number must be ${ROLL_MAX} characters or fewer`);
  if (errors.length > 0 || !name || !sortCode || !account) return refused(...errors);
  return accepted({ name, sortCode: digitsOf(sortCode), account: digitsOf(account), ...(roll ? { roll } : {}) } satisfies BankDetails);
}

/** All that any page says of an account number: its last two digits. */
export const accountEnding = ({ account }: Pick<BankDetails, 'account'>): string => account.slice(-2);
