import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Entry, RepeatQuestion } from '../../../shared/domain/repeat.ts';
import { entryName, entryRows } from '../../components/answer-text.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { applyWords } from '../../content/apply.ts';
import { entriesWords as words } from '../../content/entries.ts';
import { fieldWords } from '../../content/fields.ts';
import { fill } from '../../content/fill.ts';
import { saveWords } from '../../content/save.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from './draft-field.ts';
import { template } from './entries.njk';

export type EntriesView = {
  service: Service;
  question: RepeatQuestion;
  entries: readonly { entry: Entry; changeHref: string; removeHref: string }[];
  draftId: string;
  /** What is wrong, and what was chosen. */
  message?: string;
  chosen?: string | null;
  backHref: string;
  changing: boolean;
  /** There is a draft that its resident may put by. */
  mayBeSaved?: boolean;
};

/** What was entered so far, and whether there is more: before the first entry, the question itself. */
export const entriesPage = ofService((council: CouncilView, view: EntriesView): string => {
  const { service, question, entries, draftId, message, chosen, backHref, changing, mayBeSaved } = view;
  const { id, ask, hint, one, many, most } = question;
  const count = entries.length;
  const heading = count === 0 ? ask : fill(count === 1 ? words.toldOne : words.told, { count: String(count), one, many });
  const legend =
    count === 0
      ? { text: ask, isPageHeading: true, classes: 'govuk-fieldset__legend--l' }
      : { text: fill(words.another, { one }), classes: 'govuk-fieldset__legend--m' };
  const items = fieldWords.yesNo.map(({ value, text }) => ({ value, text, checked: value === chosen }));
  const errorMessage = message ? { errorMessage: { text: message } } : {};
  const named = { idPrefix: id, name: id, classes: 'govuk-radios--inline' };
  const shownHint = count === 0 && hint ? { hint: { text: hint } } : {};
  return render(template, {
    ...serviceTitle(service, heading),
    council,
    back: { text: shell.back, href: backHref },
    errors: message ? [{ text: message, href: `#${id}` }] : [],
    caption: service.name,
    heading: count === 0 ? undefined : heading,
    rows: entries.map(({ entry, changeHref, removeHref }, index) => ({
      name: entryName(question, index),
      lines: entryRows(question, entry),
      actions: [
        { text: words.change, href: changeHref },
        { text: words.remove, href: removeHref },
      ],
    })),
    draft: { field: DRAFT_FIELD, id: draftId },
    full: count < most ? undefined : fill(words.full, { most: String(most), many, phone: council.phone }),
    fields: { kind: 'radios', params: { ...named, fieldset: { legend }, ...shownHint, ...errorMessage, items } },
    save: mayBeSaved ? saveWords.link : undefined,
    button: changing ? applyWords.saveChanges : applyWords.continue,
  });
});

/** What is said when nothing was chosen there. */
export const anotherMissing = (question: RepeatQuestion, count: number): string =>
  count === 0 ? question.missing : fill(words.anotherMissing, { one: question.one });
