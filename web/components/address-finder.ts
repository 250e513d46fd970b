import type { AnswerError } from '../../shared/domain/answer-check.ts';
import type { FoundAddress } from '../../shared/domain/answers.ts';
import { addressWords as words } from '../content/address.ts';
import { fill } from '../content/fill.ts';
import { errorOf } from './field-inputs.ts';
import { CHOSEN, FIND, type Form, KEPT } from './question-form.ts';

/** What came of looking for addresses: some to choose from, none, or nobody who could say. */
export type Looked = { kind: 'found'; addresses: readonly FoundAddress[] } | { kind: 'none'; postcode: string } | { kind: 'unknown' };

type Shown = { errors: readonly AnswerError[]; looked: Looked | undefined; pageHref: string };

/**
 * What stands above the boxes of an address: its postcode, to be found by, and what came of that. Where there is a list to choose
 * from it stands in place of the boxes, with the way to them.
 */
export function addressFinder(id: string, form: Form, { errors, looked, pageHref }: Shown) {
  const name = `${id}-${FIND}`;
  const addresses = looked?.kind === 'found' ? looked.addresses : undefined;
  if (addresses) {
    const [first] = addresses;
    return {
      // Goes with what is chosen: it is looked for again.
      postcode: { name, value: first?.postcode ?? '' },
      list: listOf(id, addresses, errors),
      type: words.type,
      again: { text: words.again, href: pageHref },
    };
  }
  const kept = form.get(`${id}-${KEPT}`);
  return {
    ...(kept ? { kept: { name: `${id}-${KEPT}`, value: kept } } : {}),
    input: {
      id: name,
      name,
      label: { text: words.find, classes: 'govuk-label--s' },
      hint: { text: words.findHint },
      value: form.get(name) ?? '',
      classes: 'govuk-input--width-10',
      autocomplete: 'off',
      spellcheck: false,
      ...errorOf(errors, FIND),
    },
    button: { text: words.button, classes: 'govuk-button--secondary', name: '_do', value: 'find' },
    notice:
      looked?.kind === 'unknown' ? words.unknown : looked?.kind === 'none' ? fill(words.none, { postcode: looked.postcode }) : undefined,
    or: words.or,
  };
}

function listOf(id: string, addresses: readonly FoundAddress[], errors: readonly AnswerError[]) {
  const name = `${id}-${CHOSEN}`;
  const count = addresses.length === 1 ? words.one : fill(words.several, { count: String(addresses.length) });
  const items = addresses.map(({ uprn, line1, line2, town }) => ({ value: uprn, text: [line1, line2, town].filter(Boolean).join(', ') }));
  return {
    id: name,
    name,
    label: { text: words.list, classes: 'govuk-label--s' },
    items: [{ value: '', text: count }, ...items],
    ...errorOf(errors, CHOSEN),
  };
}
