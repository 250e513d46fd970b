import { type CaseForm, type FieldError, MOST } from './case-command.ts';

type Text = { text: string };
/** What `web/components/question.njk` draws. */
export type FieldView = { kind: 'radios' | 'checkboxes' | 'character-count' | 'date' | 'input'; params: object };
type Option = { value: string; text: string; hint?: Text };

/** A form that came back: what was typed, and what is wrong with it. */
export type Attempt = { form: CaseForm; posted: URLSearchParams; errors: readonly FieldError[] };

/** Fields that are a date in three parts: the way to one leads to its day. */
const DATES: readonly FieldError['field'][] = ['by', 'from', 'first'];

/** The id of a field on the page, for the error summary to lead to. */
export function fieldId(form: CaseForm, field: FieldError['field']): string {
  return DATES.includes(field) ? `${form}-${field}-day` : `${form}-${field}`;
}

/** Draws the fields of one form, with what was typed and what is wrong. */
export class Fields {
  readonly #form: CaseForm;
  readonly #attempt: Attempt | undefined;

  constructor(form: CaseForm, attempt: Attempt | undefined) {
    this.#form = form;
    this.#attempt = attempt;
  }

  radios(name: 'stage' | 'outcome' | 'texts' | 'per', legend: string, options: Option[]): FieldView {
    const chosen = this.#typed(name);
    const items = options.map((option) => ({ ...option, checked: option.value === chosen }));
    return {
      kind: 'radios',
      params: {
        idPrefix: this.#id(name),
        name,
        classes: 'govuk-radios--small',
        fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
        items,
        ...this.#error(name),
      },
    };
  }

  checkboxes(name: 'reasons' | 'picks', legend: string, hint: string, options: Option[]): FieldView {
    const chosen = this.#attempt?.posted.getAll(name) ?? [];
    return {
      kind: 'checkboxes',
      params: {
        idPrefix: this.#id(name),
        name,
        classes: 'govuk-checkboxes--small',
        fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
        hint: { text: hint },
        items: options.map((option) => ({ ...option, checked: chosen.includes(option.value) })),
        ...this.#error(name),
      },
    };
  }

  pounds(name: 'amount', label: string, hint: string): FieldView {
    return {
      kind: 'input',
      params: {
        id: this.#id(name),
        name,
        label: { text: label, classes: 'govuk-label--s' },
        hint: { text: hint },
        prefix: { text: '£' },
        classes: 'govuk-input--width-5',
        inputmode: 'decimal',
        spellcheck: false,
        value: this.#typed(name),
        ...this.#error(name),
      },
    };
  }

  area(name: keyof typeof MOST, label: string, hint: string, rows = 4): FieldView {
    return {
      kind: 'character-count',
      params: {
        id: this.#id(name),
        name,
        label: { text: label, classes: 'govuk-label--s' },
        hint: { text: hint },
        value: this.#typed(name),
        maxlength: MOST[name],
        threshold: 75,
        rows,
        ...this.#error(name),
      },
    };
  }

  date(name: 'by' | 'from' | 'first', legend: string, hint: string): FieldView {
    const error = this.#error(name);
    const parts = [
      ['day', 'Day', 2],
      ['month', 'Month', 2],
      ['year', 'Year', 4],
    ] as const;
    const items = parts.map(([part, label, width]) => ({
      id: `${this.#id(name)}-${part}`,
      name: part,
      label,
      value: this.#typed(`${name}-${part}`),
      classes: `govuk-input--width-${width}${error.errorMessage ? ' govuk-input--error' : ''}`,
    }));
    return {
      kind: 'date',
      params: {
        id: this.#id(name),
        namePrefix: name,
        fieldset: { role: 'group', legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
        hint: { text: hint },
        items,
        ...error,
      },
    };
  }

  #id(name: string): string {
    return `${this.#form}-${name}`;
  }

  #typed(name: string): string {
    return this.#attempt?.posted.get(name) ?? '';
  }

  #error(name: FieldError['field']): { errorMessage?: Text } {
    const found = this.#attempt?.errors.find((each) => each.field === name);
    return found ? { errorMessage: { text: found.message } } : {};
  }
}
