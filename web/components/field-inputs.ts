import type { AnswerError } from '../../shared/domain/answer-check.ts';
import { fieldWords as words } from '../content/fields.ts';
import type { Form } from './question-form.ts';

export type Text = { text: string };
/** The parameters of one text input of govuk-frontend. */
export type Input = {
  id: string;
  name: string;
  label: Text & { classes?: string };
  value: string;
  classes: string;
  hint?: Text;
  autocomplete?: string;
  autocapitalize?: string;
  type?: string;
  inputmode?: string;
  spellcheck?: boolean;
  errorMessage?: Text;
};
type Part = keyof typeof words.parts;

/** The error of one part; of the question as a whole when `part` is undefined. */
export function errorOf(errors: readonly AnswerError[], part: string | undefined): { errorMessage?: Text } {
  const found = errors.find((each) => each.part === part);
  return found ? { errorMessage: { text: found.message } } : {};
}

/** The box of one part of a question, showing what `form` holds. */
export function input(id: string, part: Part, form: Form, errors: readonly AnswerError[]): Input {
  const name = `${id}-${part}`;
  return { id: name, name, label: { text: words.parts[part] }, value: form.get(name) ?? '', classes: '', ...errorOf(errors, part) };
}

export function addressInputs(id: string, form: Form, errors: readonly AnswerError[]): Input[] {
  const parts = [
    ['line1', 'address-line1', ''],
    ['line2', 'address-line2', ''],
    ['town', 'address-level2', 'govuk-!-width-two-thirds'],
    ['postcode', 'postal-code', 'govuk-input--width-10'],
  ] as const;
  return parts.map(([part, autocomplete, classes]) => {
    const field = input(id, part, form, errors);
    // An error of the whole question stands at its first line.
    return { ...field, ...(part === 'line1' ? { ...errorOf(errors, undefined), ...errorOf(errors, part) } : {}), autocomplete, classes };
  });
}

/** In words, or by a postcode, or both; and where a pin was put, which no box shows. */
export function locationInputs(id: string, form: Form, errors: readonly AnswerError[]) {
  const describe = input(id, 'describe', form, errors);
  const postcode = { ...input(id, 'postcode', form, errors), label: { text: words.parts.nearPostcode } };
  return {
    describe: {
      ...describe,
      ...errorOf(errors, undefined),
      ...(describe.errorMessage ? { errorMessage: describe.errorMessage } : {}),
      hint: { text: words.describeHint },
      rows: 3,
    },
    inputs: [{ ...postcode, autocomplete: 'off', spellcheck: false, classes: 'govuk-input--width-10' }],
    pin: (['lat', 'lon'] as const).map((part) => ({ id: `${id}-${part}`, value: form.get(`${id}-${part}`) ?? '' })),
    ...errorOf(errors, 'map'),
  };
}

/** The boxes of the GOV.UK Design System's pattern for bank details. */
export function bankInputs(id: string, form: Form, errors: readonly AnswerError[]): Input[] {
  const numbers = { inputmode: 'numeric', spellcheck: false } as const;
  const parts: [Part, Partial<Input>][] = [
    ['name', { autocomplete: 'name', spellcheck: false }],
    ['sortCode', { ...numbers, classes: 'govuk-input--width-5 govuk-input--extra-letter-spacing' }],
    ['account', { ...numbers, classes: 'govuk-input--width-10 govuk-input--extra-letter-spacing' }],
    ['roll', { spellcheck: false, classes: 'govuk-input--width-10 govuk-input--extra-letter-spacing' }],
  ];
  return parts.map(([part, more]) => {
    const hint = words.bankHints[part as keyof typeof words.bankHints];
    return { ...input(id, part, form, errors), ...(hint ? { hint: { text: hint } } : {}), ...more };
  });
}

export function dateItems(id: string, form: Form, errors: readonly AnswerError[]) {
  const parts = ['day', 'month', 'year'] as const;
  return parts.map((part) => {
    // A date that is wrong as a whole marks all three boxes; one that lacks a part marks that one.
    const wrong = errors.some((each) => each.part === undefined || each.part === part);
    const width = part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2';
    return {
      id: `${id}-${part}`,
      name: part,
      label: words.parts[part],
      value: form.get(`${id}-${part}`) ?? '',
      classes: wrong ? `${width} govuk-input--error` : width,
    };
  });
}
