import type { Service } from '../../../shared/domain/catalogue.ts';
import type { AnswerError } from '../../../shared/domain/check-answer.ts';
import type { Question } from '../../../shared/domain/question.ts';
import { errorLinks, type Form, questionFields } from '../../components/question-fields.ts';
import { applyWords as words } from '../../content/apply.ts';
import { shell } from '../../content/shell.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from './draft-field.ts';
import { template } from './question.njk';

export type QuestionView = {
  service: Service;
  question: Question;
  /** What the fields show: the kept answer, or what was typed when it was refused. */
  form: Form;
  /** The draft it is of, or what stands for none. */
  draftId: string;
  errors?: readonly AnswerError[];
  backHref: string;
  /** Asked from check answers, and going back there. */
  changing: boolean;
};

/** One question, as a page of its own. */
export function questionPage(council: CouncilView, view: QuestionView): string {
  const { service, question, form, draftId, errors = [], backHref, changing } = view;
  return render(template, {
    title: `${question.ask} – ${service.name}`,
    council,
    back: { text: shell.back, href: backHref },
    errors: errorLinks(question, errors),
    caption: service.name,
    draft: { field: DRAFT_FIELD, id: draftId },
    fields: questionFields(question, form, errors),
    button: changing ? words.saveChanges : words.continue,
  });
}
