import type { AnswerError } from '../../../shared/domain/answer-check.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import type { RepeatQuestion } from '../../../shared/domain/repeat.ts';
import { entryName } from '../../components/answer-text.ts';
import { errorLinks, questionFields } from '../../components/question-fields.ts';
import type { Form } from '../../components/question-form.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { applyWords } from '../../content/apply.ts';
import { saveWords } from '../../content/save.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from './draft-field.ts';
import { template } from './entry.njk';

export type EntryView = {
  service: Service;
  question: RepeatQuestion;
  /** Which one it is, counted from 0. */
  index: number;
  form: Form;
  draftId: string;
  errors?: readonly AnswerError[];
  backHref: string;
  changing: boolean;
  /** There is a draft that its resident may put by. */
  mayBeSaved?: boolean;
};

/** One entry of a repeated question, all its fields on one page. */
export const entryPage = ofService((council: CouncilView, view: EntryView): string => {
  const { service, question, index, form, draftId, errors = [], backHref, changing, mayBeSaved } = view;
  const name = entryName(question, index);
  // Where there may be none, the question was asked before and answered by yes.
  const heading = question.least > 0 ? question.ask : name;
  const fields = question.fields.map((field) => ({ field, wrong: errorsOfField(field.id, errors) }));
  return render(template, {
    ...serviceTitle(service, question.least > 0 ? `${heading} ${name}` : heading),
    council,
    back: { text: shell.back, href: backHref },
    errors: fields.flatMap(({ field, wrong }) => errorLinks(field, wrong)),
    caption: service.name,
    heading,
    hint: question.least > 0 ? question.hint : undefined,
    name: question.least > 0 ? name : undefined,
    draft: { field: DRAFT_FIELD, id: draftId },
    fields: fields.map(({ field, wrong }) => questionFields(field, form, wrong, 'among-others')),
    save: mayBeSaved ? saveWords.link : undefined,
    button: changing ? applyWords.saveChanges : applyWords.continue,
  });
});

/** The errors of one field, as it would have them alone: `checkEntry` puts its id before their part. */
function errorsOfField(id: string, errors: readonly AnswerError[]): AnswerError[] {
  return errors.flatMap(({ part, message }) => {
    if (part === id) return [{ message }];
    return part?.startsWith(`${id}-`) && /^(day|month|year)$/.test(part.slice(id.length + 1))
      ? [{ part: part.slice(id.length + 1), message }]
      : [];
  });
}
