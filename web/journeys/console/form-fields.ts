import { isRealDate } from '../../../shared/domain/calendar.ts';

/** What is wrong with one field of a posted form: `field` is its name. */
export type FormError = { field: string; message: string };
type Text = { text: string };
/** What `web/components/question.njk` draws. */
export type FormField = { kind: 'radios' | 'input' | 'character-count' | 'date'; params: object };
type Option = { value: string; text: string; hint?: string };

const PARTS = [
  ['day', 'Day', 2],
  ['month', 'Month', 2],
  ['year', 'Year', 4],
] as const;

/** Draws the fields of a staff form with what was typed, or what it begins with, and what is wrong. */
export function fieldsOf(typed: URLSearchParams, errors: readonly FormError[]) {
  const error = (name: string): { errorMessage?: Text } => {
    const found = errors.find(({ field }) => field === name);
    return found ? { errorMessage: { text: found.message } } : {};
  };
  const value = (name: string) => typed.get(name) ?? '';
  return {
    radios: (name: string, legend: string, options: readonly Option[]): FormField => ({
      kind: 'radios',
      params: {
        idPrefix: name,
        name,
        classes: 'govuk-radios--small',
        fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
        items: options.map(({ hint, ...option }) => ({
          ...option,
          ...(hint ? { hint: { text: hint } } : {}),
          checked: option.value === value(name),
        })),
        ...error(name),
      },
    }),
    input: (name: string, label: string, { hint, classes = '' }: { hint?: string; classes?: string } = {}): FormField => ({
      kind: 'input',
      params: {
        id: name,
        name,
        label: { text: label, classes: 'govuk-label--s' },
        ...(hint ? { hint: { text: hint } } : {}),
        classes,
        value: value(name),
        autocomplete: 'off',
        spellcheck: false,
        ...error(name),
      },
    }),
    area: (name: string, label: string, { hint, most }: { hint?: string; most: number }): FormField => ({
      kind: 'character-count',
      params: {
        id: name,
        name,
        label: { text: label, classes: 'govuk-label--s' },
        ...(hint ? { hint: { text: hint } } : {}),
        value: value(name),
        maxlength: most,
        threshold: 75,
        rows: 3,
        ...error(name),
      },
    }),
    date: (name: string, legend: string, hint: string): FormField => {
      const wrong = error(name);
      const items = PARTS.map(([part, label, width]) => ({
        id: `${name}-${part}`,
        name: part,
        label,
        value: value(`${name}-${part}`),
        classes: `govuk-input--width-${width}${wrong.errorMessage ? ' govuk-input--error' : ''}`,
      }));
      const fieldset = { role: 'group', legend: { text: legend, classes: 'govuk-fieldset__legend--s' } };
      return { kind: 'date', params: { id: name, namePrefix: name, fieldset, hint: { text: hint }, items, ...wrong } };
    },
  };
}

/** The lines of the error summary, each leading to its field; a date to its day. */
export const summaryOf = (errors: readonly FormError[], dates: readonly string[] = []) =>
  errors.map(({ field, message }) => ({ text: message, href: dates.includes(field) ? `#${field}-day` : `#${field}` }));

/** A date typed in three parts: undefined when all are empty, `wrong` when they are no date. */
export function typedDate(posted: URLSearchParams, name: string): string | 'wrong' | undefined {
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((part) => (posted.get(`${name}-${part}`) ?? '').trim());
  if (!year && !month && !day) return undefined;
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return isRealDate(date) ? date : 'wrong';
}
