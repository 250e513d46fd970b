import type { AnswerError } from '../../shared/domain/answer-check.ts';
import { helperKinds } from '../../shared/domain/helper.ts';
import { formatMobile } from '../../shared/domain/mobile.ts';
import type { OnBehalf } from '../../shared/domain/on-behalf.ts';
import { fill } from '../content/fill.ts';
import { helperWords } from '../content/helper.ts';
import { onBehalfWords as words } from '../content/on-behalf.ts';
import { errorOf, type Input, type Text } from './field-inputs.ts';
import type { Form } from './question-form.ts';

type Choice = { value: string; text: string; checked: boolean; hint?: Text };
type Radios = { idPrefix: string; name: string; fieldset: object; items: Choice[]; errorMessage?: Text };
/** What `question.njk` draws under "somebody else". */
export type HelperFields = { name: Input; as: Radios; agreed: Radios; mayUpload: Radios; textsTo: Radios; mobile: Input };

/** The two ways to answer, and what is asked of somebody who asks for another. */
export function onBehalfFields(id: string, form: Form, errors: readonly AnswerError[]): { items: Choice[]; helper: HelperFields } {
  const box = (part: 'name' | 'mobile', more: Partial<Input>): Input => {
    const name = `${id}-${part}`;
    const label = { text: words[part], classes: 'govuk-label--s' };
    return { id: name, name, label, value: form.get(name) ?? '', classes: '', ...more, ...errorOf(errors, part) };
  };
  const radios = (
    part: 'as' | 'agreed' | 'mayUpload' | 'textsTo',
    values: readonly string[],
    texts: Readonly<Record<string, string>>,
  ): Radios => {
    const name = `${id}-${part}`;
    return {
      idPrefix: name,
      name,
      fieldset: { legend: { text: words[part], classes: 'govuk-fieldset__legend--s' } },
      items: choices(form, name, values, texts),
      ...errorOf(errors, part),
    };
  };
  const textsTo = radios('textsTo', ['them', 'helper'], words.textsToChoices);
  return {
    items: choices(form, id, ['self', 'other'], words),
    helper: {
      name: box('name', { autocomplete: 'name', spellcheck: false }),
      as: radios('as', helperKinds, words.kinds),
      agreed: radios('agreed', ['yes', 'no'], words.agreedChoices),
      mayUpload: radios('mayUpload', ['no', 'yes'], words.mayUploadChoices),
      textsTo: {
        ...textsTo,
        items: textsTo.items.map((item) => (item.value === 'helper' ? { ...item, hint: { text: words.helperHint } } : item)),
      },
      mobile: box('mobile', { hint: { text: words.mobileHint }, type: 'tel', autocomplete: 'tel', classes: 'govuk-input--width-20' }),
    },
  };
}

function choices(form: Form, name: string, values: readonly string[], texts: Readonly<Record<string, unknown>>): Choice[] {
  return values.map((value) => ({ value, text: String(texts[value]), checked: form.get(name) === value }));
}

const yesNo = (is: boolean) => (is ? 'yes' : 'no');
const isYes: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** Who asks, as the form that shows it again. */
export function onBehalfForm(id: string, asking: OnBehalf): Form {
  if (asking.for === 'self') return new URLSearchParams([[id, 'self']]);
  const { name, as, agreed, mayUpload, mobile, textsTo } = asking;
  return new URLSearchParams([
    [id, 'other'],
    [`${id}-name`, name],
    [`${id}-as`, as],
    [`${id}-agreed`, yesNo(agreed)],
    [`${id}-mayUpload`, yesNo(mayUpload)],
    [`${id}-textsTo`, textsTo],
    ...(mobile ? [[`${id}-mobile`, formatMobile(mobile)] as [string, string]] : []),
  ]);
}

/** A posted form, as the candidate that `checkOnBehalf` takes. */
export function onBehalfCandidate(id: string, form: Form): Record<string, unknown> {
  const part = (name: string) => form.get(`${id}-${name}`) ?? '';
  return {
    for: form.get(id) ?? '',
    name: part('name'),
    as: part('as'),
    agreed: isYes[part('agreed')],
    mayUpload: isYes[part('mayUpload')],
    mobile: part('mobile'),
    textsTo: part('textsTo'),
  };
}

/** Who asks, in words, a line each. */
export function onBehalfLines(asking: OnBehalf): string[] {
  if (asking.for === 'self') return [words.self];
  const { name, as, agreed, mayUpload, mobile, textsTo } = asking;
  const { lines } = words;
  return [
    words.other,
    fill(lines.who, { name, as: helperWords.as[as] }),
    ...(mobile ? [formatMobile(mobile)] : []),
    agreed ? lines.agreed : lines.cannot,
    mayUpload ? lines.upload : lines.look,
    textsTo === 'them' ? lines.textsThem : fill(lines.textsHelper, { name }),
  ];
}

/** What was typed about who asks, whether it is right or not. */
export function onBehalfTyped(id: string, form: Form): string[] {
  const chosen = (part: string, texts: Readonly<Record<string, string>>) => {
    const value = form.get(`${id}-${part}`) ?? '';
    return Object.hasOwn(texts, value) ? texts[value] : undefined;
  };
  const asking = form.get(id);
  return [
    asking === 'self' ? words.self : asking === 'other' ? words.other : undefined,
    form.get(`${id}-name`)?.trim(),
    chosen('as', words.kinds),
    chosen('agreed', words.agreedChoices),
    chosen('mayUpload', words.mayUploadChoices),
    chosen('textsTo', words.textsToChoices),
    form.get(`${id}-mobile`)?.trim(),
  ].filter((line) => line !== undefined && line !== '') as string[];
}
