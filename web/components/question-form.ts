import type { Address, Answer } from '../../shared/domain/answers.ts';
import { accountEnding } from '../../shared/domain/bank-details.ts';
import { inDigits } from '../../shared/domain/decimal.ts';
import type { Location } from '../../shared/domain/location.ts';
import { formatMobile } from '../../shared/domain/mobile.ts';
import { formatNino } from '../../shared/domain/nino.ts';
import { formatPhone } from '../../shared/domain/phone.ts';
import type { Question } from '../../shared/domain/question.ts';
import { formatVehicle } from '../../shared/domain/vehicle.ts';
import { onBehalfCandidate, onBehalfForm } from './on-behalf.ts';

/** A form as it was posted, or as it would be. */
export type Form = URLSearchParams;

/** Bank details that are kept stand in a form only as the end of the account. */
export const ENDING = 'ending';

/** An answer as the form that shows it again. The entries of a repeated question have a page each: {@link entryForm}. */
export function formFor(question: Question, answer: Answer | undefined): Form {
  const { id } = question;
  if (answer === undefined) return new URLSearchParams();
  if (Array.isArray(answer))
    return new URLSearchParams(answer.flatMap((each): [string, string][] => (typeof each === 'string' ? [[id, each]] : [])));
  if (typeof answer === 'string') return textForm(question, answer);
  const parts = (named: Record<string, string>) =>
    new URLSearchParams(Object.entries(named).map(([part, text]): [string, string] => [`${id}-${part}`, text]));
  if ('for' in answer) return onBehalfForm(id, answer);
  if ('account' in answer) return parts({ [ENDING]: accountEnding(answer) });
  if ('line1' in answer) return parts(addressTyped(answer));
  if (!('wanted' in answer)) return parts(locationTyped(answer));
  if (!answer.wanted) return new URLSearchParams([[id, 'no']]);
  return new URLSearchParams([
    [id, 'yes'],
    [`${id}-number`, formatMobile(answer.number)],
  ]);
}

/** What is typed of an address: the number of what stands there goes with another address. */
function addressTyped({ uprn: _, ...typed }: Address): Record<string, string> {
  return typed;
}

/** What a person gave of where it is: the middle of a postcode follows from it, and must not outlive it. */
function locationTyped({ describe = '', postcode = '', by, lat, lon }: Location): Record<string, string> {
  return { describe, postcode, ...(by === 'pin' ? { lat: String(lat), lon: String(lon) } : {}) };
}

/** The form of an entry's page: that of every field. */
export function entryForm(fields: readonly Question[], entry: Readonly<Record<string, string>>): Form {
  return new URLSearchParams(fields.flatMap((field) => [...formFor(field, entry[field.id])]));
}

function textForm(question: Question, answer: string): Form {
  const { id } = question;
  if (question.type !== 'date') return new URLSearchParams([[id, textTyped(question, answer)]]);
  const [year = '', month = '', day = ''] = answer.split('-');
  return new URLSearchParams([
    [`${id}-day`, String(Number(day))],
    [`${id}-month`, String(Number(month))],
    [`${id}-year`, year],
  ]);
}

/** An answer of one line, as a person would type it. */
export function textTyped({ type }: Pick<Question, 'type'>, answer: string): string {
  switch (type) {
    case 'nino':
      return formatNino(answer);
    case 'vehicle':
      return formatVehicle(answer);
    case 'phone':
      return formatPhone(answer);
    case 'number':
      return inDigits(answer);
    case 'money':
      return inDigits(answer).replace(/\.00$/, '');
    default:
      return answer;
  }
}

/** A posted form as the candidate that `checkAnswer` takes. */
export function candidateOf(question: Question, form: Form): unknown {
  const { id } = question;
  const part = (name: string) => form.get(`${id}-${name}`) ?? '';
  switch (question.type) {
    case 'checkboxes':
      return form.getAll(id);
    case 'date':
      return ['year', 'month', 'day'].map((name) => part(name).trim()).join('-');
    case 'address':
      return { line1: part('line1'), line2: part('line2'), town: part('town'), postcode: part('postcode') };
    case 'mobile':
      return { wanted: { yes: true, no: false }[form.get(id) ?? ''], number: part('number') };
    case 'on-behalf':
      return onBehalfCandidate(id, form);
    case 'location':
      return { describe: part('describe'), postcode: part('postcode'), lat: part('lat'), lon: part('lon') };
    case 'bank-details':
      return { name: part('name'), sortCode: part('sortCode'), account: part('account'), roll: part('roll') };
    default:
      return form.get(id) ?? undefined;
  }
}

/** A posted page of an entry, as the candidate that `checkEntry` takes. */
export const entryCandidate = (fields: readonly Question[], form: Form): Record<string, unknown> =>
  Object.fromEntries(fields.map((field) => [field.id, candidateOf(field, form)]));

/** Beside the boxes of an address: the postcode that addresses are looked for by, and the one that was chosen of them. */
export const FIND = 'find';
export const CHOSEN = 'uprn';
/** What says that the boxes show the address that was kept before. */
export const KEPT = 'kept';

/** Whether nothing was typed or chosen in a question's fields. */
export function isUntouched({ id }: Pick<Question, 'id'>, form: Form): boolean {
  return ownFields({ id }, form).every(([, value]) => value.trim() === '');
}

/** The fields of a question's own answer, and what stands in them. */
export function ownFields({ id }: Pick<Question, 'id'>, form: Form): [string, string][] {
  return [...form].filter(([name]) => name === id || (name.startsWith(`${id}-`) && !ASIDE.includes(name.slice(id.length + 1))));
}

/** Fields that are no part of an answer. */
const ASIDE: readonly string[] = [ENDING, FIND, CHOSEN, KEPT];

/** Whether bank details that were given before are to stay: the page said so, and its boxes were left empty. */
export const keepsAccount = (question: Question, form: Form): boolean =>
  question.type === 'bank-details' && form.has(`${question.id}-${ENDING}`) && isUntouched(question, form);
