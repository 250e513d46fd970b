import type { AnswerError } from '../../shared/domain/answer-check.ts';
import type { Service } from '../../shared/domain/catalogue.ts';
import { say, speakAs, spoken } from '../language.ts';
import { fill } from './fill.ts';

/**
 * What `check-answer.ts` says of an answer that it refuses, where that is made of a question's own label and of figures. All else
 * that it says is a phrase, of ours or of the service.
 */
export const answerErrors = [
  '{label} must be {most} characters or fewer. You have used {used}',
  '{label} must be {most} characters or fewer',
  '{label} must include a day',
  '{label} must include a month',
  '{label} must include a year',
  'Year must have 4 numbers, like {year}',
  '{label} must be a real date',
  '{label} must be today or in the past',
  '{label} must be today or in the future',
  'Tell us about at least {least} {what}',
  'Tell us about {most} {what} at most',
  '{label} must be a number, like {example}',
  '{label} must be a whole number, like {example}',
  '{label} must have {most} digits or fewer after the point',
  '{label} must be an amount of money in pounds, like 120 or 12.50',
  '{label} must have 2 digits for pence, like 12.50',
  '{label} must be {least} or more',
  '{label} must be {most} or fewer',
  '{label} must be {most} or less',
  '{missing}, or select “{alone}”',
] as const;

/** What it says as it stands. */
export const answerErrorPhrases = [
  'Enter address line 1, for example the house number and street',
  'Enter the town or city',
  'Enter the postcode',
  'Enter a full UK postcode, like NW1 4RP',
  'This line must be 100 characters or fewer',
  'Enter a UK mobile number, like 07700 900123',
  'Enter a UK mobile number in the right form, like 07700 900123',
  'Enter an email address in the right form, like name@example.com',
  'Enter a phone number, like 01632 960001 or +44 7700 900982',
  'Enter a National Insurance number: 2 letters, 6 numbers, then A, B, C or D, like QQ 12 34 56 C',
  'Enter a UK registration number, like AB12 CDE',
  'Put the pin on the map again',
  'The pin is outside our area. Move it, or take it away',
  'A UPRN has up to 12 digits, and a USRN up to 8',
  'Enter the name on the account',
  'Name on the account must be 70 characters or fewer',
  'Enter a sort code',
  'Enter a sort code with 6 digits, like 309430',
  'Enter an account number',
  'Enter an account number in digits, like 00733445',
  'Account number must have between 6 and 8 digits',
  'Building society roll number must have only letters a to z, numbers, hyphens, spaces, forward slashes and full stops',
  'Building society roll number must be 18 characters or fewer',
  'Enter your name',
  'Your name must be 60 characters or fewer',
  'Select how you know them',
  'Select whether they have agreed',
  'Select what you may do',
  'Select who we should text',
  'Enter your UK mobile number, so that we can text you',
] as const;

const patterns = answerErrors.map((wording) => {
  const names = [...wording.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const source = wording.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '(.+)');
  return { wording, names, matches: new RegExp(`^${source}$`, 'u') };
});

/** Why an answer was refused, in the language that is spoken. The label of its question is in that already. */
function sayError({ message, ...rest }: AnswerError): AnswerError {
  if (spoken().content === 'en') return { ...rest, message };
  const said = say(message);
  if (said !== message) return { ...rest, message: said };
  for (const { wording, names, matches } of patterns) {
    const [, ...values] = matches.exec(message) ?? [];
    if (values.length > 0)
      return { ...rest, message: fill(say(wording), Object.fromEntries(names.map((name, n) => [name, say(values[n] ?? '')]))) };
  }
  return { ...rest, message };
}

/** What is wrong with an answer to a service, as its page says it. */
export const sayErrors = (service: Pick<Service, 'language'>, errors: readonly AnswerError[]): AnswerError[] =>
  speakAs(service, () => errors.map(sayError));
