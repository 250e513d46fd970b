import { type Progress, questionsOnPath } from '../../../shared/domain/answers.ts';
import { formatPence, priceOf } from '../../../shared/domain/payment.ts';
import { answerLines } from '../../components/answer-text.ts';
import { serviceTitle } from '../../components/service-title.ts';
import { applyWords as words } from '../../content/apply.ts';
import { fill } from '../../content/fill.ts';
import { payWords } from '../../content/pay.ts';
import { saveWords } from '../../content/save.ts';
import { shell } from '../../content/shell.ts';
import { ofService } from '../../language.ts';
import { type CouncilView, render } from '../../render.ts';
import { template } from './check.njk';
import { DRAFT_FIELD } from './draft-field.ts';

export type CheckView = Progress & {
  draftId: string;
  /** Its resident may put it by. */
  mayBeSaved: boolean;
};

/** Every question on the path with its answer, each with a link that changes it, and the one press that sends them. */
export const checkPage = ofService((council: CouncilView, { draftId, mayBeSaved, ...progress }: CheckView): string => {
  const { service, answers } = progress;
  const path = questionsOnPath(progress);
  const pence = service.payment && priceOf(service.payment, answers);
  return render(template, {
    ...serviceTitle(service, words.checkTitle),
    council,
    back: { text: shell.back, href: `/apply/${service.id}/${path.at(-1)?.id}` },
    caption: service.name,
    words,
    cost: pence === undefined ? undefined : { title: payWords.checkTitle, says: fill(payWords.check, { price: formatPence(pence) }) },
    save: mayBeSaved ? { text: saveWords.link, href: `/apply/${service.id}/save` } : undefined,
    draft: { field: DRAFT_FIELD, id: draftId },
    rows: path.map((question) => ({
      label: question.label,
      lines: answerLines(question, answers[question.id]),
      change: `/apply/${service.id}/${question.id}?change=1`,
    })),
  });
});
