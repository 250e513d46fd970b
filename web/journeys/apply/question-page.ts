import type { AnswerError } from '../../../shared/domain/answer-check.ts';
import type { Service } from '../../../shared/domain/catalogue.ts';
import { addressFinder, type Looked } from '../../components/address-finder.ts';
import { mapView } from '../../components/map.ts';
import { errorLinks, type OnePage, questionFields } from '../../components/question-fields.ts';
import type { Form } from '../../components/question-form.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { applyWords as words } from '../../content/apply.ts';
import { saveWords } from '../../content/save.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { DRAFT_FIELD } from './draft-field.ts';
import { template } from './question.njk';

export type QuestionView = {
  service: Service;
  question: OnePage;
  /** What the fields show: the kept answer, or what was typed when it was refused. */
  form: Form;
  /** The draft it is of, or what stands for none. */
  draftId: string;
  errors?: readonly AnswerError[];
  /** Of an address: what came of looking for it. */
  looked?: Looked | undefined;
  backHref: string;
  /** Asked from check answers, and going back there. */
  changing: boolean;
  /** There is a draft that its resident may put by. */
  mayBeSaved?: boolean;
};

/** One question, as a page of its own. */
export const questionPage = ofService((council: CouncilView, view: QuestionView): string => {
  const { service, question, form, draftId, errors = [], looked, backHref, changing, mayBeSaved } = view;
  return render(template, {
    ...serviceTitle(service, question.ask),
    council,
    back: { text: shell.back, href: backHref },
    errors: errorLinks(question, errors),
    caption: service.name,
    draft: { field: DRAFT_FIELD, id: draftId },
    fields: {
      ...questionFields(question, form, errors),
      ...(question.type === 'location' ? { map: mapView(question.id, council.map) } : {}),
      ...(question.type === 'address' ? { finder: addressFinder(question.id, form, { errors, looked, pageHref: pathOf(view) }) } : {}),
    },
    save: mayBeSaved ? saveWords.link : undefined,
    button: changing ? words.saveChanges : words.continue,
  });
});

const pathOf = ({ service, question, changing }: QuestionView) => `/apply/${service.id}/${question.id}${changing ? '?change=1' : ''}`;
