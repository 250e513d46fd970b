import type { Answer } from '../../shared/domain/answers.ts';
import type { AnswerError } from '../../shared/domain/check-answer.ts';
import { formatMobile } from '../../shared/domain/mobile.ts';
import type { Question } from '../../shared/domain/question.ts';
import { fieldWords as words } from '../content/fields.ts';
import type { ErrorView } from '../render.ts';

/** A form as it was posted, or as it would be. */
export type Form = URLSearchParams;
type Text = { text: string };
type Item = { value: string; text: string; checked: boolean; hint?: Text; id?: string };
type Input = {
  id: string;
  name: string;
  label: Text & { classes?: string };
  value: string;
  classes: string;
  autocomplete?: string;
  type?: string;
  inputmode?: string;
  errorMessage?: Text;
};
/** What `web/components/question.njk` draws for one question: which component, and the parameters of its macro. */
export type FieldsView =
  | { kind: 'input' | 'character-count' | 'radios' | 'checkboxes' | 'date'; params: object }
  | { kind: 'declaration'; params: object; statements: readonly string[] }
  | { kind: 'address'; fieldset: object; hint?: string; inputs: Input[] }
  | { kind: 'mobile'; params: object; reason: string; number: Input };

/** Says the question as the page's heading; pages with several questions pass `label` and stay small. */
type Asked = { text: string; isPageHeading: boolean; classes: string };

/** An answer as the form that shows it again. */
export function formFor(question: Question, answer: Answer | undefined): Form {
  const { id } = question;
  if (answer === undefined) return new URLSearchParams();
  if (Array.isArray(answer)) return new URLSearchParams(answer.map((each): [string, string] => [id, each]));
  if (typeof answer === 'string') {
    if (question.type !== 'date') return new URLSearchParams([[id, answer]]);
    const [year = '', month = '', day = ''] = answer.split('-');
    return new URLSearchParams([
      [`${id}-day`, String(Number(day))],
      [`${id}-month`, String(Number(month))],
      [`${id}-year`, year],
    ]);
  }
  if ('wanted' in answer) {
    return new URLSearchParams(
      answer.wanted
        ? [
            [id, 'yes'],
            [`${id}-number`, formatMobile(answer.number)],
          ]
        : [[id, 'no']],
    );
  }
  return new URLSearchParams(Object.entries(answer).map(([part, text]): [string, string] => [`${id}-${part}`, text]));
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
    default:
      return form.get(id) ?? undefined;
  }
}

/** Each error with a link to its field. */
export function errorLinks(question: Question, errors: readonly AnswerError[]): ErrorView[] {
  const first: Partial<Record<Question['type'], string>> = { date: 'day', address: 'line1' };
  return errors.map(({ part, message }) => {
    const field = part ?? first[question.type];
    return { text: message, href: field ? `#${question.id}-${field}` : `#${question.id}` };
  });
}

/** The component for one question, showing what `form` holds, with each error beside its field. */
export function questionFields(question: Question, form: Form, errors: readonly AnswerError[]): FieldsView {
  const { id } = question;
  const own = form.get(id) ?? '';
  const hint = question.hint ? { hint: { text: question.hint } } : {};
  const asked = (kind: 'label' | 'fieldset__legend'): Asked => ({
    text: question.ask + (question.optional ? words.optional : ''),
    isPageHeading: true,
    classes: `govuk-${kind}--l`,
  });
  const legend = { legend: asked('fieldset__legend') };
  const all = errors.length > 0 ? { errorMessage: { text: errors.map((each) => each.message).join('. ') } } : {};
  const items = (options: readonly { value: string; text: string; hint?: string | undefined }[]): Item[] =>
    options.map(({ value, text, hint: more }) => ({
      value,
      text,
      checked: form.getAll(id).includes(value),
      ...(more ? { hint: { text: more } } : {}),
    }));
  switch (question.type) {
    case 'short-text':
      return {
        kind: 'input',
        params: {
          id,
          name: id,
          label: asked('label'),
          ...hint,
          ...all,
          value: own,
          autocomplete: question.autocomplete,
          spellcheck: question.role !== 'name',
        },
      };
    case 'long-text':
      return {
        kind: 'character-count',
        params: { id, name: id, label: asked('label'), ...hint, ...all, value: own, maxlength: question.maxCharacters, rows: 6 },
      };
    case 'radios':
      return { kind: 'radios', params: { idPrefix: id, name: id, fieldset: legend, ...hint, ...all, items: items(question.options) } };
    case 'yes-no':
      return {
        kind: 'radios',
        params: { idPrefix: id, name: id, classes: 'govuk-radios--inline', fieldset: legend, ...hint, ...all, items: items(words.yesNo) },
      };
    case 'checkboxes':
      return {
        kind: 'checkboxes',
        params: {
          idPrefix: id,
          name: id,
          fieldset: legend,
          hint: { text: question.hint ?? words.chooseAll },
          ...all,
          items: items(question.options),
        },
      };
    case 'declaration':
      return {
        kind: 'declaration',
        statements: question.statements,
        params: { idPrefix: id, name: id, fieldset: legend, ...hint, ...all, items: items([{ value: 'agreed', text: words.agree }]) },
      };
    case 'date':
      return {
        kind: 'date',
        params: {
          id,
          namePrefix: id,
          fieldset: { ...legend, role: 'group' },
          hint: { text: question.hint ?? words.dateHint },
          ...all,
          items: dateItems(id, form, errors),
        },
      };
    case 'address':
      return {
        kind: 'address',
        fieldset: legend,
        ...(question.hint ? { hint: question.hint } : {}),
        inputs: addressInputs(id, form, errors),
      };
    case 'mobile':
      return {
        kind: 'mobile',
        reason: question.reason,
        params: { idPrefix: id, name: id, fieldset: legend, ...hint, ...errorOf(errors, undefined), items: items(words.mobileChoices) },
        number: { ...input(id, 'number', form, errors), type: 'tel', autocomplete: 'tel', classes: 'govuk-input--width-20' },
      };
  }
}

function errorOf(errors: readonly AnswerError[], part: string | undefined): { errorMessage?: Text } {
  const found = errors.find((each) => each.part === part);
  return found ? { errorMessage: { text: found.message } } : {};
}

function input(id: string, part: keyof typeof words.parts, form: Form, errors: readonly AnswerError[]): Input {
  const name = `${id}-${part}`;
  return { id: name, name, label: { text: words.parts[part] }, value: form.get(name) ?? '', classes: '', ...errorOf(errors, part) };
}

function addressInputs(id: string, form: Form, errors: readonly AnswerError[]): Input[] {
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

function dateItems(id: string, form: Form, errors: readonly AnswerError[]) {
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
