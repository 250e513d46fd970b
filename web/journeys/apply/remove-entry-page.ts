import type { Service } from '../../../shared/domain/catalogue.ts';
import type { Entry, RepeatQuestion } from '../../../shared/domain/repeat.ts';
import { entryName, entryRows } from '../../components/answer-text.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { applyWords } from '../../content/apply.ts';
import { entriesWords as words } from '../../content/entries.ts';
import { fieldWords } from '../../content/fields.ts';
import { fill } from '../../content/fill.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from './draft-field.ts';
import { template } from './remove-entry.njk';

/** The one field of the page. */
export const REMOVE_FIELD = 'remove';

export type RemoveEntryView = {
  service: Service;
  question: RepeatQuestion;
  index: number;
  entry: Entry;
  draftId: string;
  /** Neither yes nor no was chosen. */
  wrong?: boolean;
  backHref: string;
};

/** Asks once more before an entry goes: a slip on a small screen must not cost what was typed. */
export const removeEntryPage = ofService((council: CouncilView, view: RemoveEntryView): string => {
  const { service, question, index, entry, draftId, wrong, backHref } = view;
  const heading = fill(words.removeAsk, { one: question.one });
  const message = fill(words.removeMissing, { one: question.one });
  const legend = { text: heading, isPageHeading: true, classes: 'govuk-fieldset__legend--l' };
  const lines = entryRows(question, entry).map(({ label, text }) => `${label}: ${text}`);
  return render(template, {
    ...serviceTitle(service, heading),
    council,
    back: { text: shell.back, href: backHref },
    errors: wrong ? [{ text: message, href: `#${REMOVE_FIELD}` }] : [],
    caption: service.name,
    draft: { field: DRAFT_FIELD, id: draftId },
    fields: {
      kind: 'radios',
      params: {
        idPrefix: REMOVE_FIELD,
        name: REMOVE_FIELD,
        classes: 'govuk-radios--inline',
        fieldset: { legend },
        hint: { text: `${entryName(question, index)}. ${lines.join(', ')}` },
        ...(wrong ? { errorMessage: { text: message } } : {}),
        items: fieldWords.yesNo.map(({ value, text }) => ({ value, text })),
      },
    },
    button: applyWords.continue,
  });
});
