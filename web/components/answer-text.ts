import type { Answer } from '../../shared/domain/answers.ts';
import { accountEnding } from '../../shared/domain/bank-details.ts';
import { formatMoney } from '../../shared/domain/decimal.ts';
import type { Location } from '../../shared/domain/location.ts';
import { formatMobile } from '../../shared/domain/mobile.ts';
import type { Question } from '../../shared/domain/question.ts';
import type { Entry, RepeatQuestion } from '../../shared/domain/repeat.ts';
import { applyWords as words } from '../content/apply.ts';
import { formatDate } from '../content/dates.ts';
import { fill } from '../content/fill.ts';
import { onBehalfLines, onBehalfTyped } from './on-behalf.ts';
import { type Form, ownFields, textTyped } from './question-form.ts';

/** An answer in words, a line each: for check answers and for the officer's page. One empty line never stands for no answer. */
export function answerLines(question: Question, answer: Answer | undefined): string[] {
  if (answer === undefined) return [words.notAnswered];
  if (Array.isArray(answer)) {
    if (answer.length === 0) return [words.none];
    return answer.flatMap((each, index) => (typeof each === 'string' ? [optionText(question, each)] : entryLines(question, each, index)));
  }
  if (typeof answer === 'object') {
    if ('wanted' in answer) return [answer.wanted ? formatMobile(answer.number) : words.noTexts];
    if ('for' in answer) return onBehalfLines(answer);
    if ('account' in answer) return [answer.name, fill(words.accountEnding, { ending: accountEnding(answer) })];
    if (!('line1' in answer)) return locationLines(answer);
    return [answer.line1, answer.line2, answer.town, answer.postcode].filter((line) => line !== undefined);
  }
  switch (question.type) {
    case 'radios':
    case 'select':
      return [optionText(question, answer)];
    case 'yes-no':
    case 'file':
      return [answer === 'yes' ? words.yes : words.no];
    case 'declaration':
      return [words.agreed];
    case 'date':
      return [formatDate(answer)];
    case 'money':
      return [formatMoney(answer)];
    case 'number':
      return [[textTyped(question, answer), question.unit].filter(Boolean).join(' ')];
    default:
      return textTyped(question, answer).split('\n');
  }
}

/** Where something is. That a point is only the middle of a postcode follows from the postcode. */
function locationLines({ describe, postcode, by, lat, lon }: Location): string[] {
  const pin = by === 'pin' ? [fill(words.pin, { lat: String(lat), lon: String(lon) })] : [];
  return [...(describe?.split('\n') ?? []), ...(postcode ? [postcode] : []), ...pin];
}

/** Which entry it is, as a heading or a line of its own: `Child 2`. */
export function entryName({ one }: Pick<RepeatQuestion, 'one'>, index: number): string {
  return fill(words.entry, { one: one.charAt(0).toUpperCase() + one.slice(1), number: String(index + 1) });
}

/** Each field of an entry that was filled in, with its label. */
export function entryRows({ fields }: Pick<RepeatQuestion, 'fields'>, entry: Entry): { label: string; text: string }[] {
  return fields.flatMap((field) => {
    const answer = entry[field.id];
    return answer === undefined ? [] : [{ label: field.label, text: answerLines(field, answer).join(', ') }];
  });
}

function entryLines(question: Question, entry: Entry, index: number): string[] {
  if (question.type !== 'repeat') return [];
  return [entryName(question, index), ...entryRows(question, entry).map(({ label, text }) => `${label}: ${text}`)];
}

/** A posted form of one question in words, a line each, whether it is right or not; none when nothing was typed. */
export function typedLines(question: Question, form: Form): string[] {
  // An account is not written out for whoever looks at the screen next: its holder has it on a card.
  if (question.type === 'bank-details') return [];
  if (question.type === 'repeat') return question.fields.flatMap((field) => typedLines(field, form));
  if (question.type === 'on-behalf') return onBehalfTyped(question.id, form);
  const own = ownFields(question, form).filter(([name]) => !isOfPin(question, name));
  if (question.type === 'date') return [own.map(([, value]) => value.trim()).join(' ')].filter((line) => line.trim() !== '');
  const fixed = new Map([
    ['yes', words.yes],
    ['no', words.no],
    ['agreed', words.agreed],
  ]);
  const chosen = ['yes-no', 'file', 'mobile', 'declaration'].includes(question.type);
  return own
    .flatMap(([name, value]) => (chosen && name === question.id ? (fixed.get(value) ?? value) : optionText(question, value)).split('\n'))
    .filter((line) => line.trim() !== '');
}

/** Where the pin was is kept by no browser, and says nothing to people. */
const isOfPin = ({ id, type }: Question, name: string) => type === 'location' && (name === `${id}-lat` || name === `${id}-lon`);

function optionText(question: Question, value: string): string {
  const options = 'options' in question ? question.options : [];
  return options.find((each) => each.value === value)?.text ?? value;
}
