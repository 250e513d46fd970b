import {
  type HelperCommand,
  type HelperKind,
  type HelperTerm,
  helperKinds,
  helperTerms,
  MAX_HELPER_NAME,
  MAX_HELPERS,
} from '../../shared/domain/helper.ts';
import { parseMobile } from '../../shared/domain/mobile.ts';
import { fill } from '../content/fill.ts';
import { helperWords } from '../content/helper.ts';

const words = helperWords.form;
type Field = 'name' | 'mobile' | 'as' | 'term';
export type HelperError = { field: Field; message: string };
export type ReadHelperForm = { kind: 'command'; command: HelperCommand } | { kind: 'wrong'; errors: HelperError[] } | { kind: 'unknown' };

/** Reads what was posted about who may see a case: somebody let in, or taken out. */
export function readHelperForm(posted: URLSearchParams): ReadHelperForm {
  const what = posted.get('do');
  if (what === 'take-out') return { kind: 'command', command: { type: 'takeHelperOut', helper: posted.get('helper') ?? '' } };
  if (what !== 'let-in') return { kind: 'unknown' };
  const name = (posted.get('name') ?? '').trim();
  const mobile = (posted.get('mobile') ?? '').trim();
  const as = helperKinds.find((each) => each === posted.get('as'));
  const term = terms.find((each) => each === posted.get('term'));
  const errors = [
    ...(name ? [] : helperErrors('helper-name-missing')),
    ...([...name].length > MAX_HELPER_NAME ? helperErrors('helper-name-too-long') : []),
    ...(parseMobile(mobile) ? [] : helperErrors('helper-mobile-wrong')),
    ...(as ? [] : [{ field: 'as' as const, message: helperWords.errors.as }]),
    ...(term ? [] : [{ field: 'term' as const, message: helperWords.errors.term }]),
  ];
  if (!as || !term || errors.length > 0) return { kind: 'wrong', errors };
  return { kind: 'command', command: { type: 'letHelperIn', name, mobile, as, term, mayUpload: posted.get('upload') === 'yes' } };
}

const terms = Object.keys(helperTerms) as HelperTerm[];

/** What a refusal of the domain means to the person, beside the field that can mend it. */
export function helperErrors(refusal: string): HelperError[] {
  const known: Readonly<Record<string, string>> = helperWords.errors;
  const message = fill(known[refusal] ?? helperWords.errors['helper-mobile-wrong'], {
    most: String(refusal === 'too-many-helpers' ? MAX_HELPERS : MAX_HELPER_NAME),
  });
  return [{ field: refusal.startsWith('helper-name') || refusal.startsWith('too-many') ? 'name' : 'mobile', message }];
}

/** What the address says was just done. */
export const saidOf = (command: HelperCommand): 'in' | 'out' => (command.type === 'letHelperIn' ? 'in' : 'out');

type Choice = { value: string; text: string; checked: boolean };
/** What `web/components/helpers.njk` draws of the form that lets somebody in, with what was typed and what is wrong. `forStaff`: they fill it in for the resident. */
export function helperForm({
  posted,
  errors = [],
  forStaff = false,
}: {
  posted?: URLSearchParams | undefined;
  errors?: readonly HelperError[] | undefined;
  forStaff?: boolean;
}) {
  const typed = (name: string) => posted?.get(name) ?? '';
  const error = (field: Field) => {
    const found = errors.find((each) => each.field === field);
    return found ? { errorMessage: { text: found.message } } : {};
  };
  const choices = <T extends string>(name: string, values: readonly T[], text: Readonly<Record<T, string>>): Choice[] =>
    values.map((value) => ({ value, text: text[value], checked: typed(name) === value }));
  const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });
  return {
    name: {
      id: 'name',
      name: 'name',
      label: { text: words.name, classes: 'govuk-label--s' },
      value: typed('name'),
      autocomplete: 'off',
      spellcheck: false,
      ...error('name'),
    },
    mobile: {
      id: 'mobile',
      name: 'mobile',
      type: 'tel',
      inputmode: 'tel',
      label: { text: words.mobile, classes: 'govuk-label--s' },
      hint: { text: words.mobileHint },
      value: typed('mobile'),
      classes: 'govuk-input--width-20',
      autocomplete: 'off',
      ...error('mobile'),
    },
    as: {
      idPrefix: 'as',
      name: 'as',
      fieldset: legend(forStaff ? words.asStaff : words.as),
      items: choices<HelperKind>('as', helperKinds, helperWords.kinds),
      ...error('as'),
    },
    term: {
      idPrefix: 'term',
      name: 'term',
      fieldset: legend(words.term),
      items: choices<HelperTerm>('term', terms, words.terms),
      ...error('term'),
    },
    upload: {
      idPrefix: 'upload',
      name: 'upload',
      fieldset: legend(words.may),
      hint: { text: words.lookHint },
      items: [{ value: 'yes', text: forStaff ? words.uploadStaff : words.upload, checked: typed('upload') === 'yes' }],
    },
    button: { text: words.button, name: 'do', value: 'let-in', preventDoubleClick: true },
  };
}

/** Each fault with the field it leads to. */
export const helperErrorLinks = (errors: readonly HelperError[]) =>
  errors.map(({ field, message }) => ({ text: message, href: `#${field}` }));
