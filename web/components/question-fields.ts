import type { AnswerError } from '../../shared/domain/answer-check.ts';
import type { Question, QuestionOf } from '../../shared/domain/question.ts';
import { fieldWords as words } from '../content/fields.ts';
import { fill } from '../content/fill.ts';
import { onBehalfWords } from '../content/on-behalf.ts';
import type { ErrorView } from '../render.ts';
import { addressInputs, bankInputs, dateItems, errorOf, type Input, input, locationInputs, type Text } from './field-inputs.ts';
import { type HelperFields, onBehalfFields } from './on-behalf.ts';
import { boxFor } from './one-box.ts';
import { ENDING, type Form } from './question-form.ts';

type Item = { value: string; text: string; checked: boolean; hint?: Text; behaviour?: 'exclusive' } | { divider: string };
/** What `web/components/question.njk` draws for one question: which component, and the parameters of its macro. */
export type FieldsView =
  | { kind: 'input' | 'character-count' | 'radios' | 'select' | 'checkboxes' | 'date'; params: object }
  | { kind: 'declaration'; params: object; statements: readonly string[] }
  | { kind: 'address'; fieldset: object; hint?: string; inputs: Input[] }
  | { kind: 'bank-details'; fieldset: object; hint?: string; kept?: { says: string; name: string; ending: string }; inputs: Input[] }
  | { kind: 'on-behalf'; params: object; helper: HelperFields }
  | ({ kind: 'location'; fieldset: object; hint?: string } & ReturnType<typeof locationInputs>)
  | { kind: 'mobile'; params: object; reason: string; number: Input };

/** A question alone on its page is the page's heading; one among others is a label. */
type Asked = { text: string; isPageHeading: boolean; classes: string };
export type Standing = 'alone' | 'among-others';

/** Each error with a link to its field. */
export function errorLinks(question: Question, errors: readonly AnswerError[]): ErrorView[] {
  const first: Partial<Record<Question['type'], string>> = { date: 'day', address: 'line1', 'bank-details': 'name', location: 'describe' };
  return errors.map(({ part, message }) => {
    const field = part ?? first[question.type];
    return { text: message, href: field ? `#${question.id}-${field}` : `#${question.id}` };
  });
}

/** A question whose answer is given on one page: all but a repeated one. */
export type OnePage = Exclude<Question, { type: 'repeat' }>;

/** The component for one question, showing what `form` holds, with each error beside its field. */
export function questionFields(question: OnePage, form: Form, errors: readonly AnswerError[], standing: Standing = 'alone'): FieldsView {
  const { id } = question;
  const own = form.get(id) ?? '';
  const hint = question.hint ? { hint: { text: question.hint } } : {};
  const asked = (kind: 'label' | 'fieldset__legend'): Asked => ({
    text: question.ask + (question.optional ? words.optional : ''),
    isPageHeading: standing === 'alone',
    classes: standing === 'alone' ? `govuk-${kind}--l` : `govuk-${kind}--s`,
  });
  const legend = { legend: asked('fieldset__legend') };
  // A browser would fill in what it knows of whoever sits there.
  const theirs = question.aboutOther ? { autocomplete: 'off' } : {};
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
    case 'number':
    case 'money':
    case 'email':
    case 'phone':
    case 'nino':
    case 'vehicle':
      return {
        kind: 'input',
        params: { id, name: id, label: asked('label'), ...hint, ...all, value: own, ...boxFor(question), ...theirs },
      };
    case 'long-text':
      return {
        kind: 'character-count',
        params: { id, name: id, label: asked('label'), ...hint, ...all, value: own, maxlength: question.maxCharacters, rows: 6 },
      };
    case 'radios':
      return { kind: 'radios', params: { idPrefix: id, name: id, fieldset: legend, ...hint, ...all, items: items(question.options) } };
    case 'select':
      return { kind: 'select', params: { id, name: id, label: asked('label'), ...hint, ...all, items: choicesOf(question, own) } };
    case 'yes-no':
      return {
        kind: 'radios',
        params: { idPrefix: id, name: id, classes: 'govuk-radios--inline', fieldset: legend, ...hint, ...all, items: items(words.yesNo) },
      };
    case 'file':
      return { kind: 'radios', params: { idPrefix: id, name: id, fieldset: legend, ...hint, ...all, items: items(words.fileChoices) } };
    case 'checkboxes':
      return {
        kind: 'checkboxes',
        params: {
          idPrefix: id,
          name: id,
          fieldset: legend,
          hint: { text: question.hint ?? words.chooseAll },
          ...all,
          items: boxesOf(question, items(question.options)),
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
        inputs: addressInputs(id, form, errors).map((each) => ({ ...each, ...theirs })),
      };
    case 'bank-details':
      return {
        kind: 'bank-details',
        fieldset: legend,
        ...(question.hint ? { hint: question.hint } : {}),
        ...keptAccount(id, form),
        inputs: bankInputs(id, form, errors).map((each) => ({ ...each, ...theirs })),
      };
    case 'location':
      return { kind: 'location', fieldset: legend, ...(question.hint ? { hint: question.hint } : {}), ...locationInputs(id, form, errors) };
    case 'mobile':
      return {
        kind: 'mobile',
        reason: question.reason,
        params: {
          idPrefix: id,
          name: id,
          fieldset: legend,
          ...hint,
          ...errorOf(errors, undefined),
          items: items(question.aboutOther ? theirTexts() : words.mobileChoices),
        },
        number: {
          ...input(id, 'number', form, errors),
          type: 'tel',
          classes: 'govuk-input--width-20',
          autocomplete: 'tel',
          ...theirs,
          ...(question.aboutOther ? { label: { text: onBehalfWords.theirMobile }, hint: { text: onBehalfWords.theirMobileHint } } : {}),
        },
      };
    case 'on-behalf': {
      const { items: both, helper } = onBehalfFields(id, form, errors);
      return {
        kind: 'on-behalf',
        params: { idPrefix: id, name: id, fieldset: legend, ...hint, ...errorOf(errors, undefined), items: both },
        helper,
      };
    }
  }
}

/** The ways to answer whether somebody else wants texts. */
function theirTexts() {
  const { theirTexts: texts, noTextsHint } = onBehalfWords;
  return [
    { value: 'yes', text: texts.yes },
    { value: 'no', text: texts.no, hint: noTextsHint },
  ];
}

/** Nothing is chosen beforehand: a first choice that is no answer says so. */
function choicesOf({ options }: QuestionOf<'select'>, chosen: string) {
  return [{ value: '', text: words.chooseOne }, ...options].map(({ value, text }) => ({ value, text, selected: value === chosen }));
}

/** The box that rules out the others stands last, after "or". */
function boxesOf({ options }: QuestionOf<'checkboxes'>, items: Item[]): Item[] {
  return items.flatMap((item, index) => (options[index]?.alone ? [{ divider: words.or }, { ...item, behaviour: 'exclusive' }] : [item]));
}

/** What is said of an account that was given before: how it ends, and that it may stay. */
function keptAccount(id: string, form: Form) {
  const name = `${id}-${ENDING}`;
  const ending = /^\d\d$/.exec(form.get(name) ?? '')?.[0];
  return ending ? { kept: { says: fill(words.accountKept, { ending }), name, ending } } : {};
}
